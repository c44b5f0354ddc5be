import type { ImportError, ImportPreview, ImportTotals } from '../../components/desk/import-preview.ts';
import { fileFailure, type ToldFailure } from '../../components/shared/failure-words.ts';
import { countNew, importBundle } from '../../reports/bundle/import-bundle.ts';
import { readBundle, type BundlePreview } from '../../reports/bundle/read-bundle.ts';
import { createInbox } from '../../reports/inbox/couch-inbox.ts';
import type { Inbox } from '../../reports/inbox/inbox.ts';
import { credentialsOf, type InboxAccess } from '../../reports/inbox/inbox-access.ts';
import { lookInbox, takeWaiting, type Waiting } from '../../reports/inbox/receive.ts';
import { handOver, sendOutbox } from '../../reports/inbox/sync.ts';
import type { ImportEntry, ReportStore } from '../../reports/store/report-store.ts';
import type { DeskService } from './desk-service.ts';
import { importSummary } from './import-summary.ts';

export type ImportRead =
  | { readonly ok: true; readonly preview: ImportPreview }
  | { readonly ok: false; readonly cancelled: boolean; readonly failure: ToldFailure };
export type ImportDone =
  | ({ readonly ok: true } & ImportTotals)
  | { readonly ok: false; readonly cancelled: boolean; readonly failure: ToldFailure };
/** Told now and then: bytes of a file, documents of the inbox, or rows being written, so far and in all. */
type Progress = (done: number, total: number) => void;

/** What was read and waits for a yes. */
type Open =
  | { readonly of: 'file'; readonly session: string; readonly preview: BundlePreview; readonly name: string }
  | {
      readonly of: 'inbox';
      readonly session: string;
      readonly waiting: Waiting;
      readonly inbox: Inbox;
      readonly sent: number;
    };

/** Import from a file or the team inbox in two calls: read and show, then take in. Between them nothing is written. */
export function createImportService(store: ReportStore, desk: DeskService) {
  let open: Open | null = null;
  let reading: { session: string; abort: AbortController } = { session: '', abort: new AbortController() };
  const start = (session: string) => {
    open = null;
    return (reading = { session, abort: new AbortController() }).abort.signal;
  };

  async function commitFile(
    from: Open & { of: 'file' },
    deselect: ReadonlySet<string>,
    onProgress: Progress,
  ): Promise<ImportDone> {
    const done = await importBundle(store, from.preview, {
      deselect,
      source: from.name,
      at: new Date().toISOString(),
      signal: reading.abort.signal,
      onProgress,
    });
    // What was written before the disk was full is there: the desk shows it.
    const arrived = done.ok ? done.value : done;
    desk.taken(arrived.reports, arrived.events);
    if (!done.ok) return notTaken(done);
    const { entry, cancelled } = done.value;
    return { ok: true, ...totals(entry), sent: 0, errors: [], cancelled };
  }

  async function commitInbox(
    from: Open & { of: 'inbox' },
    deselect: ReadonlySet<string>,
    onProgress: Progress,
  ): Promise<ImportDone> {
    const done = await takeWaiting(store, from.inbox, from.waiting, {
      deselect,
      at: new Date().toISOString(),
      signal: reading.abort.signal,
      onProgress,
    });
    desk.taken(done.reports, done.events);
    // Cancelled in the middle of a request is no failure: what came before stays.
    const cancelled = done.cancelled || done.failure?.error === 'cancelled';
    if (done.failure !== null && !cancelled) return notTaken(done.failure);
    return {
      ok: true,
      ...totals(done.entry),
      sent: from.sent,
      errors: done.errors.map(documentError),
      cancelled,
    };
  }

  return {
    /** @param session - names one opening of the dialog: its cancel never stops the next one's work */
    async readFile(session: string, file: Blob, name: string, onProgress: Progress): Promise<ImportRead> {
      const signal = start(session);
      const read = await readBundle(file, { now: Date.now(), signal, onProgress });
      if (!read.ok) {
        return { ok: false, cancelled: read.error === 'cancelled', failure: fileFailure(read) };
      }
      const preview = read.value;
      const fresh = await countNew(store, preview);
      open = { of: 'file', session, preview, name };
      return {
        ok: true,
        preview: {
          ...importSummary(
            preview.reports.map(({ report }) => report),
            preview.events,
            { reports: fresh.knownReports, events: fresh.knownEvents },
            desk,
          ),
          name,
          kind: preview.manifest.kind,
          from: preview.manifest.from,
          attachments: preview.attachments.size,
          errorCount: preview.errorCount,
          errors: preview.errors.map(({ file: where, line, message }) => ({ file: where, line, message })),
          unticked: [...preview.unexpected],
          more: false,
        },
      };
    },

    /** Sends the decisions that are held and whatever else waits, then looks at what is new in the inbox. */
    async readInbox(
      session: string,
      access: InboxAccess,
      from: 'last' | 'start',
      onProgress: Progress,
    ): Promise<ImportRead> {
      const signal = start(session);
      const failed = (failure: ToldFailure): ImportRead => ({
        ok: false,
        cancelled: failure.error === 'cancelled',
        failure,
      });
      const inbox = createInbox(access.address, { credentials: credentialsOf(access), signal });
      if (!inbox.ok) return failed(inbox.failure);
      await handOver(store);
      const sent = await sendOutbox(store, inbox.value, { now: Date.now(), random: Math.random, signal });
      if (sent.failure !== null) return failed(sent.failure);
      const looked = await lookInbox(store, inbox.value, {
        address: access.address,
        from,
        now: Date.now(),
        signal,
        onProgress,
      });
      if (!looked.ok) return failed(looked.failure);
      const waiting = looked.value;
      const reports = waiting.reports.map(({ report }) => report);
      open = { of: 'inbox', session, waiting, inbox: inbox.value, sent: sent.sent };
      return {
        ok: true,
        preview: {
          ...importSummary(reports, waiting.events, waiting.known, desk),
          name: new URL(access.address).host,
          kind: 'inbox',
          from: '',
          attachments: reports.reduce((sum, one) => sum + one.attachments.length, 0),
          errorCount: waiting.errors.length,
          errors: waiting.errors.slice(0, 1000).map(documentError),
          unticked: [],
          more: waiting.more,
        },
      };
    },

    /** @param without - aliases of whom nothing is taken */
    async commitImport(
      deselect: readonly string[],
      without: readonly string[],
      onProgress: Progress,
    ): Promise<ImportDone> {
      if (open === null) return notTaken({ error: 'other', message: 'nothing was read' });
      const { reports, events } = open.of === 'file' ? open.preview : open.waiting;
      const out = new Set(without);
      const skip = new Set(deselect);
      for (const { report } of reports) if (out.has(report.reporter.alias)) skip.add(report.id);
      for (const event of events) if (out.has(event.by)) skip.add(event.id);
      const done =
        open.of === 'file'
          ? await commitFile(open, skip, onProgress)
          : await commitInbox(open, skip, onProgress);
      if (done.ok) open = null;
      return done;
    },
    cancelImport(session: string) {
      if (reading.session !== session) return;
      reading.abort.abort();
      open = null;
    },
  };
}

const totals = ({ reports, events, attachments }: ImportEntry) => ({
  reports: reports.added,
  events: events.added,
  attachments,
});
const notTaken = ({ error, message, retryAfter }: ToldFailure): ImportDone => ({
  ok: false,
  cancelled: false,
  failure: { error, message, ...(retryAfter === undefined ? {} : { retryAfter }) },
});
const documentError = ({ id, message }: { id: string; message: string }): ImportError => ({
  file: id,
  line: null,
  message,
});
