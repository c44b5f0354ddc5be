import type { Report } from '../record-format.ts';
import type { LogEvent } from '../event-format.ts';
import { commitInPortions, type TakeOptions } from '../store/commit-in-portions.ts';
import type { Added, ImportEntry, ReportStore, StoreFailure } from '../store/report-store.ts';
import type { BundlePreview } from './read-bundle.ts';

interface ImportOptions extends TakeOptions {
  /** Name of the file, for the log. */
  readonly source: string;
  /** `new Date().toISOString()`. */
  readonly at: string;
}

/** What arrived, also for `DeskIndex.add`. */
interface Imported {
  readonly entry: ImportEntry;
  readonly reports: readonly Report[];
  readonly events: readonly LogEvent[];
  /** Stopped by the person: what was written stays, and importing again adds the rest. */
  readonly cancelled: boolean;
}
type ImportResult =
  | { readonly ok: true; readonly value: Imported }
  /** Stopped by the store; `reports` and `events` are on disk all the same. */
  | ({
      readonly ok: false;
      readonly written: Added;
      readonly reports: readonly Report[];
      readonly events: readonly LogEvent[];
    } & StoreFailure);

/** Records of one transaction. */
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

/** Takes an accepted preview into the store. */
export async function importBundle(
  store: ReportStore,
  preview: BundlePreview,
  options: ImportOptions,
): Promise<ImportResult> {
  const loaded = new Set<string>();
  const arrived = await commitInPortions<StoreFailure>(store, preview, {
    ...options,
    portion: PORTION,
    pictures: (reports) => picturesOf(preview, reports, loaded),
  });
  const { reports, events, sum, cancelled, failure } = arrived;
  const stopped = (why: StoreFailure) =>
    ({ ...why, ok: false, reports, events, written: sum.reports }) as const;
  if (failure !== null) return stopped(failure);
  const entry: ImportEntry = {
    id: `${options.at}-${preview.manifest.chainHead.slice(0, 8)}`,
    at: options.at,
    source: options.source.slice(0, 200),
    ...sum,
    errors: preview.errorCount,
  };
  const logged = await store.commit({ imports: [entry] });
  return logged.ok ? { ok: true, value: { entry, reports, events, cancelled } } : stopped(logged);
}

/** @param loaded - hashes of pictures that this import has loaded before */
async function picturesOf(preview: BundlePreview, reports: readonly Report[], loaded: Set<string>) {
  const value: { sha256: string; mime: string; bytes: Uint8Array }[] = [];
  try {
    for (const { mime, sha256 } of reports.flatMap((one) => one.attachments)) {
      const picture = preview.attachments.get(sha256);
      if (!picture || loaded.has(sha256)) continue;
      value.push({ sha256, mime, bytes: await picture.load() });
      loaded.add(sha256);
    }
    return { ok: true, value } as const;
  } catch (error) {
    // The file was changed or taken away since it was read.
    const failure: StoreFailure = { error: 'failed', message: String(error) };
    return { ok: false, failure } as const;
  }
}
