import 'fake-indexeddb/auto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { generateReports } from '../../../bench/generate-reports.ts';
import { sha256Hex } from '../../../reports/content-hash.ts';
import { addNote, changeTags, decide, recordOutcome } from '../../../reports/decide.ts';
import type { LogEvent } from '../../../reports/event-format.ts';
import { foldSubject } from '../../../reports/fold-events.ts';
import { createInbox } from '../../../reports/inbox/couch-inbox.ts';
import type { Inbox } from '../../../reports/inbox/inbox.ts';
import { clockNoter, knownClock } from '../../../reports/inbox/known-clock.ts';
import { checkAddress, readRetryAfter, type Credentials } from '../../../reports/inbox/couch-request.ts';
import { lookInbox, takeWaiting, type Taken } from '../../../reports/inbox/receive.ts';
import {
  backOff,
  handOver,
  retryNow,
  sendOutbox,
  syncOnce,
  toHold,
  toSend,
  type Synced,
} from '../../../reports/inbox/sync.ts';
import { headOf } from '../../../reports/ledger.ts';
import type { Report } from '../../../reports/record-format.ts';
import { openIndexedDbStore } from '../../../reports/store/indexeddb-store.ts';
import { memoryStore } from '../../../reports/store/memory-store.ts';
import type { RawReport, ReportStore } from '../../../reports/store/report-store.ts';
import { startCouchServer, type CouchServer } from './couch-server.ts';
import { reportWith } from './report-with.ts';

const { reports } = generateReports(30, 9);
const PICTURE = new Uint8Array([9, 8, 7]);
const pictured = reportWith({
  n: 50,
  attachments: [{ name: 'a.png', mime: 'image/png', sha256: sha256Hex(PICTURE), size: 3 }],
});
const raw = (report: Report) => report as unknown as RawReport;
const actor = { by: 'm1', at: '2026-11-26T09:00:00.000Z' };

let server: CouchServer;
let address: string;
beforeAll(async () => {
  server = await startCouchServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  server.faults.length = 0;
  server.bodyLimit = Infinity;
  server.authorization = null;
  address = await server.database();
});

const open = (credentials: Credentials | null = null, timeout = 2_000): Inbox => {
  const inbox = createInbox(address, { credentials, timeout });
  if (!inbox.ok) throw new Error(inbox.failure.message);
  return inbox.value;
};
/** What a volunteer's device does by itself. */
const sync = (
  store: ReportStore,
  changes: Partial<Parameters<typeof syncOnce>[2]> & { inbox?: Inbox } = {},
): Promise<Synced> => {
  const { inbox = open(), ...options } = changes;
  return syncOnce(store, inbox, {
    address,
    now: 1_000_000,
    random: () => 0.5,
    ...options,
  });
};
/** What the desk does when a moderator looks into the inbox and takes all of it. */
const receive = async (store: ReportStore): Promise<Taken> => {
  const looked = await lookInbox(store, open(), { address, from: 'last', now: Date.parse(actor.at) });
  if (!looked.ok) throw new Error(looked.failure.message);
  return takeWaiting(store, open(), looked.value, { deselect: new Set(), at: actor.at });
};
/** And when they send what they decided. */
const send = (store: ReportStore, signal?: AbortSignal) =>
  sendOutbox(store, open(), { now: 1_000_000, random: () => 0.5, ...(signal && { signal }) });
const volunteer = async (some: readonly Report[] = reports): Promise<ReportStore> => {
  const store = memoryStore();
  await store.commit({
    reports: some.map(raw),
    outbox: some.map((one) => toSend('report', one.id)),
    attachments: [{ sha256: sha256Hex(PICTURE), mime: 'image/png', bytes: PICTURE }],
  });
  return store;
};
/** A desk that has an answer for each of these reports. */
const moderator = async (some: readonly Report[] = reports): Promise<ReportStore> => {
  const store = memoryStore();
  const events = some.map((one) => recordOutcome(one.subject, 'douyin', 'taken_down', one.id, actor));
  await store.commit({ events, outbox: events.map((one) => toSend('event', one.id)) });
  return store;
};
const onServer = async () => {
  const all = (await server.get(`${address}/_all_docs`)) as {
    rows: { id: string; value: { rev: string } }[];
  };
  return all.rows.map((row) => ({ id: row.id, generation: Number(row.value.rev.split('-')[0]) }));
};
/** Every report once, in its first revision: nothing lost, nothing doubled. */
const expectAllOnce = async (some: readonly Report[] = reports) => {
  const docs = await onServer();
  expect(docs.map((one) => one.id).sort()).toEqual(some.map((one) => `report:${one.id}`).sort());
  expect(docs.every((one) => one.generation === 1)).toBe(true);
};

