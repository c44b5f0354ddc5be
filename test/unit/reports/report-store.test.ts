import 'fake-indexeddb/auto';
import { deleteDB, openDB } from 'idb';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { generateReports } from '../../../bench/generate-reports.ts';
import { sha256Hex } from '../../../reports/content-hash.ts';
import { changeTags, muteReporter, withdrawReport } from '../../../reports/decide.ts';
import type { Report } from '../../../reports/record-format.ts';
import { openIndexedDbStore } from '../../../reports/store/indexeddb-store.ts';
import { memoryStore } from '../../../reports/store/memory-store.ts';
import type { OutboxEntry, ReportStore } from '../../../reports/store/report-store.ts';
import { draftWith } from './report-with.ts';

const { reports } = generateReports(60, 7);
const actor = (minute: number) => ({
  by: 'm1',
  at: new Date(Date.UTC(2026, 10, 26, 8, minute)).toISOString(),
});
const tag = (report: Report, minute: number) => changeTags(report.subject, [`t${minute}`], [], actor(minute));
const draft = (id: string, at: string) => draftWith({ id, createdAt: at, updatedAt: at });

let names = 0;
const opened: ReportStore[] = [];
const keep = (store: ReportStore) => (opened.push(store), store);
const room = (quota: number) => ({
  estimate: async () => ({ usage: 0, quota }),
  persist: async () => true,
  persisted: async () => false,
});
const STORES = {
  'in memory': (quota?: number) => keep(memoryStore(quota === undefined ? {} : { quota })),
  'in IndexedDB': (quota?: number) =>
    keep(
      openIndexedDbStore({
        name: `store-${(names += 1)}`,
        storage: quota === undefined ? null : room(quota),
      }),
    ),
};
afterEach(() => {
  for (const store of opened.splice(0)) store.close();
});

