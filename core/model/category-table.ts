import { type Steps } from '../steps.ts';
import { packGrams, unpackGramsInSteps } from './packed-grams.ts';
import { createRankedSet, type RankedSet } from './ranked-set.ts';

/** What grams weigh for the categories. One gram in eight does; they are the frequent ones, and nearly all speak for one category alone. */
export interface CategoryTable {
  /** The grams that do. */
  readonly set: RankedSet;
  /** Pairs of the gram of this rank are `pairs[from[rank]] .. pairs[from[rank + 1]]`. */
  readonly from: Int32Array;
  /** Category in the upper bits, weight less one in the lowest {@link WEIGHT_BITS}. */
  readonly pairs: Uint8Array;
}

const WEIGHT_BITS = 3;
/**
 * Weights are whole numbers from 1 to this. A gram only ever speaks for a category: where it may speak against one too, it does so for a dozen,
 * which takes a dozen pairs to say what one says (docs/adr/0026).
 */
export const LARGEST_CATEGORY_WEIGHT = 2 ** WEIGHT_BITS;
/** The weight that is packed as 0: packed ones are numbers around it. */
const MIDDLE = LARGEST_CATEGORY_WEIGHT / 2 + 1;
/** A pair is a byte. */
export const MOST_CATEGORIES = 2 ** (8 - WEIGHT_BITS);

export const pairOf = (category: number, weight: number): number => (category << WEIGHT_BITS) | (weight - 1);
export const categoryOf = (pair: number): number => pair >>> WEIGHT_BITS;
export const weightOf = (pair: number): number => (pair & (LARGEST_CATEGORY_WEIGHT - 1)) + 1;

/** What is packed of the categories: which grams weigh for one, and what those weigh. */
interface PackedCategories {
  /** Keys are grams by their number in the index, far shorter than hashes. */
  readonly grams: string;
  /** Keys are the n-th of these grams times the number of categories, plus the category; most pairs weigh nothing and are left out. */
  readonly weights: string;
}
/** How the first of them is packed. */
export const PACKED_KEYS = { width: 0, weightBits: 0 } as const;
/** And the second. */
export const PACKED_PAIRS = { width: 1, weightBits: WEIGHT_BITS } as const;

/**
 * Unpacks what grams weigh for the categories. Throws a sentence when the data is cut or not packed, or names pairs that there are not.
 *
 * @param columns - categories, {@link MOST_CATEGORIES} at the most
 * @param grams - how many the index has
 */
export function* buildCategoryTableInSteps(
  packed: PackedCategories,
  columns: number,
  grams: number,
): Steps<CategoryTable> {
  const { count, keys } = yield* unpackGramsInSteps(packed.grams, PACKED_KEYS);
  yield;
  const {
    count: pairCount,
    keys: pairKeys,
    weights,
  } = yield* unpackGramsInSteps(packed.weights, PACKED_PAIRS);
  // Before anything is made for so many grams: there are no more of them than the index has.
  const set = createRankedSet(keys, count, grams);
  yield;
  const from = new Int32Array(count + 1);
  const pairs = new Uint8Array(pairCount);
  let last = -1;
  let gram = -1;
  for (let pair = 0; pair < pairCount; pair++) {
    const key = pairKeys[pair]!;
    if (key <= last || key >= count * columns)
      throw new Error(
        `Packed grams: pair ${key} behind ${last} is none of ${count} grams with ${columns} categories.`,
      );
    last = key;
    const own = Math.floor(key / columns);
    while (gram < own) from[++gram] = pair;
    pairs[pair] = pairOf(key - own * columns, weights[pair]! + MIDDLE);
  }
  while (gram < count) from[++gram] = pairCount;
  return { set, from, pairs };
}

/**
 * Packs what grams weigh for the categories, see {@link buildCategoryTableInSteps}.
 *
 * @param rows - one weight a category, 0 to {@link LARGEST_CATEGORY_WEIGHT}, ascending by `gram`
 * @throws where a weight is none of these
 */
export function packCategories(
  rows: readonly { readonly gram: number; readonly weights: readonly number[] }[],
): PackedCategories {
  return {
    grams: packGrams(
      rows.map(({ gram }) => ({ key: gram, weights: [] })),
      PACKED_KEYS,
    ),
    weights: packGrams(
      rows.flatMap(({ weights }, row) =>
        weights.flatMap((weight, column) =>
          weight === 0 ? [] : [{ key: row * weights.length + column, weights: [weight - MIDDLE] }],
        ),
      ),
      PACKED_PAIRS,
    ),
  };
}