describe('the way of a report', () => {
  it('goes from a volunteer to a moderator with its picture, and the decision comes back with its reason', async () => {
    const mine = await volunteer([...reports, pictured]);
    expect(await sync(mine)).toMatchObject({
      sent: 31,
      refused: 0,
      waiting: 0,
      failure: null,
      retryAt: null,
    });
    const theirs = memoryStore();
    const arrived = await receive(theirs);
    expect(arrived.reports).toHaveLength(31);
    expect(arrived.errors).toEqual([]);
    expect((await theirs.attachment(sha256Hex(PICTURE)))?.bytes).toEqual(PICTURE);
    expect(await theirs.report(pictured.id)).toEqual(pictured);

    const heads = [headOf(pictured)];
    const view = foldSubject(pictured.subject, [], heads);
    const made = decide(
      view,
      heads,
      view.evidence,
      { state: 'confirmed', reason: '收费协商', internalNote: '内部' },
      actor,
    );
    const events: LogEvent[] = [
      ...(made.ok ? made.value : []),
      addNote(pictured.subject, '谢谢', 'public', null, actor),
      changeTags(pictured.subject, ['x'], [], actor),
    ];
    // Whatever else is put there: a volunteer's device takes what is meant for it.
    await theirs.commit({ events, outbox: events.map((one) => toSend('event', one.id)) });
    expect(await send(theirs)).toMatchObject({ sent: 4, failure: null });
    const back = await sync(mine);
    expect(back.events.map((one) => one.type).sort()).toEqual(['decide', 'note']);
    expect(await mine.countReports()).toBe(31);
    expect((await sync(mine)).events).toEqual([]);
  });

  it('goes on where it was: the second run asks only for what is new', async () => {
    const mine = await volunteer();
    await sync(mine);
    const theirs = memoryStore();
    await receive(theirs);
    server.seen.length = 0;
    expect((await sync(mine)).events).toEqual([]);
    expect((await receive(theirs)).reports).toEqual([]);
    const asked = expect.stringMatching(/^GET \/_changes\?include_docs=true&limit=200&since=3\d/) as string;
    expect(server.seen).toEqual([asked, asked]);
  });
});

describe('one device for both roles', () => {
  it('takes the reports at the desk that its own run for decisions passed over', async () => {
    await sync(await volunteer());
    const store = memoryStore();
    await sync(store);
    expect(await store.countReports()).toBe(0);
    expect((await receive(store)).reports).toHaveLength(30);
  });
});

describe('handing over', () => {
  it('makes due what was held, waits or was refused, once, and loses nothing of it', async () => {
    const store = memoryStore();
    const [held, waiting, refused] = reports.map((one) => one.id) as [string, string, string];
    await store.commit({
      outbox: [
        toHold('event', held),
        { ...toSend('report', waiting), due: 9e15, attempts: 3, lastError: 'server: HTTP 503' },
        { ...toSend('report', refused), state: 'refused' },
      ],
    });
    expect((await store.outboxDue(1, 9)).map(({ id }) => id)).toEqual([]);
    await retryNow(store);
    expect((await store.outboxDue(1, 9)).map(({ id }) => id).sort()).toEqual([waiting, refused].sort());
    await handOver(store);
    await handOver(store);
    const due = await store.outboxDue(1, 9);
    expect(due.map(({ id }) => id).sort()).toEqual([held, waiting, refused].sort());
    expect(due.find(({ id }) => id === waiting)).toMatchObject({ state: 'waiting', attempts: 3 });
    expect(due.find(({ id }) => id === held)).toEqual(toSend('event', held));
  });
});