describe.each(Object.entries(STORES))('the store %s', (_, open) => {
  it('unites sets: the same commit again adds nothing', async () => {
    const store = open();
    const batch = { reports: reports.slice(0, 10), events: [tag(reports[0]!, 1), tag(reports[1]!, 2)] };
    expect(await store.commit(batch)).toMatchObject({
      ok: true,
      value: { reports: { added: 10, known: 0 }, events: { added: 2, known: 0 } },
    });
    expect(await store.commit(batch)).toMatchObject({
      ok: true,
      value: { reports: { added: 0, known: 10 }, events: { added: 0, known: 2 } },
    });
    expect([await store.countReports(), await store.countEvents()]).toEqual([10, 2]);
    expect(await store.report(reports[3]!.id)).toEqual(reports[3]);
    expect(await store.report('0'.repeat(64))).toBeNull();
  });

  it('holds the same after any order, repeats and splits of commits', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.nat(29), { maxLength: 8 }), { minLength: 1, maxLength: 5 }),
        async (batches) => {
          const store = open();
          for (const batch of batches)
            await store.commit({
              reports: batch.map((index) => reports[index]!),
              events: batch.map((index) => tag(reports[index]!, index)),
            });
          const ids = new Set(batches.flat().map((index) => reports[index]!.id));
          expect(new Set((await store.reportPage(null, 100)).rows.map((one) => one.id))).toEqual(ids);
          expect(await store.countEvents()).toBe(ids.size);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('pages through everything once, as it was added, whatever the page size', async () => {
    const store = open();
    const many = generateReports(450, 9).reports;
    for (const [from, to] of [
      [0, 1],
      [1, 2],
      [2, 430],
      [430, 450],
    ] as const)
      await store.commit({ reports: many.slice(from, to) });
    for (const size of [1, 7, 60, 500]) {
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const page: Awaited<ReturnType<ReportStore['reportPage']>> = await store.reportPage(after, size);
        if (page.next !== null) expect(page.rows.length).toBeGreaterThanOrEqual(size);
        seen.push(...page.rows.map((one) => one.id));
        after = page.next;
      } while (after !== null);
      expect(seen).toEqual(many.map((one) => one.id));
    }
  });

  it('tells new from known among many, close together or far apart, also after deleting one', async () => {
    const store = open();
    const many = [...generateReports(450, 9).reports].sort((a, b) => (a.id < b.id ? -1 : 1));
    const added = async (some: readonly Report[]) => {
      const done = await store.commit({ reports: some });
      return done.ok && [done.value.reports.added, done.value.reports.known];
    };
    expect(await added(many.slice(0, 300))).toEqual([300, 0]);
    expect(await added(many.slice(250, 350))).toEqual([50, 50]);
    expect(await added(many.filter((_, n) => n % 5 === 0))).toEqual([20, 70]);
    expect(await store.deleteReports([many[0]!.id, many[299]!.id])).toEqual({ ok: true, value: 2 });
    expect(await store.knownReports(many.map((one) => one.id))).toEqual(
      new Set(many.filter((_, n) => n !== 0 && n !== 299 && (n < 350 || n % 5 === 0)).map(({ id }) => id)),
    );
    expect(await added(many)).toEqual([82, 368]);
    expect(await store.countReports()).toBe(450);
    expect(await store.rawReports(many.map((one) => one.id))).toEqual(many);
  });

  it('finds reports and events of a subject, withdrawals included', async () => {
    const store = open();
    const one = reports[0]!;
    const events = [
      tag(one, 1),
      withdrawReport(one.id, null, { by: one.reporter.alias, at: actor(2).at }),
      tag(reports[1]!, 3),
      muteReporter('x', true, 'r', actor(4)),
    ];
    await store.commit({ reports: reports.slice(0, 5), events });
    expect((await store.reportsOnSubject(one.subject)).map((each) => each.id)).toEqual([one.id]);
    expect(new Set((await store.eventsOnSubject(one.subject)).map((each) => each.id))).toEqual(
      new Set([events[0]!.id, events[1]!.id]),
    );
    expect(await store.knownEvents([events[3]!.id, 'f'.repeat(64)])).toEqual(new Set([events[3]!.id]));
    expect((await store.eventPage(null, 2)).rows.map((each) => each.id)).toEqual([
      events[0]!.id,
      events[1]!.id,
    ]);
  });

  it('finds all reports of one reporter', async () => {
    const store = open();
    await store.commit({ reports });
    const { alias } = reports[0]!.reporter;
    expect(new Set((await store.reportsBy(alias)).map((one) => one.id))).toEqual(
      new Set(reports.filter((one) => one.reporter.alias === alias).map((one) => one.id)),
    );
    expect(await store.reportsBy('nobody')).toEqual([]);
  });

  it('tells that the disk is full before anything is lost, and writes nothing of that commit', async () => {
    const store = open(20_000);
    const refused = await store.commit({ reports, events: [tag(reports[0]!, 1)] });
    expect(refused).toMatchObject({ ok: false, error: 'quota', quota: 20_000 });
    expect([await store.countReports(), await store.countEvents()]).toEqual([0, 0]);
    expect(await store.commit({ reports: reports.slice(0, 2) })).toMatchObject({ ok: true });
  });

  it('keeps attachments by their hash', async () => {
    const store = open();
    const bytes = new Uint8Array([1, 2, 3]);
    const sha256 = sha256Hex(bytes);
    const attachment = { sha256, mime: 'image/png', bytes };
    expect(await store.commit({ attachments: [attachment, attachment] })).toMatchObject({
      value: { attachments: { added: 1, known: 0 } },
    });
    expect(await store.commit({ attachments: [attachment] })).toMatchObject({
      value: { attachments: { added: 0, known: 1 } },
    });
    expect(await store.attachment(sha256)).toMatchObject({ mime: 'image/png', bytes });
    expect(await store.attachment('0'.repeat(64))).toBeNull();
  });

  it('keeps drafts newest first and removes one together with the report made of it', async () => {
    const store = open();
    await store.saveDraft(draft('draft-one', '2026-11-26T08:00:00.000Z'));
    await store.saveDraft(draft('draft-two', '2026-11-26T09:00:00.000Z'));
    await store.saveDraft({ ...draft('draft-one', '2026-11-26T10:00:00.000Z'), note: '改过' });
    expect((await store.drafts()).map((one) => [one.id, one.note])).toEqual([
      ['draft-one', '改过'],
      ['draft-two', null],
    ]);
    await store.commit({ reports: [reports[0]!], removeDrafts: ['draft-one'] });
    expect((await store.drafts()).map((one) => one.id)).toEqual(['draft-two']);
    await store.deleteDraft('draft-two');
    expect(await store.drafts()).toEqual([]);
  });

  it('queues a thing for sending once, and gives what is due, the longest waiting first', async () => {
    const store = open();
    const entry = (n: number, due: number, state: OutboxEntry['state'] = 'waiting'): OutboxEntry => ({
      id: reports[n]!.id,
      kind: 'report',
      due,
      attempts: 0,
      lastError: null,
      state,
    });
    await store.commit({ outbox: [entry(0, 500), entry(1, 100), entry(2, 50, 'refused')] });
    await store.commit({ outbox: [{ ...entry(1, 9_999), attempts: 9 }] });
    expect((await store.outboxDue(1_000, 10)).map((one) => [one.id, one.due])).toEqual([
      [reports[1]!.id, 100],
      [reports[0]!.id, 500],
    ]);
    expect(await store.outboxDue(99, 10)).toEqual([]);
    await store.updateOutbox([{ ...entry(0, 2_000), attempts: 1, lastError: 'timeout' }], [reports[1]!.id]);
    expect((await store.outbox()).map((one) => one.id).sort()).toEqual(
      [reports[0]!.id, reports[2]!.id].sort(),
    );
    expect(await store.outboxDue(1_999, 10)).toEqual([]);
  });

  it('deletes own reports from the device and leaves events about them', async () => {
    const store = open();
    await store.commit({ reports: reports.slice(0, 3), events: [tag(reports[0]!, 1)] });
    expect(await store.deleteReports([reports[0]!.id, 'f'.repeat(64)])).toEqual({ ok: true, value: 1 });
    expect(await store.report(reports[0]!.id)).toBeNull();
    expect(await store.countEvents()).toBe(1);
  });

  it('keeps settings and the import log', async () => {
    const store = open();
    expect(await store.setting('inbox:since')).toBeUndefined();
    await store.saveSetting('inbox:since', { seq: '12-abc' });
    expect(await store.setting('inbox:since')).toEqual({ seq: '12-abc' });
    await store.commit({
      imports: [
        {
          id: 'i1',
          at: '2026-11-26T08:00:00.000Z',
          source: 'a.zhaishao.zip',
          reports: { added: 1, known: 0 },
          events: { added: 0, known: 0 },
          attachments: 0,
          errors: 2,
        },
      ],
    });
    expect(await store.imports()).toMatchObject([{ id: 'i1', errors: 2 }]);
  });

  it('answers closed instead of writing after it was closed', async () => {
    const store = open();
    store.close();
    expect(await store.commit({ reports: reports.slice(0, 1) })).toMatchObject({
      ok: false,
      error: 'closed',
    });
  });

  it('reads a record of an older format in the present one and keeps its id and its raw form', async () => {
    const { default: old } = await import('./stored/report-format-0.json', { with: { type: 'json' } });
    const store = open();
    await store.commit({ reports: [old] });
    expect(await store.report(old.id)).toMatchObject({
      id: old.id,
      format: 2,
      permalink: { url: old.url, precision: 'full' },
    });
    expect(await store.rawReports([old.id])).toEqual([old]);
  });
});

