import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { installInbox } from '../../../entrypoints/background/inbox-sync.ts';
import { createDeskService } from '../../../entrypoints/desk/desk-service.ts';
import { createImportService } from '../../../entrypoints/desk/import-service.ts';
import { retryNow, toSend } from '../../../reports/inbox/sync.ts';
import { memoryStore } from '../../../reports/store/memory-store.ts';
import type { ReportStore } from '../../../reports/store/report-store.ts';
import { startCouchServer, type CouchServer } from '../reports/couch-server.ts';
import { reportWith } from '../reports/report-with.ts';

const mine = reportWith({ n: 1, text: '停息挂账，加薇 aa111111' });
const later = reportWith({ n: 2, text: '征信修复，加薇 bb222222' });

let server: CouchServer;
let access: { address: string; user: string; password: string };
let store: ReportStore;
beforeAll(async () => {
  server = await startCouchServer();
  installInbox(async () => ({ ...store, close: () => {} }));
});
afterAll(() => server.close());
beforeEach(async () => {
  access = { address: await server.database(), user: '', password: '' };
  store = memoryStore();
  await store.saveSetting('inbox:config', access);
});

const queue = (report: typeof mine) =>
  store.commit({ reports: [{ ...report }], outbox: [toSend('report', report.id)] });
const onServer = async () => {
  const all = (await server.get(`${access.address}/_all_docs`)) as { rows: { id: string }[] };
  return all.rows.map(({ id }) => id);
};
/** A desk on which one own report was decided. */
const decided = async () => {
  await queue(mine);
  const desk = createDeskService(store, async () => ({ alias: '审核甲', secondPerson: true }));
  await desk.open();
  desk.useInbox(true);
  const reject = { type: 'decide', input: { state: 'rejected', reason: '普通的求助' } } as const;
  await desk.run(desk.plan({ subjects: [mine.subject] }, reject).id);
  return desk;
};
/** Starts the browser and waits until every run is over: each sets an alarm first, and takes it away once nothing is left to do. */
const start = async () => {
  const begun = vi.spyOn(fakeBrowser.alarms, 'create').mockClear();
  const ended = vi.spyOn(fakeBrowser.alarms, 'clear').mockClear();
  await fakeBrowser.runtime.onStartup.trigger();
  await vi.waitFor(() => {
    expect(ended).toHaveBeenCalled();
    expect(ended).toHaveBeenCalledTimes(begun.mock.calls.length);
  }, 10_000);
};

describe('sending by itself', () => {
  it('sends what was handed over, and what is handed over while it is busy', async () => {
    await queue(mine);
    // What the team asks for is fetched last, after it was seen that nothing waits.
    const { saveSetting } = store;
    store = {
      ...store,
      async saveSetting(key, value) {
        if (key === 'inbox:team' && (await store.countReports()) === 1) {
          await queue(later);
          void fakeBrowser.runtime.onStartup.trigger();
        }
        return saveSetting(key, value);
      },
    };
    await start();
    expect((await onServer()).sort()).toEqual([`report:${mine.id}`, `report:${later.id}`].sort());
    expect(await store.outbox()).toEqual([]);
  });

  it('leaves the decisions of the desk to the press on the desk', async () => {
    const desk = await decided();
    await start();
    await retryNow(store);
    await start();
    expect(await onServer()).toEqual([`report:${mine.id}`]);

    const read = await createImportService(store, desk).readInbox('one', access, 'last', () => {});
    expect(read).toMatchObject({ ok: true });
    expect((await onServer()).filter((id) => id.startsWith('event:'))).toHaveLength(1);
    expect(await store.outbox()).toEqual([]);
  });

  it('tries again by itself what a press on the desk could not send', async () => {
    const desk = await decided();
    server.faults.push({ status: 503 });
    const read = await createImportService(store, desk).readInbox('one', access, 'last', () => {});
    expect(read).toMatchObject({ ok: false, failure: { error: 'server' } });
    expect((await store.outbox()).map(({ state }) => state)).toEqual(['waiting', 'waiting']);
  });
});
