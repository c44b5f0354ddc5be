import type { LogEvent } from './event-format.ts';
import {
  foldMutedReporters,
  foldSubject,
  STRICT_POLICY,
  type DecisionPolicy,
  type ReportHead,
  type SubjectView,
} from './fold-events.ts';
import { hasEvidence, type Report } from './record-format.ts';

/** What the ledger keeps of a report. */
export function headOf(report: Report): ReportHead {
  return {
    id: report.id,
    subject: report.subject,
    kind: report.kind,
    contentHash: report.contentHash,
    reporter: report.reporter.alias,
    capturedAt: report.capturedAt,
    evidence: hasEvidence(report),
  };
}

function listIn(lists: Map<string, LogEvent[]>, key: string, event: LogEvent): void {
  const list = lists.get(key);
  if (list) list.push(event);
  else lists.set(key, [event]);
}

/** All reports and events seen so far, folded per subject, re-folded only where something new arrived. */
export interface Ledger {
  /** Adds to the sets; what is known already changes nothing. Returns the subjects whose view may have changed. */
  add(reports: Iterable<ReportHead>, events: Iterable<LogEvent>): ReadonlySet<string>;
  /** Drops reports deleted from this device. */
  forget(reports: Iterable<string>): ReadonlySet<string>;
  view(subject: string): SubjectView;
  /** Subjects that have a report or an event. */
  subjects(): IterableIterator<string>;
  head(report: string): ReportHead | undefined;
  events(subject: string): readonly LogEvent[];
  mutedReporters(): ReadonlySet<string>;
  readonly size: { readonly reports: number; readonly events: number; readonly subjects: number };
}

/** Starts an empty ledger. */
export function createLedger(policy: DecisionPolicy = STRICT_POLICY): Ledger {
  const heads = new Map<string, ReportHead>();
  const known = new Map<string, LogEvent>();
  const reportsOf = new Map<string, Set<string>>();
  const eventsOf = new Map<string, LogEvent[]>();
  /** Withdrawals that came before their report. */
  const orphans = new Map<string, LogEvent[]>();
  const muting: LogEvent[] = [];
  const views = new Map<string, SubjectView>();
  let muted: ReadonlySet<string> | null = null;

  const mutedReporters = () => (muted ??= foldMutedReporters(muting));

  return {
    add(reports, events) {
      const touched = new Set<string>();
      for (const head of reports) {
        if (heads.has(head.id)) continue;
        heads.set(head.id, head);
        const ids = reportsOf.get(head.subject);
        if (ids) ids.add(head.id);
        else reportsOf.set(head.subject, new Set([head.id]));
        for (const event of orphans.get(head.id) ?? []) listIn(eventsOf, head.subject, event);
        orphans.delete(head.id);
        touched.add(head.subject);
      }
      for (const event of events) {
        if (known.has(event.id)) continue;
        known.set(event.id, event);
        if (event.type === 'mute_reporter') {
          muting.push(event);
          muted = null;
          views.clear();
        } else if (event.type === 'withdraw') {
          const subject = heads.get(event.report)?.subject;
          if (subject === undefined) listIn(orphans, event.report, event);
          else {
            listIn(eventsOf, subject, event);
            touched.add(subject);
          }
        } else {
          listIn(eventsOf, event.subject, event);
          touched.add(event.subject);
        }
      }
      for (const subject of touched) views.delete(subject);
      return touched;
    },
    forget(reports) {
      const touched = new Set<string>();
      for (const id of reports) {
        const head = heads.get(id);
        if (!head) continue;
        heads.delete(id);
        const ids = reportsOf.get(head.subject)!;
        ids.delete(id);
        if (ids.size === 0) reportsOf.delete(head.subject);
        touched.add(head.subject);
        views.delete(head.subject);
      }
      return touched;
    },
    view(subject) {
      const ready = views.get(subject);
      if (ready) return ready;
      const ids = reportsOf.get(subject) ?? [];
      const view = foldSubject(
        subject,
        eventsOf.get(subject) ?? [],
        [...ids].map((id) => heads.get(id)!),
        policy,
        mutedReporters(),
      );
      views.set(subject, view);
      return view;
    },
    *subjects() {
      yield* reportsOf.keys();
      for (const subject of eventsOf.keys()) if (!reportsOf.has(subject)) yield subject;
    },
    head: (report) => heads.get(report),
    events: (subject) => eventsOf.get(subject) ?? [],
    mutedReporters,
    get size() {
      return {
        reports: heads.size,
        events: known.size,
        subjects: reportsOf.size + [...eventsOf.keys()].filter((one) => !reportsOf.has(one)).length,
      };
    },
  };
}
