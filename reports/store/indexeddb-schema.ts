import type { DBSchema, IDBPDatabase } from 'idb';
import type { ReportDraft } from '../draft-format.ts';
import type { EventRow, ReportRow } from './batch-rows.ts';
import type { ImportEntry, OutboxEntry } from './report-store.ts';

/** Version of the database. Upgrades only ever add stores and indexes. */
export const VERSION = 1;

export interface ReportsDb extends DBSchema {
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
export type Db = IDBPDatabase<ReportsDb>;

export function addStores(db: Db, oldVersion: number): void {
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
