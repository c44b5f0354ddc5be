import { datedAhead } from '../dated-ahead.ts';
import type { LogEvent } from '../event-format.ts';
import type { Report } from '../record-format.ts';
import { commitInPortions, type ReadRecords, type TakeOptions } from '../store/commit-in-portions.ts';
import type { Batch, ImportEntry, ReportStore, StoreFailure } from '../store/report-store.ts';
import type { InboxFailure } from './couch-request.ts';
import { docName, type DocError, type Inbox } from './inbox.ts';
import { sinceKey } from './sync.ts';

/** What waits in the inbox, for a person to look at. Nothing of it has been written, and no picture loaded. */
export interface Waiting extends ReadRecords {
  readonly address: string;
  readonly errors: readonly DocError[];
  readonly known: { readonly reports: ReadonlySet<string>; readonly events: ReadonlySet<string> };
  /** Place in the change feed behind all of this. */
  readonly since: string;
  /** True when the server has more than is looked at in one go. */
  readonly more: boolean;
}

export interface LookOptions {
  readonly address: string;
  /** `start` looks at everything again, also at what was left out before. */
  readonly from: 'last' | 'start';
  /** Clock of this device, ms since 1970. */
  readonly now: number;
  readonly signal?: AbortSignal;
  /** Documents looked at so far, and in all where the server tells. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Documents looked at in one go; default 20,000. */
  readonly most?: number;
}

const PORTION = 200;
const MOST = 20_000;
// The place in the feed moves past what is refused, else one record dated 9999 would keep every look at its page for good.
const AGAIN = 'press 从头再看一遍 (look at everything again) here';

/** Reads what is new in the inbox without writing anything. */
export async function lookInbox(
  store: ReportStore,
  inbox: Inbox,
  options: LookOptions,
): Promise<{ ok: true; value: Waiting } | { ok: false; failure: InboxFailure }> {
  const reports = new Map<string, Waiting['reports'][number]>();
  const events = new Map<string, LogEvent>();
  const errors: DocError[] = [];
  const place =
    options.from === 'start' ? undefined : await store.setting(sinceKey(options.address, 'everything'));
  let since = typeof place === 'string' ? place : '0';
  let more = false;
  for (let read = 0; ;) {
    if (options.signal?.aborted) return { ok: false, failure: { error: 'cancelled', message: 'cancelled' } };
    const pulled = await inbox.pull(since, PORTION, 'records');
    if (!pulled.ok) return pulled;
    const { value } = pulled;
    for (const one of value.reports) {
      const { id, capturedAt, firstSeen } = one.report;
      const message = datedAhead([capturedAt, firstSeen], options.now, AGAIN);
      if (message === null) reports.set(id, one);
      else errors.push({ id: docName({ kind: 'report', id }), message });
    }
    for (const one of value.events) {
      const message = datedAhead([one.at], options.now, AGAIN);
      if (message === null) events.set(one.id, one);
      else errors.push({ id: docName({ kind: 'event', id: one.id }), message });
    }
    errors.push(...value.errors);
    read += value.read;
    options.onProgress?.(read, read + (value.left ?? 0));
    const ended = value.done || value.since === since;
    since = value.since;
    if (ended) break;
    if (read >= (options.most ?? MOST)) {
      more = true;
      break;
    }
  }
  return {
    ok: true,
    value: {
      address: options.address,
      reports: [...reports.values()],
      events: [...events.values()],
      errors,
      known: {
        reports: await store.knownReports([...reports.keys()]),
        events: await store.knownEvents([...events.keys()]),
      },
      since,
      more,
    },
  };
}

export interface Taken {
  readonly entry: ImportEntry;
  readonly reports: readonly Report[];
  readonly events: readonly LogEvent[];
  readonly errors: readonly DocError[];
  readonly cancelled: boolean;
  /** What stopped it; what is listed above is on disk all the same. */
  readonly failure: InboxFailure | StoreFailure | null;
}

/**
 * Takes what was looked at into the store, with its pictures. The place in the change feed is saved after the last portion:
 * stopped or killed before, the next look finds the rest and knows what is here already. What was unticked is not offered again, except to
 * a look from the start.
 *
 * @param options.at - `new Date().toISOString()`
 */
export async function takeWaiting(
  store: ReportStore,
  inbox: Inbox,
  waiting: Waiting,
  options: TakeOptions & { readonly at: string },
): Promise<Taken> {
  const errors = [...waiting.errors];
  const loaded = new Set<string>();
  const arrived = await commitInPortions<InboxFailure>(store, waiting, {
    ...options,
    portion: PORTION,
    async pictures(reports) {
      const value: NonNullable<Batch['attachments']>[number][] = [];
      for (const report of reports) {
        // Known ones had theirs when they came, or will get them now.
        const attachments = report.attachments.filter(({ sha256 }) => !loaded.has(sha256));
        const answer = await inbox.pictures({ id: report.id, attachments });
        if (!answer.ok) return answer;
        for (const { sha256 } of answer.value.pictures) loaded.add(sha256);
        value.push(...answer.value.pictures);
        errors.push(...answer.value.errors);
      }
      return { ok: true, value };
    },
  });
  const { reports, events, sum, cancelled } = arrived;
  let failure: Taken['failure'] = arrived.failure;
  if (failure === null && !cancelled) {
    const noted = await store.saveSetting(sinceKey(waiting.address, 'everything'), waiting.since);
    if (!noted.ok) failure = noted;
  }
  const entry: ImportEntry = {
    id: `${options.at}-inbox`,
    at: options.at,
    source: URL.canParse(waiting.address) ? new URL(waiting.address).host.slice(0, 200) : 'inbox',
    ...sum,
    errors: errors.length,
  };
  if (failure === null && sum.reports.added + sum.events.added > 0) {
    const logged = await store.commit({ imports: [entry] });
    if (!logged.ok) failure = logged;
  }
  return { entry, reports, events, errors, cancelled, failure };
}
