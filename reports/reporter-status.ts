import type { EventOf, LogEvent, SubjectState } from './event-format.ts';
import { foldSubject, type DecisionPolicy } from './fold-events.ts';
import { headOf } from './ledger.ts';
import type { Report } from './record-format.ts';

/** What a volunteer sees of an own report. */
export interface ReporterStatus {
  readonly state: SubjectState;
  /** The reporter took it back. Without it, a `withdrawn` state is the moderators' removal of the listing. */
  readonly takenBack: boolean;
  /** The moderators' reason, and since when. `null` until there is a decision. */
  readonly reason: string | null;
  readonly publicNotes: readonly string[];
  readonly decidedAt: string | null;
  /** What a platform or an authority answered, newest last. */
  readonly outcomes: readonly {
    readonly at: string;
    readonly channel: string;
    readonly result: EventOf<'outcome'>['result'];
    readonly text: string | null;
  }[];
}

/** A volunteer's device has own reports only: decisions made on somebody else's copy of the evidence count as well. */
const VOLUNTEER_POLICY: DecisionPolicy = { secondPerson: false, evidenceAtHand: false };

/**
 * Status of one own report, from the decisions that came back (file or inbox).
 *
 * @param events - `store.eventsOnSubject(report.subject)`
 */
export function statusOfReport(report: Report, events: readonly LogEvent[]): ReporterStatus {
  const view = foldSubject(report.subject, events, [headOf(report)], VOLUNTEER_POLICY);
  const { decision } = view;
  // A decision that names this report, or was made on the same content, is its answer, whatever was captured later.
  const answered =
    decision !== null && (decision.reports.includes(report.id) || decision.evidence === report.contentHash);
  const withdrawn = view.withdrawnReports.includes(report.id);
  const notes = events.flatMap((one) =>
    one.type === 'note' && one.visibility === 'public' && (one.about === null || one.about === decision?.id)
      ? [one.text]
      : [],
  );
  const state: SubjectState = withdrawn
    ? 'withdrawn'
    : answered && view.openAppeals.length === 0
      ? decision.state
      : view.state;
  const stone = view.tombstones.find((one) => one.blocks.includes(report.contentHash));
  return {
    state,
    takenBack: withdrawn,
    reason: answered ? decision.reason : (stone?.reason ?? null),
    publicNotes: [...(answered && decision.publicNote ? [decision.publicNote] : []), ...notes],
    decidedAt: answered ? decision.at : (stone?.at ?? null),
    outcomes: view.outcomes.map(({ at, channel, result, text }) => ({ at, channel, result, text })),
  };
}
