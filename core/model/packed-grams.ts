import { finish, type Steps } from '../steps.ts';
import { BitReader, createBitWriter, PAIR_BITS } from './bit-stream.ts';

/** One gram, or whatever its key stands for, with a whole weight for each column. */
export interface GramRow {
  /** Not negative; each once. With one weight behind it (`Packing.width`), it and the weight have 32 bits together. */
  readonly key: number;
  readonly weights: readonly number[];
}

/** How rows are packed. It is not written down: who reads must know it. */
interface Packing {
  /** Weights a row; none where all that is to be known is which keys there are. */
  readonly width: number;
  /** Bits of a weight, two's complement. */
  readonly weightBits: number;
}

/** Bits of a weight where nothing finer is needed. */
export const WEIGHT_BITS = 4;
/** Largest weight of so many bits either way. */
export const largestWeight = (bits: number): number => 2 ** (bits - 1) - 1;

/** Bits of the number of grams. */
const COUNT_BITS = 20;
/** Bits of the number of low bits that each step is split into. */
const SPLIT_BITS = 5;
/** Bits that can be read at once. */
const MOST_READ = 31;

/**
 * Packs grams as text: how many, then for each, ascending by key, the step from the key before and its weights. Steps are Rice coded (Rice
 * 1979): keys lie at random, so steps are geometrically distributed, for which this code comes within 3 % of the shortest.
 * Where a gram has several columns, most of its weights are 0 and take one bit.
 *
 * @param rows - need not be sorted; each key once
 * @throws where there are too many of them, or a key or weight has no room
 */
export function packGrams(rows: readonly GramRow[], { width, weightBits }: Packing): string {
  const most = largestWeight(weightBits);
  if (rows.length >= 2 ** COUNT_BITS) throw new Error(`${rows.length} grams are too many to pack.`);
  const out = createBitWriter();
  const sorted = [...rows].sort((a, b) => a.key - b.key);
  const split = splitFor(sorted);
  out.write(sorted.length, COUNT_BITS);
  out.write(split, SPLIT_BITS);
  let before = 0;
  for (const { key, weights } of sorted) {
    if (key < 0 || key >= 2 ** (32 - (width === 1 ? weightBits : 0)))
      throw new Error(`A key of ${key} has no room.`);
    const step = key - before;
    before = key;
    for (let ones = step >>> split; ones > 0; ones--) out.write(1, 1);
    out.write(0, 1);
    out.write(step, split);
    for (let column = 0; column < width; column++) {
      const weight = weights[column]!;
      if (weight < -most - 1 || weight > most)
        throw new Error(`A weight of ${weight} has no room in ${weightBits} bits.`);
      if (width > 1) out.write(weight === 0 ? 0 : 1, 1);
      if (width === 1 || weight !== 0) out.write(weight, weightBits);
    }
  }
  return out.text();
}

/** The number of low bits that makes Rice's code shortest: about log2 of the middle step. */
function splitFor(sorted: readonly GramRow[]): number {
  const middle = ((sorted.at(-1)?.key ?? 0) + 1) / Math.max(1, sorted.length);
  return Math.max(0, Math.round(Math.log2(middle * Math.LN2)));
}

/** Grams as they are packed, ascending by key. */
interface UnpackedGrams {
  readonly count: number;
  readonly keys: Int32Array;
  /** `width` weights a gram. */
  readonly weights: Int8Array;
}

/** Grams unpacked in one step: some milliseconds in a cold tab. */
const GRAMS_A_STEP = 16_000;

/** Unpacks grams, see {@link packGrams}. Throws a sentence when the data is cut or holds characters that are never written. */
export function unpackGrams(packed: string, packing: Packing): UnpackedGrams {
  return finish(unpackGramsInSteps(packed, packing));
}

/** The same in steps. */
export function* unpackGramsInSteps(packed: string, { width, weightBits }: Packing): Steps<UnpackedGrams> {
  const input = new BitReader(packed);
  const count = input.read(COUNT_BITS);
  if (count * (1 + width) > Math.max(0, input.left))
    throw new Error(`Packed grams: the data says that it holds ${count} grams and is too short for them.`);
  yield;
  const split = input.read(SPLIT_BITS);
  if (split + weightBits > MOST_READ)
    throw new Error(`Packed grams: steps of ${split} bits are none that are written.`);
  const keys = new Int32Array(count);
  const weights = new Int8Array(count * width);
  const shift = 32 - weightBits;
  // One weight stands right behind the low bits of the step: both are one number.
  const behind = width === 1 ? weightBits : 0;
  let key = 0;
  for (let gram = 0, at = 0; gram < count; gram++) {
    if (gram > 0 && gram % GRAMS_A_STEP === 0) yield;
    const both = input.readRice(split + behind);
    keys[gram] = key += both >>> behind;
    if (width === 1) weights[at++] = (both << shift) >> shift;
    else
      for (let column = 0; column < width; column++, at++)
        if (input.read(1) === 1) weights[at] = (input.read(weightBits) << shift) >> shift;
  }
  if (input.left < 0) throw new Error('Packed grams: the data ends inside an entry.');
  if (input.left >= PAIR_BITS) throw new Error('Packed grams: there is more data than entries.');
  return { count, keys, weights };
}
