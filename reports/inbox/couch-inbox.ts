import { z } from 'zod';
import { canonicalJson } from '../canonical-json.ts';
import { sha256Hex } from '../content-hash.ts';
import { readEvent, type LogEvent } from '../event-format.ts';
import { readReport } from '../read-report.ts';
import type { Attachment, Report } from '../record-format.ts';
import type { RawReport } from '../store/report-store.ts';
import {
  checkAddress,
  couchRequest,
  parseJson,
  type Answer,
  type InboxFailure,
  type RequestOptions,
} from './couch-request.ts';

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

export interface Pulled {
  readonly reports: readonly { readonly report: Report; readonly raw: RawReport }[];
  readonly events: readonly LogEvent[];
  readonly pictures: readonly Picture[];
  /** Documents that are not what their name says, or too new; the rest is taken. */
  readonly errors: readonly { readonly id: string; readonly message: string }[];
  /** Where to go on next time. */
  readonly since: string;
  /** True when nothing more waits. */
  readonly done: boolean;
}

export interface Inbox {
  /** Can we read there? Told apart: wrong address, wrong credentials, no such database. */
  check(): Promise<Answer<{ readonly database: string }>>;
  push(parcels: readonly Parcel[]): Promise<Pushed>;
  /** Changes after `since` (`'0'` from the start), `limit` documents at most; `events` passes over reports and pictures. */
  pull(since: string, limit: number, take?: 'everything' | 'events'): Promise<Answer<Pulled>>;
}

/** Bytes of one `_bulk_docs` body. CouchDB takes 8 MB a document by default, proxies often 1 MB a request. */
const BATCH_BYTES = 900_000;
const BATCH_COUNT = 100;
const PICTURE_LIMIT = 20_000_000;

const docName = (parcel: Pick<Parcel, 'kind' | 'id'>) => `${parcel.kind}:${parcel.id}`;

/**
 * The team inbox: the HTTP API of an Apache CouchDB database. Documents are content-addressed and never changed, so there
 * are no conflicts to solve: "conflict" means that it is there already.
 */
export function createInbox(address: string, options: RequestOptions): Answer<Inbox> {
  const checked = checkAddress(address);
  if (!checked.ok) return checked;
  const base = checked.value;
  const json = async (path: string, init: Parameters<typeof couchRequest>[2]) =>
    parseJson(await couchRequest(base, path, init, options));
  return {
    ok: true,
    value: {
      check: () => check(json),
      push: (parcels) => push(json, parcels),
      pull: (since, limit, take = 'everything') => pull(base, json, options, { since, limit, take }),
    },
  };
}

type JsonRequest = (path: string, init: Parameters<typeof couchRequest>[2]) => Promise<Answer<unknown>>;

const bad = (message: string): { ok: false; failure: InboxFailure } => ({
  ok: false,
  failure: { error: 'bad_answer', message },
});

async function check(json: JsonRequest): Promise<Answer<{ database: string }>> {
  const answer = await json('', { method: 'GET' });
  if (!answer.ok) return answer;
  const parsed = z.object({ db_name: z.string() }).safeParse(answer.value);
  return parsed.success
    ? { ok: true, value: { database: parsed.data.db_name } }
    : bad('this is not a CouchDB database');
}

const BulkAnswer = z.array(
  z.object({
    id: z.string(),
    ok: z.boolean().optional(),
    error: z.string().optional(),
    reason: z.string().optional(),
  }),
);

