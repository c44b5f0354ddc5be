import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical, createCanonical } from '../../../core/text/canonical.ts';
import { INITIALS, HOMOPHONE, REVERSED } from '../../../core/text/disguise.ts';
import { charOf, pairKey, soundOf, SYLLABLE_SOUND } from '../../../core/text/fold-tables.ts';
import { createFolded, fold } from '../../../core/text/fold.ts';
import { createHits, listHits, match, type Hit } from '../../../core/match/matcher.ts';
import { find, matcher, tables, terms } from '../text/folding-fixture.ts';

const SCRAPS = [
  ...terms.map(({ text }) => text),
  ...'征 信 正 修 休 复 贷 代 歀 款 亻言 彳正 微 薇 ❤️ ❤ 🛰️ 🏦 📞 退 推 保 🛡️ zheng xin dai kuan vx zx cs tui b T 7 0 1.10 ⑦ ㊣ 徵 貸 ＶＸ'.split(
    ' ',
  ),
  ...[
    '。',
    '，',
    '*',
    ' ',
    '\n',
    '“',
    '\u200b',
    '\u0336',
    '\ufe0f',
    '\ud83d',
    '\udc4d',
    '👍🏽',
    '👨‍👩‍👧',
    '#',
    '…',
    '한',
    'が',
    '𠮷',
  ],
];
const scraps = fc.array(fc.constantFrom(...SCRAPS), { maxLength: 40 }).map((parts) => parts.join(''));
const anything = fc.oneof(
  scraps,
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ unit: 'grapheme', maxLength: 80 }),
);

/** Whether one written unit may be one standard character, told independently of the verifier. */
function mayStandFor(expected: number, unit: number): boolean {
  const own = soundOf(tables.entry[expected] ?? 0);
  const sound = soundOf(unit);
  const initial =
    own >= SYLLABLE_SOUND ? (tables.syllables[own - SYLLABLE_SOUND] ?? '').charCodeAt(0) - 0x60 : -1;
  return (
    charOf(unit) === expected ||
    sound === own ||
    sound === initial ||
    (tables.polyphones.get(expected)?.includes(sound) ?? false) ||
    tables.listed.has(pairKey(expected, charOf(unit)))
  );
}

