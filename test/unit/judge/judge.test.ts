import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evidenceFeatureNames, judge } from '../../../core/judge/judge.ts';
import { STANCES } from '../../../core/ruleset/signal-format.ts';
import { firedIds, foldPlainly, judgeText, matchPlainly, partsOf, signalIds } from './judge-fixture.ts';

const groups = {
  service: { kind: 'service', signals: { repair: { anyOf: ['征信修复'] } } },
  contact: { kind: 'contact', signals: { private: { anyOf: ['私聊'], except: ['不要私聊'] } } },
  fee: { kind: 'fee', signals: { share: { anyOf: ['两成'] } } },
  warning: {
    kind: 'warning',
    signals: { beware: { anyOf: ['警惕'], stance: { makes: 'warned', direction: 'after', within: 12 } } },
  },
  negation: {
    kind: 'negation',
    signals: { none: { anyOf: ['不做'], stance: { makes: 'negated', direction: 'after', within: 12 } } },
  },
  official: {
    kind: 'official',
    signals: { bank: { anyOf: ['本行'], stance: { makes: 'official', direction: 'item' } } },
  },
};

describe('nearness', () => {
  const near = (order: string) =>
    partsOf({
      claim: {
        kind: 'service',
        signals: { erase: { near: [{ first: ['逾期'], then: ['消除'], within: 4, order }] } },
      },
    });

  it('joins two words of a near condition up to its gap, and no further', () => {
    expect(signalIds(near('ordered'), judgeText(near('ordered'), '逾期记录都消除'))).toEqual(['claim/erase']);
    expect(signalIds(near('ordered'), judgeText(near('ordered'), '逾期的记录一二都消除'))).toEqual([]);
  });

  it('keeps the order unless either order is allowed', () => {
    expect(signalIds(near('ordered'), judgeText(near('ordered'), '消除你的逾期'))).toEqual([]);
    expect(signalIds(near('either'), judgeText(near('either'), '消除你的逾期'))).toEqual(['claim/erase']);
  });

  it('does not join words of two sentences', () => {
    expect(signalIds(near('ordered'), judgeText(near('ordered'), '我有逾期。消除'))).toEqual([]);
  });

  it('gives the raw span of the whole condition', () => {
    const parts = near('ordered');
    const text = '你的逾 期，消除了';
    const [occurrence] = judgeText(parts, text).occurrences;
    expect(text.slice(occurrence!.start, occurrence!.end)).toBe('逾 期，消除');
  });
});

describe('exceptions', () => {
  it('drop a hit that lies inside the longer phrase, and only that one', () => {
    const parts = partsOf(groups);
    expect(signalIds(parts, judgeText(parts, '不要私聊'))).toEqual([]);
    expect(signalIds(parts, judgeText(parts, '不要私聊我，他说可以私聊'))).toEqual(['contact/private']);
  });
});

describe('stances', () => {
  const parts = partsOf(groups);

  it('mark what a warning is about', () => {
    expect(signalIds(parts, judgeText(parts, '警惕征信修复'))).toContain('!service/repair');
  });

  it('end with the sentence', () => {
    expect(signalIds(parts, judgeText(parts, '大家都要警惕。专业征信修复'))).toContain('service/repair');
  });

  it('end at their reach', () => {
    expect(signalIds(parts, judgeText(parts, '警惕一二三四五六七八九十一二三征信修复'))).toContain(
      'service/repair',
    );
  });

  it('a negation ends with the clause', () => {
    expect(signalIds(parts, judgeText(parts, '我们不做征信修复'))).toContain('!service/repair');
    expect(signalIds(parts, judgeText(parts, '虚的我们不做，专业征信修复'))).toContain('service/repair');
  });

  it('quotation marks and question marks speak against what stands in them', () => {
    expect(signalIds(parts, judgeText(parts, '他说的“征信修复”我不懂'))).toEqual(['!service/repair']);
    expect(signalIds(parts, judgeText(parts, '征信修复有用？'))).toEqual(['!service/repair']);
  });

  it('an official voice speaks for the whole item', () => {
    const evidence = judgeText(parts, '征信修复找谁办。本行告诉您');
    expect(signalIds(parts, evidence)).toEqual(['!service/repair', 'official/bank']);
    expect(evidence.features.map((feature) => evidenceFeatureNames({ judge: parts })[feature])).toContain(
      `stance:${STANCES[6]}`,
    );
  });
});

