import { canonicalJson } from '../canonical-json.ts';
import { isListed } from '../decided-as.ts';
import {
  CATEGORY_WORDS,
  DECIDED_WORDS,
  HANDLE_WORDS,
  levelWords,
  siteWords,
  stateWords,
} from '../official-words.ts';
import { chinaTime, pointedWords, positionWords } from '../packet-text.ts';
import type { Report } from '../record-format.ts';
import { cleanedForExport } from './cleaned-report.ts';
import { BOM, csvRow } from './csv.ts';
import {
  attachmentPath,
  caseCategory,
  caseHandles,
  caseId,
  caseUrl,
  decisionOn,
  firstSeen,
  itemId,
  lastSeen,
  leadOf,
  ownAddress,
  platformId,
  speakersOf,
  type ExportCase,
} from './export-case.ts';

/** Schema name of a line of `cases.jsonl`. Members are only ever added. */
export const CASE_SCHEMA = 'zhaishao.case/1';

/** `cases.jsonl`: the master, one case a line, nothing altered for spreadsheets. */
export function* casesJsonl(cases: Iterable<ExportCase>): Generator<string> {
  for (const one of cases) yield `${canonicalJson(caseRecord(one))}\n`;
}

/** One case in full. */
function caseRecord(one: ExportCase): Record<string, unknown> {
  const { view, reports } = one;
  const lead = leadOf(one);
  const clean = cleanedForExport(lead);
  const { decision, decidedAs } = decisionOn(one);
  return {
    schema: CASE_SCHEMA,
    case: caseId(view.subject),
    subject: view.subject,
    site: lead.site,
    contentType: lead.kind === 'account' ? 'account' : lead.role,
    url: caseUrl(lead),
    urlPrecision: lead.permalink?.precision ?? null,
    itemId: itemId(lead),
    commentId: platformId(lead.site, lead.position.commentId),
    pageTitle: clean.title,
    author:
      lead.author === null
        ? null
        : {
            name: lead.author.name,
            id: platformId(lead.site, lead.author.id),
            profileUrl: lead.author.profileUrl,
          },
    text: clean.text,
    textHash: lead.textHash,
    contentHash: lead.contentHash,
    parentText: clean.parentText,
    redactedAtExport: reports.some((each) => cleanedForExport(each).changed),
    position: lead.position,
    category: caseCategory(one),
    engine:
      lead.engine === null
        ? null
        : {
            ...lead.engine,
            findings: lead.engine.findings.map((each) => ({
              ...each,
              text: clean.text.slice(each.start, each.end),
            })),
          },
    pointed: pointedRecord(lead, clean.text),
    handles: caseHandles(one),
    fee: clean.fee,
    firstSeen: firstSeen(one),
    lastSeen: lastSeen(one),
    reports: reports.map((each) => ({
      id: each.id,
      kind: each.kind,
      reporter: each.reporter.alias,
      capturedAt: each.capturedAt,
      contentHash: each.contentHash,
      note: cleanedForExport(each).note,
      pointed: pointedRecord(each, cleanedForExport(each).text),
    })),
    attachments: reports.flatMap((each) =>
      each.attachments.map((file) => ({
        path: attachmentPath(file),
        sha256: file.sha256,
        mime: file.mime,
        size: file.size,
        report: each.id,
      })),
    ),
    state: view.state,
    decidedAs,
    since: view.since,
    decision:
      decision === null
        ? null
        : {
            id: decision.id,
            state: decision.state,
            by: decision.by,
            at: decision.at,
            reason: decision.reason,
            publicNote: decision.publicNote,
            evidence: decision.evidence,
            rulesetVersion: decision.rulesetVersion,
          },
    approvedBy: view.approvedBy,
  };
}

/** What the reporter pointed at, with the words of the span: reports of one case may stand on different versions of its text. */
function pointedRecord({ pointed }: Report, text: string): Record<string, unknown> | null {
  if (pointed === null) return null;
  const { span } = pointed;
  return { ...pointed, text: span === null ? null : text.slice(span.start, span.end).toWellFormed() };
}

