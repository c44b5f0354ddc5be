import type { ClusterKind, Cluster } from '../../reports/clusters.ts';
import type { DecisionInput } from '../../reports/decide.ts';
import type { DecidedAs } from '../../reports/decided-as.ts';
import type { DeskFilter } from '../../reports/desk-filter.ts';
import type { DeskSort } from '../../reports/desk-index.ts';
import type { DeskRow } from '../../reports/desk-rows.ts';
import type { LogEvent, SubjectState } from '../../reports/event-format.ts';
import type { SubjectView } from '../../reports/fold-events.ts';
import type { DayPoint, QueueCount, ReporterRecord, RuleRecord, Tally } from '../../reports/queue-stats.ts';
import type { Report } from '../../reports/record-format.ts';
import type { ToldFailure } from '../shared/failure-words.ts';

/** A row as it travels to the page: without the text that only search needs. */
export type ListedRow = Omit<DeskRow, 'haystack' | 'reports'> & { readonly reportCount: number };

export interface DeskOverview {
  readonly counts: Readonly<Record<SubjectState, QueueCount>>;
  readonly subjects: number;
  /** How many stand in the views that a moderator must not forget. */
  readonly waiting: Readonly<Record<'mine' | 'second' | 'changed' | 'snoozed', number>>;
  readonly reports: number;
  readonly events: number;
  /** Values that occur, for the filters. */
  readonly sites: readonly string[];
  readonly tags: readonly string[];
  readonly assignees: readonly string[];
}

/** Everything beside the decision on one subject. */
export interface SubjectDetail {
  readonly row: ListedRow;
  readonly view: SubjectView;
  readonly reports: readonly Report[];
  readonly withdrawn: readonly Report[];
  /** Oldest first. */
  readonly events: readonly LogEvent[];
  readonly clusters: readonly Cluster[];
  readonly reporters: readonly (ReporterRecord & { readonly muted: boolean })[];
  /** Other subjects of the same account, with their states. */
  readonly sameAccount: readonly ListedRow[];
}

/** What can be done to one subject or many. */
export type DeskAction =
  | { readonly type: 'decide'; readonly input: DecisionInput }
  | { readonly type: 'tag'; readonly add: readonly string[]; readonly remove: readonly string[] }
  | { readonly type: 'assign'; readonly to: string | null }
  | { readonly type: 'snooze'; readonly until: string | null }
  | { readonly type: 'note'; readonly text: string; readonly visibility: 'internal' | 'public' }
  | { readonly type: 'tombstone'; readonly reason: string }
  | { readonly type: 'approve' }
  | { readonly type: 'appeal'; readonly text: string }
  /** What a platform or an authority answered. */
  | {
      readonly type: 'outcome';
      readonly channel: string;
      readonly result: 'sent' | 'taken_down' | 'kept' | 'unknown';
    };

/** Which subjects: named, or all that a filter finds. */
export type DeskTarget =
  | { readonly subjects: readonly string[] }
  | { readonly filter: DeskFilter; readonly except: readonly string[] };

export type RefusedBecause =
  | 'no_reason'
  | 'no_evidence'
  | 'tombstoned'
  | 'not_confirmed'
  | 'stale'
  | 'changed_meanwhile'
  | 'nothing_to_approve'
  | 'own_decision'
  | 'gone';

/** A dry run: what would happen, before anything is written. */
export interface DeskPlan {
  readonly id: string;
  /** Subjects found by the target. */
  readonly hit: number;
  readonly willChange: number;
  /** First rows that would change, to look at. */
  readonly sample: readonly ListedRow[];
  readonly refused: readonly {
    readonly subject: string;
    readonly excerpt: string;
    readonly because: RefusedBecause;
  }[];
}

/** What a run did, and what undoes it. */
export interface DeskOutcome {
  readonly ok: boolean;
  readonly failure: ToldFailure | null;
  readonly changed: number;
  /** Refused at the second look: the state had changed since the dry run. */
  readonly refused: DeskPlan['refused'];
  /** Hand this to `undo`. */
  readonly batch: readonly { readonly subject: string; readonly events: readonly string[] }[];
}

export interface DeskStats {
  readonly days: readonly DayPoint[];
  readonly bySite: readonly Tally[];
  readonly byCategory: readonly Tally[];
  readonly handles: readonly Tally[];
  readonly accounts: readonly Tally[];
  readonly rules: readonly RuleRecord[];
}

export interface LogPage {
  readonly events: readonly LogEvent[];
  /** First words of what they are about, by subject. */
  readonly excerpts: ReadonlyMap<string, string>;
  readonly total: number;
}

/** Rows of the present query, read in windows. `version` changes with every query, so that late answers are told apart. */
export interface QueryResult {
  readonly total: number;
  readonly version: number;
  readonly rows: readonly ListedRow[];
}

/** The desk's data side, as the page sees it. It runs in a worker; every call is answered in its own time. */
export interface DeskApi {
  /** Answers as soon as there is something to show. */
  open(): Promise<DeskOverview>;
  /** Answers when everything is read. Clusters, charts, exports and actions on a filter wait for it by themselves. */
  complete(onProgress: (read: number, all: number) => void): Promise<DeskOverview>;
  overview(): Promise<DeskOverview>;
  query(filter: DeskFilter, sort: DeskSort): Promise<QueryResult>;
  rows(version: number, from: number, to: number): Promise<readonly ListedRow[]>;
  detail(subject: string): Promise<SubjectDetail | null>;
  clusters(kind: ClusterKind, least: number): Promise<readonly Cluster[]>;
  rowsOf(subjects: readonly string[]): Promise<readonly ListedRow[]>;
  /** All subjects of a cluster. */
  clusterSubjects(id: string): Promise<readonly string[]>;
  /** Place of a subject in the present query, or -1. */
  indexOf(subject: string): Promise<number>;
  /** How many subjects of a target stand under an accusation, and of how many all reports are false alarms. */
  claims(target: DeskTarget): Promise<Readonly<Record<DecidedAs, number>>>;
  plan(target: DeskTarget, action: DeskAction): Promise<DeskPlan>;
  run(planId: string): Promise<DeskOutcome>;
  undo(batch: DeskOutcome['batch']): Promise<DeskOutcome>;
  mute(reporter: string, muted: boolean, reason: string): Promise<DeskOutcome>;
  stats(days: number): Promise<DeskStats>;
  log(from: number, to: number): Promise<LogPage>;
  picture(sha256: string): Promise<Blob | null>;
}