describe('the clock of this device', () => {
  const DAY = 86_400_000;
  const heard = async (wrong: number, headers: Record<string, string> | null = {}) => {
    const store = memoryStore();
    const answer = () => Promise.resolve(new Response('{"db_name":"x"}', headers ? { headers } : {}));
    const inbox = createInbox(address, {
      credentials: null,
      ...(headers && Object.keys(headers).length === 0 ? {} : { fetch: answer }),
      onDate: clockNoter(store, address, () => Date.now() + wrong),
    });
    if (!inbox.ok) throw new Error(inbox.failure.message);
    expect((await inbox.value.check()).ok).toBe(true);
    await Promise.resolve();
    return store;
  };

  it.each([3 * DAY, -3 * DAY])('is known to be wrong from the first answer: %d ms', async (wrong) => {
    const store = await heard(wrong);
    expect(Math.abs((await knownClock(store, address))! - wrong)).toBeLessThan(60_000);
    expect(await knownClock(store, 'https://other.example/reports')).toBeNull();
  });

  it('is said nothing of when right, or when the answer does not show the time', async () => {
    expect(await knownClock(await heard(60_000), address)).toBeNull();
    expect(await knownClock(await heard(3 * DAY, null), address)).toBeNull();
    expect(await knownClock(await heard(3 * DAY, { date: 'yesterday' }), address)).toBeNull();
  });
});

