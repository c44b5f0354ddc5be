import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decide,
  undo,
  tombstone,
  appeal,
  approve,
  withdrawReport,
  changeTags,
  assign,
  snooze,
  muteReporter,
} from '../../../reports/decide.ts';
import { DECISION_STATES, nameEvent, readEvent, type LogEvent } from '../../../reports/event-format.ts';
import {
  foldMutedReporters,
  foldSubject,
  STRICT_POLICY,
  type ReportHead,
} from '../../../reports/fold-events.ts';
import { createLedger } from '../../../reports/ledger.ts';
import { sha256Hex } from '../../../reports/content-hash.ts';

const SUBJECT = 'item:douyin:https://www.douyin.com/video/1#c=9';
const hash = (name: string) => sha256Hex(name);
const moment = (minute: number) => new Date(Date.UTC(2026, 10, 26, 8, minute)).toISOString();
const head = (name: string, content = 'A', minute = 0, reporter = 'r1'): ReportHead => ({
  id: hash(`report ${name}`),
  subject: SUBJECT,
  kind: 'lure',
  contentHash: hash(`content ${content}`),
  reporter,
  capturedAt: moment(minute),
  evidence: true,
});
const by = (alias: string, minute: number) => ({ by: alias, at: moment(minute) });
const must = (result: ReturnType<typeof decide>): readonly LogEvent[] => {
  if (!result.ok) throw new Error(`${result.error}: ${result.message}`);
  return result.value;
};
const view = (events: readonly LogEvent[], heads: readonly ReportHead[], policy = STRICT_POLICY) =>
  foldSubject(SUBJECT, events, heads, policy);
const judged = (
  state: 'confirmed' | 'rejected' | 'published',
  events: readonly LogEvent[],
  heads: readonly ReportHead[],
  minute: number,
  who = 'm1',
) => {
  const now = view(events, heads);
  return must(decide(now, heads, now.evidence, { state, reason: '理由' }, by(who, minute)));
};

