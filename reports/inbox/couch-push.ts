import { z } from 'zod';
import { canonicalJson } from '../canonical-json.ts';
import { bad, docName, type JsonRequest, type Parcel, type Pushed } from './inbox.ts';
import type { InboxFailure } from './couch-request.ts';

/** Bytes of one `_bulk_docs` body. CouchDB takes 8 MB a document by default, proxies often 1 MB a request. */
const BATCH_BYTES = 900_000;
const BATCH_COUNT = 100;

const BulkAnswer = z.array(
  z.object({
    id: z.string(),
    ok: z.boolean().optional(),
    error: z.string().optional(),
    reason: z.string().optional(),
  }),
);

/** Puts parcels on the server; halves what is too large until it fits. */
export async function push(json: JsonRequest, parcels: readonly Parcel[]): Promise<Pushed> {
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

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
