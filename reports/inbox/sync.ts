import { sha256Hex } from '../content-hash.ts';
import { isPublicEvent, type LogEvent } from '../event-format.ts';
import type { OutboxEntry, ReportStore, StoreFailure } from '../store/report-store.ts';
import type { Inbox, Parcel, Picture } from './inbox.ts';
import { isPassing, type InboxFailure } from './couch-request.ts';

interface SyncOptions {
  /** Address of the inbox: progress is kept for each. */
  readonly address: string;
  /** ms since 1970. */
  readonly now: number;
  /** 0..1; spreads retries. */
  readonly random: () => number;
}
type SendOptions = Pick<SyncOptions, 'now' | 'random'> & { readonly signal?: AbortSignal };

/** What one run did. `events` are those that are new here. */
export interface Synced {
  readonly sent: number;
  readonly refused: number;
  readonly waiting: number;
  readonly events: readonly LogEvent[];
  readonly errors: readonly { readonly id: string; readonly message: string }[];
  /** What stopped the run, if something did. */
  readonly failure: InboxFailure | StoreFailure | null;
  /** When to try again (ms since 1970), or `null` when nothing waits or a person is needed. */
  readonly retryAt: number | null;
}

const PORTION = 200;
const FIRST_WAIT = 30_000;
const LONGEST_WAIT = 6 * 3_600_000;

/** An entry for the outbox: give it to `store.commit` together with the report or event it sends. */
export function toSend(kind: OutboxEntry['kind'], id: string): OutboxEntry {
  return { id, kind, due: 0, attempts: 0, lastError: null, state: 'waiting' };
}

/** The same for what does not go before a person says so, see `handOver`. */
export function toHold(kind: OutboxEntry['kind'], id: string): OutboxEntry {
  return { ...toSend(kind, id), state: 'held' };
}

/** Doubles from half a minute to six hours, spread over half of it so that devices do not come back all at once. */
export function backOff(attempts: number, random: () => number): number {
  const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(20, attempts));
  return Math.round(wait * (0.5 + random() / 2));
}

/**
 * One run of a volunteer's device: sends what is due, then fetches what was decided. The desk shows what has come before it takes it, see
 * `receive.ts`. Safe to be killed anywhere and to be run twice at once: what was
 * sent but not yet crossed off is sent again and found to be there; what was fetched but not yet noted is fetched again
 * and united. The place in the change feed is saved after the data, never before.
 */
export async function syncOnce(store: ReportStore, inbox: Inbox, options: SyncOptions): Promise<Synced> {
  const done = {
    sent: 0,
    refused: 0,
    events: [] as LogEvent[],
    errors: [] as { id: string; message: string }[],
  };
  const unsent = await sendAll(store, inbox, options, done);
  const failure = unsent ?? (await fetchAll(store, inbox, options, done));
  const left = (await store.outbox()).filter((one) => one.state === 'waiting');
  const retryAt = left.length === 0 ? null : Math.max(options.now, Math.min(...left.map((one) => one.due)));
  return {
    ...done,
    waiting: left.length,
    failure,
    // Whoever may write but not read still sends: only what stops the sending needs a person before the next try.
    retryAt: unsent !== null && !('retryAfter' in unsent) ? null : retryAt,
  };
}

/** Sends everything that is due; what stopped it is told. The desk sends before it looks. */
export async function sendOutbox(
  store: ReportStore,
  inbox: Inbox,
  options: SendOptions,
): Promise<{ sent: number; refused: number; failure: InboxFailure | StoreFailure | null }> {
  const done = { sent: 0, refused: 0 };
  const failure = await sendAll(store, inbox, options, done);
  return { ...done, failure };
}

