import { CATEGORY_WORDS, DECIDED_WORDS, siteWords, stateWords } from '../official-words.ts';
import { chinaTime, pointedWords, positionWords } from '../packet-text.ts';
import { handleWords } from './case-files.ts';
import { cleanedForExport } from './cleaned-report.ts';
import {
  attachmentPath,
  caseCategory,
  caseId,
  caseUrl,
  decisionOn,
  firstSeen,
  lastSeen,
  leadOf,
  speakersOf,
  type ExportCase,
} from './export-case.ts';

/** Text as HTML text or attribute value. Everything in a report is somebody else's. */
export function escapeHtml(text: string): string {
  return (
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#39;')
      // Invisible signs that turn or hide text around them are shown as what they are.
      .replaceAll(
        /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g,
        (sign) => `<i class="sign">U+${sign.charCodeAt(0).toString(16).toUpperCase()}</i>`,
      )
  );
}

/** Letters and digits that are misread from paper: the reason for a missed 24-hour duty in Taiwan, see anchors.md §4.5. */
const SPELLED: Readonly<Record<string, string>> = {
  '0': '数字0',
  O: '大写O',
  o: '小写o',
  '1': '数字1',
  l: '小写L',
  I: '大写i',
  i: '小写i',
  '2': '数字2',
  Z: '大写Z',
  z: '小写z',
  '5': '数字5',
  S: '大写S',
  s: '小写s',
  '8': '数字8',
  B: '大写B',
  '6': '数字6',
  b: '小写b',
  '9': '数字9',
  q: '小写q',
  g: '小写g',
  '-': '减号',
  _: '下划线',
  '.': '点',
};

/** An address character by character, each doubtful one with its name above it. */
export function spellUrl(url: string): string {
  return [...url]
    .map((char) =>
      SPELLED[char]
        ? `<ruby>${escapeHtml(char)}<rt>${SPELLED[char]}</rt></ruby>`
        : `<span>${escapeHtml(char)}</span>`,
    )
    .join('');
}

// No script, nothing loaded from outside: the page may hold anything and be opened anywhere.
const HEAD = `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self' file:; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>债哨 证据清单</title><style>
:root{color-scheme:light}body{font:15px/1.7 "Noto Sans SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b}
h1{font-size:1.5rem}h2{font-size:1.1rem;margin:0 0 .5rem}section{border:1px solid #bbb;border-radius:6px;padding:1rem 1.25rem;margin:1.25rem 0;break-inside:avoid}
dl{display:grid;grid-template-columns:7rem 1fr;gap:.25rem .75rem;margin:0}dt{color:#555}dd{margin:0;overflow-wrap:anywhere}
.url,.spell{font-family:"Cascadia Mono","Consolas","DejaVu Sans Mono","Liberation Mono",ui-monospace,monospace;font-feature-settings:"zero" 1,"ss01" 1}
.url{font-size:1.05rem;font-weight:600}.spell{font-size:1rem;line-height:2.4}.spell span,.spell ruby{padding:0 .1em}rt{font-size:.55rem;color:#a03000}
blockquote{margin:.25rem 0;padding:.5rem .75rem;background:#f5f3ee;border-left:4px solid #8a6d1f;white-space:pre-wrap;overflow-wrap:anywhere}
mark{background:#ffe08a;padding:0}.sign{font-size:.7em;color:#a00;border:1px solid #a00;border-radius:2px;padding:0 2px}.hash{font-family:monospace;font-size:.75rem;color:#555}img{max-width:100%;border:1px solid #ccc;margin:.5rem 0}
@media print{body{margin:0;max-width:none}section{border-color:#000}a{color:inherit;text-decoration:none}}
</style></head><body>
`;

/**
 * `evidence-001.html` and so on: for printing, and for people who need to type an address off paper. Everything is
 * escaped; addresses are text, never links.
 *
 * @param part - number of the file and of all files; whether the pictures lie beside it
 */
export function* evidencePage(
  cases: readonly ExportCase[],
  part: {
    readonly number: number;
    readonly of: number;
    readonly createdAt: string;
    readonly pictures: boolean;
  },
): Generator<string> {
  yield HEAD;
  yield `<h1>债哨 证据清单（${part.number}/${part.of}）</h1><p>生成时间：${chinaTime(part.createdAt)}。本页 ${cases.length} 件。地址下方逐字标注易混字符；原始文本以 cases.jsonl 为准。</p>\n`;
  for (const one of cases) yield section(one, part.pictures);
  yield '</body></html>\n';
}

function section(one: ExportCase, withPictures: boolean): string {
  const lead = leadOf(one);
  const clean = cleanedForExport(lead);
  const url = caseUrl(lead);
  const category = caseCategory(one);
  const { decision, decidedAs } = decisionOn(one);
  const rows: [string, string][] = [
    ['平台', escapeHtml(siteWords(lead.site))],
    ['网址', `<span class="url">${escapeHtml(url)}</span>`],
    ['逐字', `<span class="spell">${spellUrl(url)}</span>`],
    [
      '账号',
      lead.author === null
        ? '—'
        : `${escapeHtml(lead.author.name)}${lead.author.id === null ? '' : `（${escapeHtml(lead.author.id)}）`}`,
    ],
    ['类别', category === null ? '未分类' : CATEGORY_WORDS[category]],
    ['位置', escapeHtml(positionWords(lead)) || '—'],
    ['所指', escapeHtml(pointedWords(lead, clean.text)) || '—'],
    ['首次发现', chinaTime(firstSeen(one))],
    ['最近发现', chinaTime(lastSeen(one))],
    ['联系方式', escapeHtml(handleWords(one)) || '—'],
    ['要求费用', escapeHtml(clean.fee ?? '') || '—'],
    ['举报', `${one.reports.length} 份，${new Set(one.reports.map((each) => each.reporter.alias)).size} 人`],
    ['状态', stateWords(one.view.state)],
    ['结论', decidedAs === null ? '—' : DECIDED_WORDS[decidedAs]],
    ['理由', escapeHtml(decision?.reason ?? '') || '—'],
  ];
  const pictures = speakersOf(one)
    .flatMap((each) => each.attachments)
    .map(
      (file) =>
        `<figure>${withPictures ? `<img src="${escapeHtml(attachmentPath(file))}" alt="截图" loading="lazy">` : '截图未随本次导出'}<figcaption class="hash">SHA-256 ${file.sha256}</figcaption></figure>`,
    );
  return `<section><h2>${caseId(one.view.subject)}</h2><dl>${rows.map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`).join('')}</dl>
${clean.parentText ? `<p>上文</p><blockquote>${escapeHtml(clean.parentText)}</blockquote>` : ''}<p>原文</p><blockquote>${marked(clean.text, lead.engine?.findings ?? [])}</blockquote>
${pictures.join('')}<p class="hash">证据指纹 ${lead.contentHash}</p></section>
`;
}

/** Text with the engine's spans marked; overlapping spans are joined. */
function marked(text: string, findings: readonly { start: number; end: number }[]): string {
  let out = '';
  let at = 0;
  for (const { start, end } of [...findings].sort((a, b) => a.start - b.start)) {
    const from = Math.max(at, start);
    if (end <= from) continue;
    out += `${escapeHtml(text.slice(at, from))}<mark>${escapeHtml(text.slice(from, end))}</mark>`;
    at = end;
  }
  return out + escapeHtml(text.slice(at));
}
