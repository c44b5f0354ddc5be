import { charOf, type FoldTables, soundOf } from '../text/fold-tables.ts';
import type { Steps } from '../steps.ts';
import {
  ANY_HOMOPHONE,
  DISGUISE,
  KEY,
  kindOf,
  lengthOf,
  PATTERN,
  homophonesOf,
  TRAITS,
  UNITS,
} from './pattern-record.ts';
import { LONGEST_TERM, type PatternStore } from './patterns.ts';
import {
  createSieve,
  letPairThrough,
  letSingleThrough,
  letSoundsThrough,
  letTripleThrough,
  type Sieve,
} from './sieve.ts';
import { initialOf, OtherSounds, SOUND_BITS, WrittenFor } from './sounds.ts';
import { type TailIndex, TailIndexBuilder } from './tail-index.ts';
import { mostInitials, mostOthers, nextSounds, ONE_SOUND, pairTail, singleTail, TAIL } from './tails.ts';

interface IndexedPatterns {
  /**
   * `PatternStore.numbers`, patterns of one length side by side: short ones are met most, and many then share a line of the
   * cache.
   */
  readonly numbers: Int32Array;
  readonly index: TailIndex;
  readonly sieve: Sieve;
}

/** Patterns a step takes. */
const PATTERNS_A_STEP = 1000;

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
  const indexer = new PatternIndexer(numbers, tables);
  // No pattern is 0.
  let pattern = 1;
  let done = 0;
  for (let length = 0; length <= LONGEST_TERM; length++) {
    for (const source of byLength[length]!) {
      const size = UNITS + length;
      for (let at = 0; at < size; at++) numbers[pattern + at] = unordered[source + at] as number;
      indexer.add(pattern);
      pattern += size;
      if (++done % PATTERNS_A_STEP === 0) yield;
    }
  }
  return { numbers, index: indexer.builder.finish(), sieve: indexer.sieve };
}

/**
 * Finds the tails that a pattern may have in a text, and puts it into index and sieve under each. State instead of closures: a
 * tab loads ten thousand patterns while it is cold.
 */
class PatternIndexer {
  readonly builder = new TailIndexBuilder();
  readonly sieve = createSieve();
  private readonly numbers: Int32Array;
  private readonly tables: FoldTables;
  private readonly others: OtherSounds;
  private readonly written: WrittenFor;
  /** The pattern being added, its first unit of the tail, and what it allows. */
  private pattern = 0;
  private first = 0;
  private size = 0;
  private isTerm = false;
  private anySameSound = false;
  private readonly sounds = [0, 0, 0];

  constructor(numbers: Int32Array, tables: FoldTables) {
    this.numbers = numbers;
    this.tables = tables;
    this.others = new OtherSounds(tables);
    this.written = new WrittenFor(tables);
  }

  add(pattern: number): void {
    const record = this.numbers[pattern] as number;
    const traits = this.numbers[pattern + TRAITS] as number;
    const length = lengthOf(record);
    const key = (traits & KEY) !== 0;
    this.pattern = pattern;
    this.size = Math.min(length, TAIL);
    this.first = pattern + UNITS + length - this.size;
    this.isTerm = kindOf(record) === PATTERN.term && (traits & DISGUISE) !== 0;
    this.anySameSound = this.isTerm && (key || homophonesOf(traits) === ANY_HOMOPHONE);
    for (let place = 0; place < this.size; place++)
      this.sounds[place] = soundOf(this.numbers[this.first + place] as number);
    this.addTail();
    if (!this.isTerm) return;
    this.varyOthers(0, mostOthers(key, length));
    if (key) this.varyInitials(0, mostInitials(key, length));
  }

  /** Adds all tails in which up to `most` units from `place` on are other readings or stand-ins. */
  private varyOthers(place: number, most: number): void {
    for (; place < this.size; place++) {
      const others = this.others.of(charOf(this.numbers[this.first + place] as number));
      const own = this.sounds[place] as number;
      for (let option = 0; option < others.length; option++) {
        this.sounds[place] = others[option] as number;
        this.addTail();
        if (most > 1) this.varyOthers(place + 1, most - 1);
      }
      this.sounds[place] = own;
    }
  }

  /** Adds all tails in which up to `most` units from `place` on are initials. */
  private varyInitials(place: number, most: number): void {
    for (; place < this.size; place++) {
      const own = this.sounds[place] as number;
      const initial = initialOf(own, this.tables);
      if (initial === 0) continue;
      this.sounds[place] = initial;
      this.addTail();
      if (most > 1) this.varyInitials(place + 1, most - 1);
      this.sounds[place] = own;
    }
  }

  /** Leads from the tail of the present sounds to the pattern. */
  private addTail(): void {
    const { sounds, size, sieve } = this;
    let key = 0;
    for (let place = 0; place < size; place++) key = nextSounds(key, sounds[place] as number);
    const tail = size === 1 ? singleTail(key) : size === 2 ? pairTail(key) : key;
    this.builder.insert(tail, this.pattern);
    if (size > 2) letTripleThrough(sieve, tail);
    else if (size === 1) letSingleThrough(sieve, tail);
    else if (this.anySameSound) letSoundsThrough(sieve, tail);
    else letPairThrough(sieve, tail, this.charsFor(0, tail >>> SOUND_BITS), this.charsFor(1, tail));
  }

  /** Characters that may be written at a place of the tail for a sound there. */
  private charsFor(place: number, sound: number): readonly number[] {
    const char = charOf(this.numbers[this.first + place] as number);
    return this.written.of(char, sound & ONE_SOUND, this.isTerm);
  }
}
