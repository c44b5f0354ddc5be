import { DAY, startOfDay } from './china-day.ts';
import { claimOf } from './decided-as.ts';
import type { DeskRow } from './desk-rows.ts';
import { SUBJECT_STATES, type SubjectState } from './event-format.ts';
import type { SubjectView } from './fold-events.ts';
import type { Report } from './record-format.ts';

/** States in which somebody still has to do something. */
const OPEN_STATES: readonly SubjectState[] = ['new', 'in_review', 'needs_evidence', 'escalated', 'appealed'];

export interface QueueCount {
  readonly count: number;
  /** Longest and median time in this state, in ms; `null` for an empty queue. */
  readonly oldest: number | null;
  readonly median: number | null;
}

function median(sorted: readonly number[]): number | null {
  if (sorted.length === 0) return null;
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Length and age of each queue, of the rows given. */
export function queueCounts(
  rows: Iterable<DeskRow>,
  now: string,
): Readonly<Record<SubjectState, QueueCount>> {
  const ages = new Map<SubjectState, number[]>(SUBJECT_STATES.map((state) => [state, []]));
  for (const row of rows) ages.get(row.state)!.push(Math.max(0, Date.parse(now) - Date.parse(row.since)));
  const entries = [...ages].map(([state, list]) => {
    const sorted = list.sort((a, b) => a - b);
    return [state, { count: sorted.length, oldest: sorted.at(-1) ?? null, median: median(sorted) }] as const;
  });
  return Object.fromEntries(entries) as Record<SubjectState, QueueCount>;
}

/** One day of the charts, as China counts days. */
export interface DayPoint {
  /** Start of the day, ms since 1970. */
  readonly day: number;
  /** Subjects first reported on this day. */
  readonly inflow: number;
  /** Subjects settled on this day. */
  readonly settled: number;
  /** Subjects open at the end of the day. */
  readonly backlog: number;
  /** Median age of the backlog at the end of the day, in ms. */
  readonly backlogAge: number | null;
}

/**
 * Inflow, settled, backlog and its age, day by day.
 *
 * A subject that was settled and asks anew counts as open again since then; earlier openings and closings of the same
 * subject are not drawn, so a past day may differ by those few from what was seen on that day.
 *
 * @param days - how many days up to and with that of `now`
 */
export function dailySeries(rows: readonly DeskRow[], now: string, days: number): DayPoint[] {
  const last = startOfDay(Date.parse(now));
  const first = last - (days - 1) * DAY;
  const spans = rows.map((row) => ({
    opened: Math.min(Date.parse(row.firstSeen), Date.parse(row.since)),
    closed: OPEN_STATES.includes(row.state) ? Infinity : Date.parse(row.since),
  }));
  const points: DayPoint[] = [];
  for (let day = first; day <= last; day += DAY) {
    const end = day + DAY;
    let inflow = 0;
    let settled = 0;
    const ages: number[] = [];
    for (const { opened, closed } of spans) {
      if (opened >= day && opened < end) inflow += 1;
      if (closed >= day && closed < end) settled += 1;
      if (opened < end && closed >= end) ages.push(Math.min(end, Date.parse(now)) - opened);
    }
    points.push({
      day,
      inflow,
      settled,
      backlog: ages.length,
      backlogAge: median(ages.sort((a, b) => a - b)),
    });
  }
  return points;
}

export interface Tally {
  readonly key: string;
  readonly label: string;
  readonly subjects: number;
  /** Confirmed lures among them: a confirmed false alarm is nothing against an account. */
  readonly confirmed: number;
}

function tally(
  rows: Iterable<DeskRow>,
  of: (row: DeskRow) => readonly { key: string; label: string }[],
  top: number,
): Tally[] {
  const counts = new Map<string, { label: string; subjects: number; confirmed: number }>();
  for (const row of rows) {
    for (const { key, label } of of(row)) {
      const entry = counts.get(key) ?? { label, subjects: 0, confirmed: 0 };
      entry.subjects += 1;
      if (row.isListed) entry.confirmed += 1;
      counts.set(key, entry);
    }
  }
  return [...counts]
    .map(([key, entry]) => ({ key, ...entry }))
    .sort((a, b) => b.subjects - a.subjects || (a.key < b.key ? -1 : 1))
    .slice(0, top);
}

export function topHandles(rows: Iterable<DeskRow>, top = 20): Tally[] {
  return tally(rows, (row) => row.handles.map((one) => ({ key: one.key, label: one.value })), top);
}

export function topAccounts(rows: Iterable<DeskRow>, top = 20): Tally[] {
  return tally(
    rows,
    (row) => (row.account === null ? [] : [{ key: row.account, label: row.accountName ?? row.account }]),
    top,
  );
}

export function bySite(rows: Iterable<DeskRow>): Tally[] {
  return tally(rows, (row) => [{ key: row.site, label: row.site }], 100);
}

export function byCategory(rows: Iterable<DeskRow>): Tally[] {
  return tally(
    rows,
    (row) => (row.category === null ? [] : [{ key: row.category, label: row.category }]),
    100,
  );
}

export interface RuleRecord {
  readonly rule: string;
  /** Subjects with a decision on which this rule had spoken. */
  readonly decided: number;
  /** Of these, where people found no lure. */
  readonly overturned: number;
  /** overturned / decided. */
  readonly rate: number;
}

/** How often each rule was found wrong by people. Small numbers say little: show `decided` beside the rate. */
export function overturnByRule(
  rows: Iterable<DeskRow>,
  viewOf: (subject: string) => SubjectView,
  reportOf: (id: string) => Report | undefined,
): RuleRecord[] {
  const counts = new Map<string, { decided: number; overturned: number }>();
  for (const row of rows) {
    const { decidedAs } = viewOf(row.subject);
    if (decidedAs === null) continue;
    const rules = new Set(
      row.reports.flatMap((id) => reportOf(id)?.engine?.findings.map((one) => one.rule) ?? []),
    );
    for (const rule of rules) {
      const entry = counts.get(rule) ?? { decided: 0, overturned: 0 };
      entry.decided += 1;
      if (decidedAs === 'honest') entry.overturned += 1;
      counts.set(rule, entry);
    }
  }
  return [...counts]
    .map(([rule, entry]) => ({ rule, ...entry, rate: entry.overturned / entry.decided }))
    .sort((a, b) => b.decided - a.decided || (a.rule < b.rule ? -1 : 1));
}

/** A reporter's record, how often people came to what the report said: shown beside the reports, never used as a verdict. */
export interface ReporterRecord {
  readonly alias: string;
  readonly reports: number;
  readonly agreed: number;
  readonly disagreed: number;
}

export function reporterRecord(
  alias: string,
  reports: Iterable<Report>,
  viewOf: (subject: string) => SubjectView,
): ReporterRecord {
  let all = 0;
  let agreed = 0;
  let disagreed = 0;
  for (const report of reports) {
    if (report.reporter.alias !== alias) continue;
    all += 1;
    const { decidedAs } = viewOf(report.subject);
    if (decidedAs === null) continue;
    if (decidedAs === claimOf([report])) agreed += 1;
    else disagreed += 1;
  }
  return { alias, reports: all, agreed, disagreed };
}
