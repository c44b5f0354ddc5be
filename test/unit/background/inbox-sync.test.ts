import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { MessageName } from '../../../messaging/contract.ts';
import { installInbox } from '../../../entrypoints/background/inbox-sync.ts';
import { createDeskService } from '../../../entrypoints/desk/desk-service.ts';
import { createImportService } from '../../../entrypoints/desk/import-service.ts';
import { knownClock } from '../../../reports/inbox/known-clock.ts';
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
  await fakeBrowser.alarms.clearAll();
});
afterEach(() => void vi.useRealTimers());

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
/** Asks the background as a page of ours does. */
const ask = (name: MessageName) =>
  new Promise<unknown>((resolve) => {
    const { id, getURL, onMessage } = fakeBrowser.runtime;
    const message = { id: 1, type: name, data: null, timestamp: Date.now() };
    void (onMessage.trigger as (...args: unknown[]) => unknown)(
      message,
      { id, url: getURL('/desk.html') },
      resolve,
    );
  });
/** Starts the browser, or what else begins a run, and waits until every run is over: each sets an alarm first, and takes it away once nothing is left to do. */
const start = async (begin: () => Promise<unknown> = () => fakeBrowser.runtime.onStartup.trigger()) => {
  const begun = vi.spyOn(fakeBrowser.alarms, 'create').mockClear();
  const ended = vi.spyOn(fakeBrowser.alarms, 'clear').mockClear();
  await begin();
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
    const left = await store.outbox();
    expect(left.map(({ state }) => state)).toEqual(['waiting', 'waiting']);

    // The page has the background look after it, at the time that the failure left and not before.
    const now = Math.min(...left.map(({ due }) => due)) - 40_000;
    vi.setSystemTime(now);
    await ask('inbox/wake');
    expect(await fakeBrowser.alarms.get('inbox-sync')).toMatchObject({ scheduledTime: now + 40_000 });
    expect(await store.outbox()).toEqual(left);
    expect(await onServer()).toEqual([]);
    vi.setSystemTime(Math.max(...left.map(({ due }) => due)));
    await start(() => fakeBrowser.alarms.onAlarm.trigger({ name: 'inbox-sync', scheduledTime: 0 }));
    expect(await onServer()).toHaveLength(2);
    expect(await store.outbox()).toEqual([]);
    expect(await fakeBrowser.alarms.get('inbox-sync')).toBeUndefined();
  });

  it('waits as long as the server asks after a press on the desk, and looks in a minute should the page be closed', async () => {
    const desk = await decided();
    await ask('inbox/wake');
    expect((await fakeBrowser.alarms.get('inbox-sync'))!.scheduledTime).toBeLessThan(Date.now() + 61_000);
    server.faults.push({ status: 429, headers: { 'retry-after': '7200' } });
    await createImportService(store, desk).readInbox('one', access, 'last', () => {});
    await ask('inbox/wake');
    expect((await fakeBrowser.alarms.get('inbox-sync'))!.scheduledTime).toBeGreaterThan(
      Date.now() + 7_100_000,
    );
  });

  it('sends what the desk holds when a page asks for it', async () => {
    await decided();
    await start(() => ask('inbox/hand-over'));
    expect((await onServer()).filter((id) => id.startsWith('event:'))).toHaveLength(1);
    expect(await store.outbox()).toEqual([]);
  });

  it('runs once more for what was asked during a run that broke', async () => {
    await queue(mine);
    const { setting } = store;
    let broken = false;
    store = {
      ...store,
      async setting(key) {
        if (broken) return setting(key);
        broken = true;
        await queue(later);
        void fakeBrowser.runtime.onStartup.trigger();
        throw new Error('blocked');
      },
    };
    await fakeBrowser.runtime.onStartup.trigger();
    await vi.waitFor(async () => expect(await store.outbox()).toEqual([]), 10_000);
    expect(await onServer()).toHaveLength(2);
  });

  it('tells how wrong the clock is after a run', async () => {
    vi.setSystemTime(Date.now() + 3 * 86_400_000);
    await start();
    expect(await knownClock(store, access.address)).toBeGreaterThan(2.9 * 86_400_000);
  });
});
