import { chainHead } from '../audit-chain.ts';
import { runningHash } from '../content-hash.ts';
import { datedAhead } from '../dated-ahead.ts';
import { readEvent, type LogEvent } from '../event-format.ts';
import { describeIssues, readReport } from '../read-report.ts';
import type { Report } from '../record-format.ts';
import type { RawReport } from '../store/report-store.ts';
import {
  ATTACHMENTS_FOLDER,
  BUNDLE_FORMAT,
  BUNDLE_LIMITS,
  BundleManifest,
  EVENTS_FILE,
  MANIFEST_FILE,
  REPORTS_FILE,
  type BundleLimits,
} from './bundle-format.ts';
import { readLines } from './read-lines.ts';
import { readZipDirectory, unpackEntry, ZipError, type ZipEntry, type ZipRefusal } from './zip-directory.ts';

const AGAIN = 'read this again';

/** A line that was not taken. The others are. */
interface LineError {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly error: 'too_long' | 'not_json' | 'malformed' | 'wrong_hash' | 'too_new' | 'dated_ahead';
  readonly message: string;
}

/** A file as it was read, for a person to look at. Nothing has been written anywhere. */
export interface BundlePreview {
  readonly manifest: BundleManifest;
  readonly reports: readonly { readonly report: Report; readonly raw: RawReport }[];
  readonly events: readonly LogEvent[];
  /** Pictures by their hash; the bytes stay in the file until they are asked for. */
  readonly attachments: ReadonlyMap<string, { readonly size: number; load(): Promise<Uint8Array> }>;
  readonly errors: readonly LineError[];
  /** All errors, also those past the listed ones. */
  readonly errorCount: number;
  /**
   * Ids that should start unticked: events that do not belong into this kind of file, such as a decision inside a
   * volunteer's reports. A file proves no one's identity.
   */
  readonly unexpected: ReadonlySet<string>;
}

/** Why a file was refused as a whole. */
export type BundleRefusal =
  | ZipRefusal
  | 'no_manifest'
  | 'too_new'
  | 'malformed'
  | 'wrong_hash'
  | 'missing_file'
  | 'too_many_lines'
  | 'cancelled';
type ReadBundle =
  | { readonly ok: true; readonly value: BundlePreview }
  | { readonly ok: false; readonly error: BundleRefusal; readonly message: string };

export interface ReadBundleOptions {
  /** Clock of this device, ms since 1970. */
  readonly now: number;
  readonly signal?: AbortSignal;
  /** Called now and then with bytes unpacked so far and in all. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly limits?: Partial<BundleLimits>;
}

/** How often progress is told in all. */
const TOLD = 200;

class Refused extends Error {
  readonly refusal: BundleRefusal;
  constructor(refusal: BundleRefusal, message: string) {
    super(message);
    this.refusal = refusal;
  }
}

/**
 * Reads a `.zhaishao.zip` from anybody. Checks every byte against the manifest and every record against its own hash,
 * within hard limits; writes nothing. Mistakes in single lines are listed and the good lines kept; a damaged, oversized or
 * tampered archive is refused as a whole.
 */
export async function readBundle(file: Blob, options: ReadBundleOptions): Promise<ReadBundle> {
  const limits = { ...BUNDLE_LIMITS, ...options.limits };
  try {
    return { ok: true, value: await read(file, limits, options) };
  } catch (error) {
    if (options.signal?.aborted) return { ok: false, error: 'cancelled', message: 'cancelled' };
    if (error instanceof ZipError || error instanceof Refused)
      return { ok: false, error: error.refusal, message: error.message };
    throw error;
  }
}

async function read(
  file: Blob,
  limits: BundleLimits,
  { now, signal, onProgress }: ReadBundleOptions,
): Promise<BundlePreview> {
  const entries = new Map((await readZipDirectory(file, limits)).map((entry) => [entry.name, entry]));
  const manifest = await readManifest(file, entries, limits, signal);
  checkList(entries, manifest);

  const total = [...entries.values()].reduce((sum, entry) => sum + entry.unpacked, 0);
  let done = 0;
  let told = 0;
  const unpack = async function* (entry: ZipEntry): AsyncGenerator<Uint8Array> {
    const hash = runningHash();
    for await (const chunk of unpackEntry(file, entry, limits, signal)) {
      hash.update(chunk);
      done += chunk.length;
      if (done - told > total / TOLD || done === total) onProgress?.((told = done), total);
      yield chunk;
    }
    const expected = manifest.files.find((one) => one.name === entry.name)!.sha256;
    if (hash.hex() !== expected)
      throw new Refused(
        'wrong_hash',
        `${entry.name} is not what the manifest says: it was changed or damaged`,
      );
  };

  const errors: LineError[] = [];
  let errorCount = 0;
  const wrong = (error: LineError) => {
    errorCount += 1;
    if (errors.length < limits.errors) errors.push(error);
  };
  const reports = new Map<string, { report: Report; raw: RawReport }>();
  const events = new Map<string, LogEvent>();
  await readRecords(entries.get(REPORTS_FILE), unpack, limits, wrong, (value) => {
    const result = readReport(value);
    if (!result.ok) return result;
    const report = result.value;
    const ahead = datedAhead([report.capturedAt, report.firstSeen], now, AGAIN);
    if (ahead !== null) return { ok: false, error: 'dated_ahead', message: ahead };
    const picture = wrongPicture(entries, report);
    if (picture !== null) return { ok: false, error: 'malformed', message: picture };
    reports.set(report.id, { report, raw: value as RawReport });
    return result;
  });
  await readRecords(entries.get(EVENTS_FILE), unpack, limits, wrong, (value) => {
    const result = readEvent(value);
    if (!result.ok) return result;
    const ahead = datedAhead([result.value.at], now, AGAIN);
    if (ahead !== null) return { ok: false, error: 'dated_ahead', message: ahead };
    events.set(result.value.id, result.value);
    return result;
  });
  if (errorCount === 0 && chainHead(events.values()) !== manifest.chainHead) {
    throw new Refused('wrong_hash', 'the chain over the decisions does not end where the manifest says');
  }

  const attachments = new Map<string, { size: number; load(): Promise<Uint8Array> }>();
  for (const entry of entries.values()) {
    if (!entry.name.startsWith(ATTACHMENTS_FOLDER)) continue;
    const sha256 = entry.name.slice(ATTACHMENTS_FOLDER.length);
    if (manifest.files.find((one) => one.name === entry.name)!.sha256 !== sha256)
      throw new Refused('wrong_hash', `${entry.name} is not named by its hash`);
    for await (const _ of unpack(entry)) void _;
    attachments.set(sha256, {
      size: entry.unpacked,
      load: () => collect(unpackEntry(file, entry, limits), entry.unpacked),
    });
  }
  return {
    manifest,
    reports: [...reports.values()],
    events: [...events.values()],
    attachments,
    errors,
    errorCount,
    unexpected: unexpectedIn(manifest, [...events.values()]),
  };
}

async function readManifest(
  file: Blob,
  entries: ReadonlyMap<string, ZipEntry>,
  limits: BundleLimits,
  signal?: AbortSignal,
): Promise<BundleManifest> {
  const entry = entries.get(MANIFEST_FILE);
  if (!entry) throw new Refused('no_manifest', `no ${MANIFEST_FILE} inside: this is not a report file`);
  if (entry.unpacked > 8_000_000) throw new Refused('malformed', `${MANIFEST_FILE} is too large`);
  const bytes = await collect(unpackEntry(file, entry, limits, signal), entry.unpacked);
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new Refused('malformed', `${MANIFEST_FILE} is not JSON`);
  }
  const format = (value as { format?: unknown } | null)?.format;
  if (typeof format === 'number' && format > BUNDLE_FORMAT)
    throw new Refused('too_new', `the file has format ${format}; this version reads ${BUNDLE_FORMAT}`);
  const parsed = BundleManifest.safeParse(value);
  if (!parsed.success) throw new Refused('malformed', `${MANIFEST_FILE}: ${describeIssues(parsed.error)}`);
  return parsed.data;
}

