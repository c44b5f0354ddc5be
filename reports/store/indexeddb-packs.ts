import { PACK, packsOf, reportRow } from './batch-rows.ts';
import type { Db } from './indexeddb-schema.ts';
import type { Page, RawReport } from './report-store.ts';

/** Those of these reports that are there, by id. */
export async function reportsById(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, RawReport>> {
  const { store } = db.transaction('packs');
  const asked = new Set(ids);
  const packs = new Set(await Promise.all([...asked].map((id) => store.index('byId').getKey(id))));
  const found = new Map<string, RawReport>();
  for (const pack of packs) {
    if (pack === undefined) continue;
    for (const raw of (await store.get(pack))?.raws ?? []) if (asked.has(raw.id)) found.set(raw.id, raw);
  }
  return found;
}

/** All reports on a subject, or of a reporter. */
export async function reportsUnder(
  db: Db,
  index: 'bySubject' | 'byReporter',
  key: string,
): Promise<RawReport[]> {
  const member = index === 'bySubject' ? 'subject' : 'reporter';
  const packs = await db.getAllFromIndex('packs', index, key);
  return packs.flatMap((pack) => pack.raws).filter((raw) => reportRow(raw)[member] === key);
}

/** Whole packs until there are `limit` reports, in the order in which they were added. */
export async function pageOfReports(db: Db, after: string | null, limit: number): Promise<Page<RawReport>> {
  const rows: RawReport[] = [];
  const asked = Math.ceil(limit / PACK);
  for (let last = after === null ? 0 : Number(after); ;) {
    const packs = await db.getAll('packs', IDBKeyRange.lowerBound(last, true), asked);
    for (const pack of packs) rows.push(...pack.raws);
    if (packs.length < asked) return { rows, next: null };
    last = packs.at(-1)!.pack;
    if (rows.length >= limit) return { rows, next: String(last) };
  }
}

/** Takes reports out of their packs; tells how many were there. */
export async function deleteReports(db: Db, ids: readonly string[]): Promise<number> {
  const tx = db.transaction('packs', 'readwrite');
  let gone = 0;
  for (const id of new Set(ids)) {
    const key = await tx.store.index('byId').getKey(id);
    const pack = key === undefined ? undefined : await tx.store.get(key);
    if (pack === undefined) continue;
    const [left] = packsOf(pack.raws.filter((raw) => raw.id !== id).map(reportRow));
    await (left ? tx.store.put({ ...left, pack: pack.pack }) : tx.store.delete(pack.pack));
    gone += 1;
  }
  await tx.done;
  return gone;
}
