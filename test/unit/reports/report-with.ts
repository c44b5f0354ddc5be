import type { ReportDraft } from '../../../reports/draft-format.ts';
import { makeReport } from '../../../reports/make-report.ts';
import type { Report } from '../../../reports/record-format.ts';

/** A plausible draft; `n` makes item and author distinct. */
export function draftWith(changes: Partial<ReportDraft> & { n?: number } = {}): ReportDraft {
  const { n = 0, ...rest } = changes;
  const at = '2026-11-26T08:00:00.000Z';
  return {
    format: 1,
    id: `draft-${String(n).padStart(6, '0')}`,
    createdAt: at,
    updatedAt: at,
    kind: 'lure',
    site: 'douyin',
    role: 'comment',
    text: '停息挂账，不成功不收费，加微 zs8821xy',
    itemUrl: null,
    pageUrl: `https://www.douyin.com/video/7301000000000000001?previous_page=app`,
    pageTitle: '负债了怎么办',
    precision: 'full',
    author: { name: `用户${n}`, id: `u${n}`, profileUrl: `https://www.douyin.com/user/u${n}` },
    parentText: null,
    position: { commentId: `${9000 + n}`, index: n, seconds: null },
    subject: null,
    firstSeen: at,
    capturedAt: at,
    category: { guessed: 'debt_negotiation', confirmed: null },
    engine: null,
    pointed: null,
    handles: [],
    redact: { text: [], parentText: [], title: [] },
    fee: null,
    note: null,
    attachments: [],
    leaveOut: [],
    ...rest,
  };
}

/** Changes that put one text into every field that a page or a volunteer fills. */
export const everywhere = (text: string): Partial<ReportDraft> => ({
  text,
  pageTitle: text,
  note: text,
  fee: text,
  parentText: text,
  author: { name: text, id: text, profileUrl: null },
  position: { commentId: text, index: null, seconds: null },
  handles: [{ kind: 'other', value: text, whose: 'advertiser', state: 'kept' }],
});

/** A report made of such a draft. */
export function reportWith(changes: Parameters<typeof draftWith>[0] = {}, alias = 'r-1'): Report {
  const made = makeReport(draftWith(changes), alias);
  if (!made.ok) throw new Error(`reportWith: ${made.error}: ${made.message}`);
  return made.value;
}