describe('for any text', () => {
  it('offsets of units are exact and rise', () => {
    fc.assert(
      fc.property(anything, (raw) => {
        const folded = fold(raw, tables);
        let end = 0;
        for (let at = 0; at < folded.length; at++) {
          const sameEmoji = at > 0 && folded.start[at] === folded.start[at - 1];
          expect(folded.start[at]).toBeGreaterThanOrEqual(sameEmoji ? 0 : end);
          end = folded.end[at] ?? 0;
          expect(end).toBeGreaterThan(folded.start[at] ?? 0);
        }
        expect(end).toBeLessThanOrEqual(raw.length);
      }),
      { numRuns: 500 },
    );
  });

  it('every hit lies in the text and reads as its term', () => {
    fc.assert(
      fc.property(anything, (raw) => {
        const folded = fold(raw, tables);
        for (const hit of listHits(match(folded, matcher), folded)) {
          expect(hit.start).toBe(folded.start[hit.from]);
          expect(hit.end).toBe(folded.end[hit.to - 1]);
          const expected = fold(terms[hit.term]?.text ?? '', tables);
          const whole = hit.kinds & INITIALS || (hit.kinds & HOMOPHONE && hit.changed === hit.to - hit.from);
          // An alias (zx, 玉器) stands for its term as a whole.
          if (whole) continue;
          expect(hit.to - hit.from).toBe(expected.length);
          for (let place = 0; place < expected.length; place++) {
            const meant = hit.kinds & REVERSED ? expected.length - 1 - place : place;
            const char = charOf(expected.unit[meant] ?? 0);
            const written = folded.unit[hit.from + place] ?? 0;
            if (char === 0) expect(soundOf(written)).toBe(soundOf(expected.unit[meant] ?? 0));
            else expect(mayStandFor(char, written)).toBe(true);
          }
        }
      }),
      { numRuns: 800 },
    );
  });

  it('the raw slice of a hit folds to the units it has in the text', () => {
    fc.assert(
      fc.property(anything, (raw) => {
        const folded = fold(raw, tables);
        for (const hit of listHits(match(folded, matcher), folded)) {
          const alone = fold(raw.slice(hit.start, hit.end), tables);
          // A run of pinyin may be cut differently without its neighbours, emoji may need them.
          const sounds = Array.from(folded.unit.subarray(hit.from, hit.to), soundOf);
          if (sounds.length === alone.length)
            expect(Array.from(alone.unit.subarray(0, alone.length), soundOf)).toEqual(sounds);
          else expect(raw.slice(hit.start, hit.end)).toMatch(/[^\u4e00-\u9fff]/);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('hits come ordered by their end, no term twice at one place', () => {
    fc.assert(
      fc.property(scraps, (raw) => {
        const hits = find(raw);
        for (let index = 1; index < hits.length; index++) {
          const [before, hit] = [hits[index - 1] as Hit, hits[index] as Hit];
          expect(hit.to > before.to || (hit.to === before.to && hit.from >= before.from)).toBe(true);
        }
        expect(new Set(hits.map(({ term, from, to }) => `${term} ${from} ${to}`)).size).toBe(hits.length);
      }),
      { numRuns: 500 },
    );
  });

  it('the sieve holds back nothing that would be a hit', () => {
    const { sieve } = matcher;
    const open = {
      ...matcher,
      sieve: {
        ...sieve,
        triples: sieve.triples.map(() => -1),
        pairs: sieve.pairs.map(() => -1),
        open: sieve.open.map(() => -1),
      },
    };
    fc.assert(
      fc.property(anything, (raw) => {
        expect(find(raw)).toEqual(find(raw, open));
      }),
      { numRuns: 1000 },
    );
  });

  it('the canonical text keeps raw spans in order and in the text', () => {
    fc.assert(
      fc.property(anything, (raw) => {
        const folded = fold(raw, tables);
        const text = canonical(folded, match(folded, matcher), matcher.standard);
        for (let at = 0; at < text.length; at++) {
          expect(text.start[at]).toBeGreaterThanOrEqual(at === 0 ? 0 : (text.start[at - 1] ?? 0));
          expect(text.end[at]).toBeLessThanOrEqual(raw.length);
        }
      }),
      { numRuns: 300 },
    );
  });
});

// Tried again when another process took the cache.
describe('no text makes it slow', { retry: 3 }, () => {
  const shapes: [string, (length: number) => string][] = [
    ['all hits', (length) => '征信修复'.repeat(length / 4)],
    ['one character', (length) => '停'.repeat(length)],
    ['one letter', (length) => 'a'.repeat(length)],
    ['endless pinyin', (length) => 'xian'.repeat(length / 4)],
    ['lone surrogates', (length) => '\ud83d'.repeat(length)],
    ['emoji', (length) => '🏦❤️🛡'.repeat(length / 7)],
    ['separators', (length) => '停.息.挂.'.repeat(length / 6)],
    ['doubtful initials', (length) => 'cs '.repeat(length / 3)],
    ['false friends', (length) => '两口子'.repeat(length / 3)],
    ['parts of split characters', (length) => '亻彳'.repeat(length / 2)],
    ['zero-width characters', (length) => '征\u200b\u200b\u200b'.repeat(length / 4)],
  ];
  const SHORT = 10_000;
  const TIMES = 32;
  const folded = createFolded();
  const hits = createHits();
  const written = createCanonical();
  const least = (text: string): number => {
    let best = Infinity;
    for (let round = 0; round < 5; round++) {
      // Time of this process, not of the clock: other work on the machine does not count.
      const from = process.cpuUsage();
      canonical(fold(text, tables, folded), match(folded, matcher, hits), matcher.standard, written);
      best = Math.min(best, process.cpuUsage(from).user);
    }
    return best;
  };

  it.each(shapes)('%s: 32 times the text is far from taking 32 times 32 as long', (_, make) => {
    const [short, long] = [make(SHORT), make(SHORT * TIMES)];
    least(short);
    // Linear is 32, quadratic 1024; cold caches and the collector may cost a factor of six.
    expect(least(long) / Math.max(least(short), 100)).toBeLessThan(200);
  });
});
