import type { LogEvent } from '../event-format.ts';
import type { Batch, RawReport, StoreFailure } from './report-store.ts';

/** What a report is found by, beside the untouched record. */
export interface ReportRow {
  readonly id: string;
  readonly subject: string;
  readonly reporter: string;
  readonly raw: RawReport;
}

/** Reports of one write, kept in one row: see `indexeddb-schema.ts`. The lists are what they are found by. */
export interface ReportPack {
  readonly ids: readonly string[];
  readonly subjects: readonly string[];
  readonly reporters: readonly string[];
  readonly raws: readonly RawReport[];
}

/** Reports of one row at most. Looking at one of them reads all: at 200 that is about 400 kB, some milliseconds. */
export const PACK = 200;

/** Puts reports into packs, in their order. */
export function packsOf(rows: readonly ReportRow[]): ReportPack[] {
  const packs: ReportPack[] = [];
  for (let at = 0; at < rows.length; at += PACK) {
    const some = rows.slice(at, at + PACK);
    packs.push({
      ids: some.map((one) => one.id),
      subjects: [...new Set(some.map((one) => one.subject))],
      reporters: [...new Set(some.map((one) => one.reporter))],
      raws: some.map((one) => one.raw),
    });
  }
  return packs;
}

/** An event as both stores keep it. `about` is its subject, or `report:<id>`, or `reporter:<alias>`. */
export interface EventRow {
  readonly id: string;
  readonly about: string;
  readonly at: string;
  readonly event: LogEvent;
}

export function reportRow(raw: RawReport): ReportRow {
  const { id, subject, capturedAt } = raw;
  const reporter = (raw.reporter as { alias?: unknown } | undefined)?.alias;
  if (typeof subject !== 'string' || typeof capturedAt !== 'string' || typeof reporter !== 'string') {
    throw new Error(`reportRow: ${id} was not read by readReport before it came here`);
  }
  return { id, subject, reporter, raw };
}

export function eventRow(event: LogEvent): EventRow {
  return { id: event.id, about: aboutOf(event), at: event.at, event };
}

function aboutOf(event: LogEvent): string {
  if (event.type === 'withdraw') return `report:${event.report}`;
  return event.type === 'mute_reporter' ? `reporter:${event.reporter}` : event.subject;
}

/**
 * About how many bytes a batch will take on disk, on the safe side. Measured in Chromium 156: 20,000 generated reports of 34 M units of JSON
 * took 24.6 MB with their indexes, packed by the browser; where it does not pack, a unit of Chinese text is two bytes, and three are reckoned.
 * A write that fails after all is told.
 */
export function bytesOf(batch: Batch): number {
  let units = 0;
  for (const raw of batch.reports ?? []) units += JSON.stringify(raw).length;
  for (const event of batch.events ?? []) units += JSON.stringify(event).length;
  let bytes = units * 3;
  for (const one of batch.attachments ?? []) bytes += one.bytes.byteLength;
  return bytes;
}

/** Refuses a batch that would not fit, before anything is written. `null`: it fits, or nobody can tell. */
export function refuseOverQuota(
  batch: Batch,
  usage: number | null,
  quota: number | null,
): StoreFailure | null {
  if (usage === null || quota === null) return null;
  const need = bytesOf(batch);
  if (usage + need <= quota) return null;
  const message = `needs about ${need} bytes, ${Math.max(0, quota - usage)} are left; nothing was written`;
  return { error: 'quota', message, usage, quota };
}

/** Place in a listing sorted by moment, then id. */
export function pageToken(at: string, id: string): string {
  return `${at}|${id}`;
}

export function readPageToken(token: string): [at: string, id: string] {
  const cut = token.indexOf('|');
  if (cut < 0) throw new Error(`readPageToken: not a token of ours: ${token.slice(0, 40)}`);
  return [token.slice(0, cut), token.slice(cut + 1)];
}

/** Drops repeats by id, so that one batch cannot add a thing twice. */
export function once<One>(all: readonly One[] | undefined, idOf: (one: One) => string): One[] {
  return [...new Map((all ?? []).map((one) => [idOf(one), one])).values()];
}
