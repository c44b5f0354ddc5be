import type { Folded } from '../text/folded.ts';
import { SOUND_BITS } from './sounds.ts';
import { nextSounds, ONE_SOUND, pairTail, singleTail } from './tails.ts';

/**
 * Tells in a few steps a unit, without a branch, where a pattern may end. Of a hundred units of debt talk seventeen pass, and
 * sixteen end a hit; all else costs only those that pass. It may let through too much, never too little.
 *
 * Patterns of three and more units are told by their last three sounds. Two sounds tell little: every tenth pair of common talk
 * sounds like a term. So patterns of two units are told by the very characters that may be written, except where any character
 * of the same sound may be, and except in pinyin, which always passes.
 */
export interface Sieve {
  /** Last three sounds of longer patterns. */
  readonly triples: Int32Array;
  /** Units that may be a pattern of two. */
  readonly pairs: Int32Array;
  /** Two sounds of patterns of two in which any character of the same sound may stand. */
  readonly open: Int32Array;
  /** By sound: 1 where a pattern of one unit sounds so. */
  readonly singles: Uint8Array;
}

/**
 * Bits of the index into a table of 32-bit words. What is let through sets two bits of one word: 13,600 triples, 4,100 pairs and
 * 300 open pairs let one of a hundred others through with them. The tables fill 50 KiB.
 */
const TRIPLE_BITS = 13;
const PAIR_BITS = 12;
const OPEN_BITS = 9;

/** Mixes a key so that its upper bits depend on all of it. */
const spread = (key: number): number => Math.imul(key, 0x9e3779b1);
/** Key of two folded units, characters included. */
const unitsKey = (before: number, unit: number): number => unit + Math.imul(before, 0x85ebca6b);

/**
 * In its lowest bit: whether both bits of a key are set. The word is told by the highest bits of what was spread, the two bits by
 * those below.
 */
const isSet = (table: Int32Array, spreadKey: number, bits: number): number => {
  const word = table[spreadKey >>> (32 - bits)] as number;
  return (word >>> (spreadKey >>> (27 - bits))) & (word >>> (spreadKey >>> (22 - bits)));
};

function setBoth(table: Int32Array, spreadKey: number, bits: number): void {
  table[spreadKey >>> (32 - bits)]! |=
    (1 << (spreadKey >>> (27 - bits))) | (1 << (spreadKey >>> (22 - bits)));
}

/** A sieve that lets nothing through. */
export function createSieve(): Sieve {
  return {
    triples: new Int32Array(1 << TRIPLE_BITS),
    pairs: new Int32Array(1 << PAIR_BITS),
    open: new Int32Array(1 << OPEN_BITS),
    singles: new Uint8Array(1 << SOUND_BITS),
  };
}

/** Lets the last three sounds of a pattern through. */
export const letTripleThrough = ({ triples }: Sieve, tail: number): void =>
  setBoth(triples, spread(tail), TRIPLE_BITS);

/** Lets two units of these sounds through whatever their characters. */
export const letSoundsThrough = ({ open }: Sieve, tail: number): void =>
  setBoth(open, spread(tail), OPEN_BITS);

/**
 * Lets two units of the sounds of a tail through.
 *
 * @param firsts - characters that may be written for the first
 * @param seconds - for the second
 */
export function letPairThrough(
  { pairs }: Sieve,
  tail: number,
  firsts: readonly number[],
  seconds: readonly number[],
): void {
  const before = ((tail >>> SOUND_BITS) & ONE_SOUND) << 16;
  const behind = (tail & ONE_SOUND) << 16;
  for (const first of firsts)
    for (const second of seconds)
      setBoth(pairs, spread(unitsKey(before | first, behind | second)), PAIR_BITS);
}

/** Lets one unit of this sound through. */
export const letSingleThrough = ({ singles }: Sieve, tail: number): void =>
  void (singles[tail & ONE_SOUND] = 1);

/** Tails in a text that may be those of patterns. Entries from `count` on are leftovers. */
export interface Sifted {
  count: number;
  /** See tails.ts. */
  tails: Int32Array;
  /** Unit after the last of the tail. */
  ends: Int32Array;
}

export const createSifted = (): Sifted => ({
  count: 0,
  tails: new Int32Array(512),
  ends: new Int32Array(512),
});

/** Tails that may end at one unit. */
const MOST_TAILS = 3;

function reserve(sifted: Sifted, units: number): void {
  // One more, since what does not count is written too.
  const capacity = units * MOST_TAILS + 1;
  if (sifted.tails.length >= capacity) return;
  sifted.tails = new Int32Array(Math.ceil(capacity * 1.25));
  sifted.ends = new Int32Array(sifted.tails.length);
}

/**
 * Notes the tails that pass, ascending by their end, longer before shorter.
 *
 * @param into - filled again
 */
export function sift({ unit, length }: Folded, sieve: Sieve, into: Sifted): void {
  reserve(into, length);
  const { triples, pairs, open, singles } = sieve;
  const { tails, ends } = into;
  // Imported and module constants are looked up at every use.
  const tripleBits = TRIPLE_BITS;
  const pairBits = PAIR_BITS;
  const openBits = OPEN_BITS;
  let count = 0;
  // Neither pinyin nor of any sound.
  let before = 1;
  let wasPinyin = 0;
  let sounds = 0;
  for (let at = 0; at < length;) {
    const here = unit[at++] as number;
    // 1 where a unit has no character.
    const pinyin = ((here & 0xffff) - 1) >>> 31;
    sounds = nextSounds(sounds, here >>> 16);
    tails[count] = sounds;
    ends[count] = at;
    count += isSet(triples, spread(sounds), tripleBits) & 1;
    const two = pairTail(sounds);
    tails[count] = two;
    ends[count] = at;
    count +=
      (isSet(pairs, spread(unitsKey(before, here)), pairBits) |
        isSet(open, spread(two), openBits) |
        pinyin |
        wasPinyin) &
      1;
    if (singles[here >>> 16] === 1) {
      tails[count] = singleTail(sounds);
      ends[count++] = at;
    }
    before = here;
    wasPinyin = pinyin;
  }
  into.count = count;
}
