import type { KnownSubject } from '../../components/report/AlreadyReported.tsx';
import type { ReportDraft } from '../../reports/draft-format.ts';
import { foldSubject } from '../../reports/fold-events.ts';
import { headOf } from '../../reports/ledger.ts';
import { hideSpans, subjectOf } from '../../reports/make-report.ts';
import { evidenceHash } from '../../reports/record-format.ts';
import type { ReportStore } from '../../reports/store/report-store.ts';

/** What this device knows of the subject of a draft: own and others' reports, the decision, a removal that sticks. */
export async function knownSubject(
  store: ReportStore,
  draft: ReportDraft,
  alias: string,
): Promise<KnownSubject | null> {
  const subject = subjectOf(draft);
  if (subject === null) return null;
  const [reports, events] = await Promise.all([
    store.reportsOnSubject(subject),
    store.eventsOnSubject(subject),
  ]);
  if (reports.length === 0 && events.length === 0) return null;
  // Decisions may have come back as a file without the reports they speak of.
  const view = foldSubject(subject, events, reports.map(headOf), {
    secondPerson: false,
    evidenceAtHand: false,
  });
  const standing = reports.filter((one) => view.reports.includes(one.id));
  const evidence = evidenceHash({ ...draft, text: hideSpans(draft.text, draft.redact.text) });
  const stone = view.tombstones.find((one) => one.blocks.includes(evidence));
  return {
    mine: standing.find((one) => one.reporter.alias === alias)?.capturedAt ?? null,
    others: new Set(standing.filter((one) => one.reporter.alias !== alias).map((one) => one.reporter.alias))
      .size,
    decision: view.decision ? { state: view.state, reason: view.decision.reason } : null,
    removed: stone?.reason ?? null,
  };
}
