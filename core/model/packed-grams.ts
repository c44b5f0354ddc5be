import { finish, type Steps } from '../steps.ts';
import { BitReader, createBitWriter } from './bit-stream.ts';
import { HASH_BITS } from './gram-hash.ts';

/** One gram with a whole weight for each of `width` columns: -7..7, unless more bits are asked for. */
export interface GramRow {
  readonly hash: number;
  readonly weights: readonly number[];
}

/** Bits of the number of grams. */
const COUNT_BITS = 20;
/** Bits of the number of low bits that each step is split into. */
const SPLIT_BITS = 5;
/** Bits of a weight of a gram, two's complement. */
const WEIGHT_BITS = 4;
/** Largest weight of a gram either way. */
export const LARGEST_WEIGHT = 2 ** (WEIGHT_BITS - 1) - 1;

/**
 * Packs grams as text: how many, then for each, ascending by hash, the step from the hash before and its weights. Steps are Rice coded (Rice
 * 1979): hashes lie at random, so steps are geometrically distributed, for which this code comes within 3 % of the shortest.
 * Where a gram has several columns, most of its weights are 0 and take one bit. With hashes of 24 bits a gram of one column takes 12 to 13 bits, half of what bytes took.
 *
 * @param rows - need not be sorted; each hash once
 * @param bits - of a weight, two's complement
 */
export function packGrams(rows: readonly GramRow[], width: number, bits = WEIGHT_BITS): string {
  const out = createBitWriter();
  const split = splitFor(rows.length);
  out.write(rows.length, COUNT_BITS);
  out.write(split, SPLIT_BITS);
  let before = 0;
  for (const { hash, weights } of [...rows].sort((a, b) => a.hash - b.hash)) {
    const step = hash - before;
    before = hash;
    for (let ones = step >>> split; ones > 0; ones--) out.write(1, 1);
    out.write(0, 1);
    out.write(step, split);
    for (let column = 0; column < width; column++) {
      const weight = weights[column]!;
      if (width > 1) out.write(weight === 0 ? 0 : 1, 1);
      if (width === 1 || weight !== 0) out.write(weight, bits);
    }
  }
  return out.text();
}

/** The number of low bits that makes Rice's code shortest: about log2 of the middle step. */
const splitFor = (count: number): number =>
  Math.max(0, Math.floor(HASH_BITS - Math.log2(Math.max(1, count) * Math.LOG2E)));

/** Grams as they are packed, ascending by hash. */
export interface UnpackedGrams {
  readonly count: number;
  readonly hashes: Int32Array;
  /** `width` weights a gram. */
  readonly weights: Int8Array;
}

/** Grams unpacked in one step: some milliseconds in a cold tab. */
const GRAMS_A_STEP = 16_000;

/** Unpacks grams, see {@link packGrams}. Throws a sentence when the data is cut or holds anything but base64 characters. */
export function unpackGrams(packed: string, width: number, bits = WEIGHT_BITS): UnpackedGrams {
  return finish(unpackGramsInSteps(packed, width, bits));
}

/** The same in steps. */
export function* unpackGramsInSteps(packed: string, width: number, bits = WEIGHT_BITS): Steps<UnpackedGrams> {
  const input = new BitReader(packed);
  const count = input.read(COUNT_BITS);
  if (count * (1 + width) > packed.length * 6)
    throw new Error(`Packed grams: the data says that it holds ${count} grams and is too short for them.`);
  yield;
  const split = input.read(SPLIT_BITS);
  const hashes = new Int32Array(count);
  const weights = new Int8Array(count * width);
  const unit = 2 ** split;
  const shift = 32 - bits;
  let hash = 0;
  for (let gram = 0, at = 0; gram < count; gram++) {
    if (gram > 0 && gram % GRAMS_A_STEP === 0) yield;
    hash += input.readUnary() * unit + input.read(split);
    hashes[gram] = hash;
    for (let column = 0; column < width; column++, at++)
      if (width === 1 || input.read(1) === 1) weights[at] = (input.read(bits) << shift) >> shift;
  }
  if (input.isOver()) throw new Error('Packed grams: the data ends inside an entry.');
  return { count, hashes, weights };
}
