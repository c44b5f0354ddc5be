import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateReports } from '../../../bench/generate-reports.ts';
import {
  decide,
  muteReporter,
  snooze,
  tombstone,
  withdrawReport,
  assign,
  changeTags,
} from '../../../reports/decide.ts';
import { dayBounds, dayOf, lastDayBefore, startOfDay } from '../../../reports/china-day.ts';
import { createDeskIndex, type DeskIndex } from '../../../reports/desk-index.ts';
import { PRIORITY_WEIGHTS, priorityOf } from '../../../reports/desk-rows.ts';
import type { DecisionState, LogEvent } from '../../../reports/event-format.ts';
import {
  byCategory,
  bySite,
  dailySeries,
  overturnByRule,
  queueCounts,
  reporterRecord,
  topAccounts,
  topHandles,
} from '../../../reports/queue-stats.ts';
import { BUILT_IN_VIEWS, readSavedViews } from '../../../reports/saved-views.ts';
import { Moment } from '../../../reports/record-format.ts';
import { accountKey, itemKey } from '../../../reports/subject-key.ts';
import { paletteTarget } from '../../../components/desk/palette-target.ts';
import { reportWith } from './report-with.ts';

const NOW = '2026-11-26T12:00:00.000Z';
const at = (minute: number, by = 'm1') => ({
  by,
  at: new Date(Date.UTC(2026, 10, 26, 9, minute)).toISOString(),
});
const judge = (desk: DeskIndex, subject: string, state: DecisionState, minute = 1): readonly LogEvent[] => {
  const view = desk.view(subject);
  const made = decide(
    view,
    view.reports.map((id) => desk.ledger.head(id)!),
    view.evidence,
    { state, reason: 'r' },
    at(minute),
  );
  if (!made.ok) throw new Error(made.message);
  return made.value;
};
const engine = (level: 'danger' | 'caution', rule: string) => ({
  rulesetVersion: '1',
  level,
  score: 0.9,
  findings: [{ rule, signal: 's', start: 0, end: 2 }],
});