describe('deciding', () => {
  it('starts as new and becomes what was decided', () => {
    const heads = [head('a')];
    expect(view([], heads).state).toBe('new');
    const events = judged('confirmed', [], heads, 5);
    expect(view(events, heads)).toMatchObject({ state: 'confirmed', since: moment(5), changed: false });
  });

  it('cannot confirm without evidence, neither when deciding nor when a forged event arrives', () => {
    const bare = { ...head('a'), evidence: false };
    const now = view([], [bare]);
    expect(decide(now, [bare], now.evidence, { state: 'confirmed', reason: 'x' }, by('m1', 1))).toMatchObject(
      { ok: false, error: 'no_evidence' },
    );
    const forged = nameEvent<'decide'>({
      ...judged('confirmed', [], [head('a')], 3)[0]!,
      id: undefined,
      evidence: null,
    } as never);
    expect(view([forged], [head('a')])).toMatchObject({
      state: 'new',
      ignored: [{ id: forged.id, because: 'no_evidence' }],
    });
  });

  it('counts a confirmation once the evidence arrives, and not before', () => {
    const heads = [head('a')];
    const events = judged('confirmed', [], heads, 5);
    expect(view(events, []).ignored).toEqual([{ id: events[0]!.id, because: 'evidence_unknown' }]);
    expect(view(events, heads).state).toBe('confirmed');
    expect(view(events, [], { secondPerson: true, evidenceAtHand: false }).state).toBe('confirmed');
  });

  it('asks anew when the content changed, and keeps the old decision for the old content', () => {
    const heads = [head('a')];
    const events = judged('rejected', [], heads, 5);
    const later = view(events, [...heads, head('b', 'B', 9)]);
    expect(later).toMatchObject({ state: 'new', changed: true, since: moment(9) });
    expect(later.decision?.state).toBe('rejected');
    expect(view(events, [...heads, head('c', 'A', 9)])).toMatchObject({ state: 'rejected', changed: false });
    expect(view(events, [...heads, head('old', 'Z', -9)])).toMatchObject({
      state: 'rejected',
      changed: false,
    });
  });

  it('refuses a decision on content that is no longer the newest', () => {
    const heads = [head('a'), head('b', 'B', 9)];
    expect(
      decide(view([], heads), heads, hash('content A'), { state: 'rejected', reason: 'x' }, by('m1', 10)),
    ).toMatchObject({ error: 'stale' });
  });

  it('lets cause win over a wrong clock', () => {
    const heads = [head('a')];
    const first = judged('confirmed', [], heads, 5000);
    const second = judged('rejected', first, heads, 6);
    expect(view([...first, ...second], heads)).toMatchObject({ state: 'rejected', rivals: [] });
  });

  it('shows decisions made in ignorance of each other as rivals and takes the later', () => {
    const heads = [head('a')];
    const one = judged('confirmed', [], heads, 5, 'm1');
    const two = judged('rejected', [], heads, 6, 'm2');
    const both = view([...one, ...two], heads);
    expect(both.state).toBe('rejected');
    expect(both.rivals.map((each) => each.id)).toEqual([one[0]!.id]);
  });

  it('undoes a decision, and undoing the undo brings it back', () => {
    const heads = [head('a')];
    const first = judged('rejected', [], heads, 5);
    const second = judged('confirmed', first, heads, 6);
    const back = undo(SUBJECT, [second[0]!.id], null, by('m1', 7));
    expect(view([...first, ...second, back], heads).state).toBe('rejected');
    const again = undo(SUBJECT, [back.id], null, by('m1', 8));
    expect(view([...first, ...second, back, again], heads).state).toBe('confirmed');
  });

  it('publishes only with a second person', () => {
    const heads = [head('a')];
    const confirmed = judged('confirmed', [], heads, 5);
    const published = judged('published', confirmed, heads, 6);
    const events = [...confirmed, ...published];
    expect(view(events, heads)).toMatchObject({ state: 'confirmed', awaitsSecondPerson: true });
    const own = approve(SUBJECT, published[0]!.id, by('m1', 7));
    expect(view([...events, own], heads)).toMatchObject({
      state: 'confirmed',
      ignored: [{ id: own.id, because: 'own_approval' }],
    });
    expect(view([...events, approve(SUBJECT, published[0]!.id, by('m2', 8))], heads).state).toBe('published');
    expect(view(events, heads, { ...STRICT_POLICY, secondPerson: false }).state).toBe('published');
  });

  it('marks an appeal without taking anything off, until a moderator decides again', () => {
    const heads = [head('a')];
    const confirmed = judged('confirmed', [], heads, 5);
    const objection = appeal(SUBJECT, confirmed[0]!.id, '我是普通借款人', by('someone', 6));
    const appealed = view([...confirmed, objection], heads);
    expect(appealed).toMatchObject({ state: 'appealed', since: moment(6) });
    expect(appealed.decision?.state).toBe('confirmed');
    const answer = judged('rejected', [...confirmed, objection], heads, 7);
    expect(view([...confirmed, objection, ...answer], heads)).toMatchObject({
      state: 'rejected',
      openAppeals: [],
    });
  });
});

describe('many objections', () => {
  it('make no decision and no removal that another desk refuses; those that are left the next one answers', () => {
    const heads = [head('a')];
    const confirmed = judged('confirmed', [], heads, 1);
    const open = Array.from({ length: 501 }, (_, at) =>
      appeal(SUBJECT, null, `不是我 ${at}`, by('someone', at + 2)),
    );
    const seen = view([...confirmed, ...open], heads);
    const made = judged('rejected', [...confirmed, ...open], heads, 900)[0]!;
    const removal = tombstone(seen, [hash('content A')], '误判', by('m1', 901));
    for (const event of [made, removal]) {
      expect(readEvent(event)).toMatchObject({ ok: true });
      expect(event.supersedes).toContain(confirmed[0]!.id);
    }
    const once = [...confirmed, ...open, made];
    expect(view(once, heads).openAppeals).toHaveLength(2);
    expect(view([...once, ...judged('rejected', once, heads, 902)], heads).state).toBe('rejected');
  });
});

describe('tags', () => {
  it('that were cut inside an emoji are taken by other desks', () => {
    const tag = changeTags(SUBJECT, [`${'一'.repeat(39)}😀`.slice(0, 40)], [], by('m1', 1));
    expect(readEvent(tag)).toMatchObject({ ok: true, value: { add: ['一'.repeat(39)] } });
  });
});

