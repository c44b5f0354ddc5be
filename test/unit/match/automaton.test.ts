import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BASE,
  buildAutomaton,
  ENDS,
  FAIL,
  MOST_STATES,
  NODE,
  PAIR_SHIFT,
  type Automaton,
} from '../../../core/match/automaton.ts';

const SOUNDS = 6;
const sound = fc.integer({ min: 1, max: SOUNDS - 1 });
const sequences = fc.array(fc.array(sound, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 30 });

/** Every pattern that ends at every place, read off the automaton state by state. */
function scan({ soundCount, nodes, cell, ends }: Automaton, text: readonly number[]): string[] {
  const found: string[] = [];
  const read = (state: number, part: number): number => nodes[state * NODE + part] ?? 0;
  let state = 0;
  text.forEach((sound, at) => {
    for (;;) {
      const next = read(state, BASE) < 0 ? 0 : (cell[read(state, BASE) + sound] ?? 0);
      if (state !== 0 && next >>> 16 === state) {
        state = next & 0xffff;
        break;
      }
      if (state < soundCount) {
        state = sound;
        break;
      }
      state = read(state, FAIL);
    }
    for (let list = read(state, ENDS); (ends[list] ?? -1) >= 0; list++) found.push(`${ends[list]}@${at}`);
  });
  return found.sort();
}

function naive(patterns: readonly (readonly number[])[], text: readonly number[]): string[] {
  return text
    .flatMap((_, at) =>
      patterns.flatMap((pattern, index) => {
        const from = at + 1 - pattern.length;
        return from >= 0 && pattern.every((read, place) => text[from + place] === read)
          ? [`${index}@${at}`]
          : [];
      }),
    )
    .sort();
}

describe('the automaton', () => {
  it('finds what a search at every place finds', () => {
    fc.assert(
      fc.property(
        sequences,
        fc.array(fc.integer({ min: 0, max: SOUNDS - 1 }), { maxLength: 60 }),
        (patterns, text) => {
          expect(scan(buildAutomaton(patterns, SOUNDS), text)).toEqual(naive(patterns, text));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('has a pair bit wherever a pattern can begin or a single sound is one', () => {
    fc.assert(
      fc.property(sequences, (patterns) => {
        const { pairs } = buildAutomaton(patterns, SOUNDS);
        const isSet = (first: number, second: number): boolean => {
          const pair = (first << PAIR_SHIFT) | second;
          return (((pairs[pair >>> 5] ?? 0) >>> (pair & 31)) & 1) === 1;
        };
        for (let first = 0; first < SOUNDS; first++) {
          for (let second = 1; second < SOUNDS; second++) {
            const begins = patterns.some((pattern) => pattern[0] === first && pattern[1] === second);
            const single = patterns.some((pattern) => pattern.length === 1 && pattern[0] === second);
            expect(isSet(first, second)).toBe(begins || single);
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  it('refuses more states than it can number, and more sounds than its table has', () => {
    const many = Array.from({ length: MOST_STATES }, (_, index) => [
      1 + (index % 400),
      1 + (((index / 400) % 400) | 0),
      2,
    ]);
    expect(() => buildAutomaton(many, 445)).toThrow(`more than ${MOST_STATES} states`);
    expect(() => buildAutomaton([[1]], 513)).toThrow('513 sounds');
  });
});
