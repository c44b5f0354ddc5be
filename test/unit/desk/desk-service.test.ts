import { beforeEach, describe, expect, it } from 'vitest';
import { generateReports } from '../../../bench/generate-reports.ts';
import { clusterFolding } from '../../../entrypoints/desk/cluster-folding.ts';
import { decisionFile } from '../../../entrypoints/desk/decision-file.ts';
import { createDeskService, type DeskService } from '../../../entrypoints/desk/desk-service.ts';
import { readBundle } from '../../../reports/bundle/read-bundle.ts';
import { withdrawReport } from '../../../reports/decide.ts';
import { memoryStore } from '../../../reports/store/memory-store.ts';
import { viewOfMine } from '../../../reports/saved-views.ts';
import type { ReportStore } from '../../../reports/store/report-store.ts';
import { tables } from '../text/folding-fixture.ts';
import { foldForClusters } from '../../../reports/fold-for-clusters.ts';
import { reportWith } from '../reports/report-with.ts';

const confirm = { type: 'decide', input: { state: 'confirmed', reason: '收费并引到私下联系' } } as const;
let clock = Date.parse('2026-11-26T09:00:00.000Z');
let store: ReportStore;
let desk: DeskService;
const me = { alias: '审核甲', secondPerson: true };
const start = async (reports: ReturnType<typeof reportWith>[]) => {
  store = memoryStore();
  await store.commit({ reports: reports.map((one) => ({ ...one })) });
  desk = createDeskService(
    store,
    async () => me,
    () => new Date((clock += 1000)),
  );
  await desk.open();
};
const three = ['第一条 加薇 aa111111', '第二条 加薇 bb222222', '第三条 加薇 cc333333'].map((text, n) =>
  reportWith({ text, n }),
);

beforeEach(async () => {
  me.alias = '审核甲';
  await start(three);
});

