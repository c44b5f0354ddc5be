import type { LogEvent } from '../event-format.ts';
import type { Report } from '../record-format.ts';
import type { RawReport } from '../store/report-store.ts';
import type { TeamRules } from '../team-rules.ts';
import type { Answer, couchRequest, InboxFailure } from './couch-request.ts';

/** Something to send. Its name on the server is its content address, so that sending twice is sending once. */
export type Parcel =
  | {
      readonly kind: 'report';
      readonly id: string;
      readonly record: RawReport;
      readonly pictures: readonly Picture[];
    }
  | { readonly kind: 'event'; readonly id: string; readonly record: LogEvent };
export interface Picture {
  readonly sha256: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
}

export interface Pushed {
  /** Now on the server, put there by us or by an earlier try. */
  readonly accepted: readonly string[];
  /** The server will not take these; sending again changes nothing. */
  readonly refused: readonly {
    readonly id: string;
    readonly error: 'too_large' | 'forbidden' | 'occupied' | 'invalid';
    readonly message: string;
  }[];
  /** What stopped the rest, if something did. */
  readonly failure: InboxFailure | null;
}

/** A document that was not taken, and why. */
export interface DocError {
  readonly id: string;
  readonly message: string;
}

export interface LoadedPictures {
  readonly pictures: readonly Picture[];
  readonly errors: readonly DocError[];
}

/** `events` passes over reports. Pictures are loaded by themselves, when a person has said yes to the report. */
export type Take = 'records' | 'events';

/** Name of the document in which a team says what it asks of its volunteers. */
export const TEAM_DOC = 'team';

export interface Pulled {
  readonly reports: readonly { readonly report: Report; readonly raw: RawReport }[];
  readonly events: readonly LogEvent[];
  /** Documents that are not what their name says, or too new; the rest is taken. */
  readonly errors: readonly DocError[];
  /** Where to go on next time. */
  readonly since: string;
  /** Documents looked at on this page, and how many the server says are left; `null` where it does not say. */
  readonly read: number;
  readonly left: number | null;
  /** True when nothing more waits. */
  readonly done: boolean;
}

export interface Inbox {
  /** Can we read there? Told apart: wrong address, wrong credentials, no such database. */
  check(): Promise<Answer<{ readonly database: string }>>;
  push(parcels: readonly Parcel[]): Promise<Pushed>;
  /** Changes after `since` (`'0'` from the start), `limit` documents at most. */
  pull(since: string, limit: number, take: Take): Promise<Answer<Pulled>>;
  /** Pictures of a report. */
  pictures(report: Pick<Report, 'id' | 'attachments'>): Promise<Answer<LoadedPictures>>;
  /** What the team asks of its volunteers; `null` where it says nothing. */
  teamRules(): Promise<Answer<TeamRules | null>>;
}

export const docName = (parcel: Pick<Parcel, 'kind' | 'id'>) => `${parcel.kind}:${parcel.id}`;

/** A request whose answer is JSON. */
export type JsonRequest = (
  path: string,
  init: Parameters<typeof couchRequest>[2],
) => Promise<Answer<unknown>>;

export const bad = (message: string): { ok: false; failure: InboxFailure } => ({
  ok: false,
  failure: { error: 'bad_answer', message },
});