describe('removal', () => {
  const heads = [head('a')];
  const confirmed = judged('confirmed', [], heads, 5);
  const removal = tombstone(view(confirmed, heads), [hash('content A')], '误判', by('m1', 6));

  it('takes off and sticks: the same evidence cannot list again, from whomever', () => {
    const events = [...confirmed, removal];
    const again = [...heads, head('again', 'A', 30, 'r2')];
    expect(view(events, again).state).toBe('withdrawn');
    expect(
      decide(
        view(events, again),
        again,
        hash('content A'),
        { state: 'confirmed', reason: 'x' },
        by('m2', 31),
      ),
    ).toMatchObject({ error: 'tombstoned' });
    const forged = nameEvent<'decide'>({
      ...confirmed[0]!,
      id: undefined,
      at: moment(40),
      supersedes: [removal.id],
    } as never);
    expect(view([...events, forged], again)).toMatchObject({
      state: 'withdrawn',
      ignored: [{ id: forged.id, because: 'tombstoned' }],
    });
  });

  it('wins against a confirmation made in ignorance of it, even a later one', () => {
    const ignorant = judged('confirmed', confirmed, [...heads, head('b', 'B', 20)], 21);
    expect(view([...confirmed, removal, ...ignorant], [...heads, head('b', 'B', 20)]).state).toBe('new');
  });

  it('gives way to new evidence confirmed in knowledge of it, but only for that evidence', () => {
    const fresh = [...heads, head('b', 'B', 20)];
    const events = [...confirmed, removal];
    expect(view(events, fresh)).toMatchObject({ state: 'new', evidence: hash('content B') });
    const renewed = judged('confirmed', events, fresh, 25);
    expect(view([...events, ...renewed], fresh).state).toBe('confirmed');
    expect(view([...events, ...renewed], [...fresh, head('c', 'A', 40)]).state).toBe('withdrawn');
  });

  it('is lifted by undo', () => {
    expect(view([...confirmed, removal, undo(SUBJECT, [removal.id], null, by('m1', 9))], heads).state).toBe(
      'confirmed',
    );
  });
});

describe('reporters', () => {
  it('take back their own report and nobody else’s', () => {
    const heads = [head('a', 'A', 0, 'r1')];
    expect(view([withdrawReport(heads[0]!.id, null, by('r1', 3))], heads)).toMatchObject({
      state: 'withdrawn',
      reports: [],
    });
    const foreign = withdrawReport(heads[0]!.id, null, by('r2', 3));
    expect(view([foreign], heads)).toMatchObject({
      state: 'new',
      ignored: [{ because: 'not_the_reporter' }],
    });
  });

  it('who are muted bring nothing that was decided back, with whatever content', () => {
    const heads = [head('a', 'A', 0), head('b', 'B', 9, 'r2')];
    const confirmed = judged('confirmed', [], heads.slice(0, 1), 5);
    const ledger = createLedger();
    ledger.add(heads, confirmed);
    expect(ledger.view(SUBJECT)).toMatchObject({ state: 'new', changed: true });
    ledger.add([], [muteReporter('r2', true, '刷', by('m1', 10))]);
    expect(ledger.view(SUBJECT)).toMatchObject({
      state: 'confirmed',
      changed: false,
      evidence: heads[0]!.contentHash,
    });
    ledger.add([], [muteReporter('r2', false, '误会', by('m1', 11))]);
    expect(ledger.view(SUBJECT)).toMatchObject({ state: 'new', changed: true });
  });

  it('who are muted afterwards take nothing off with them that was decided on their report', () => {
    const heads = [head('a', 'A', 0), head('b', 'B', 3, 'r2')];
    const confirmed = judged('confirmed', [], heads, 5);
    const muted = new Set(['r2']);
    expect(foldSubject(SUBJECT, confirmed, heads, STRICT_POLICY, muted)).toMatchObject({
      state: 'confirmed',
      changed: false,
      evidence: heads[1]!.contentHash,
    });
    expect(foldSubject(SUBJECT, [], heads.slice(1), STRICT_POLICY, muted).state).toBe('new');
  });

  it('are muted and heard again by the later event', () => {
    const mute = muteReporter('r1', true, '刷举报', by('m1', 1));
    expect([...foldMutedReporters([mute])]).toEqual(['r1']);
    expect([...foldMutedReporters([muteReporter('r1', false, '误会', by('m1', 2)), mute])]).toEqual([]);
  });
});

