import { DRAFT_FORMAT, type ReportDraft } from '../../reports/draft-format.ts';
import type { Report } from '../../reports/record-format.ts';

/**
 * A draft on the same thing as an own report, for when moderators ask for more: a picture or a word is added and it is handed over as a
 * report of its own. The words stay as they were reported, covered parts included, so that it is the same evidence and joins the same case.
 *
 * @param now - epoch milliseconds
 */
export function draftFromReport(report: Report, id: string, now: number): ReportDraft {
  const at = new Date(now).toISOString();
  return {
    format: DRAFT_FORMAT,
    id,
    createdAt: at,
    updatedAt: at,
    kind: report.kind,
    site: report.site,
    role: report.role,
    text: report.text,
    itemUrl: report.permalink?.url ?? null,
    pageUrl: report.page.url,
    pageTitle: report.page.title,
    precision: report.permalink?.precision ?? 'full',
    author: report.author,
    parentText: report.parentText,
    position: report.position,
    subject: report.subject,
    firstSeen: report.firstSeen,
    capturedAt: at,
    category: report.category,
    engine: report.engine,
    pointed: report.pointed,
    handles: [],
    redact: { text: [], parentText: [], title: [] },
    fee: report.fee,
    note: report.note,
    attachments: [],
    leaveOut: [],
  };
}
