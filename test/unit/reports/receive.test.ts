import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { generateReports } from '../../../bench/generate-reports.ts';
import { sha256Hex } from '../../../reports/content-hash.ts';
import { createInbox } from '../../../reports/inbox/couch-inbox.ts';
import type { Inbox } from '../../../reports/inbox/inbox.ts';
import { lookInbox, takeWaiting, type LookOptions } from '../../../reports/inbox/receive.ts';
import { sendOutbox, toSend } from '../../../reports/inbox/sync.ts';
import type { Report } from '../../../reports/record-format.ts';
import type { TakeOptions } from '../../../reports/store/commit-in-portions.ts';
import { memoryStore } from '../../../reports/store/memory-store.ts';
import type { RawReport, ReportStore } from '../../../reports/store/report-store.ts';
import { startCouchServer, type CouchServer } from './couch-server.ts';
import { reportWith } from './report-with.ts';

const PICTURE = new Uint8Array([9, 8, 7]);
const pictured = reportWith({
  n: 900,
  attachments: [{ name: 'a.png', mime: 'image/png', sha256: sha256Hex(PICTURE), size: 3 }],
});
const { reports } = generateReports(450, 4);

let server: CouchServer;
let address: string;
let inbox: Inbox;
let store: ReportStore;
beforeAll(async () => {
  server = await startCouchServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  server.faults.length = 0;
  address = await server.database();
  const opened = createInbox(address, { credentials: null, timeout: 2_000 });
  if (!opened.ok) throw new Error(opened.failure.message);
  inbox = opened.value;
  store = memoryStore();
});

const send = async (some: readonly Report[]) => {
  const theirs = memoryStore();
  await theirs.commit({
    reports: some.map((one) => one as unknown as RawReport),
    outbox: some.map((one) => toSend('report', one.id)),
    attachments: [{ sha256: sha256Hex(PICTURE), mime: 'image/png', bytes: PICTURE }],
  });
  expect((await sendOutbox(theirs, inbox, { now: 1, random: () => 0.5 })).failure).toBeNull();
};
const look = async (options: Partial<LookOptions> = {}) => {
  const looked = await lookInbox(store, inbox, {
    address,
    from: 'last',
    now: Date.parse('2026-11-26T09:00:00.000Z'),
    ...options,
  });
  if (!looked.ok) throw new Error(looked.failure.message);
  return looked.value;
};
const take = (waiting: Awaited<ReturnType<typeof look>>, options: Partial<TakeOptions> = {}) =>
  takeWaiting(store, inbox, waiting, { deselect: new Set(), at: '2026-11-26T09:00:00.000Z', ...options });