async function sendAll(
  store: ReportStore,
  inbox: Inbox,
  options: SendOptions,
  done: { sent: number; refused: number },
): Promise<InboxFailure | StoreFailure | null> {
  for (;;) {
    if (options.signal?.aborted) return { error: 'cancelled', message: 'cancelled' };
    const due = await store.outboxDue(options.now, PORTION);
    if (due.length === 0) return null;
    const { parcels, gone } = await parcelsOf(store, due);
    const pushed = await inbox.push(parcels);
    const settled = new Set([...pushed.accepted, ...pushed.refused.map((one) => one.id)]);
    const refused = pushed.refused.map(({ id, error, message }): OutboxEntry => ({
      ...due.find((one) => one.id === id)!,
      state: 'refused',
      lastError: `${error}: ${message}`,
    }));
    const later =
      pushed.failure === null
        ? []
        : due
            .filter((one) => !settled.has(one.id) && !gone.includes(one.id))
            .map((one) => postponed(one, pushed.failure!, options));
    const stored = await store.updateOutbox([...refused, ...later], [...pushed.accepted, ...gone]);
    done.sent += pushed.accepted.length;
    done.refused += refused.length;
    if (pushed.failure !== null) return pushed.failure;
    if (!stored.ok) return stored;
  }
}

/** Loads what is to be sent. What was deleted from this device in the meantime is crossed off. */
async function parcelsOf(
  store: ReportStore,
  due: readonly OutboxEntry[],
): Promise<{ parcels: Parcel[]; gone: string[] }> {
  const parcels: Parcel[] = [];
  const gone: string[] = [];
  const raws = await store.rawReports(due.map((one) => one.id));
  for (const [index, entry] of due.entries()) {
    const raw = entry.kind === 'report' ? raws[index] : null;
    const event = entry.kind === 'event' ? await store.event(entry.id) : null;
    if (raw) {
      const pictures: Picture[] = [];
      for (const { sha256 } of (raw.attachments ?? []) as { sha256: string }[]) {
        const picture = await store.attachment(sha256);
        if (picture) pictures.push({ sha256, ...picture });
      }
      parcels.push({ kind: 'report', id: entry.id, record: raw, pictures });
    } else if (event) parcels.push({ kind: 'event', id: entry.id, record: event });
    else gone.push(entry.id);
  }
  return { parcels, gone };
}

function postponed(
  entry: OutboxEntry,
  failure: InboxFailure,
  { now, random }: Pick<SyncOptions, 'now' | 'random'>,
): OutboxEntry {
  const asked = 'retryAfter' in failure ? failure.retryAfter : null;
  const attempts = entry.attempts + 1;
  // Wrong credentials are not the entry's fault: it waits, and `retryNow` sends it once they are mended.
  const wait = asked ?? (isPassing(failure) ? backOff(entry.attempts, random) : LONGEST_WAIT);
  return { ...entry, attempts, due: now + wait, lastError: `${failure.error}: ${failure.message}` };
}

async function fetchAll(
  store: ReportStore,
  inbox: Inbox,
  { address }: SyncOptions,
  done: { events: LogEvent[]; errors: { id: string; message: string }[] },
): Promise<InboxFailure | StoreFailure | null> {
  const key = sinceKey(address, 'decisions');
  let since = ((await store.setting(key)) as string | undefined) ?? '0';
  for (;;) {
    const pulled = await inbox.pull(since, PORTION, 'events');
    if (!pulled.ok) return pulled.failure;
    const { value } = pulled;
    const events = value.events.filter(isPublicEvent);
    const known = await store.knownEvents(events.map((one) => one.id));
    const stored = await store.commit({ events });
    if (!stored.ok) return stored;
    const noted = await store.saveSetting(key, value.since);
    if (!noted.ok) return noted;
    done.events.push(...events.filter((one) => !known.has(one.id)));
    done.errors.push(...value.errors);
    if (value.done || value.since === since) return null;
    since = value.since;
  }
}

/** Each kind of run has a place of its own: reports, which `decisions` passes over, the desk must still see. Stored: the names stay. */
export const sinceKey = (address: string, of: 'everything' | 'decisions') =>
  `inbox:since:${of}:${sha256Hex(address).slice(0, 16)}`;

/** Makes everything handed over due at once, also what was refused: after new credentials, or when a person presses "again". */
export async function retryNow(store: ReportStore): Promise<void> {
  await makeDue(
    store,
    (await store.outbox()).filter((one) => one.state !== 'held'),
  );
}

/** The moderator presses send: what the desk held is handed over, too, and tried again like the rest where the sending fails. */
export async function handOver(store: ReportStore): Promise<void> {
  await makeDue(store, await store.outbox());
}

const makeDue = (store: ReportStore, entries: readonly OutboxEntry[]) =>
  store.updateOutbox(
    entries.map((one) => ({ ...one, due: 0, state: 'waiting' as const })),
    [],
  );