describe('the desk', () => {
  const one = reportWith({
    n: 1,
    text: '征信洗白内部渠道 加微 abc12345',
    engine: engine('danger', 'credit_repair'),
    handles: [{ kind: 'wechat', value: 'abc12345', whose: 'advertiser', state: 'kept' }],
    category: { guessed: 'credit_repair', confirmed: null },
  });
  const two = reportWith(
    {
      n: 2,
      site: 'weibo',
      pageUrl: 'https://weibo.com/1/Nabcdefgh',
      text: '停息挂账六十期',
      engine: engine('caution', 'debt_negotiation'),
    },
    'r-2',
  );
  const three = reportWith(
    { n: 3, text: '这个不是骗局', kind: 'false_alarm', capturedAt: '2026-11-20T08:00:00.000Z' },
    'r-3',
  );
  const desk = () => {
    const index = createDeskIndex();
    index.add([one, two, three], []);
    return index;
  };

  it.each([
    [{ sites: ['weibo'] }, [two]],
    [{ levels: ['danger' as const] }, [one]],
    [{ categories: ['credit_repair' as const] }, [one]],
    [{ kinds: ['false_alarm' as const] }, [three]],
    [{ sites: ['weibo', 'douyin'], levels: ['danger' as const, 'caution' as const] }, null],
    [{ reporters: ['r-2'] }, [two]],
    [{ reporters: ['r-2', 'nobody'] }, [two]],
    [{ handles: ['wechat:abc12345'] }, [one]],
    [{ accounts: ['account:douyin:u3'] }, [three]],
    [{ to: '2026-11-27T00:00:00.000Z', from: '2026-11-25T00:00:00.000Z' }, [one, two]],
    [{ from: dayBounds('2026-11-26')!.start, to: dayBounds('2026-11-26')!.end }, [one, two]],
    [{ text: '洗白 渠道' }, [one]],
    [{ text: 'ABC12345' }, [one]],
    [{ text: 'https://weibo.com/1/Nabcdefgh?from=share' }, [two]],
    [{ text: 'douyin:7301000000000000001' }, [one, three]],
    [{ text: 'https://www.douyin.com/video/7301000000000000001#x' }, [one, three]],
    [{ text: three.position.commentId! }, [three]],
    [{ text: '洗白 不存在' }, []],
    [{ states: ['confirmed' as const] }, []],
    [{}, [one, two, three]],
  ])('filters by %j', (filter, expected) => {
    if (expected === null) {
      // Several values of one filter are "or", several filters are "and".
      const rows = desk()
        .query(filter, 'priority', NOW)
        .map((subject) => desk().row(subject)!);
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) {
        expect(filter.sites).toContain(row.site);
        expect(filter.levels).toContain(row.level);
      }
      return;
    }
    expect(new Set(desk().query(filter, 'priority', NOW))).toEqual(
      new Set(expected.map((each) => each.subject)),
    );
  });

  it('finds by link and by key what a volunteer kept the address of back', () => {
    const bare = { leaveOut: ['permalink', 'author', 'position'], precision: 'origin' } as const;
    const video = 'https://www.douyin.com/video/7302000000000000002';
    const post = reportWith({
      itemUrl: video,
      pageUrl: video,
      position: { commentId: null, index: null, seconds: null },
      ...bare,
      leaveOut: [...bare.leaveOut],
    });
    const coarse = reportWith(
      { itemUrl: 'https://weibo.com/1/Nabcdefgh', site: 'weibo', ...bare, leaveOut: [] },
      'r-4',
    );
    const answer = 'https://www.zhihu.com/question/1234567/answer/7654321';
    const comment = reportWith({
      site: 'zhihu',
      itemUrl: `${answer}#comment-10999888777`,
      pageUrl: answer,
      position: { commentId: null, index: null, seconds: null },
      ...bare,
      leaveOut: [...bare.leaveOut],
    });
    const account = reportWith({ kind: 'account', n: 123, ...bare, leaveOut: [...bare.leaveOut] });
    const open = reportWith({ n: 5 });
    const index = createDeskIndex();
    index.add([post, coarse, comment, account, open], []);
    const found = (text: string) => index.query(paletteTarget(text)!.filter, 'newest', NOW);
    for (const one of [post, comment, account]) {
      expect(index.row(one.subject)!.haystack).not.toMatch(/7302000000000000002|10999888777|u123/);
    }
    expect(found(`${video}?previous_page=app`)).toEqual([post.subject]);
    expect(found(`${answer}#comment-10999888777`)).toEqual([comment.subject]);
    const identity = { authorId: null, authorName: null, text: '', commentId: null, own: true };
    expect(found(itemKey({ ...identity, site: 'douyin', url: video }))).toEqual([post.subject]);
    expect(found(accountKey('douyin', 'u123', ''))).toEqual([account.subject]);
    expect(found(index.row(open.subject)!.account!)).toEqual([open.subject]);
    expect(found(post.subject)).toEqual([post.subject]);
  });

  it('finds what was seen before dawn in China on the day that the charts count it', () => {
    const night = '2026-11-25T18:00:00.000Z';
    const index = createDeskIndex();
    index.add([reportWith({ firstSeen: night, capturedAt: night })], []);
    const on = (day: string) => {
      const { start, end } = dayBounds(day)!;
      return index.query({ from: start, to: end }, 'newest', NOW).length;
    };
    expect([on('2026-11-25'), on('2026-11-26')]).toEqual([0, 1]);
    expect(dailySeries(index.rows(), NOW, 2).map((day) => day.inflow)).toEqual([0, 1]);
  });

  it('moves a subject from queue to queue as it is decided, and shows the whole list however long', () => {
    const index = createDeskIndex();
    const { reports } = generateReports(1_500, 11);
    index.add(reports, []);
    const everything = index.query({}, 'newest', NOW);
    expect(everything).toHaveLength(new Set(reports.map((each) => each.subject)).size);
    index.add([], judge(index, everything[0]!, 'confirmed'));
    expect(index.query({ states: ['confirmed'] }, 'newest', NOW)).toEqual([everything[0]]);
    expect(index.query({ states: ['new'] }, 'newest', NOW)).toHaveLength(everything.length - 1);
  });

  it('never shows a removed verdict again from something it remembered', () => {
    const index = desk();
    index.add([], judge(index, one.subject, 'confirmed'));
    expect(index.row(one.subject)?.state).toBe('confirmed');
    index.add([], [tombstone(index.view(one.subject), [one.contentHash], '误判', at(2))]);
    expect(index.row(one.subject)?.state).toBe('withdrawn');
    index.add([one], judge(desk(), one.subject, 'confirmed'));
    expect(index.query({ states: ['confirmed', 'published'] }, 'newest', NOW)).toEqual([]);
  });

  it('hides what is snoozed until its time, and what only muted reporters say', () => {
    const index = desk();
    index.add(
      [],
      [snooze(one.subject, '2026-11-26T13:00:00.000Z', at(1)), muteReporter('r-2', true, '刷', at(1))],
    );
    expect(index.query({}, 'newest', NOW)).toEqual([three.subject]);
    expect(index.query({ snoozed: true, muted: true }, 'newest', NOW)).toHaveLength(3);
    expect(index.query({}, 'newest', '2026-11-26T13:00:00.000Z')).toContain(one.subject);
  });

  it('filters by assignee, tag and cluster', () => {
    const index = desk();
    const twin = reportWith({ n: 8, text: one.text });
    index.add([twin], [assign(one.subject, 'm2', at(1)), changeTags(two.subject, ['重点'], [], at(1))]);
    expect(index.query({ assignees: ['m2'] }, 'newest', NOW)).toEqual([one.subject]);
    expect(index.query({ assignees: [''] }, 'newest', NOW)).toHaveLength(3);
    expect(index.query({ tags: ['重点'] }, 'newest', NOW)).toEqual([two.subject]);
    const [cluster] = index.clusters.list('text');
    expect(new Set(index.query({ cluster: cluster!.id }, 'newest', NOW))).toEqual(
      new Set([one.subject, twin.subject]),
    );
  });

  it('gives the same rows in whatever portions reports and events arrive', () => {
    const { reports } = generateReports(120, 21);
    const whole = createDeskIndex();
    whole.add(reports, []);
    const subjects = [...new Set(reports.map((each) => each.subject))];
    const events = subjects.flatMap((subject, index) =>
      index % 3 ? [] : judge(whole, subject, index % 2 ? 'confirmed' : 'rejected', index % 50),
    );
    events.push(
      muteReporter('r-3', true, 'x', at(1)),
      withdrawReport(reports[0]!.id, null, { ...at(3), by: reports[0]!.reporter.alias }),
    );
    whole.add([], events);
    const expected = new Map(whole.rows().map((row) => [row.subject, row]));
    fc.assert(
      fc.property(
        fc.array(fc.nat(120), { maxLength: 6 }),
        fc.array(fc.nat(events.length), { maxLength: 4 }),
        (cuts, eventCuts) => {
          const index = createDeskIndex();
          const portions = (all: readonly unknown[], at: number[]) => [
            0,
            ...at.sort((a, b) => a - b),
            all.length,
          ];
          const ends = portions(reports, cuts);
          const eventEnds = portions(events, eventCuts);
          for (let step = 1; step < Math.max(ends.length, eventEnds.length); step += 1) {
            index.add(
              reports.slice(ends[step - 1] ?? reports.length, ends[step] ?? reports.length),
              events.slice(eventEnds[step - 1] ?? events.length, eventEnds[step] ?? events.length),
            );
            index.rows();
          }
          expect(new Map(index.rows().map((row) => [row.subject, row]))).toEqual(expected);
        },
      ),
      { numRuns: 20 },
    );
  });
});

