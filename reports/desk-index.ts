import { createClusterIndex, type ClusterIndex } from './clusters.ts';
import { compileFilter, type DeskFilter } from './desk-filter.ts';
import { deskRow, type DeskRow } from './desk-rows.ts';
import type { LogEvent } from './event-format.ts';
import type { SubjectView } from './fold-events.ts';
import { createLedger, headOf, type Ledger } from './ledger.ts';
import type { Report } from './record-format.ts';

export const DESK_SORTS = ['priority', 'newest', 'oldest', 'longest_waiting', 'most_reported'] as const;
export type DeskSort = (typeof DESK_SORTS)[number];

/** Everything the desk shows, in memory, built from the store and kept up to date by adding. */
export interface DeskIndex {
  /** Adds reports and events; returns the subjects whose row changed. */
  add(reports: Iterable<Report>, events: Iterable<LogEvent>): ReadonlySet<string>;
  row(subject: string): DeskRow | null;
  view(subject: string): SubjectView;
  report(id: string): Report | undefined;
  reportsOf(subject: string): readonly Report[];
  /** Every row, in no order. Recomputed rows only where something changed. */
  rows(): readonly DeskRow[];
  /** Subjects that pass, sorted. `now` decides what is still snoozed. */
  query(filter: DeskFilter, sort: DeskSort, now: string): readonly string[];
  /** How many subjects pass. */
  count(filter: DeskFilter, now: string): number;
  readonly clusters: ClusterIndex;
  readonly ledger: Ledger;
}

/**
 * Starts an empty index.
 *
 * Full-text search is a plain look through all haystacks, exact for any part of Chinese text. Measured: 85,000 subjects in
 * 60 to 95 ms (docs/benchmarks.md, «reports»). Tried instead: minisearch over character bigrams; on 10,000 reports it took
 * 4.1 s to build, 69 MB of memory and 10.7 ms a query, where this takes 0.7 ms and neither time nor memory beforehand.
 */
export function createDeskIndex(
  options: { ledger?: Ledger; fold?: (text: string) => string } = {},
): DeskIndex {
  const ledger = options.ledger ?? createLedger();
  const clusters = createClusterIndex(options.fold ? { fold: options.fold } : {});
  const reports = new Map<string, Report>();
  const made = new Map<string, DeskRow | null>();
  let spread: Map<string, number> | null = null;

  /** On how many subjects a subject's template stands. */
  const spreadOf = (subject: string): number => {
    if (spread === null) {
      spread = new Map();
      for (const cluster of clusters.list('text')) {
        for (const one of cluster.subjects)
          spread.set(one, Math.max(spread.get(one) ?? 0, cluster.subjects.length));
      }
    }
    return spread.get(subject) ?? 1;
  };
  const rowOf = (subject: string): DeskRow | null => {
    const ready = made.get(subject);
    if (ready !== undefined) return ready;
    const view = ledger.view(subject);
    const held = (view.reports.length > 0 ? view.reports : view.withdrawnReports).flatMap(
      (id) => reports.get(id) ?? [],
    );
    const row = held.length === 0 ? null : deskRow(view, held, ledger.mutedReporters(), spreadOf(subject));
    made.set(subject, row);
    return row;
  };
  const allRows = () => [...ledger.subjects()].flatMap((subject) => rowOf(subject) ?? []);

  const passing = (filter: DeskFilter, now: string) =>
    compileFilter(
      filter,
      now,
      (id) => clusters.cluster(id),
      (id) => reports.get(id),
    );

  return {
    clusters,
    ledger,
    add(newReports, newEvents) {
      const fresh = [...newReports].filter((one) => !reports.has(one.id));
      for (const one of fresh) {
        reports.set(one.id, one);
        clusters.add(one);
      }
      const list = [...newEvents];
      const touched = ledger.add(fresh.map(headOf), list);
      if (list.some((one) => one.type === 'mute_reporter') || fresh.length > MANY) made.clear();
      else {
        for (const subject of touched) made.delete(subject);
        for (const one of fresh) {
          // Its template now stands on more subjects: their priority changes too.
          const template = clusters.of(one.id).find((cluster) => cluster.kind === 'text');
          for (const subject of template?.subjects ?? []) made.delete(subject);
        }
      }
      if (fresh.length > 0) spread = null;
      return touched;
    },
    row: rowOf,
    view: (subject) => ledger.view(subject),
    report: (id) => reports.get(id),
    reportsOf: (subject) => ledger.view(subject).reports.flatMap((id) => reports.get(id) ?? []),
    rows: allRows,
    count: (filter, now) => allRows().filter(passing(filter, now)).length,
    query(filter, sort, now) {
      return allRows()
        .filter(passing(filter, now))
        .sort(ORDER[sort])
        .map((row) => row.subject);
    },
  };
}

/** From here on, making all rows anew is cheaper than asking which ones changed. */
const MANY = 500;

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const ORDER: Readonly<Record<DeskSort, (a: DeskRow, b: DeskRow) => number>> = {
  priority: (a, b) =>
    b.priority.total - a.priority.total || byText(a.since, b.since) || byText(a.subject, b.subject),
  newest: (a, b) => byText(b.lastCaptured, a.lastCaptured) || byText(a.subject, b.subject),
  oldest: (a, b) => byText(a.lastCaptured, b.lastCaptured) || byText(a.subject, b.subject),
  longest_waiting: (a, b) => byText(a.since, b.since) || byText(a.subject, b.subject),
  most_reported: (a, b) => b.people - a.people || byText(a.subject, b.subject),
};
