import { openDB } from 'idb';
import { openStoredDraft } from '../draft-format.ts';
import { openStoredReport } from '../read-report.ts';
import { pageToken, readPageToken, refuseOverQuota } from './batch-rows.ts';
import { commitBatch, knownEvents, knownReports } from './indexeddb-commit.ts';
import { deleteReports, pageOfReports, reportsById, reportsUnder } from './indexeddb-packs.ts';
import { upgradeStores, VERSION, type Db, type ReportsDb } from './indexeddb-schema.ts';
import type { RawReport, ReportStore, StorageRoom, Stored, StoreFailure } from './report-store.ts';

interface IndexedDbStoreOptions {
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
 * Records are brought to newer formats on reading, never rewritten.
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
        upgrade(db, oldVersion, _, tx) {
          tx.done.catch(() => {});
          // An upgrade that fails is taken back whole, instead of being kept as far as it came.
          void upgradeStores(db, oldVersion, tx).catch(() => tx.abort());
        },
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

    report: (id) => withDb(async (db) => opened((await reportsById(db, [id])).get(id))),
    reports: (ids) =>
      withDb(async (db) => {
        const found = await reportsById(db, ids);
        return ids.map((id) => opened(found.get(id)));
      }),
    rawReports: (ids) =>
      withDb(async (db) => {
        const found = await reportsById(db, ids);
        return ids.map((id) => found.get(id) ?? null);
      }),
    reportPage: (after, limit) =>
      withDb(async (db) => {
        const page = await pageOfReports(db, after, limit);
        return { rows: page.rows.map(openStoredReport), next: page.next };
      }),
    reportsOnSubject: (subject) =>
      withDb(async (db) => (await reportsUnder(db, 'bySubject', subject)).map(openStoredReport)),
    reportsBy: (alias) =>
      withDb(async (db) => (await reportsUnder(db, 'byReporter', alias)).map(openStoredReport)),
    knownReports: (ids) => withDb((db) => knownReports(db, ids)),
    knownEvents: (ids) => withDb((db) => knownEvents(db, ids)),
    countReports: () => withDb((db) => db.countFromIndex('packs', 'byId')),
    deleteReports: (ids) => write((db) => deleteReports(db, ids)),

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
        const reports = await reportsUnder(db, 'bySubject', subject);
        const byAbout = db.transaction('events').store.index('byAbout');
        const rows = await Promise.all(
          [subject, ...reports.map(({ id }) => `report:${id}`)].map((about) => byAbout.getAll(about)),
        );
        return rows.flat().map((row) => row.event);
      }),
    countEvents: () => withDb((db) => db.count('events')),

    attachment: (sha256) => withDb(async (db) => (await db.get('attachments', sha256)) ?? null),

    drafts: () =>
      withDb(async (db) =>
        (await db.getAll('drafts')).map(openStoredDraft).sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1)),
      ),
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

function opened(raw: RawReport | undefined) {
  return raw ? openStoredReport(raw) : null;
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
