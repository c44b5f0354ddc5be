import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookUp, TailIndexBuilder, type TailIndex } from '../../../core/match/tail-index.ts';
import { nextSounds, pairTail, singleTail } from '../../../core/match/tails.ts';

function patternsOf(index: TailIndex, tail: number): number[] {
  const known = lookUp(index, tail);
  if (known >= 0) return known === 0 ? [] : [known];
  return [...index.lists.subarray(~known, index.lists.indexOf(0, ~known))];
}

describe('the index of tails', () => {
  it('gives the patterns of a tail, the last added first, each once', () => {
    const tails = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.array(tails, { maxLength: 60 }), (patterns) => {
        const builder = new TailIndexBuilder();
        patterns.forEach((tails, at) => {
          for (const tail of tails) builder.insert(tail, at + 1);
        });
        const index = builder.finish();
        for (let tail = 1; tail <= 45; tail++) {
          const expected = patterns.flatMap((tails, at) => (tails.includes(tail) ? [at + 1] : [])).reverse();
          expect(patternsOf(index, tail)).toEqual(expected);
        }
      }),
    );
  });

  it('grows with its tails', () => {
    const builder = new TailIndexBuilder();
    const count = 60_000;
    for (let tail = 1; tail <= count; tail++) builder.insert(tail, tail);
    const index = builder.finish();
    expect(index.count).toBe(count);
    for (let tail = 1; tail <= count; tail += 7) expect(patternsOf(index, tail)).toEqual([tail]);
    expect(patternsOf(index, count + 1)).toEqual([]);
  });

  it('is never asked for one tail and finds another', () => {
    const sound = fc.integer({ min: 0, max: 511 });
    fc.assert(
      fc.property(sound, sound, sound, (a, b, c) => {
        const sounds = nextSounds(nextSounds(nextSounds(0, a), b), c);
        expect(new Set([sounds, pairTail(sounds), singleTail(sounds)]).size).toBe(3);
        expect(pairTail(nextSounds(nextSounds(0, b), c))).toBe(pairTail(sounds));
      }),
    );
  });
});