/** The manifest must list exactly what is inside, and only names we know. */
function checkList(entries: ReadonlyMap<string, ZipEntry>, manifest: BundleManifest): void {
  const listed = new Set(manifest.files.map((one) => one.name));
  if (listed.size !== manifest.files.length)
    throw new Refused('malformed', 'the manifest lists a file twice');
  for (const name of listed)
    if (!entries.has(name))
      throw new Refused('missing_file', `${JSON.stringify(name)} is listed but not inside`);
  for (const name of entries.keys()) {
    if (name === MANIFEST_FILE) continue;
    if (!listed.has(name))
      throw new Refused('missing_file', `${JSON.stringify(name)} is inside but not listed`);
    if (name !== REPORTS_FILE && name !== EVENTS_FILE && !/^attachments\/[0-9a-f]{64}$/.test(name)) {
      throw new Refused('unsafe_name', `${JSON.stringify(name)} does not belong into a report file`);
    }
  }
}

/** A picture of another size than a report says. What is to be kept in memory is reckoned by that size. */
function wrongPicture(entries: ReadonlyMap<string, ZipEntry>, report: Report): string | null {
  for (const { sha256, size } of report.attachments) {
    const entry = entries.get(`${ATTACHMENTS_FOLDER}${sha256}`);
    if (entry && entry.unpacked !== size)
      return `attachments: ${sha256.slice(0, 12)} has ${entry.unpacked} bytes, not ${size}`;
  }
  return null;
}

async function readRecords(
  entry: ZipEntry | undefined,
  unpack: (entry: ZipEntry) => AsyncIterable<Uint8Array>,
  limits: BundleLimits,
  wrong: (error: LineError) => void,
  take: (value: unknown) => { ok: true } | { ok: false; error: LineError['error']; message: string },
): Promise<void> {
  if (!entry) return;
  for await (const line of readLines(unpack(entry), limits.line)) {
    const where = { file: entry.name, line: line.number };
    if (line.number > limits.lines)
      throw new Refused('too_many_lines', `${entry.name} has more than ${limits.lines} lines`);
    if ('tooLong' in line) {
      wrong({ ...where, error: 'too_long', message: `longer than ${limits.line} bytes` });
      continue;
    }
    let value: unknown;
    try {
      value = JSON.parse(line.text);
    } catch {
      wrong({ ...where, error: 'not_json', message: 'not a line of JSON' });
      continue;
    }
    const result = take(value);
    if (!result.ok) wrong({ ...where, error: result.error, message: result.message });
  }
}

const ALLOWED: Readonly<Record<BundleManifest['kind'], readonly LogEvent['type'][] | 'all'>> = {
  reports: ['withdraw', 'appeal'],
  decisions: ['decide', 'undo', 'tombstone', 'note', 'approve', 'outcome'],
  team: 'all',
};

function unexpectedIn(manifest: BundleManifest, events: readonly LogEvent[]): Set<string> {
  const allowed = ALLOWED[manifest.kind];
  return new Set(
    allowed === 'all' ? [] : events.filter((one) => !allowed.includes(one.type)).map((one) => one.id),
  );
}

async function collect(chunks: AsyncIterable<Uint8Array>, size: number): Promise<Uint8Array> {
  const whole = new Uint8Array(size);
  let at = 0;
  for await (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