describe('trouble on the way', () => {
  it.each(['cut_before', 'cut_after'] as const)(
    'loses and doubles nothing when the connection is %s',
    async (fault) => {
      const store = await volunteer();
      server.faults.push(fault);
      const first = await sync(store);
      expect(first).toMatchObject({ sent: 0, waiting: 30, failure: { error: 'network' } });
      expect(first.retryAt).toBe(1_000_000 + 22_500);
      expect((await sync(store, { now: 1_000_000 + 22_499 })).sent).toBe(0);
      expect(await sync(store, { now: first.retryAt! })).toMatchObject({
        sent: 30,
        waiting: 0,
        failure: null,
      });
      await expectAllOnce();
    },
  );

  it('loses and doubles nothing under a storm of faults', async () => {
    const store = await volunteer();
    server.bodyLimit = 9_000;
    const storm = [
      'cut_after',
      { status: 500 },
      'ok',
      'cut_before',
      'ok',
      { status: 429 },
      'ok',
      'ok',
      'cut_after',
      'ok',
      { status: 503 },
      'cut_after',
      'ok',
      'cut_before',
    ] as const;
    server.faults.push(...storm);
    let now = 1_000_000;
    let rounds = 0;
    for (let run = await sync(store, { now }); run.waiting > 0; run = await sync(store, { now })) {
      now = run.retryAt!;
      rounds += 1;
      expect(rounds).toBeLessThan(60);
    }
    await expectAllOnce();
  });

  it('loses and doubles nothing when the worker is killed after sending and before noting it', async () => {
    const name = 'killed-worker';
    const first = openIndexedDbStore({ name, storage: null });
    await first.commit({ reports: reports.map(raw), outbox: reports.map((one) => toSend('report', one.id)) });
    // The worker dies here: the answer has come, the note about it is never written.
    const dying: ReportStore = { ...first, updateOutbox: () => new Promise(() => {}) };
    void sync(dying);
    while ((await onServer()).length < 30) await new Promise((resolve) => setTimeout(resolve, 10));
    first.close();
    const second = openIndexedDbStore({ name, storage: null });
    expect((await second.outbox()).length).toBe(30);
    expect(await sync(second)).toMatchObject({ sent: 30, waiting: 0, failure: null });
    await expectAllOnce();
    second.close();
  });

  it('fetches again, and unites, what was fetched before a kill', async () => {
    await send(await moderator());
    const store = memoryStore();
    const dying: ReportStore = { ...store, saveSetting: () => Promise.reject(new Error('killed')) };
    await expect(sync(dying)).rejects.toThrow('killed');
    expect(await store.countEvents()).toBe(30);
    expect(await sync(store)).toMatchObject({ failure: null, events: [] });
    expect(await store.countEvents()).toBe(30);
  });

  it('waits as long as the server asks with 429', async () => {
    const store = await volunteer();
    server.faults.push({ status: 429, headers: { 'retry-after': '120' } });
    const run = await sync(store);
    expect(run).toMatchObject({
      failure: { error: 'rate_limited', retryAfter: 120_000 },
      retryAt: 1_000_000 + 120_000,
    });
    expect((await store.outbox())[0]).toMatchObject({ attempts: 1, state: 'waiting' });
  });

  it('splits until it fits when the server answers 413, and gives up only on what never fits', async () => {
    const huge = reportWith({ n: 70, text: '停息挂账'.repeat(9_000) });
    server.bodyLimit = 20_000;
    const store = await volunteer([...reports, huge]);
    expect(await sync(store)).toMatchObject({ sent: 30, refused: 1, waiting: 0, failure: null });
    await expectAllOnce();
    expect(await store.outbox()).toMatchObject([
      { id: huge.id, state: 'refused', lastError: expect.stringContaining('too_large') },
    ]);
    server.bodyLimit = Infinity;
    await retryNow(store);
    expect(await sync(store)).toMatchObject({ sent: 1, waiting: 0 });
  });

  it('says that credentials are wrong, keeps everything, and sends once they are right', async () => {
    server.authorization = `Basic ${btoa('zhi:yuan')}`;
    const store = await volunteer();
    const wrong = await sync(store, { inbox: open({ kind: 'basic', user: 'zhi', password: 'falsch' }) });
    expect(wrong).toMatchObject({ sent: 0, waiting: 30, failure: { error: 'unauthorized' }, retryAt: null });
    await retryNow(store);
    expect(
      await sync(store, { inbox: open({ kind: 'basic', user: 'zhi', password: 'yuan' }) }),
    ).toMatchObject({ sent: 30, waiting: 0, failure: null });
    expect(JSON.stringify(await store.outbox())).not.toContain('falsch');
  });

  it('goes on sending where this account may write but not read', async () => {
    const store = await volunteer();
    server.faults.push({ status: 503 });
    const { retryAt } = await sync(store);
    server.faults.push({ status: 403 });
    expect(await sync(store)).toMatchObject({ waiting: 30, failure: { error: 'forbidden' }, retryAt });
  });

  it('gives up on a server that does not answer, and tries later', async () => {
    const store = await volunteer();
    server.faults.push('hang');
    expect(await sync(store, { inbox: open(null, 150) })).toMatchObject({
      failure: { error: 'timeout' },
      waiting: 30,
    });
  });

  it('stops when told to', async () => {
    const stop = new AbortController();
    stop.abort();
    const store = await volunteer();
    expect(await send(store, stop.signal)).toMatchObject({ sent: 0, failure: { error: 'cancelled' } });
    expect(await store.outboxDue(1_000_000, 100)).toHaveLength(30);
  });

  it('tells a missing database and a page that is no database apart', async () => {
    address = `${address}-gone`;
    expect(await open().check()).toMatchObject({ ok: false, failure: { error: 'not_found' } });
    const page = createInbox('https://host.invalid/db', {
      credentials: null,
      fetch: async () => new Response('<html>hello'),
    });
    expect(page.ok && (await page.value.check())).toMatchObject({
      ok: false,
      failure: { error: 'bad_answer' },
    });
  });

  it('checks a good address', async () => {
    expect(await open().check()).toMatchObject({
      ok: true,
      value: { database: expect.stringContaining('reports-') as string },
    });
  });

  it('reads no more of an answer than it must', async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => (controller.enqueue(new Uint8Array(1_000_000)), void (sent += 1)),
    });
    const inbox = createInbox('https://host.invalid/db', {
      credentials: null,
      limit: 3_000_000,
      fetch: async () => new Response(endless),
    });
    expect(inbox.ok && (await inbox.value.check())).toMatchObject({
      ok: false,
      failure: { error: 'bad_answer' },
    });
    expect(sent).toBeLessThan(10);
  });
});