export const handleWords = (one: ExportCase) =>
  caseHandles(one)
    .map(({ kind, value }) => `${HANDLE_WORDS[kind] ?? kind}：${value}`)
    .join('；');

type Column = readonly [header: string, of: (one: ExportCase) => string | number | null];

/** Columns of `cases.csv`, in this order for good; new ones are added at the end. */
export const CASE_COLUMNS: readonly Column[] = [
  ['案件编号', (one) => caseId(one.view.subject)],
  ['平台', (one) => siteWords(leadOf(one).site)],
  ['内容类型', (one) => (leadOf(one).kind === 'account' ? 'account' : leadOf(one).role)],
  ['网址', (one) => caseUrl(leadOf(one))],
  ['内容编号', (one) => itemId(leadOf(one))],
  ['评论编号', (one) => platformId(leadOf(one).site, leadOf(one).position.commentId)],
  ['账号名称', (one) => leadOf(one).author?.name ?? null],
  ['账号编号', (one) => platformId(leadOf(one).site, leadOf(one).author?.id ?? null)],
  ['账号主页', (one) => leadOf(one).author?.profileUrl ?? null],
  ['原文', (one) => cleanedForExport(leadOf(one)).text],
  ['上文', (one) => cleanedForExport(leadOf(one)).parentText],
  ['类别', (one) => words(CATEGORY_WORDS, caseCategory(one))],
  ['级别', (one) => levelOf(leadOf(one))],
  ['联系方式', handleWords],
  ['要求费用', (one) => cleanedForExport(leadOf(one)).fee],
  ['位置', (one) => positionWords(leadOf(one))],
  ['首次发现', (one) => chinaTime(firstSeen(one))],
  ['最近发现', (one) => chinaTime(lastSeen(one))],
  ['举报人数', (one) => new Set(one.reports.map((each) => each.reporter.alias)).size],
  ['举报份数', (one) => one.reports.length],
  ['状态', (one) => stateWords(one.view.state)],
  ['处理理由', (one) => decisionOn(one).decision?.reason ?? null],
  ['处理人', (one) => decisionOn(one).decision?.by ?? null],
  ['处理时间', (one) => timeOf(decisionOn(one).decision?.at ?? null)],
  ['证据指纹', (one) => leadOf(one).contentHash],
  ['规则版本', (one) => leadOf(one).engine?.rulesetVersion ?? null],
  [
    '附件',
    (one) =>
      speakersOf(one)
        .flatMap((each) => each.attachments.map(attachmentPath))
        .join('；'),
  ],
  ['所指', (one) => pointedWords(leadOf(one), cleanedForExport(leadOf(one)).text)],
  ['结论', (one) => words(DECIDED_WORDS, decisionOn(one).decidedAs)],
];

const timeOf = (moment: string | null) => (moment === null ? null : chinaTime(moment));
const levelOf = ({ engine }: Report) => (engine === null ? null : levelWords(engine.level));
const words = (from: Readonly<Record<string, string>>, key: string | null) =>
  key === null ? null : (from[key] ?? key);

/** `cases.csv`: for people with Excel or WPS. */
export function* casesCsv(cases: Iterable<ExportCase>): Generator<string> {
  yield BOM;
  yield csvRow(CASE_COLUMNS.map(([header]) => header));
  for (const one of cases) yield csvRow(CASE_COLUMNS.map(([, of]) => of(one)));
}

/** `urls.txt`: addresses of confirmed lures that have one of their own, one a line, each once. */
export function* urlsTxt(cases: Iterable<ExportCase>): Generator<string> {
  const seen = new Set<string>();
  for (const one of cases) {
    if (!isListed(one.view)) continue;
    const url = ownAddress(one);
    if (url === null || seen.has(url)) continue;
    seen.add(url);
    yield `${url}\n`;
  }
}