describe('desk service', () => {
  it('counts queues, lists them and gives windows of the list', () => {
    expect(desk.overview().counts.new.count).toBe(3);
    const { total, version, rows } = desk.query({ states: ['new'] }, 'newest');
    expect([total, rows.length]).toEqual([3, 3]);
    expect(desk.rows(version, 1, 3)).toHaveLength(2);
    expect(desk.rows(version - 1, 0, 3)).toEqual([]);
    expect(rows[0]).not.toHaveProperty('haystack');
  });

  it('writes nothing in a dry run, everything in the run, and takes all of it back', async () => {
    const subjects = three.map((one) => one.subject);
    const plan = desk.plan({ subjects }, confirm);
    expect([plan.hit, plan.willChange, await store.countEvents()]).toEqual([3, 3, 0]);
    const done = await desk.run(plan.id);
    expect([done.changed, desk.overview().counts.confirmed.count]).toEqual([3, 3]);
    await desk.undo(done.batch);
    expect(desk.overview().counts.new.count).toBe(3);
    expect(await store.countEvents()).toBe(6);
  });

  it('writes nothing that another desk would refuse, and says so', async () => {
    const input = { ...confirm.input, reason: '长'.repeat(501) };
    const done = await desk.run(desk.plan({ subjects: [three[0]!.subject] }, { type: 'decide', input }).id);
    expect(done).toMatchObject({
      ok: false,
      failure: { error: 'event', message: expect.stringContaining('reason') },
    });
    expect([await store.countEvents(), desk.overview().counts.new.count]).toEqual([0, 3]);
  });

  it('counts and lists what must not be forgotten: mine, snoozed, for a second person', async () => {
    const act = async (subject: string, action: Parameters<DeskService['plan']>[1]) =>
      desk.run(desk.plan({ subjects: [subject] }, action).id);
    const [one, two, last] = three.map((report) => report.subject) as [string, string, string];
    await act(one, { type: 'assign', to: me.alias });
    await act(two, { type: 'snooze', until: '2027-01-01T00:00:00.000Z' });
    await act(last, { type: 'decide', input: { state: 'confirmed', reason: '收费并引到私下联系' } });
    await act(last, { type: 'decide', input: { state: 'published', reason: '证据齐全' } });
    expect(desk.overview().waiting).toEqual({ mine: 1, second: 1, changed: 0, snoozed: 1 });
    // A queue is as long as its list: what is snoozed waits elsewhere.
    expect(desk.overview().counts.new.count).toBe(1);
    expect(desk.query({ states: ['new'] }, 'newest').total).toBe(1);
    const only = (filter: Parameters<DeskService['query']>[0]) =>
      desk.query(filter, 'newest').rows.map((row) => row.subject);
    expect(only(viewOfMine(me.alias).filter)).toEqual([one]);
    expect(only({ onlySnoozed: true })).toEqual([two]);
    expect(only({ awaitsSecond: true })).toEqual([last]);
    me.alias = '审核乙';
    await desk.open();
    await desk.complete();
    await act(last, { type: 'approve' });
    expect(desk.overview().waiting).toMatchObject({ mine: 0, second: 0 });
    expect(desk.overview().counts.published.count).toBe(1);
  });

  it('shows that evidence which was asked for has come', async () => {
    const [first] = three as [(typeof three)[number], ...(typeof three)[number][]];
    await desk.run(
      desk.plan(
        { subjects: [first.subject] },
        { type: 'decide', input: { state: 'needs_evidence', reason: '请补截图' } },
      ).id,
    );
    expect(desk.overview().waiting.changed).toBe(0);
    const later = new Date(clock + 60_000).toISOString();
    desk.taken([reportWith({ n: 0, text: first.text, capturedAt: later, note: '截图在这里' }, '哨-b')], []);
    expect(desk.overview().waiting.changed).toBe(1);
    expect(desk.query({ changed: true }, 'newest').rows[0]!.subject).toBe(first.subject);
  });

  it('calls several reports of one item no cluster', async () => {
    const text = '停息挂账最长分六十期，内部有渠道，加薇 zz112233 先付399';
    const item = { text, itemUrl: 'https://www.douyin.com/video/7301000000000000777' };
    await start([reportWith({ n: 1, ...item }, 'r-1'), reportWith({ n: 1, ...item }, 'r-2')]);
    expect(desk.clusters('text', 2)).toEqual([]);
  });

  it('tells how many of a target are false alarms, where a decision means the reverse', async () => {
    const alarm = reportWith({ n: 7, text: '提醒大家别信停息挂账', kind: 'false_alarm' });
    await start([...three, alarm]);
    expect(desk.claims({ filter: {}, except: [] })).toEqual({ lure: 3, honest: 1 });
    expect(desk.claims({ subjects: [alarm.subject] })).toEqual({ lure: 0, honest: 1 });
    expect(desk.detail(alarm.subject)!.view.claim).toBe('honest');
  });

  it('puts public events into the outbox of the inbox, and nothing that stays with the team', async () => {
    desk.useInbox(true);
    const { subject } = three[0]!;
    const input = { state: 'confirmed', reason: '收费', internalNote: '另案', publicNote: null } as const;
    for (const action of [
      { type: 'decide', input },
      { type: 'tag', add: ['重点'], remove: [] },
      { type: 'assign', to: me.alias },
      { type: 'snooze', until: '2027-01-01T00:00:00.000Z' },
      { type: 'note', text: '内部', visibility: 'internal' },
      { type: 'note', text: '公开', visibility: 'public' },
    ] as const)
      await desk.run(desk.plan({ subjects: [subject] }, action).id);
    await desk.mute('r-1', true, '重复举报');
    const queued = await Promise.all((await store.outbox()).map(({ id }) => store.event(id)));
    expect(queued.map((event) => event?.type).sort()).toEqual(['decide', 'note']);
    expect(queued.find((event) => event?.type === 'note')).toMatchObject({ visibility: 'public' });
    expect(await store.countEvents()).toBe(8);
  });

  it('calls what an event in the log is about by its first words', async () => {
    const [first] = three as [(typeof three)[number], ...(typeof three)[number][]];
    await desk.run(desk.plan({ subjects: [first.subject] }, confirm).id);
    const { events, excerpts } = desk.log(0, 10);
    expect(events).toMatchObject([{ type: 'decide', subject: first.subject }]);
    expect(excerpts.get(first.subject)).toBe(first.text);
  });

  it('runs a plan once', async () => {
    const plan = desk.plan({ subjects: [three[0]!.subject] }, confirm);
    await desk.run(plan.id);
    expect((await desk.run(plan.id)).ok).toBe(false);
  });

  it('leaves alone what somebody decided between the dry run and the run', async () => {
    const subjects = three.map((one) => one.subject);
    const slow = desk.plan({ subjects }, confirm);
    const other = createDeskService(
      store,
      async () => ({ alias: '审核乙', secondPerson: true }),
      () => new Date((clock += 1000)),
    );
    await other.open();
    const quick = other.plan(
      { subjects: [subjects[1]!] },
      { type: 'decide', input: { state: 'rejected', reason: '是提醒' } },
    );
    await other.run(quick.id);
    const done = await desk.run(slow.id);
    expect(done.changed).toBe(2);
    expect(done.refused).toEqual([
      expect.objectContaining({ subject: subjects[1], because: 'changed_meanwhile' }),
    ]);
    expect(desk.index().view(subjects[1]!).state).toBe('rejected');
  });

  it('tells the desks in other tabs what it wrote, and they show it', async () => {
    const now = () => new Date((clock += 1000));
    const other = createDeskService(store, async () => me, now);
    await other.open();
    const heard: Promise<void>[] = [];
    const one = createDeskService(
      store,
      async () => me,
      now,
      (written) => heard.push(other.reread(written)),
    );
    await one.open();
    await one.run(one.plan({ subjects: [three[0]!.subject] }, confirm).id);
    const late = reportWith({ text: '第四条 加薇 dd444444', n: 4 });
    await store.commit({ reports: [late] });
    one.taken([late], []);
    await Promise.all(heard);
    const { counts } = other.overview();
    expect([counts.confirmed.count, counts.new.count]).toEqual([1, 3]);
  });

  it.each([1, 300])('hands on what stands in the store, of %i subjects', async (many) => {
    const reports = Array.from({ length: many }, (_, n) => reportWith({ text: `第${n}条 加薇 aa111111`, n }));
    await start(reports);
    const others = createDeskService(
      store,
      async () => me,
      () => new Date((clock += 1000)),
    );
    await others.open();
    await others.run(others.plan({ subjects: [reports[0]!.subject] }, confirm).id);
    const { blob } = await decisionFile(desk, store, { filter: {}, except: [] }, '审核甲', 'test');
    const read = await readBundle(blob, { now: clock });
    expect(read.ok && read.value.events.map((one) => one.type)).toEqual(['decide']);
  });

  it('refuses a confirmation without evidence and a publication of what is not confirmed, and says so before writing', () => {
    const because = (action: Parameters<DeskService['plan']>[1]) =>
      desk.plan({ subjects: [three[0]!.subject] }, action).refused[0]?.because;
    expect(because({ type: 'decide', input: { state: 'confirmed', reason: ' ' } })).toBe('no_reason');
    expect(because({ type: 'decide', input: { state: 'published', reason: 'r' } })).toBe('not_confirmed');
    expect(desk.plan({ subjects: ['item:douyin:nothing'] }, confirm).refused[0]?.because).toBe('gone');
  });

  it('keeps off what was removed until there is new evidence', async () => {
    const { subject } = three[0]!;
    await desk.run(desk.plan({ subjects: [subject] }, { type: 'tombstone', reason: '误伤' }).id);
    expect(desk.plan({ subjects: [subject] }, confirm).refused[0]?.because).toBe('tombstoned');
  });

  it('publishes with a second person only', async () => {
    const { subject } = three[0]!;
    await desk.run(desk.plan({ subjects: [subject] }, confirm).id);
    await desk.run(
      desk.plan({ subjects: [subject] }, { type: 'decide', input: { state: 'published', reason: 'r' } }).id,
    );
    expect(desk.index().view(subject).state).toBe('confirmed');
    expect(desk.plan({ subjects: [subject] }, { type: 'approve' }).refused[0]?.because).toBe('own_decision');
    me.alias = '审核乙';
    await desk.open();
    await desk.run(desk.plan({ subjects: [subject] }, { type: 'approve' }).id);
    expect(desk.index().view(subject).state).toBe('published');
  });

  it('acts on everything a filter finds, without the exceptions', () => {
    const plan = desk.plan({ filter: { states: ['new'] }, except: [three[1]!.subject] }, confirm);
    expect(plan.hit).toBe(2);
  });

  it('shows a withdrawn report as withdrawn, after a restart as well', async () => {
    const one = three[0]!;
    await store.commit({
      events: [
        withdrawReport(one.id, null, { by: one.reporter.alias, at: new Date((clock += 1000)).toISOString() }),
      ],
    });
    await desk.open();
    expect(desk.index().view(one.subject).state).toBe('withdrawn');
  });

  it('counts a report that arrives twice once, and logs an event once', async () => {
    desk.taken(three, []);
    const events =
      (await desk.run(desk.plan({ subjects: [three[0]!.subject] }, confirm).id),
      (await store.eventPage(null, 10)).rows);
    desk.taken([], events);
    expect(desk.overview().reports).toBe(3);
    expect(desk.log(0, 10).total).toBe(1);
  });

  it('decides on all the evidence of a subject while the rest is still being read', async () => {
    const early = reportWith({ n: 0, text: '加薇 aa111111', capturedAt: '2026-11-20T08:00:00.000Z' });
    const late = reportWith({ n: 0, text: '加薇 bb222222', capturedAt: '2026-11-21T08:00:00.000Z' });
    const unread = reportWith({ n: 1, text: '别的 加薇 cc333333' });
    expect(late.subject).toBe(early.subject);
    const { reports } = generateReports(4_000, 3);
    const whole = memoryStore();
    await whole.commit({ reports: [early, ...reports, late, unread] });
    let readOn = () => {};
    const held = new Promise<void>((go) => (readOn = go));
    const slow: ReportStore = {
      ...whole,
      reportPage: async (after, limit) => (after !== null && (await held), whole.reportPage(after, limit)),
    };
    const now = () => new Date((clock += 1000));
    const opening = createDeskService(slow, async () => me, now);
    expect((await opening.open()).reports).toBe(500);
    // One click: the subject that is open, and then one of which nothing has been read yet.
    for (const { subject, contentHash } of [late, unread]) {
      await opening.gather({ subjects: [subject] });
      const shown = opening.detail(subject)!;
      expect(shown.reports.at(-1)!.contentHash).toBe(contentHash);
      const done = await opening.run(opening.plan({ subjects: [subject] }, confirm).id);
      expect(done).toMatchObject({ ok: true, changed: 1 });
      expect(opening.index().view(subject).decision?.evidence).toBe(contentHash);
    }
    expect(opening.index().reportsOf(late.subject)).toHaveLength(2);
    let bulk = false;
    const all = opening.gather({ filter: {}, except: [] }).then(() => (bulk = true));
    await new Promise((go) => setTimeout(go, 20));
    expect([bulk, opening.overview().reports]).toEqual([false, 502]);
    readOn();
    await all;
    // Everything is there once, and what was decided stands.
    expect(opening.overview().reports).toBe(4_003);
    for (const one of [late, unread])
      expect(opening.index().view(one.subject)).toMatchObject({ state: 'confirmed', changed: false });
    const afresh = createDeskService(whole, async () => me, now);
    await afresh.open();
    await afresh.complete();
    expect(afresh.query({}, 'newest').rows).toEqual(opening.query({}, 'newest').rows);
  });

  it('lists every row of a long queue, none cut at a page limit', async () => {
    await start([...generateReports(5200).reports]);
    const seenEarly = desk.overview().subjects;
    expect(seenEarly).toBeGreaterThan(0);
    await desk.complete();
    expect(desk.overview().subjects).toBeGreaterThan(seenEarly);
    expect(desk.overview().reports).toBe(await store.countReports());
    const { total, version } = desk.query({ muted: true, snoozed: true }, 'newest');
    expect(total).toBe(desk.overview().subjects);
    const seen = new Set<string>();
    for (let from = 0; from < total; from += 997)
      for (const row of desk.rows(version, from, from + 997)) seen.add(row.subject);
    expect(seen.size).toBe(total);
  });

  it('joins one template under different disguises, given the folding of the rules', async () => {
    const texts = [
      '停息挂账最长分六十期，不成功不收费，三天见效',
      '亭*息*挂*帐醉长芬六十期，布成工布收废，三天贱校',
    ];
    store = memoryStore();
    await store.commit({ reports: texts.map((text, n) => ({ ...reportWith({ text, n }) })) });
    desk = createDeskService(store, async () => ({ ...me, fold: foldForClusters(tables) }));
    await desk.open();
    expect(desk.clusters('text', 2).map((one) => one.reports.length)).toEqual([2]);
    expect(clusterFolding({ broken: true })).toBeUndefined();
  });
});
