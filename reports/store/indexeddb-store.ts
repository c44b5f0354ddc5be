import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { ReportDraft } from '../draft-format.ts';
import { openStoredReport } from '../read-report.ts';
import {
  eventRow,
  once,
  pageToken,
  readPageToken,
  refuseOverQuota,
  reportRow,
  type EventRow,
  type ReportRow,
} from './batch-rows.ts';
import type {
  Added,
  Batch,
  ImportEntry,
  OutboxEntry,
  ReportStore,
  StorageRoom,
  Stored,
  StoreFailure,
} from './report-store.ts';

const VERSION = 1;

interface ReportsDb extends DBSchema {
  reports: {
    key: string;
    value: ReportRow;
    indexes: { bySubject: string; byReporter: string; byTime: [string, string] };
  };
  events: { key: string; value: EventRow; indexes: { byAbout: string; byTime: [string, string] } };
  attachments: { key: string; value: { sha256: string; mime: string; bytes: Uint8Array } };
  drafts: { key: string; value: ReportDraft };
  outbox: { key: string; value: OutboxEntry; indexes: { byDue: [string, number] } };
  imports: { key: string; value: ImportEntry };
  settings: { key: string; value: { key: string; value: unknown } };
}
type Db = IDBPDatabase<ReportsDb>;

export interface IndexedDbStoreOptions {
  /** Name of the database; default `zhaishao-reports`. */
  readonly name?: string;
  /** Default: `navigator.storage` of this context. */
  readonly storage?: Pick<StorageManager, 'estimate' | 'persist' | 'persisted'> | null;
}

/**
 * Opens the reports of this device. Connections are opened when first needed and again when the browser ended one
 * (storage cleared, disk trouble): a service worker may be killed and woken between any two calls, and nothing is kept
 * in memory that is not in the database.
 *
 * Upgrades only ever add stores and indexes; records are brought to newer formats on reading, never rewritten.
 */
