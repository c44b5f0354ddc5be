import type { ReportDraft } from '../draft-format.ts';
import type { LogEvent } from '../event-format.ts';
import type { Report } from '../record-format.ts';

/** A record as it was made or received, of this or an older format; kept untouched because its id is its hash. */
export type RawReport = { readonly id: string; readonly format: number; readonly [member: string]: unknown };

/** What one `add` did. Adding what is already there is no error: it is the same thing. */
export interface Added {
  readonly added: number;
  readonly known: number;
}

/** One page of a listing; `next` is handed back to get the following page, `null` at the end. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly next: string | null;
}

/** Why a write did not happen. Nothing of the failed call was written. */
export type StoreFailure =
  | {
      readonly error: 'quota';
      readonly message: string;
      readonly usage: number | null;
      readonly quota: number | null;
    }
  | { readonly error: 'closed'; readonly message: string }
  | { readonly error: 'blocked'; readonly message: string }
  | { readonly error: 'failed'; readonly message: string };

export type Stored<Value> =
  { readonly ok: true; readonly value: Value } | ({ readonly ok: false } & StoreFailure);

/** Something waiting to be sent to the team inbox. */
export interface OutboxEntry {
  /** Content address of what is sent: the same thing is queued once. */
  readonly id: string;
  readonly kind: 'report' | 'event';
  /** When it may be tried next (ms since 1970). */
  readonly due: number;
  readonly attempts: number;
  readonly lastError: string | null;
  /**
   * `held` was written by the desk and goes when a moderator presses send; `waiting` was handed over by a press and is retried by itself;
   * `refused` needs a person (refused by the server).
   */
  readonly state: 'held' | 'waiting' | 'refused';
}

/** What an import did, kept so that a person can look it up later. */
export interface ImportEntry {
  readonly id: string;
  readonly at: string;
  readonly source: string;
  readonly reports: Added;
  readonly events: Added;
  readonly attachments: number;
  readonly errors: number;
}

export interface StorageRoom {
  /** Bytes used and allowed by this origin; `null` where the browser does not tell. */
  readonly usage: number | null;
  readonly quota: number | null;
  /** True when the browser has promised not to throw the data away by itself. */
  readonly persistent: boolean;
}

/** Everything that one commit writes; all of it or nothing. */
export interface Batch {
  readonly reports?: readonly RawReport[];
  readonly events?: readonly LogEvent[];
  /** By SHA-256 of their bytes. */
  readonly attachments?: readonly {
    readonly sha256: string;
    readonly mime: string;
    readonly bytes: Uint8Array;
  }[];
  readonly outbox?: readonly OutboxEntry[];
  readonly imports?: readonly ImportEntry[];
  /** Drafts that became reports in this commit. */
  readonly removeDrafts?: readonly string[];
}

/**
 * Reports, decisions and drafts on this device. Reports, events and attachments are append-only: a commit unites sets,
 * so that doing it twice, or in another order, changes nothing. Opened by the background and extension pages only.
 *
 * Two implementations, one test suite: `openIndexedDbStore` and `memoryStore`.
 */
export interface ReportStore {
  /** Writes a batch in one transaction. Told before anything is lost: `quota` means nothing was written. */
  commit(batch: Batch): Promise<Stored<{ reports: Added; events: Added; attachments: Added }>>;

  /** A report in the present format, or `null`. */
  report(id: string): Promise<Report | null>;
  reports(ids: readonly string[]): Promise<readonly (Report | null)[]>;
  /** As received: for export and sending on. */
  rawReports(ids: readonly string[]): Promise<readonly (RawReport | null)[]>;
  /** In the order in which they were added. At least `limit` rows if there are as many; a few more, as they lie together. */
  reportPage(after: string | null, limit: number): Promise<Page<Report>>;
  reportsOnSubject(subject: string): Promise<readonly Report[]>;
  /** All reports of one reporter, in no order: own ones on a volunteer's device. */
  reportsBy(alias: string): Promise<readonly Report[]>;
  /** Which of these ids are already here. */
  knownReports(ids: readonly string[]): Promise<ReadonlySet<string>>;
  knownEvents(ids: readonly string[]): Promise<ReadonlySet<string>>;
  countReports(): Promise<number>;
  /** Removes own reports from this device. Events about them stay. */
  deleteReports(ids: readonly string[]): Promise<Stored<number>>;

  event(id: string): Promise<LogEvent | null>;
  /** Oldest first by time, ties by id. */
  eventPage(after: string | null, limit: number): Promise<Page<LogEvent>>;
  eventsOnSubject(subject: string): Promise<readonly LogEvent[]>;
  countEvents(): Promise<number>;

  attachment(sha256: string): Promise<{ readonly mime: string; readonly bytes: Uint8Array } | null>;

  drafts(): Promise<readonly ReportDraft[]>;
  saveDraft(draft: ReportDraft): Promise<Stored<null>>;
  deleteDraft(id: string): Promise<Stored<null>>;

  /** Entries due at `now` (ms), oldest due first. */
  outboxDue(now: number, limit: number): Promise<readonly OutboxEntry[]>;
  outbox(): Promise<readonly OutboxEntry[]>;
  updateOutbox(entries: readonly OutboxEntry[], done: readonly string[]): Promise<Stored<null>>;

  imports(): Promise<readonly ImportEntry[]>;

  /** Small values of the reports side: inbox sequence, saved views, own alias. */
  setting(key: string): Promise<unknown>;
  saveSetting(key: string, value: unknown): Promise<Stored<null>>;

  room(): Promise<StorageRoom>;
  /** Asks the browser to keep the data; true when granted. */
  askToPersist(): Promise<boolean>;
  close(): void;
}