describe('merging is set union', () => {
  const CONTENTS = ['A', 'B', 'C'];
  const heads = Array.from({ length: 6 }, (_, index) =>
    head(`h${index}`, CONTENTS[index % 3]!, index * 3, `r${index % 2}`),
  );

  /** A random history: each step knows a random part of what came before, as devices that sync now and then do. */
  const history = fc
    .array(
      fc.record({
        pick: fc.nat(9),
        sees: fc.nat(0xffff),
        minute: fc.nat(60),
        who: fc.nat(2),
        what: fc.nat(0xffff),
      }),
      { maxLength: 14 },
    )
    .map((steps) => {
      const events: LogEvent[] = [];
      for (const { pick, sees, minute, who, what } of steps) {
        const known = events.filter((_, index) => (sees >> (index % 16)) & 1);
        const actor = by(pick === 7 ? `r${who}` : `m${who}`, minute);
        const now = foldSubject(SUBJECT, known, heads);
        const some = known.length ? known[what % known.length]!.id : null;
        if (pick < 4) {
          const made = decide(
            now,
            heads,
            now.evidence,
            {
              state: DECISION_STATES[what % DECISION_STATES.length]!,
              reason: 'x',
              internalNote: what % 3 ? null : 'n',
            },
            actor,
          );
          if (made.ok) events.push(...made.value);
        } else if (pick === 4 && some) events.push(undo(SUBJECT, [some], null, actor));
        else if (pick === 5) events.push(tombstone(now, [hash(`content ${CONTENTS[what % 3]}`)], 'x', actor));
        else if (pick === 6) events.push(appeal(SUBJECT, now.decision?.id ?? null, 'x', actor));
        else if (pick === 7) events.push(withdrawReport(heads[what % heads.length]!.id, null, actor));
        else if (pick === 8 && some) events.push(approve(SUBJECT, some, actor));
        else
          events.push(
            changeTags(SUBJECT, ['t1'], ['t2'], actor),
            assign(SUBJECT, `m${what % 3}`, actor),
            snooze(SUBJECT, null, actor),
          );
      }
      return events;
    });

  it('gives the same view in any order and with any repeats', () => {
    fc.assert(
      fc.property(history, fc.infiniteStream(fc.nat(0xffff)), (events, random) => {
        const expected = view(events, heads);
        const next = () => random.next().value as number;
        const shuffled = [...events, ...events.filter(() => next() % 2)]
          .map((event) => [next(), event] as const)
          .sort((a, b) => a[0] - b[0])
          .map(([, event]) => event);
        expect(view(shuffled, [...heads, ...heads].reverse())).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same view however the sets were split and merged through ledgers', () => {
    fc.assert(
      fc.property(history, fc.nat(0xffffff), fc.nat(63), (events, split, splitHeads) => {
        const left = createLedger();
        const right = createLedger();
        const inLeft = (index: number) => (split >> (index % 24)) & 1;
        left.add(
          heads.filter((_, index) => (splitHeads >> index) & 1),
          events.filter((_, index) => inLeft(index)),
        );
        left.view(SUBJECT);
        right.add(
          heads,
          events.filter((_, index) => !inLeft(index)),
        );
        right.view(SUBJECT);
        left.add(heads, events);
        right.add([], events.toReversed());
        expect(left.view(SUBJECT)).toEqual(right.view(SUBJECT));
        expect(left.view(SUBJECT)).toEqual(view(events, heads));
      }),
      { numRuns: 300 },
    );
  });

  it('never lists what a live tombstone blocks, whatever the history', () => {
    fc.assert(
      fc.property(history, (events) => {
        const result = view(events, heads);
        if (result.state !== 'confirmed' && result.state !== 'published') return;
        expect(result.decision!.evidence).not.toBeNull();
        for (const stone of result.tombstones) expect(stone.blocks).not.toContain(result.decision!.evidence);
      }),
      { numRuns: 300 },
    );
  });

  it('folds a chain of ten thousand decisions and undos without trouble', () => {
    const events: LogEvent[] = [];
    let previous: string[] = [];
    for (let index = 0; index < 5_000; index += 1) {
      const event = nameEvent<'decide'>({ ...judgedTemplate, at: moment(index), supersedes: previous });
      events.push(event);
      previous = [event.id];
    }
    let undone = events.at(-1)!.id;
    for (let index = 0; index < 5_000; index += 1) {
      const event = undo(SUBJECT, [undone], null, by('m1', index));
      events.push(event);
      undone = event.id;
    }
    expect(view(events, heads).decision?.id).toBe(events[4_999]!.id);
  });
});

const judgedTemplate = judged('rejected', [], [head('a')], 1)[0] as Extract<LogEvent, { type: 'decide' }>;
