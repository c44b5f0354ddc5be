import { charOf, type FoldTables } from '../text/fold-tables.ts';
import type { Steps } from '../steps.ts';
import { ANY, DISGUISE, KEY, kindOf, lengthOf, PATTERN, policyOf, TRAITS, UNITS } from './pattern-record.ts';
import { LONGEST_TERM, type PatternStore } from './patterns.ts';
import {
  createSieve,
  letPairThrough,
  letSingleThrough,
  letSoundsThrough,
  letTripleThrough,
  type Sieve,
} from './sieve.ts';
import { OtherSounds, SOUND_BITS, WrittenFor } from './sounds.ts';
import { type TailIndex, TailIndexBuilder } from './tail-index.ts';
import { ONE_SOUND, tellTails } from './tails.ts';

export interface IndexedPatterns {
  /** `PatternStore.numbers`, patterns of one length side by side: short ones are met most, and many then share a line of the cache. */
  readonly numbers: Int32Array;
  readonly index: TailIndex;
  readonly sieve: Sieve;
}

/** Patterns a step takes. */
const PATTERNS_A_STEP = 2000;

/** Puts all patterns where a text leads to them. Longer ones last, since the last added under a tail comes first. */
export function* indexPatterns(
  { numbers: unordered, patterns }: PatternStore,
  tables: FoldTables,
): Steps<IndexedPatterns> {
  if (tables.soundCount > 1 << SOUND_BITS)
    throw new RangeError(`There are ${tables.soundCount} sounds, more than ${1 << SOUND_BITS}.`);
  const byLength: number[][] = Array.from({ length: LONGEST_TERM + 1 }, () => []);
  for (const pattern of patterns) byLength[lengthOf(unordered[pattern] as number)]!.push(pattern);
  const numbers = new Int32Array(unordered.length);
  // No pattern is 0.
  let pattern = 1;
  const builder = new TailIndexBuilder();
  const sieve = createSieve();
  const others = new OtherSounds(tables);
  const written = new WrittenFor(tables);
  let done = 0;
  for (const some of byLength) {
    for (const source of some) {
      const record = unordered[source] as number;
      const length = lengthOf(record);
      for (let at = 0; at < UNITS + length; at++) numbers[pattern + at] = unordered[source + at] as number;
      const traits = numbers[pattern + TRAITS] as number;
      const isTerm = kindOf(record) === PATTERN.term && (traits & DISGUISE) !== 0;
      const anySameSound = isTerm && ((traits & KEY) !== 0 || policyOf(traits) === ANY);
      const known = pattern;
      tellTails(numbers, pattern + UNITS, length, traits, isTerm, others, tables, (tail) => {
        builder.insert(tail, known);
        if (length > 2) letTripleThrough(sieve, tail);
        else if (length === 1) letSingleThrough(sieve, tail);
        else if (anySameSound) letSoundsThrough(sieve, tail);
        else {
          const charsFor = (place: number, sound: number): readonly number[] => {
            const char = charOf(numbers[known + UNITS + place]!);
            return isTerm ? written.of(char, sound) : [char];
          };
          letPairThrough(
            sieve,
            tail,
            charsFor(0, (tail >>> SOUND_BITS) & ONE_SOUND),
            charsFor(1, tail & ONE_SOUND),
          );
        }
      });
      pattern += UNITS + length;
      if (++done % PATTERNS_A_STEP === 0) yield;
    }
  }
  return { numbers, index: builder.finish(), sieve };
}
