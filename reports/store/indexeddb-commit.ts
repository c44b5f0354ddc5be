import type { IDBPObjectStore, StoreNames } from 'idb';
import { eventRow, once, packsOf, reportRow } from './batch-rows.ts';
import type { Db, ReportsDb } from './indexeddb-schema.ts';
import type { Added, Batch } from './report-store.ts';

/** Writes a batch in one transaction: all of it or nothing. */
export async function commitBatch(
  db: Db,
  batch: Batch,
): Promise<{ reports: Added; events: Added; attachments: Added }> {
  const reports = once(batch.reports, (one) => one.id).map(reportRow);
  const events = once(batch.events, (one) => one.id).map(eventRow);
  const attachments = once(batch.attachments, (one) => one.sha256);
  // A single click must be on disk when we say so; for an import of thousands the browser may gather its writes.
  const durability = reports.length + events.length > 200 ? 'relaxed' : 'strict';
  const tx = db.transaction(['packs', 'events', 'attachments', 'drafts', 'outbox', 'imports'], 'readwrite', {
    durability,
  });
  const addNew = async <Row>(
    name: 'events' | 'attachments',
    rows: readonly Row[],
    idOf: (row: Row) => string,
  ): Promise<Added> => {
    const store = tx.objectStore(name);
    const there = await presentKeys(store, rows.map(idOf));
    const fresh = rows.filter((row) => !there.has(idOf(row)));
    for (const row of fresh) store.add(row as never).catch(() => {});
    return { added: fresh.length, known: rows.length - fresh.length };
  };
  const addReports = async (): Promise<Added> => {
    const store = tx.objectStore('packs');
    const there = await presentReports(
      store,
      reports.map((row) => row.id),
    );
    const fresh = reports.filter((row) => !there.has(row.id));
    for (const pack of packsOf(fresh)) store.add(pack as never).catch(() => {});
    return { added: fresh.length, known: reports.length - fresh.length };
  };
  try {
    const outcome = {
      reports: await addReports(),
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

/** Below this, asking key by key is as good as anything. */
const MANY = 50;
/** Asking for one key costs 0.1 ms (measured in Chromium), reading a pack some ms: packs are read when this many keys come to one. */
const WORTH_A_PACK = 20;

/**
 * Which of these keys are there. Asking for each would be 10 s for 100,000; so the stretch between the smallest and the largest is read in one
 * go, unless far more keys lie in it than are asked for.
 */
async function presentKeys<Name extends 'events' | 'attachments'>(
  store: Pick<IDBPObjectStore<ReportsDb, Name[], Name, 'readonly' | 'readwrite'>, 'getKey' | 'getAllKeys'>,
  ids: readonly string[],
): Promise<Set<string>> {
  if (ids.length >= MANY) {
    const limit = ids.length * 4;
    const there = (await store.getAllKeys(stretchOf(ids), limit)) as string[];
    if (there.length < limit) {
      const asked = new Set(ids);
      return new Set(there.filter((key) => asked.has(key)));
    }
  }
  const keys = await Promise.all(ids.map((id) => store.getKey(id)));
  return new Set(keys.filter((key) => key !== undefined) as string[]);
}

type PackStore = Pick<
  IDBPObjectStore<ReportsDb, StoreNames<ReportsDb>[], 'packs', 'readonly' | 'readwrite'>,
  'get' | 'index'
>;

/** Which of these reports are there; like `presentKeys`, but an index tells in which packs the stretch lies, and the packs tell the ids. */
async function presentReports(store: PackStore, ids: readonly string[]): Promise<Set<string>> {
  const byId = store.index('byId');
  if (ids.length >= MANY) {
    const limit = ids.length * 4;
    const around = await byId.getAllKeys(stretchOf(ids), limit);
    const packs = new Set(around);
    if (around.length < limit && packs.size * WORTH_A_PACK <= ids.length) {
      const asked = new Set(ids);
      const there = new Set<string>();
      for (const pack of packs) {
        for (const id of (await store.get(pack))?.ids ?? []) if (asked.has(id)) there.add(id);
      }
      return there;
    }
  }
  const packs = await Promise.all(ids.map((id) => byId.getKey(id)));
  return new Set(ids.filter((_, place) => packs[place] !== undefined));
}

function stretchOf(ids: readonly string[]): IDBKeyRange {
  const sorted = [...ids].sort();
  return IDBKeyRange.bound(sorted[0], sorted.at(-1));
}

/** Which of these reports are already stored. */
export async function knownReports(db: Db, ids: readonly string[]): Promise<Set<string>> {
  return presentReports(db.transaction('packs').store as unknown as PackStore, ids);
}

/** Which of these events are already stored. */
export async function knownEvents(db: Db, ids: readonly string[]): Promise<Set<string>> {
  return presentKeys(db.transaction('events').store, ids);
}
