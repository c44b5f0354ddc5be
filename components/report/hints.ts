import type { Level, Category } from '../../core/verdict.ts';
import type { ReportDraft } from '../../reports/draft-format.ts';

/** A live hint: shown while writing, never in the way of submitting. */
export interface Hint {
  readonly id:
    | 'no_evidence'
    | 'short'
    | 'warning'
    | 'news'
    | 'asking'
    | 'lawful'
    | 'no_link'
    | 'no_author'
    | 'engine_calm';
  /** Words that raised it, for the text. */
  readonly words: string;
  readonly tone: 'danger' | 'caution' | 'plain';
}

// Only to ask a question of a person who decides: nothing is judged by these words. The engine's own stance reading is in core/judge.
const WARNING = [
  '谨防',
  '警惕',
  '小心被骗',
  '别上当',
  '不要上当',
  '防骗',
  '反诈',
  '别信',
  '都是骗',
  '被骗经历',
  '曝光',
  '避坑',
  '切勿相信',
  '揭秘',
];
const NEWS = [
  '记者',
  '通报',
  '警方',
  '公安局',
  '法院',
  '检察院',
  '监管总局',
  '网信办',
  '新华社',
  '央视',
  '发布公告',
  '立案',
];
const ASKING = ['怎么办', '求助', '求问', '有人知道', '请问', '靠谱吗', '是真的吗', '是不是骗', '该怎么'];

const found = (text: string, words: readonly string[]) =>
  words.filter((word) => text.includes(word)).slice(0, 3);

/**
 * What a volunteer should look at before submitting: is there evidence, is this news, is it the warning itself?
 *
 * @param draft - as it stands, after every key press
 * @param engine - how the present rules judge the text, or `null` when they are not at hand
 */
export function hintsFor(draft: ReportDraft, engine: { level: Level; category: Category } | null): Hint[] {
  const hints: Hint[] = [];
  const add = (id: Hint['id'], tone: Hint['tone'], words: readonly string[] = []) =>
    hints.push({ id, tone, words: words.join('、') });
  const text = draft.text.trim();
  const textGoes = text !== '' && !draft.leaveOut.includes('text');
  const pictureGoes = draft.attachments.length > 0 && !draft.leaveOut.includes('attachments');
  if (!textGoes && !pictureGoes) add('no_evidence', 'danger');
  else if (textGoes && [...text].length < 6 && !pictureGoes) add('short', 'caution');

  if (draft.kind === 'lure' || draft.kind === 'missed') {
    const warning = found(text, WARNING);
    const news = found(text, NEWS);
    const asking = found(text, ASKING);
    const calm = engine === null || engine.level === 'none' || engine.level === 'topic';
    // A lure may warn of "other" swindlers; when the engine is sure, the question would only confuse.
    if (calm && warning.length > 0) add('warning', 'caution', warning);
    if (calm && news.length > 0) add('news', 'caution', news);
    if (calm && asking.length > 0) add('asking', 'caution', asking);
    if (engine?.category === 'lawful') add('lawful', 'caution');
    else if (draft.kind === 'lure' && engine !== null && calm && text !== '') add('engine_calm', 'plain');
  }
  if (draft.itemUrl === null && draft.position.commentId === null && draft.kind !== 'account')
    add('no_link', 'plain');
  if (draft.author === null) add('no_author', 'plain');
  return hints;
}