describe('priority', () => {
  it('can reach its top and its bottom: no threshold that nothing can pass', () => {
    expect(Object.values(PRIORITY_WEIGHTS).reduce((a, b) => a + b)).toBe(100);
    expect(
      priorityOf({ level: 'danger', people: 10, spread: 50, asksPayment: true, appealed: true }).total,
    ).toBe(100);
    expect(priorityOf({ level: null, people: 0, spread: 1, asksPayment: false, appealed: false }).total).toBe(
      0,
    );
    for (const view of BUILT_IN_VIEWS) {
      // The most urgent a view can hold without an appeal, a fee or a wide spread still passes its threshold.
      const best = priorityOf({
        level: 'danger',
        people: 10,
        spread: 5,
        asksPayment: false,
        appealed: false,
      }).total;
      expect(view.filter.minPriority ?? 0).toBeLessThanOrEqual(best);
    }
  });

  it('rises with every part', () => {
    const base = { level: 'caution', people: 2, spread: 3, asksPayment: false, appealed: false } as const;
    const low = priorityOf(base).total;
    for (const change of [
      { level: 'danger' as const },
      { people: 6 },
      { spread: 30 },
      { asksPayment: true },
      { appealed: true },
    ]) {
      expect(priorityOf({ ...base, ...change }).total).toBeGreaterThan(low);
    }
  });
});