describe('the store in IndexedDB', () => {
  /** As version 1 of the database was: a row for each report. */
  const openVersion1 = (name: string) =>
    openDB(name, 1, {
      upgrade(db) {
        const old = db.createObjectStore('reports', { keyPath: 'id' });
        old.createIndex('bySubject', 'subject');
        old.createIndex('byReporter', 'reporter');
        old.createIndex('byTime', ['capturedAt', 'id']);
        const log = db.createObjectStore('events', { keyPath: 'id' });
        log.createIndex('byAbout', 'about');
        log.createIndex('byTime', ['at', 'id']);
        db.createObjectStore('attachments', { keyPath: 'sha256' });
        db.createObjectStore('drafts', { keyPath: 'id' });
        db.createObjectStore('outbox', { keyPath: 'id' }).createIndex('byDue', ['state', 'due']);
        db.createObjectStore('imports', { keyPath: 'id' });
        db.createObjectStore('settings', { keyPath: 'key' });
      },
    });
  const oldRow = (raw: Report) => ({
    id: raw.id,
    subject: raw.subject,
    reporter: raw.reporter.alias,
    capturedAt: raw.capturedAt,
    raw,
  });

  it('brings everything of version 1 over, unchanged', async () => {
    const name = `store-${(names += 1)}`;
    const many = generateReports(450, 9).reports;
    const old = await openVersion1(name);
    for (const one of many) await old.put('reports', oldRow(one));
    await old.put('settings', { key: 'own', value: 7 });
    old.close();
    const store = keep(openIndexedDbStore({ name, storage: null }));
    expect(await store.rawReports(many.map((one) => one.id))).toEqual(many);
    expect([await store.countReports(), await store.setting('own')]).toEqual([450, 7]);
    const one = many[123]!;
    expect((await store.reportsOnSubject(one.subject)).map(({ id }) => id)).toContain(one.id);
    expect((await store.reportsBy(one.reporter.alias)).map(({ id }) => id)).toContain(one.id);
    expect(await store.commit({ reports: many })).toMatchObject({
      value: { reports: { added: 0, known: 450 } },
    });
    store.close();
    const now = await openDB(name);
    expect([...now.objectStoreNames]).not.toContain('reports');
    now.close();
  });

  it('leaves version 1 as it was when bringing it over fails in the middle', async () => {
    const name = `store-${(names += 1)}`;
    const old = await openVersion1(name);
    for (const one of reports) await old.put('reports', oldRow(one));
    await old.put('reports', { id: 'ffff', subject: 1, raw: { id: 'ffff' } });
    old.close();
    const store = keep(openIndexedDbStore({ name, storage: null }));
    await expect(store.countReports()).rejects.toThrow();
    expect(await store.commit({ reports: reports.slice(0, 1) })).toMatchObject({ ok: false });
    const still = await openVersion1(name);
    expect(await still.count('reports')).toBe(61);
    still.close();
  });

  it('survives the end of its connection: the next call opens another', async () => {
    const store = STORES['in IndexedDB']();
    await store.commit({ reports: reports.slice(0, 2) });
    // What an upgrade by another page does: it asks us to let go, then the old version is opened again afterwards.
    const name = `store-${names}`;
    await deleteDB(name);
    expect(await store.commit({ reports: reports.slice(0, 3) })).toMatchObject({
      ok: true,
      value: { reports: { added: 3 } },
    });
  });

  it('says blocked, and writes nothing, when a newer version of the extension has upgraded the data', async () => {
    const name = `store-${(names += 1)}`;
    (await openDB(name, 99)).close();
    const store = keep(openIndexedDbStore({ name, storage: null }));
    expect(await store.commit({ reports: reports.slice(0, 1) })).toMatchObject({
      ok: false,
      error: 'blocked',
    });
  });

  it('finds everything again when opened by a fresh worker', async () => {
    const name = `store-${(names += 1)}`;
    const first = openIndexedDbStore({ name, storage: null });
    await first.commit({
      reports: reports.slice(0, 4),
      outbox: [
        { id: reports[0]!.id, kind: 'report', due: 0, attempts: 0, lastError: null, state: 'waiting' },
      ],
    });
    await first.saveDraft(draft('draft-one', '2026-11-26T08:00:00.000Z'));
    first.close();
    const second = keep(openIndexedDbStore({ name, storage: null }));
    expect([
      await second.countReports(),
      (await second.outbox()).length,
      (await second.drafts()).length,
    ]).toEqual([4, 1, 1]);
  });

  it('refuses to be opened from a page', () => {
    vi.stubGlobal('location', { protocol: 'https:' });
    expect(() => openIndexedDbStore()).toThrow('never opened from a page');
    vi.unstubAllGlobals();
  });

  it('writes all of a commit or nothing of it', async () => {
    const name = `store-${(names += 1)}`;
    const store = keep(openIndexedDbStore({ name, storage: null }));
    const poison = { id: 'i1', at: 'x', source: () => 'a function cannot be stored' } as never;
    expect(await store.commit({ reports: reports.slice(0, 3), imports: [poison] })).toMatchObject({
      ok: false,
      error: 'failed',
    });
    expect(await store.countReports()).toBe(0);
  });
});