async function push(json: JsonRequest, parcels: readonly Parcel[]): Promise<Pushed> {
  const accepted: string[] = [];
  const refused: Pushed['refused'][number][] = [];
  const waiting = batches(parcels.map((parcel) => ({ parcel, doc: toDoc(parcel) })));
  for (let batch = waiting.shift(); batch !== undefined; batch = waiting.shift()) {
    const answer = await json('/_bulk_docs', { method: 'POST', json: { docs: batch.map((one) => one.doc) } });
    if (!answer.ok) {
      if (answer.failure.error !== 'too_large') return { accepted, refused, failure: answer.failure };
      // Halve until it fits; one that is too large alone will never fit.
      if (batch.length === 1)
        refused.push({ id: batch[0]!.parcel.id, error: 'too_large', message: answer.failure.message });
      else waiting.unshift(batch.slice(0, batch.length >> 1), batch.slice(batch.length >> 1));
      continue;
    }
    const parsed = BulkAnswer.safeParse(answer.value);
    if (!parsed.success)
      return { accepted, refused, failure: bad('the answer to _bulk_docs is not a list').failure };
    const conflicts: Parcel[] = [];
    let unknown: string | null = null;
    for (const { parcel } of batch) {
      const row = parsed.data.find((one) => one.id === docName(parcel));
      if (row?.ok) accepted.push(parcel.id);
      else if (row?.error === 'conflict') conflicts.push(parcel);
      else if (row?.error === 'forbidden' || row?.error === 'unauthorized')
        refused.push({ id: parcel.id, error: 'forbidden', message: row.reason ?? row.error });
      else unknown = row?.reason ?? row?.error ?? 'the server did not mention a document';
    }
    const checked = await compareWithServer(json, conflicts);
    accepted.push(...checked.same);
    refused.push(
      ...checked.other.map((id) => ({
        id,
        error: 'occupied' as const,
        message: 'another document stands under this name',
      })),
    );
    if (checked.failure !== null) return { accepted, refused, failure: checked.failure };
    if (unknown !== null)
      return { accepted, refused, failure: { error: 'server', message: unknown, retryAfter: null } };
  }
  return { accepted, refused, failure: null };
}

const AllDocs = z.object({
  rows: z.array(z.object({ id: z.string().optional(), doc: z.record(z.string(), z.unknown()).nullish() })),
});

/** Somebody could have put another document under our name: then ours is not there, and saying "sent" would be a lie. */
async function compareWithServer(
  json: JsonRequest,
  parcels: readonly Parcel[],
): Promise<{ same: string[]; other: string[]; failure: InboxFailure | null }> {
  if (parcels.length === 0) return { same: [], other: [], failure: null };
  const answer = await json('/_all_docs?include_docs=true', {
    method: 'POST',
    json: { keys: parcels.map(docName) },
  });
  // A volunteer may be allowed to write and not to read.
  if (!answer.ok && (answer.failure.error === 'forbidden' || answer.failure.error === 'unauthorized'))
    return { same: parcels.map((one) => one.id), other: [], failure: null };
  if (!answer.ok) return { same: [], other: [], failure: answer.failure };
  const parsed = AllDocs.safeParse(answer.value);
  if (!parsed.success)
    return { same: [], other: [], failure: bad('the answer to _all_docs is not one').failure };
  const there = new Map(parsed.data.rows.map((row) => [row.id, row.doc?.record]));
  const same: string[] = [];
  const other: string[] = [];
  for (const parcel of parcels) {
    const record = there.get(docName(parcel));
    (record !== undefined && sameRecord(record, parcel.record) ? same : other).push(parcel.id);
  }
  return { same, other, failure: null };
}

function sameRecord(theirs: unknown, ours: object): boolean {
  try {
    return canonicalJson(theirs) === canonicalJson(ours);
  } catch {
    return false;
  }
}

function toDoc(parcel: Parcel): object {
  const pictures = parcel.kind === 'report' ? parcel.pictures : [];
  const attachments = Object.fromEntries(
    pictures.map((one) => [one.sha256, { content_type: one.mime, data: toBase64(one.bytes) }]),
  );
  return {
    _id: docName(parcel),
    kind: parcel.kind,
    record: parcel.record,
    ...(pictures.length > 0 ? { _attachments: attachments } : {}),
  };
}