describe('combinations', () => {
  const sold = {
    id: 'sold',
    level: 'danger',
    all: ['service/repair', ['contact', 'fee']],
    not: ['warning'],
    within: 12,
  };

  it('fire when all elements stand near each other in one sentence', () => {
    const parts = partsOf(groups, [sold]);
    expect(firedIds(parts, judgeText(parts, '征信修复收两成'))).toEqual(['sold']);
    expect(firedIds(parts, judgeText(parts, '征信修复。收两成'))).toEqual([]);
    expect(firedIds(parts, judgeText(parts, '征信修复一二三四五六七八收两成'))).toEqual([]);
  });

  it('may reach over sentences by item scope, still within their bound', () => {
    const parts = partsOf(groups, [{ ...sold, scope: 'item' }]);
    expect(firedIds(parts, judgeText(parts, '征信修复。收两成'))).toEqual(['sold']);
    expect(firedIds(parts, judgeText(parts, '征信修复。一二三四五六七八收两成'))).toEqual([]);
  });

  it('do not fire on what is spoken against, nor where a forbidden signal stands anywhere', () => {
    const parts = partsOf(groups, [sold]);
    expect(firedIds(parts, judgeText(parts, '不做征信修复收两成'))).toEqual([]);
    expect(firedIds(parts, judgeText(parts, '征信修复收两成。警惕'))).toEqual([]);
  });

  it('never take the same words for two elements', () => {
    const own = { legal: { anyOf: ['法务'] } };
    const twice = partsOf(
      { offer: { kind: 'offer', signals: { team: { anyOf: ['法务', '专业'] } } } },
      [{ id: 'twice', level: 'danger', all: ['legal', 'offer'] }],
      own,
    );
    expect(firedIds(twice, judgeText(twice, '我是法务'))).toEqual([]);
    expect(firedIds(twice, judgeText(twice, '专业法务'))).toEqual(['twice']);
  });

  it('tell which occurrences made them, with raw spans', () => {
    const parts = partsOf(groups, [sold]);
    const text = '征 信修复，两成';
    const [fired] = judgeText(parts, text).fired;
    expect(fired?.occurrences.map(({ start, end }) => text.slice(start, end))).toEqual(['征 信修复', '两成']);
  });

  it('can ask for a role, a length and a thread', () => {
    const under = {
      id: 'under',
      level: 'caution',
      all: ['contact'],
      maxLength: 6,
      role: ['reply'],
      thread: { anyOf: ['service'], not: ['warning'] },
    };
    const parts = partsOf(groups, [under]);
    const ids = (text: string, role: 'reply' | 'comment', thread?: string) =>
      firedIds(parts, judgeText(parts, text, { role, thread }));
    expect(ids('懂的私聊', 'reply', '征信修复有用')).toEqual(['under']);
    expect(ids('懂的私聊', 'comment', '征信修复有用')).toEqual([]);
    expect(ids('懂的私聊', 'reply')).toEqual([]);
    expect(ids('懂的私聊', 'reply', '今天吃什么')).toEqual([]);
    expect(ids('懂的私聊', 'reply', '警惕征信修复')).toEqual([]);
    expect(ids('这么长的一句话私聊', 'reply', '征信修复有用')).toEqual([]);
  });
});

describe('the domain', () => {
  it('can be asked for, in the item or in its thread', () => {
    const parts = partsOf(groups, [{ id: 'sold', level: 'caution', all: ['fee', 'contact'], domain: true }]);
    expect(firedIds(parts, judgeText(parts, '收两成私聊'))).toEqual([]);
    expect(firedIds(parts, judgeText(parts, '收两成私聊', { thread: '征信修复' }))).toEqual(['sold']);
    expect(firedIds(parts, judgeText(parts, '征信修复收两成私聊'))).toEqual(['sold']);
  });
});

describe('features', () => {
  const parts = partsOf(groups, [{ id: 'sold', level: 'danger', all: ['service/repair', 'contact'] }]);
  const names = evidenceFeatureNames({ judge: parts });
  const of = (text: string, thread?: string): string[] =>
    judgeText(parts, text, { thread }).features.map((feature) => names[feature]!);

  it('have one name each', () => {
    expect(names).toHaveLength(parts.layout.size);
    expect(new Set(names).size).toBe(names.length);
  });

  it('name signals, pairs, combinations, role, thread and domain', () => {
    const features = of('征信修复私聊', '征信修复');
    for (const name of [
      'free:service/repair',
      'free:contact/private',
      'pair:service+contact',
      'fired:rule/sold',
      'role:comment',
      'thread:service',
      'cross:contact<service',
      'domain:item',
      'domain:thread',
      'lure-kinds:2',
    ])
      expect(features).toContain(name);
  });

  it('keep a signal that is spoken against apart', () => {
    const features = of('警惕征信修复');
    expect(features).toContain('against:service/repair');
    expect(features).not.toContain('free:service/repair');
    expect(features).toContain('pair:service+warning');
  });

  it('say that nothing is about debt when nothing is', () => {
    expect(of('今天天气真好')).toEqual(['role:comment', 'lure-kinds:0', 'against-kinds:0', 'domain:none']);
  });

  it('are each given once and do not depend on what was judged before', () => {
    const pieces = [
      '征信修复',
      '私聊',
      '不要私聊',
      '两成',
      '警惕',
      '不做',
      '本行',
      '，',
      '。',
      '？',
      '好',
      '“',
      '”',
    ];
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...pieces), { maxLength: 30 }),
        fc.array(fc.constantFrom(...pieces), { maxLength: 30 }),
        (a, b) => {
          const first = judgeText(parts, a.join(''));
          judgeText(parts, b.join(''));
          const again = judgeText(parts, a.join(''));
          expect(again).toEqual(first);
          expect(new Set(first.features).size).toBe(first.features.length);
          for (const { start, end } of first.occurrences)
            expect(start < end && end <= a.join('').length).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('cost', () => {
  it('grows with the text and not with its square', { retry: 3 }, () => {
    const parts = partsOf(groups, [
      { id: 'sold', level: 'danger', all: ['service/repair', 'contact', 'fee'], scope: 'item', within: 400 },
    ]);
    const time = (copies: number): number => {
      const folded = foldPlainly('征信修复警惕私聊不做两成'.repeat(copies));
      const hits = matchPlainly(folded, parts);
      const run = (): number => {
        // Time of this process, not of the clock: other work on the machine does not count.
        const started = process.cpuUsage();
        judge(hits, folded, { role: 'comment' }, { judge: parts });
        return process.cpuUsage(started).user / 1000;
      };
      return Math.min(...Array.from({ length: 7 }, run));
    };
    time(2_000);
    // Ten times the text: 10 if linear, 100 if quadratic.
    expect(time(40_000) / Math.max(time(4_000), 0.5)).toBeLessThan(50);
  });
});
