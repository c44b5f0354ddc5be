import type { IDBPObjectStore } from 'idb';
import { eventRow, once, reportRow } from './batch-rows.ts';
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
    const there = await presentKeys(store, rows.map(idOf));
    const fresh = rows.filter((row) => !there.has(idOf(row)));
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

type Keyed = 'reports' | 'events' | 'attachments';

/** Below this, asking key by key is as good as anything. */
const MANY = 50;

/**
 * Which of these keys are there. Asking for each costs 0.1 ms (measured in Chromium), 10 s for 100,000; so the stretch between the smallest
 * and the largest is read in one go, unless far more keys lie in it than are asked for.
 */
async function presentKeys<Name extends Keyed>(
  store: Pick<IDBPObjectStore<ReportsDb, Name[], Name, 'readonly' | 'readwrite'>, 'getKey' | 'getAllKeys'>,
  ids: readonly string[],
): Promise<Set<string>> {
  if (ids.length >= MANY) {
    const sorted = [...ids].sort();
    const limit = ids.length * 4;
    const range = IDBKeyRange.bound(sorted[0], sorted.at(-1));
    const there = (await store.getAllKeys(range, limit)) as string[];
    if (there.length < limit) {
      const asked = new Set(ids);
      return new Set(there.filter((key) => asked.has(key)));
    }
  }
  const keys = await Promise.all(ids.map((id) => store.getKey(id)));
  return new Set(keys.filter((key) => key !== undefined) as string[]);
}

/** Which of these ids are already stored. */
export async function knownKeys(
  db: Db,
  name: 'reports' | 'events',
  ids: readonly string[],
): Promise<Set<string>> {
  return presentKeys(db.transaction(name).store, ids);
}
