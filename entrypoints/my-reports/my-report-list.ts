import type { MyReport } from '../../components/report/MyReportCard.tsx';
import { contentId } from '../../reports/content-hash.ts';
import { partHashes, type Report } from '../../reports/record-format.ts';
import { statusOfReport } from '../../reports/reporter-status.ts';
import type { ReportStore } from '../../reports/store/report-store.ts';

/** Own reports with their status, newest first. A report replaced by an edited note is not listed. */
export async function loadMyReports(store: ReportStore, alias: string): Promise<MyReport[]> {
  const queue = new Map((await store.outbox()).map((entry) => [entry.id, entry]));
  const own = [...(await store.reportsBy(alias))].sort((a, b) => (a.capturedAt < b.capturedAt ? -1 : 1));
  const listed: MyReport[] = [];
  for (const report of own.reverse()) {
    const events = await store.eventsOnSubject(report.subject);
    const replaced = events.some(
      (one) => one.type === 'withdraw' && one.report === report.id && one.reason === NOTE_EDITED,
    );
    if (!replaced)
      listed.push({ report, status: statusOfReport(report, events), queued: queue.get(report.id) ?? null });
  }
  return listed;
}

/** Reason under which a report is taken back because its note was edited. */
export const NOTE_EDITED = 'note edited';

/** The same report with another note: another record, the same subject and evidence. */
export function withNote(report: Report, note: string): Report {
  const clean = note.trim() === '' ? null : note.trim().toWellFormed();
  const changed = { ...report, note: clean };
  const whole = { ...changed, parts: partHashes(changed) };
  // The name leaves itself out of what it is made from.
  return { ...whole, id: contentId(whole) };
}
