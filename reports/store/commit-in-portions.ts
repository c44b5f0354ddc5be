import type { LogEvent } from '../event-format.ts';
import type { Report } from '../record-format.ts';
import type { Added, Batch, ImportEntry, RawReport, ReportStore, StoreFailure } from './report-store.ts';

/** Records that were read and checked, and wait to be written. */
export interface ReadRecords {
  readonly reports: readonly { readonly report: Report; readonly raw: RawReport }[];
  readonly events: readonly LogEvent[];
}

/** What a person decided about them. */
export interface TakeOptions {
  /** Ids of reports and events that the person unticked. */
  readonly deselect?: ReadonlySet<string>;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface PortionOptions<Failure> extends TakeOptions {
  /** Records of one transaction, at most. Large ones make the page wait, small ones cost a flush each. */
  readonly portion: number;
  /**
   * Loads the pictures of a portion's reports, each once: many reports may name the same. When that fails, nothing of the portion is written.
   */
  readonly pictures: (
    reports: readonly Report[],
  ) => Promise<
    | { readonly ok: true; readonly value: NonNullable<Batch['attachments']> }
    | { readonly ok: false; readonly failure: Failure }
  >;
}

/** What is on disk now, whatever stopped the rest. */
interface Arrived<Failure> {
  readonly reports: readonly Report[];
  readonly events: readonly LogEvent[];
  readonly sum: Pick<ImportEntry, 'reports' | 'events' | 'attachments'>;
  /** Stopped by the person. */
  readonly cancelled: boolean;
  readonly failure: Failure | StoreFailure | null;
}

/** Bytes of pictures of one transaction, where it is more than one report's: they are in memory until it ends. */
const PICTURE_BYTES = 64_000_000;

/** How many of these reports fit into one portion with their pictures; one at least. */
function fitting(reports: ReadRecords['reports']): number {
  const counted = new Set<string>();
  let bytes = 0;
  for (const [index, { report }] of reports.entries()) {
    for (const { sha256, size } of report.attachments) {
      if (!counted.has(sha256)) bytes += size;
      counted.add(sha256);
    }
    if (index > 0 && bytes > PICTURE_BYTES) return index;
  }
  return reports.length;
}

/**
 * Takes records into the store, portion by portion. Each portion is all or nothing, and the whole is a union of sets: what was cut off
 * anywhere is completed by doing it again.
 */
export async function commitInPortions<Failure>(
  store: Pick<ReportStore, 'commit'>,
  records: ReadRecords,
  options: PortionOptions<Failure>,
): Promise<Arrived<Failure>> {
  const { portion, signal } = options;
  const skip = options.deselect ?? new Set<string>();
  // Sorted: neighbours lie together in the database, which makes writing 100,000 of them a fifth faster and asking what is there cheap.
  const reports = records.reports
    .filter(({ report }) => !skip.has(report.id))
    .sort((a, b) => (a.report.id < b.report.id ? -1 : 1));
  const events = records.events.filter((one) => !skip.has(one.id));
  const total = reports.length + events.length;
  const sum = { reports: { added: 0, known: 0 }, events: { added: 0, known: 0 }, attachments: 0 };
  const taken: { reports: Report[]; events: LogEvent[] } = { reports: [], events: [] };
  const until = (cancelled: boolean, failure: Failure | StoreFailure | null) => ({
    ...taken,
    sum,
    cancelled,
    failure,
  });
  for (let at = 0, end = 0; at < total; at = end) {
    if (signal?.aborted) return until(true, null);
    const most = reports.slice(at, at + portion);
    const some = most.slice(0, fitting(most));
    end = Math.min(total, at + (some.length < most.length ? some.length : portion));
    const someReports = some.map(({ report }) => report);
    const someEvents = events.slice(Math.max(0, at - reports.length), Math.max(0, end - reports.length));
    const loaded = await options.pictures(someReports);
    if (!loaded.ok) return until(false, loaded.failure);
    const stored = await store.commit({
      reports: some.map(({ raw }) => raw),
      events: someEvents,
      attachments: loaded.value,
    });
    if (!stored.ok) return until(false, stored);
    count(sum.reports, stored.value.reports);
    count(sum.events, stored.value.events);
    sum.attachments += stored.value.attachments.added;
    taken.reports.push(...someReports);
    taken.events.push(...someEvents);
    options.onProgress?.(end, total);
  }
  return until(false, null);
}

function count(into: { added: number; known: number }, from: Added): void {
  into.added += from.added;
  into.known += from.known;
}