describe('figures', () => {
  const index = createDeskIndex();
  const a = reportWith({
    n: 1,
    firstSeen: '2026-11-24T02:00:00.000Z',
    capturedAt: '2026-11-24T02:00:00.000Z',
    engine: engine('danger', 'r1'),
    handles: [{ kind: 'qq', value: '123456', whose: 'advertiser', state: 'kept' }],
  });
  const b = reportWith({
    n: 2,
    firstSeen: '2026-11-25T02:00:00.000Z',
    capturedAt: '2026-11-25T02:00:00.000Z',
    engine: engine('danger', 'r1'),
    handles: [{ kind: 'qq', value: '12 34 56', whose: 'advertiser', state: 'kept' }],
  });
  const c = reportWith(
    {
      n: 3,
      firstSeen: '2026-11-25T03:00:00.000Z',
      capturedAt: '2026-11-25T03:00:00.000Z',
      engine: engine('danger', 'r2'),
      kind: 'false_alarm',
    },
    'r-9',
  );
  index.add([a, b, c], []);
  index.add(
    [],
    [
      ...judge(index, a.subject, 'confirmed', 0),
      ...judge(index, b.subject, 'rejected', 0),
      ...judge(index, c.subject, 'confirmed', 0),
    ],
  );
  const open = reportWith({
    n: 4,
    firstSeen: '2026-11-26T06:00:00.000Z',
    capturedAt: '2026-11-26T06:00:00.000Z',
  });
  index.add([open], []);

  it('count queues and their ages', () => {
    const counts = queueCounts(index.rows(), NOW);
    expect(counts.new).toEqual({ count: 1, oldest: 6 * 3_600_000, median: 6 * 3_600_000 });
    expect([counts.confirmed.count, counts.rejected.count, counts.appealed]).toEqual([
      2,
      1,
      { count: 0, oldest: null, median: null },
    ]);
  });

  it('draw inflow and backlog by Chinese days', () => {
    const days = dailySeries(index.rows(), NOW, 3);
    expect(days.map((day) => [day.inflow, day.settled, day.backlog])).toEqual([
      [1, 0, 1],
      [2, 0, 3],
      [1, 3, 1],
    ]);
    expect(new Date(days[0]!.day).toISOString()).toBe('2026-11-23T16:00:00.000Z');
    expect(days[2]!.backlogAge).toBe(6 * 3_600_000);
  });

  it('tell per rule how often people found it wrong', () => {
    expect(overturnByRule(index.rows(), index.view, index.report)).toEqual([
      { rule: 'r1', decided: 2, overturned: 1, rate: 0.5 },
      { rule: 'r2', decided: 1, overturned: 1, rate: 1 },
    ]);
  });

  it('do not call an account confirmed whose post was cleared, and count its reporter right', () => {
    const cleared = topAccounts(index.rows()).find((one) => one.key === index.row(c.subject)!.account);
    expect(cleared).toMatchObject({ subjects: 1, confirmed: 0 });
    expect(reporterRecord('r-9', [a, b, c, open], index.view)).toMatchObject({ agreed: 1, disagreed: 0 });
    // Of two who say the reverse of each other, one is right.
    const both = createDeskIndex();
    const objection = reportWith(
      { n: 1, kind: 'false_alarm', capturedAt: '2026-11-24T03:00:00.000Z' },
      'r-9',
    );
    both.add([a, objection], []);
    both.add([], judge(both, a.subject, 'confirmed', 0));
    expect(reporterRecord('r-1', [a], both.view)).toMatchObject({ agreed: 1, disagreed: 0 });
    expect(reporterRecord('r-9', [objection], both.view)).toMatchObject({ agreed: 0, disagreed: 1 });
    expect(overturnByRule(both.rows(), both.view, both.report)).toMatchObject([
      { rule: 'r1', overturned: 0 },
    ]);
  });

  it('count days as the date filters do: from midnight to midnight in China', () => {
    for (const { day, inflow } of dailySeries(index.rows(), NOW, 3)) {
      const { start, end } = dayBounds(dayOf(new Date(day).toISOString()))!;
      expect([Date.parse(start), startOfDay(Date.parse(end) - 1)]).toEqual([day, day]);
      expect(lastDayBefore(end)).toBe(dayOf(start));
      const found = index.rows().filter((row) => row.firstSeen >= start && row.firstSeen < end);
      expect(found).toHaveLength(inflow);
    }
    expect(dayBounds('2026-11-26')).toEqual({
      start: '2026-11-25T16:00:00.000Z',
      end: '2026-11-26T16:00:00.000Z',
    });
  });

  it.each(['', '20261-01-01', '0000-01-01', '2026-02-30', '2026-13-01', '2026-1-1', 'today'])(
    'take «%s» for no day',
    (text) => expect(dayBounds(text)).toBeNull(),
  );
  it('take the last day that a date box gives', () => {
    expect(Moment.safeParse(dayBounds('9999-12-31')!.end).success).toBe(true);
    expect(Moment.safeParse(dayBounds('0001-01-01')!.start).success).toBe(true);
  });

  it('count handles over their spellings, accounts, sites and categories', () => {
    expect(topHandles(index.rows())[0]).toMatchObject({ key: 'qq:123456', subjects: 2, confirmed: 1 });
    expect(topAccounts(index.rows())).toHaveLength(4);
    expect(bySite(index.rows())).toMatchObject([{ key: 'douyin', subjects: 4 }]);
    expect(byCategory(index.rows())).toMatchObject([{ key: 'debt_negotiation', subjects: 4 }]);
    expect(reporterRecord('r-1', [a, b, c, open], index.view)).toEqual({
      alias: 'r-1',
      reports: 3,
      agreed: 1,
      disagreed: 1,
    });
  });
});

