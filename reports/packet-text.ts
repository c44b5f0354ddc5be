import type { ReportChannel } from '../core/ruleset/channels-format.ts';
import type { Category } from '../core/verdict.ts';
import { chinaClock } from './china-day.ts';
import { CATEGORY_WORDS, HANDLE_WORDS, ROLE_WORDS, siteWords } from './official-words.ts';
import type { Report } from './record-format.ts';

/** Moment as people in China write it: `2026-11-26 16:00（北京时间）`. */
export function chinaTime(moment: string): string {
  return `${chinaClock(moment).replace('T', ' ')}（北京时间）`;
}

/** Where in the page or video, in words; empty when nothing is known. */
export function positionWords(report: Pick<Report, 'position'>): string {
  const { commentId, index, seconds } = report.position;
  const parts: string[] = [];
  if (seconds !== null)
    parts.push(`视频 ${Math.floor(seconds / 60)} 分 ${String(Math.floor(seconds % 60)).padStart(2, '0')} 秒`);
  if (commentId !== null) parts.push(`评论编号 ${commentId}`);
  if (index !== null) parts.push(`页面第 ${index + 1} 条`);
  return parts.join('，');
}

/** Longest address or quotation in `pointedWords`; the report itself has all of it. */
const POINTED_SHOWN = 200;

/**
 * What the reporter pointed at, in words: selected words, a link, a picture. Empty where the report is on the item as a whole.
 *
 * @param text - the report's text as it is shown; spans of the report fit it as long as hiding keeps lengths
 */
export function pointedWords({ pointed }: Pick<Report, 'pointed'>, text: string): string {
  if (pointed === null) return '';
  const { by, span, url } = pointed;
  const cut = (what: string) =>
    what.length > POINTED_SHOWN ? `${what.slice(0, POINTED_SHOWN).toWellFormed()}…` : what;
  const quoted = by === 'selection' && span !== null ? cut(text.slice(span.start, span.end)) : '';
  const parts = by === 'selection' ? [quoted === '' ? '选中文字' : `选中文字：${quoted}`] : [];
  if (by === 'image') parts.push(url === null ? '图片' : `图片：${cut(url)}`);
  else if (url !== null) parts.push(`链接：${cut(url)}`);
  else if (by === 'link') parts.push('链接');
  return parts.join('；');
}

export function reportCategory(report: Pick<Report, 'category'>): Category | null {
  return report.category.confirmed ?? report.category.guessed;
}

/** The platform's own reason words for a category, the most fitting first. */
export function reasonsFor(
  channel: ReportChannel,
  category: Category | null,
): { words: string; path: readonly string[] }[] {
  if (channel.kind !== 'platform') return [];
  return channel.reasons
    .filter((one) => !one.categories || (category !== null && one.categories.includes(category)))
    .map((one) => ({ words: one.words, path: one.path ?? [] }));
}

/** Clauses of the platform's rules for a category; those written for it go first. */
export function clausesFor(channel: ReportChannel, category: Category | null): string[] {
  if (channel.kind !== 'platform') return [];
  return channel.clauses
    .filter((one) => !one.categories || (category !== null && one.categories.includes(category)))
    .sort((a, b) => Number(b.categories !== undefined) - Number(a.categories !== undefined))
    .map((one) => `《${one.rule}》${one.clause}：${one.about}`);
}

/**
 * Text ready to paste into a channel's form: facts in the order that forms ask for them, the reporter's identity never
 * among them. Cut to the channel's limit by shortening the quoted text, never the address or the handles.
 *
 * @returns `cut` tells that words were left out
 */
export function packetText(report: Report, channel: ReportChannel): { text: string; cut: boolean } {
  const category = reportCategory(report);
  const kept = report.handles.filter((one) => one.whose === 'advertiser' && one.state === 'kept');
  const lines: (string | null)[] = [
    channel.kind === 'official' && channel.mention ? `【${channel.mention}】` : null,
    `平台：${siteWords(report.site)}`,
    `网址：${report.permalink?.url ?? report.page.url}`,
    report.author
      ? `账号：${report.author.name}${report.author.id ? `（编号 ${report.author.id}）` : ''}`
      : null,
    report.author?.profileUrl ? `账号主页：${report.author.profileUrl}` : null,
    `类型：${category ? CATEGORY_WORDS[category] : '未分类'}${report.role ? `（${ROLE_WORDS[report.role] ?? report.role}）` : ''}`,
    `发现时间：${chinaTime(report.firstSeen)}`,
    positionWords(report) === '' ? null : `位置：${positionWords(report)}`,
    kept.length === 0
      ? null
      : `留下的联系方式：${kept.map((one) => `${HANDLE_WORDS[one.kind] ?? one.kind} ${one.value}`).join('；')}`,
    report.fee ? `要求的费用：${report.fee}` : null,
    ...clausesFor(channel, category)
      .slice(0, 2)
      .map((clause) => `涉嫌违反：${clause}`),
    report.note ? `补充说明：${report.note}` : null,
  ];
  const head = lines.filter((line) => line !== null).join('\n');
  const quoted = report.text.trim() === '' ? '' : report.text;
  const whole = quoted === '' ? head : `${head}\n原文：${quoted}`;
  const limit = channel.limits.textChars;
  if (limit === undefined || whole.length <= limit) return { text: whole, cut: false };
  const room = limit - head.length - '\n原文：…'.length;
  if (quoted === '' || room < 20) return { text: head.slice(0, limit).toWellFormed(), cut: true };
  return { text: `${head}\n原文：${quoted.slice(0, room).toWellFormed()}…`, cut: true };
}
