import type { Report } from '../record-format.ts';
import type { LogEvent } from '../event-format.ts';
import type { Added, ImportEntry, ReportStore, StoreFailure } from '../store/report-store.ts';
import type { BundlePreview } from './read-bundle.ts';

export interface ImportOptions {
  /** Ids of reports and events that the person unticked. */
  readonly deselect?: ReadonlySet<string>;
  /** Name of the file, for the log. */
  readonly source: string;
  /** `new Date().toISOString()`. */
  readonly at: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** What arrived, also for `DeskIndex.add`. */
export interface Imported {
  readonly entry: ImportEntry;
  readonly reports: readonly Report[];
  readonly events: readonly LogEvent[];
  /** Stopped by the person: what was written stays, and importing again adds the rest. */
  readonly cancelled: boolean;
}
export type ImportResult =
  | { readonly ok: true; readonly value: Imported }
  /** Stopped by the store; `reports` and `events` are on disk all the same. */
  | ({
      readonly ok: false;
      readonly written: Added;
      readonly reports: readonly Report[];
      readonly events: readonly LogEvent[];
    } & StoreFailure);

/** Records of one transaction. Large ones make the page wait, small ones cost a flush each. */
const PORTION = 1_000;

/** How much of a preview is new here. Writes nothing. */
export async function countNew(
  store: ReportStore,
  preview: BundlePreview,
): Promise<{
  reports: Added;
  events: Added;
  knownReports: ReadonlySet<string>;
  knownEvents: ReadonlySet<string>;
}> {
  const knownReports = await store.knownReports(preview.reports.map(({ report }) => report.id));
  const knownEvents = await store.knownEvents(preview.events.map((one) => one.id));
  return {
    reports: { added: preview.reports.length - knownReports.size, known: knownReports.size },
    events: { added: preview.events.length - knownEvents.size, known: knownEvents.size },
    knownReports,
    knownEvents,
  };
}

/**
 * Takes an accepted preview into the store, portion by portion. Each portion is all or nothing, and the whole is a union
 * of sets: an import that was cut off anywhere is completed by doing it again.
 */
export async function importBundle(
  store: ReportStore,
  preview: BundlePreview,
  options: ImportOptions,
): Promise<ImportResult> {
  const skip = options.deselect ?? new Set<string>();
  // Sorted: neighbours lie together in the database, which makes writing 100,000 of them a fifth faster and asking what is there cheap.
  const reports = preview.reports
    .filter(({ report }) => !skip.has(report.id))
    .sort((a, b) => (a.report.id < b.report.id ? -1 : 1));
  const events = preview.events.filter((one) => !skip.has(one.id));
  const total = reports.length + events.length;
  const sum = { reports: { added: 0, known: 0 }, events: { added: 0, known: 0 }, attachments: 0 };
  const taken: { reports: Report[]; events: LogEvent[] } = { reports: [], events: [] };
  const count = (into: { added: number; known: number }, from: Added) => {
    into.added += from.added;
    into.known += from.known;
  };
  let cancelled = false;
  for (let at = 0; at < total; at += PORTION) {
    if (options.signal?.aborted) {
      cancelled = true;
      break;
    }
    const someReports = reports.slice(at, at + PORTION);
    const someEvents = events.slice(
      Math.max(0, at - reports.length),
      Math.max(0, at + PORTION - reports.length),
    );
    const attachments = [];
    for (const { mime, sha256 } of someReports.flatMap(({ report }) => report.attachments)) {
      const picture = preview.attachments.get(sha256);
      if (picture) attachments.push({ sha256, mime, bytes: await picture.load() });
    }
    const stored = await store.commit({
      reports: someReports.map(({ raw }) => raw),
      events: someEvents,
      attachments,
    });
    if (!stored.ok) return { ...stored, ...taken, written: sum.reports };
    count(sum.reports, stored.value.reports);
    count(sum.events, stored.value.events);
    sum.attachments += stored.value.attachments.added;
    taken.reports.push(...someReports.map(({ report }) => report));
    taken.events.push(...someEvents);
    options.onProgress?.(Math.min(total, at + PORTION), total);
  }
  const entry: ImportEntry = {
    id: `${options.at}-${preview.manifest.chainHead.slice(0, 8)}`,
    at: options.at,
    source: options.source.slice(0, 200),
    ...sum,
    errors: preview.errorCount,
  };
  const logged = await store.commit({ imports: [entry] });
  if (!logged.ok) return { ...logged, ...taken, written: sum.reports };
  return { ok: true, value: { entry, ...taken, cancelled } };
}
