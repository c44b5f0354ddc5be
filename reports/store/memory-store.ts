import type { ReportDraft } from '../draft-format.ts';
import { openStoredReport } from '../read-report.ts';
import {
  bytesOf,
  eventRow,
  once,
  pageToken,
  readPageToken,
  refuseOverQuota,
  reportRow,
  type EventRow,
  type ReportRow,
} from './batch-rows.ts';
import type { Added, ImportEntry, OutboxEntry, Page, ReportStore, Stored } from './report-store.ts';

/** Options of the in-memory twin. */
interface MemoryStoreOptions {
  /** Bytes it may hold, counted as `bytesOf` does; unlimited when absent. */
  readonly quota?: number;
}

/** A `ReportStore` that forgets: for tests, and for looking into a file without keeping it. */
export function memoryStore(options: MemoryStoreOptions = {}): ReportStore {
  const reports = new Map<string, ReportRow>();
  const events = new Map<string, EventRow>();
  const attachments = new Map<string, { mime: string; bytes: Uint8Array }>();
  const drafts = new Map<string, ReportDraft>();
  const outbox = new Map<string, OutboxEntry>();
  const imports = new Map<string, ImportEntry>();
  const settings = new Map<string, unknown>();
  const quota = options.quota ?? null;
  let usage = 0;
  let persistent = false;
  let closed = false;

  const shut = { ok: false, error: 'closed', message: 'the store was closed' } as const;
  const done = <Value>(value: Value): Stored<Value> => (closed ? shut : { ok: true, value });
  const opened = (id: string) => {
    const row = reports.get(id);
    return row ? openStoredReport(row.raw) : null;
  };
  const addTo = <Row extends { readonly id: string }>(map: Map<string, Row>, rows: readonly Row[]): Added => {
    const fresh = rows.filter((row) => !map.has(row.id));
    for (const row of fresh) map.set(row.id, row);
    return { added: fresh.length, known: rows.length - fresh.length };
  };

  return {
    async commit(batch) {
      if (closed) return shut;
      const refused = refuseOverQuota(batch, usage, quota);
      if (refused) return { ok: false, ...refused };
      const copy = structuredClone(batch);
      const reportRows = once(copy.reports, (one) => one.id).map(reportRow);
      const eventRows = once(copy.events, (one) => one.id).map(eventRow);
      usage += bytesOf(batch);
      let files = 0;
      for (const one of once(copy.attachments, (each) => each.sha256)) {
        if (attachments.has(one.sha256)) continue;
        attachments.set(one.sha256, { mime: one.mime, bytes: one.bytes });
        files += 1;
      }
      const sent = once(copy.attachments, (one) => one.sha256).length;
      for (const one of copy.outbox ?? []) if (!outbox.has(one.id)) outbox.set(one.id, one);
      for (const one of copy.imports ?? []) imports.set(one.id, one);
      for (const id of copy.removeDrafts ?? []) drafts.delete(id);
      const value = {
        reports: addTo(reports, reportRows),
        events: addTo(events, eventRows),
        attachments: { added: files, known: sent - files },
      };
      return { ok: true, value };
    },

    report: async (id) => opened(id),
    reports: async (ids) => ids.map(opened),
    rawReports: async (ids) => ids.map((id) => reports.get(id)?.raw ?? null),
    reportPage: async (after, limit) => {
      const from = after === null ? 0 : Number(after);
      const rows = [...reports.values()].slice(from, from + limit);
      const next = from + limit < reports.size ? String(from + limit) : null;
      return { rows: rows.map((row) => openStoredReport(row.raw)), next };
    },
    reportsOnSubject: async (subject) =>
      [...reports.values()].filter((row) => row.subject === subject).map((row) => openStoredReport(row.raw)),
    reportsBy: async (alias) =>
      [...reports.values()].filter((row) => row.reporter === alias).map((row) => openStoredReport(row.raw)),
    knownReports: async (ids) => new Set(ids.filter((id) => reports.has(id))),
    knownEvents: async (ids) => new Set(ids.filter((id) => events.has(id))),
    countReports: async () => reports.size,
    async deleteReports(ids) {
      return done(ids.filter((id) => reports.delete(id)).length);
    },

    event: async (id) => events.get(id)?.event ?? null,
    eventPage: async (after, limit) => {
      const page = pageOf([...events.values()], after, limit);
      return { rows: page.rows.map((row) => row.event), next: page.next };
    },
    eventsOnSubject: async (subject) => {
      const about = new Set([subject]);
      for (const row of reports.values()) if (row.subject === subject) about.add(`report:${row.id}`);
      return [...events.values()].filter((row) => about.has(row.about)).map((row) => row.event);
    },
    countEvents: async () => events.size,

    attachment: async (sha256) => attachments.get(sha256) ?? null,

    drafts: async () => [...drafts.values()].sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1)),
    async saveDraft(draft) {
      if (!closed) drafts.set(draft.id, structuredClone(draft));
      return done(null);
    },
    async deleteDraft(id) {
      drafts.delete(id);
      return done(null);
    },

    outboxDue: async (now, limit) =>
      [...outbox.values()]
        .filter((one) => one.state === 'waiting' && one.due <= now)
        .sort((a, b) => a.due - b.due || (a.id < b.id ? -1 : 1))
        .slice(0, limit),
    outbox: async () => [...outbox.values()],
    async updateOutbox(entries, gone) {
      for (const one of entries) outbox.set(one.id, structuredClone(one));
      for (const id of gone) outbox.delete(id);
      return done(null);
    },

    imports: async () => [...imports.values()].sort((a, b) => (a.at < b.at ? 1 : -1)),
    setting: async (key) => structuredClone(settings.get(key)),
    async saveSetting(key, value) {
      settings.set(key, structuredClone(value));
      return done(null);
    },

    room: async () => ({ usage: quota === null ? null : usage, quota, persistent }),
    async askToPersist() {
      persistent = true;
      return true;
    },
    close() {
      closed = true;
    },
  };
}

function pageOf(rows: EventRow[], after: string | null, limit: number): Page<EventRow> {
  const order = (a: readonly string[], b: readonly string[]) =>
    a[0]! < b[0]! ? -1 : a[0]! > b[0]! ? 1 : a[1]! < b[1]! ? -1 : a[1]! > b[1]! ? 1 : 0;
  const from = after === null ? null : readPageToken(after);
  const sorted = rows
    .map((row) => ({ row, key: [row.at, row.id] as const }))
    .filter(({ key }) => from === null || order(key, from) > 0)
    .sort((a, b) => order(a.key, b.key))
    .slice(0, limit);
  const end = sorted.at(-1);
  return {
    rows: sorted.map(({ row }) => row),
    next: sorted.length < limit || !end ? null : pageToken(end.key[0], end.key[1]),
  };
}
