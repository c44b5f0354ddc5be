import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildAutomaton, CHILDREN, ENDS, FAIL, NODE, type Automaton } from '../../../core/match/automaton.ts';
import { findEdge, MOST_STATES, SOUND_BITS, Trie } from '../../../core/match/trie.ts';

const SOUNDS = 6;
const sound = fc.integer({ min: 1, max: SOUNDS - 1 });
const sequences = fc.array(fc.array(sound, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 30 });

/** The automaton of some sequences; pattern n is written as n + 1, n times over, so that sizes differ. */
function build(patterns: readonly (readonly number[])[], soundCount = SOUNDS): Automaton {
  const trie = new Trie(soundCount);
  for (const pattern of patterns) trie.insert(pattern, pattern.length);
  const sizeOf = (pattern: number): number => 1 + (pattern % 3);
  return buildAutomaton(trie, {
    sizeOf,
    write: (pattern, into, at) => into.fill(pattern + 1, at, at + sizeOf(pattern)),
  });
}

/** Every pattern that ends at every place, read off the automaton state by state. */
function scan({ soundCount, nodes, edges, shift, lists }: Automaton, text: readonly number[]): string[] {
  const found: string[] = [];
  const read = (state: number, part: number): number => nodes[state * NODE + part] ?? 0;
  let state = 0;
  text.forEach((sound, at) => {
    for (;;) {
      const next = state === 0 ? 0 : findEdge(edges, shift, state, sound);
      if (next !== 0) {
        expect((read(state, CHILDREN) >>> (sound & 31)) & 1).toBe(1);
        state = next;
        break;
      }
      if (state < soundCount) {
        state = sound;
        break;
      }
      state = read(state, FAIL);
    }
    let list = read(state, ENDS);
    while (list !== 0) {
      const pattern = (lists[list] ?? 0) - 1;
      if (pattern >= 0) found.push(`${pattern}@${at}`);
      list = pattern >= 0 ? list + 1 + (pattern % 3) : (lists[list + 1] ?? 0);
    }
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
          expect(scan(build(patterns), text)).toEqual(naive(patterns, text));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('has a pair bit wherever a pattern can begin or a single sound is one', () => {
    fc.assert(
      fc.property(sequences, (patterns) => {
        const { pairs } = build(patterns);
        const isSet = (first: number, second: number): boolean => {
          const pair = (first << SOUND_BITS) | second;
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
    expect(() => build(many, 445)).toThrow(`more than ${MOST_STATES} states`);
    expect(() => build([[1]], 513)).toThrow('513 sounds');
  });
});