describe('saved views', () => {
  it('of the time when a filter held one value are kept, as lists of one', () => {
    const base = { id: 'v1', name: '我的', builtIn: false, sort: 'newest' };
    const old = {
      sites: ['douyin'],
      reporter: 'r-2',
      handle: 'wechat:a',
      account: 'x',
      tag: '重点',
      assignee: '',
    };
    expect(readSavedViews([{ ...base, filter: old }])).toEqual([
      {
        ...base,
        filter: {
          sites: ['douyin'],
          reporters: ['r-2'],
          handles: ['wechat:a'],
          accounts: ['x'],
          tags: ['重点'],
          assignees: [''],
        },
      },
    ]);
  });

  it('of the time when a picked day was one of UTC mean the day in China', () => {
    const base = { id: 'v1', name: '我的', builtIn: false, sort: 'newest' };
    const old = { from: '2026-11-25T00:00:00.000Z', to: '2026-11-26T23:59:59.999Z' };
    const now = { from: dayBounds('2026-11-25')!.start, to: dayBounds('2026-11-26')!.end };
    expect(readSavedViews([{ ...base, filter: old }])).toEqual([{ ...base, filter: now }]);
    expect(readSavedViews([{ ...base, filter: now }])).toEqual([{ ...base, filter: now }]);
    const never = { from: '2026-99-99T00:00:00.000Z' };
    expect(readSavedViews([{ ...base, filter: never }])).toEqual([]);
  });

  it('are read one by one: a broken or newer one is left out', () => {
    const good = { id: 'v1', name: '我的', builtIn: true, filter: { sites: ['douyin'] }, sort: 'newest' };
    expect(
      readSavedViews([good, { id: 'v2' }, { ...good, filter: { states: ['from_the_future'] } }, null]),
    ).toEqual([{ ...good, builtIn: false }]);
    expect(readSavedViews('nonsense')).toEqual([]);
  });
});