describe('what stands on the server', () => {
  const put = (doc: object) =>
    fetch(`${address}/_bulk_docs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ docs: [doc] }),
    });

  it('is taken one by one: wrong names, changed records and strangers are listed, the rest arrives', async () => {
    await put({ _id: `report:${reports[0]!.id}`, kind: 'report', record: reports[0] });
    await put({ _id: `report:${reports[1]!.id}`, kind: 'report', record: { ...reports[1], text: '改过' } });
    await put({ _id: 'report:x', kind: 'report', record: reports[2] });
    await put({ _id: 'event:y', kind: 'event', record: changeTags(reports[0]!.subject, ['t'], [], actor) });
    await put({ _id: 'something', hello: 1 });
    await put({ _id: '_design/guard', validate_doc_update: 'function () {}' });
    const store = memoryStore();
    expect((await sync(store)).errors.map((one) => one.id).sort()).toEqual(['event:y', 'something']);
    const run = await receive(store);
    expect(run.reports.map((one) => one.id)).toEqual([reports[0]!.id]);
    expect(run.errors.map((one) => one.id).sort()).toEqual(
      ['event:y', `report:${reports[1]!.id}`, 'report:x', 'something'].sort(),
    );
    expect([await store.countReports(), await store.countEvents()]).toEqual([1, 0]);
  });

  it('is never said to be ours when another document stands under our name', async () => {
    await put({ _id: `report:${reports[0]!.id}`, kind: 'report', record: { garbage: true } });
    const store = await volunteer(reports.slice(0, 2));
    expect(await sync(store)).toMatchObject({ sent: 1, refused: 1 });
    expect(await store.outbox()).toMatchObject([
      { id: reports[0]!.id, state: 'refused', lastError: expect.stringContaining('occupied') },
    ]);
  });

  it('takes nothing back by being deleted there', async () => {
    await sync(await volunteer(reports.slice(0, 1)));
    const store = memoryStore();
    await receive(store);
    const doc = (await server.get(`${address}/report:${reports[0]!.id}`)) as { _rev: string };
    await fetch(`${address}/report:${reports[0]!.id}?rev=${doc._rev}`, { method: 'DELETE' });
    await receive(store);
    expect(await store.countReports()).toBe(1);
  });

  it('keeps its place after the data: a full disk means that the same is fetched again', async () => {
    await sync(await volunteer());
    await send(await moderator());
    const full = memoryStore({ quota: 5_000 });
    // Twice: the second time would find nothing, had the first one noted its place.
    for (const again of [false, true]) {
      expect(await sync(full), String(again)).toMatchObject({ failure: { error: 'quota' }, events: [] });
      expect((await receive(full)).failure, String(again)).toMatchObject({ error: 'quota' });
    }
    expect([await full.countReports(), await full.countEvents()]).toEqual([0, 0]);
  });
});

describe('addresses and waiting', () => {
  it.each([
    'http://inbox.example.org/db',
    'ftp://x/db',
    'https://user:pw@host/db',
    'https://host',
    'https://host/',
    'nonsense',
  ])('refuses %s', (text) => {
    expect(checkAddress(text).ok).toBe(false);
  });
  it.each([
    'https://inbox.example.org/db',
    'https://host/couch/db/',
    'http://127.0.0.1:5984/db',
    'http://localhost:5984/db',
  ])('takes %s', (text) => {
    expect(checkAddress(text).ok).toBe(true);
  });

  it('reads Retry-After as seconds or as a date, and at most a day', () => {
    expect(readRetryAfter('30', null)).toBe(30_000);
    expect(readRetryAfter('999999', null)).toBe(86_400_000);
    expect(readRetryAfter('Thu, 26 Nov 2026 10:01:00 GMT', 'Thu, 26 Nov 2026 10:00:00 GMT')).toBe(60_000);
    expect(readRetryAfter('soon', null)).toBeNull();
    expect(readRetryAfter(null, null)).toBeNull();
  });

  it('waits longer after every failure, up to six hours, and never the same for all', () => {
    expect([0, 1, 2, 3].map((attempt) => backOff(attempt, () => 1))).toEqual([
      30_000, 60_000, 120_000, 240_000,
    ]);
    expect(backOff(50, () => 1)).toBe(6 * 3_600_000);
    expect(backOff(3, () => 0)).toBe(120_000);
  });
});