function batches<One extends { doc: object }>(all: readonly One[]): One[][] {
  const out: One[][] = [];
  let bytes = 0;
  for (const one of all) {
    // Chinese text takes three bytes a unit in UTF-8; a close guess is enough, 413 splits further.
    const size = JSON.stringify(one.doc).length * 2;
    const current = out.at(-1);
    if (current && current.length < BATCH_COUNT && bytes + size <= BATCH_BYTES) {
      current.push(one);
      bytes += size;
    } else {
      out.push([one]);
      bytes = size;
    }
  }
  return out;
}

const Changes = z.object({
  results: z.array(
    z.object({
      id: z.string(),
      deleted: z.boolean().optional(),
      doc: z.record(z.string(), z.unknown()).nullish(),
    }),
  ),
  last_seq: z.union([z.string(), z.number()]),
  pending: z.number().optional(),
});

async function pull(
  base: URL,
  json: JsonRequest,
  options: RequestOptions,
  { since, limit, take }: { since: string; limit: number; take: 'everything' | 'events' },
): Promise<Answer<Pulled>> {
  const answer = await json(`/_changes?include_docs=true&limit=${limit}&since=${encodeURIComponent(since)}`, {
    method: 'GET',
  });
  if (!answer.ok) return answer;
  const parsed = Changes.safeParse(answer.value);
  if (!parsed.success) return bad('the answer to _changes is not one');
  const reports: Pulled['reports'][number][] = [];
  const events: LogEvent[] = [];
  const pictures: Picture[] = [];
  const errors: { id: string; message: string }[] = [];
  for (const { id, deleted, doc } of parsed.data.results) {
    // What was deleted on the server stays here: a removal is a tombstone event, which everybody can see.
    if (deleted || !doc || id.startsWith('_design/')) continue;
    const { record } = doc;
    if (id.startsWith('report:')) {
      if (take === 'events') continue;
      const read = readReport(record);
      if (!read.ok || id !== `report:${read.value.id}`) {
        errors.push({ id, message: read.ok ? 'stands under a wrong name' : read.message });
        continue;
      }
      const loaded = await loadPictures(base, options, id, read.value.attachments, errors);
      if (!loaded.ok) return loaded;
      pictures.push(...loaded.value);
      reports.push({ report: read.value, raw: record as RawReport });
    } else if (id.startsWith('event:')) {
      const read = readEvent(record);
      if (read.ok && id === `event:${read.value.id}`) events.push(read.value);
      else errors.push({ id, message: read.ok ? 'stands under a wrong name' : read.message });
    } else errors.push({ id, message: 'not a report and not an event' });
  }
  const done =
    parsed.data.pending === undefined ? parsed.data.results.length < limit : parsed.data.pending === 0;
  return {
    ok: true,
    value: { reports, events, pictures, errors, since: String(parsed.data.last_seq), done },
  };
}

/** Loads the pictures of a report. A wrong or missing one is listed; only a broken connection stops the whole. */
async function loadPictures(
  base: URL,
  options: RequestOptions,
  doc: string,
  wanted: readonly Attachment[],
  errors: { id: string; message: string }[],
): Promise<Answer<Picture[]>> {
  const pictures: Picture[] = [];
  for (const { sha256, mime } of wanted) {
    const answer = await couchRequest(
      base,
      `/${encodeURIComponent(doc)}/${sha256}`,
      { method: 'GET' },
      { ...options, limit: PICTURE_LIMIT },
    );
    if (answer.ok && sha256Hex(answer.value) === sha256) pictures.push({ sha256, mime, bytes: answer.value });
    else if (answer.ok)
      errors.push({ id: doc, message: `picture ${sha256.slice(0, 12)} is not what its name says` });
    else if (answer.failure.error === 'not_found' || answer.failure.error === 'bad_answer')
      errors.push({ id: doc, message: `picture ${sha256.slice(0, 12)} is not there` });
    else return answer;
  }
  return { ok: true, value: pictures };
}

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
