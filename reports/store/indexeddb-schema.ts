import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import type { ReportDraft } from '../draft-format.ts';
import { PACK, packsOf, reportRow, type EventRow, type ReportPack } from './batch-rows.ts';
import type { ImportEntry, OutboxEntry, RawReport } from './report-store.ts';

/** Version of the database. */
export const VERSION = 2;

export interface ReportsDb extends DBSchema {
  /**
   * Many reports a row. One row each cost the browser 0.5 ms of processor time to write and 0.1 ms to read (Chromium 156, three indexes);
   * in rows of a hundred it is 0.17 and 0.03 ms. The indexes have an entry for every id, subject and reporter in a row.
   */
  packs: {
    key: number;
    value: ReportPack & { readonly pack: number };
    indexes: { byId: string; bySubject: string; byReporter: string };
  };
  events: { key: string; value: EventRow; indexes: { byAbout: string; byTime: [string, string] } };
  attachments: { key: string; value: { sha256: string; mime: string; bytes: Uint8Array } };
  drafts: { key: string; value: ReportDraft };
  outbox: { key: string; value: OutboxEntry; indexes: { byDue: [string, number] } };
  imports: { key: string; value: ImportEntry };
  settings: { key: string; value: { key: string; value: unknown } };
}
export type Db = IDBPDatabase<ReportsDb>;

type Upgrade = IDBPTransaction<ReportsDb, StoreNames<ReportsDb>[], 'versionchange'>;

/**
 * Brings the database from any older version to {@link VERSION}, in the one transaction that the browser gives for it: killed or failed in
 * the middle, everything is as it was before.
 */
export async function upgradeStores(db: Db, oldVersion: number, tx: Upgrade): Promise<void> {
  if (oldVersion < 1) {
    const events = db.createObjectStore('events', { keyPath: 'id' });
    events.createIndex('byAbout', 'about');
    events.createIndex('byTime', ['at', 'id']);
    db.createObjectStore('attachments', { keyPath: 'sha256' });
    db.createObjectStore('drafts', { keyPath: 'id' });
    db.createObjectStore('outbox', { keyPath: 'id' }).createIndex('byDue', ['state', 'due']);
    db.createObjectStore('imports', { keyPath: 'id' });
    db.createObjectStore('settings', { keyPath: 'key' });
  }
  const packs = db.createObjectStore('packs', { keyPath: 'pack', autoIncrement: true });
  packs.createIndex('byId', 'ids', { multiEntry: true });
  packs.createIndex('bySubject', 'subjects', { multiEntry: true });
  packs.createIndex('byReporter', 'reporters', { multiEntry: true });
  if (oldVersion === 1) await packOldRows(db, tx);
}

/** Version 1 had one row for each report, in a store called `reports`. */
async function packOldRows(db: Db, tx: Upgrade): Promise<void> {
  type OldRow = { readonly id: string; readonly raw: RawReport };
  const old = tx.objectStore('reports' as never) as unknown as {
    getAll(range: IDBKeyRange | null, count: number): Promise<OldRow[]>;
  };
  for (let after: string | null = null; ;) {
    const range = after === null ? null : IDBKeyRange.lowerBound(after, true);
    const rows: OldRow[] = await old.getAll(range, PACK);
    for (const pack of packsOf(rows.map((row) => reportRow(row.raw))))
      await tx.objectStore('packs').add(pack as never);
    if (rows.length < PACK) break;
    after = rows.at(-1)!.id;
  }
  db.deleteObjectStore('reports' as never);
}
