import type { ImportPreview } from '../../components/desk/ImportDialog.tsx';
import { countNew, importBundle } from '../../reports/bundle/import-bundle.ts';
import { readBundle, type BundlePreview } from '../../reports/bundle/read-bundle.ts';
import type { ReportStore } from '../../reports/store/report-store.ts';
import type { DeskService } from './desk-service.ts';

/** Lines of a preview that travel to the page. All of 100,000 would only make the page wait; the rest is taken as it is. */
const LISTED = 20_000;

export type ImportRead =
  | { readonly ok: true; readonly preview: ImportPreview }
  | { readonly ok: false; readonly cancelled: boolean; readonly message: string };
export type ImportDone =
  | { readonly ok: true; readonly reports: number; readonly events: number; readonly attachments: number }
  | { readonly ok: false; readonly cancelled: boolean; readonly message: string };

/** Import in two calls: read and show, then take in. Between them nothing is written. */
export function createImportService(store: ReportStore, desk: DeskService) {
  let open: { session: string; preview: BundlePreview; name: string } | null = null;
  let reading: { session: string; abort: AbortController } = { session: '', abort: new AbortController() };
  return {
    /** @param session - names one opening of the dialog: its cancel never stops the next one's work */
    async readFile(
      session: string,
      file: Blob,
      name: string,
      onProgress: (done: number, total: number) => void,
    ): Promise<ImportRead> {
      const { signal } = (reading = { session, abort: new AbortController() }).abort;
      open = null;
      const read = await readBundle(file, { signal, onProgress });
      if (!read.ok)
        return {
          ok: false,
          cancelled: read.error === 'cancelled',
          message: `${read.error}: ${read.message}`,
        };
      const preview = read.value;
      open = { session, preview, name };
      const fresh = await countNew(store, preview);
      const listed = [
        ...preview.reports.map(({ report }) => ({
          id: report.id,
          kind: 'report' as const,
          label: `${report.site} · ${report.author?.name ?? ''} · ${report.text.slice(0, 80)}`,
          known: fresh.knownReports.has(report.id),
        })),
        ...preview.events.map((event) => ({
          id: event.id,
          kind: 'event' as const,
          label: `${event.type} · ${event.by} · ${'reason' in event ? (event.reason ?? '') : ''}`.slice(
            0,
            120,
          ),
          known: fresh.knownEvents.has(event.id),
        })),
      ];
      return {
        ok: true,
        preview: {
          name,
          kind: preview.manifest.kind,
          from: preview.manifest.from,
          reports: preview.reports.length,
          events: preview.events.length,
          attachments: preview.attachments.size,
          known: fresh.reports.known + fresh.events.known,
          errorCount: preview.errorCount,
          errors: preview.errors.map(({ file: where, line, message }) => ({ file: where, line, message })),
          listed: listed.slice(0, LISTED),
          unticked: [...preview.unexpected],
        },
      };
    },
    async commitImport(
      deselect: readonly string[],
      onProgress: (done: number, total: number) => void,
    ): Promise<ImportDone> {
      if (open === null) return { ok: false, cancelled: false, message: 'no file' };
      const { preview, name } = open;
      const done = await importBundle(store, preview, {
        deselect: new Set(deselect),
        source: name,
        at: new Date().toISOString(),
        signal: reading.abort.signal,
        onProgress,
      });
      if (!done.ok) {
        // What was written before the disk was full is there: the desk shows it.
        desk.take(done.reports, done.events);
        return { ok: false, cancelled: false, message: done.message };
      }
      open = null;
      desk.take(done.value.reports, done.value.events);
      const { entry } = done.value;
      return {
        ok: true,
        reports: entry.reports.added,
        events: entry.events.added,
        attachments: entry.attachments,
      };
    },
    cancelImport(session: string) {
      if (reading.session !== session) return;
      reading.abort.abort();
      open = null;
    },
  };
}