describe('looking into the inbox before taking anything', () => {
  it('shows everything with its progress, writes nothing and loads no picture', async () => {
    await send([...reports, pictured]);
    const steps: [number, number][] = [];
    server.seen.length = 0;
    const waiting = await look({ onProgress: (done, total) => steps.push([done, total]) });
    expect(waiting.reports).toHaveLength(451);
    expect(await store.countReports()).toBe(0);
    expect(server.seen.some((one) => one.includes(sha256Hex(PICTURE)))).toBe(false);
    expect(steps.length).toBeGreaterThan(2);
    expect(steps.at(-1)).toEqual([451, 451]);
  });

  it('takes what stayed ticked, with pictures, and does not offer the rest again but from the start', async () => {
    await send([...reports, pictured]);
    const out = new Set(reports.slice(0, 50).map((one) => one.id));
    const done = await take(await look(), { deselect: out });
    expect(done).toMatchObject({
      cancelled: false,
      failure: null,
      entry: { reports: { added: 401 }, attachments: 1 },
    });
    expect(await store.attachment(sha256Hex(PICTURE))).not.toBeNull();
    expect((await look()).reports).toEqual([]);
    const again = await look({ from: 'start' });
    expect([again.reports.length, again.known.reports.size]).toEqual([451, 401]);
    await take(again);
    expect(await store.countReports()).toBe(451);
  });

  it('loads a picture once, however many reports name it, and none of another size than its report says', async () => {
    const [picture] = pictured.attachments;
    const sharing = [901, 902, 903].map((n) => reportWith({ n, attachments: [picture!, picture!] }));
    const lying = reportWith({ n: 904, attachments: [{ ...picture!, size: 2 }] });
    await send([...sharing, lying]);
    server.seen.length = 0;
    const done = await take(await look(), { deselect: new Set([lying.id]) });
    expect(done).toMatchObject({ errors: [], entry: { attachments: 1 } });
    expect(server.seen.filter((one) => one.includes(picture!.sha256))).toHaveLength(1);
    store = memoryStore();
    const wrong = await take(await look({ from: 'start' }), {
      deselect: new Set(sharing.map(({ id }) => id)),
    });
    expect(wrong.errors).toMatchObject([{ id: `report:${lying.id}` }]);
    expect(await store.attachment(picture!.sha256)).toBeNull();
  });

  it('does not offer what is dated ahead of this device, and says what to do', async () => {
    const late = reportWith({ n: 905, capturedAt: '9999-12-31T23:59:59.999Z' });
    await send([pictured, late]);
    const waiting = await look();
    expect(waiting.reports.map(({ report }) => report.id)).toEqual([pictured.id]);
    expect(waiting.errors).toMatchObject([
      { id: `report:${late.id}`, message: expect.stringContaining('从头再看一遍') },
    ]);
    // Once the clock is set, the button that the message names finds it; the ordinary one has moved past.
    await take(waiting);
    const now = Date.parse('9999-12-31T23:59:59.999Z');
    expect((await look({ now })).reports).toEqual([]);
    const again = await look({ now, from: 'start' });
    expect(again.reports.map(({ report }) => report.id).sort()).toEqual([pictured.id, late.id].sort());
  });

  it('keeps what was written when stopped in the middle, and finds the rest next time', async () => {
    await send(reports);
    const stop = new AbortController();
    const done = await take(await look(), { signal: stop.signal, onProgress: () => stop.abort() });
    expect(done.cancelled).toBe(true);
    expect(done.reports).toHaveLength(200);
    const waiting = await look();
    expect(waiting.known.reports.size).toBe(200);
    await take(waiting);
    expect(await store.countReports()).toBe(450);
  });

  it('looks at a bounded number in one go and says that there is more', async () => {
    await send(reports);
    const first = await look({ most: 200 });
    expect([first.reports.length, first.more]).toEqual([200, true]);
    await take(first);
    const second = await look();
    expect([second.reports.length, second.more]).toEqual([250, false]);
  });

  it('lists a picture that is not there, and takes the report without it', async () => {
    const { ...bare } = pictured;
    await fetch(`${address}/_bulk_docs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        docs: [{ _id: `report:${bare.id}`, kind: 'report', record: bare }, { _id: 'junk' }],
      }),
    });
    const waiting = await look();
    expect(waiting.errors).toMatchObject([{ id: 'junk' }]);
    const done = await take(waiting);
    expect(done.errors.map((one) => one.id).sort()).toEqual(['junk', `report:${pictured.id}`]);
    expect(await store.countReports()).toBe(1);
  });

  it('writes nothing of a portion whose pictures could not be loaded, and leaves it for the next look', async () => {
    await send([pictured]);
    const waiting = await look();
    server.faults.push('cut_before');
    expect((await take(waiting)).failure).toMatchObject({ error: 'network' });
    expect(await store.countReports()).toBe(0);
    expect((await look()).reports).toHaveLength(1);
  });

  it('reads what the team asks of its volunteers, and takes it for no report', async () => {
    expect(await inbox.teamRules()).toEqual({ ok: true, value: null });
    await fetch(`${address}/_bulk_docs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        docs: [{ _id: 'team', reportsPerDay: 30, reportsPerHour: 'many', words: '先看清再报' }],
      }),
    });
    expect(await inbox.teamRules()).toMatchObject({
      ok: true,
      value: { reportsPerDay: 30, words: '先看清再报' },
    });
    expect((await look()).errors).toEqual([]);
  });
});