export function openIndexedDbStore(options: IndexedDbStoreOptions = {}): ReportStore {
  // In a content script this would be a database of the page's, for the page to read.
  if (/^https?:$/.test(globalThis.location?.protocol ?? '')) {
    throw new Error(
      `openIndexedDbStore: reports are never opened from a page (${globalThis.location.protocol})`,
    );
  }
  const name = options.name ?? 'zhaishao-reports';
  const storage = options.storage === undefined ? (globalThis.navigator?.storage ?? null) : options.storage;
  let opening: Promise<Db> | null = null;
  let closed = false;

  const database = (): Promise<Db> => {
    if (closed) return Promise.reject(new StoreClosed('the store was closed'));
    opening ??= new Promise<Db>((resolve, reject) => {
      openDB<ReportsDb>(name, VERSION, {
        upgrade: (db, oldVersion) => addStores(db, oldVersion),
        blocked: () =>
          reject(new StoreBlocked('another page of the extension holds an older version of the data open')),
        // Another page wants to upgrade: let go, so that it is not kept waiting; we open again when needed.
        blocking: () => letGo(),
        terminated: () => {
          opening = null;
        },
      }).then(resolve, reject);
    }).catch((error: unknown) => {
      opening = null;
      throw error;
    });
    return opening;
  };
  const letGo = () => {
    void opening?.then((db) => db.close()).catch(() => {});
    opening = null;
  };

  /** Runs once more after a connection that was ended under us. */
  const withDb = async <Value>(work: (db: Db) => Promise<Value>): Promise<Value> => {
    try {
      return await work(await database());
    } catch (error) {
      if (!(error instanceof DOMException) || error.name !== 'InvalidStateError' || closed) throw error;
      opening = null;
      return work(await database());
    }
  };
  const room = async (): Promise<StorageRoom> => {
    const estimate = await storage?.estimate().catch(() => null);
    const persistent = (await storage?.persisted().catch(() => false)) ?? false;
    return { usage: estimate?.usage ?? null, quota: estimate?.quota ?? null, persistent };
  };
  const write = async <Value>(work: (db: Db) => Promise<Value>): Promise<Stored<Value>> => {
    try {
      return { ok: true, value: await withDb(work) };
    } catch (error) {
      return { ok: false, ...(await failureOf(error, room)) };
    }
  };

  return {
    async commit(batch) {
      const { usage, quota } = await room();
      const refused = refuseOverQuota(batch, usage, quota);
      return refused ? { ok: false, ...refused } : write((db) => commitBatch(db, batch));
    },

    report: (id) => withDb(async (db) => opened(await db.get('reports', id))),
    reports: (ids) => withDb(async (db) => (await many(db, ids)).map(opened)),
    rawReports: (ids) => withDb(async (db) => (await many(db, ids)).map((row) => row?.raw ?? null)),
    reportPage: (after, limit) =>
      withDb(async (db) => {
        const rows = await db.getAllFromIndex('reports', 'byTime', afterToken(after), limit);
        const end = rows.at(-1);
        const next = rows.length < limit || !end ? null : pageToken(end.capturedAt, end.id);
        return { rows: rows.map((row) => openStoredReport(row.raw)), next };
      }),
    reportsOnSubject: (subject) =>
      withDb(async (db) =>
        (await db.getAllFromIndex('reports', 'bySubject', subject)).map((row) => openStoredReport(row.raw)),
      ),
    reportsBy: (alias) =>
      withDb(async (db) =>
        (await db.getAllFromIndex('reports', 'byReporter', alias)).map((row) => openStoredReport(row.raw)),
      ),
    knownReports: (ids) => withDb((db) => knownKeys(db, 'reports', ids)),
    knownEvents: (ids) => withDb((db) => knownKeys(db, 'events', ids)),
    countReports: () => withDb((db) => db.count('reports')),
    deleteReports: (ids) =>
      write(async (db) => {
        const tx = db.transaction('reports', 'readwrite');
        const known = await Promise.all(ids.map((id) => tx.store.getKey(id)));
        await Promise.all([
          ...known.filter((id) => id !== undefined).map((id) => tx.store.delete(id)),
          tx.done,
        ]);
        return known.filter((id) => id !== undefined).length;
      }),

    event: (id) => withDb(async (db) => (await db.get('events', id))?.event ?? null),
    eventPage: (after, limit) =>
      withDb(async (db) => {
        const rows = await db.getAllFromIndex('events', 'byTime', afterToken(after), limit);
        const end = rows.at(-1);
        return {
          rows: rows.map((row) => row.event),
          next: rows.length < limit || !end ? null : pageToken(end.at, end.id),
        };
      }),
    eventsOnSubject: (subject) =>
      withDb(async (db) => {
        const tx = db.transaction(['reports', 'events']);
        const ids = await tx.objectStore('reports').index('bySubject').getAllKeys(subject);
        const byAbout = tx.objectStore('events').index('byAbout');
        const rows = await Promise.all(
          [subject, ...ids.map((id) => `report:${id}`)].map((about) => byAbout.getAll(about)),
        );
        return rows.flat().map((row) => row.event);
      }),
    countEvents: () => withDb((db) => db.count('events')),

    attachment: (sha256) => withDb(async (db) => (await db.get('attachments', sha256)) ?? null),

    drafts: () =>
      withDb(async (db) => (await db.getAll('drafts')).sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1))),
    saveDraft: (draft) => write(async (db) => (await db.put('drafts', draft), null)),
    deleteDraft: (id) => write(async (db) => (await db.delete('drafts', id), null)),

    outboxDue: (now, limit) =>
      withDb((db) =>
        db.getAllFromIndex(
          'outbox',
          'byDue',
          IDBKeyRange.bound(['waiting', -Infinity], ['waiting', now]),
          limit,
        ),
      ),
    outbox: () => withDb((db) => db.getAll('outbox')),
    updateOutbox: (entries, gone) =>
      write(async (db) => {
        const tx = db.transaction('outbox', 'readwrite');
        for (const one of entries) void tx.store.put(one);
        for (const id of gone) void tx.store.delete(id);
        await tx.done;
        return null;
      }),

    imports: () => withDb(async (db) => (await db.getAll('imports')).sort((a, b) => (a.at < b.at ? 1 : -1))),
    setting: (key) => withDb(async (db) => (await db.get('settings', key))?.value),
    saveSetting: (key, value) => write(async (db) => (await db.put('settings', { key, value }), null)),

    room,
    askToPersist: async () => (await storage?.persist().catch(() => false)) ?? false,
    close() {
      letGo();
      closed = true;
    },
  };
}

class StoreClosed extends Error {}
class StoreBlocked extends Error {}

function addStores(db: Db, oldVersion: number): void {
  if (oldVersion < 1) {
    const reports = db.createObjectStore('reports', { keyPath: 'id' });
    reports.createIndex('bySubject', 'subject');
    reports.createIndex('byReporter', 'reporter');
    reports.createIndex('byTime', ['capturedAt', 'id']);
    const events = db.createObjectStore('events', { keyPath: 'id' });
    events.createIndex('byAbout', 'about');
    events.createIndex('byTime', ['at', 'id']);
    db.createObjectStore('attachments', { keyPath: 'sha256' });
    db.createObjectStore('drafts', { keyPath: 'id' });
    db.createObjectStore('outbox', { keyPath: 'id' }).createIndex('byDue', ['state', 'due']);
    db.createObjectStore('imports', { keyPath: 'id' });
    db.createObjectStore('settings', { keyPath: 'key' });
  }
}

async function commitBatch(
  db: Db,
  batch: Batch,
): Promise<{ reports: Added; events: Added; attachments: Added }> {
  const reports = once(batch.reports, (one) => one.id).map(reportRow);
  const events = once(batch.events, (one) => one.id).map(eventRow);
  const attachments = once(batch.attachments, (one) => one.sha256);
  // A single click must be on disk when we say so; for an import of thousands the browser may gather its writes.
  const durability = reports.length + events.length > 200 ? 'relaxed' : 'strict';
  const tx = db.transaction(
    ['reports', 'events', 'attachments', 'drafts', 'outbox', 'imports'],
    'readwrite',
    { durability },
  );
  const addNew = async <Row>(
    name: 'reports' | 'events' | 'attachments',
    rows: readonly Row[],
    idOf: (row: Row) => string,
  ): Promise<Added> => {
    const store = tx.objectStore(name);
    const keys = await Promise.all(rows.map((row) => store.getKey(idOf(row))));
    const fresh = rows.filter((_, index) => keys[index] === undefined);
    for (const row of fresh) store.add(row as never).catch(() => {});
    return { added: fresh.length, known: rows.length - fresh.length };
  };
  try {
    const outcome = {
      reports: await addNew('reports', reports, (row) => row.id),
      events: await addNew('events', events, (row) => row.id),
      attachments: await addNew('attachments', attachments, (row) => row.sha256),
    };
    for (const one of batch.outbox ?? []) {
      if ((await tx.objectStore('outbox').getKey(one.id)) === undefined)
        tx.objectStore('outbox')
          .add(one)
          .catch(() => {});
    }
    for (const one of batch.imports ?? [])
      tx.objectStore('imports')
        .put(one)
        .catch(() => {});
    for (const id of batch.removeDrafts ?? [])
      tx.objectStore('drafts')
        .delete(id)
        .catch(() => {});
    await tx.done;
    return outcome;
  } catch (error) {
    // Without this, what was already asked for would be written although we say that nothing was.
    try {
      tx.abort();
    } catch {
      // It has ended by itself.
    }
    await tx.done.catch(() => {});
    throw tx.error ?? error;
  }
}

/** All rows for these ids in one transaction, in their order. */
function many(db: Db, ids: readonly string[]): Promise<(ReportRow | undefined)[]> {
  const tx = db.transaction('reports');
  return Promise.all(ids.map((id) => tx.store.get(id)));
}

async function knownKeys(db: Db, name: 'reports' | 'events', ids: readonly string[]): Promise<Set<string>> {
  const tx = db.transaction(name);
  const keys = await Promise.all(ids.map((id) => tx.store.getKey(id)));
  return new Set(keys.filter((key) => key !== undefined));
}

function opened(row: ReportRow | undefined) {
  return row ? openStoredReport(row.raw) : null;
}

function afterToken(after: string | null): IDBKeyRange | null {
  return after === null ? null : IDBKeyRange.lowerBound(readPageToken(after), true);
}

async function failureOf(error: unknown, room: () => Promise<StorageRoom>): Promise<StoreFailure> {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof StoreClosed) return { error: 'closed', message };
  if (error instanceof StoreBlocked) return { error: 'blocked', message };
  const name = error instanceof DOMException || error instanceof Error ? error.name : '';
  if (name === 'VersionError')
    return { error: 'blocked', message: 'a newer version of the extension has upgraded the data: reload' };
  if (name === 'QuotaExceededError') return { error: 'quota', message, ...(await room()) };
  return { error: 'failed', message: `${name}: ${message}` };
}
