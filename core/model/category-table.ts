import { type Steps } from '../steps.ts';
import { largestWeight, unpackGramsInSteps, WEIGHT_BITS } from './packed-grams.ts';
import { createRankedSet, type RankedSet } from './ranked-set.ts';

/** What grams weigh for the categories. One gram in ten does; they are the frequent ones. */
export interface CategoryTable {
  /** The grams that do; the rank of each is its row. */
  readonly set: RankedSet;
  /**
   * {@link CategoryTable.rowSize} numbers a row: the weights of three categories a number, {@link FIELD_BITS} each with {@link BIAS} added,
   * the first in the lowest bits. So three of them are added up at once.
   */
  readonly rows: Int32Array;
  readonly rowSize: number;
}

/** Categories a number holds. */
export const FIELDS = 3;
/** Bits of each. */
export const FIELD_BITS = 10;
/** Added to a weight, so that none is negative and borrows from its neighbour. */
export const BIAS = 2 ** (WEIGHT_BITS - 1);
/** So many rows can be added up before a field is full. */
export const MOST_ADDED = Math.floor((2 ** FIELD_BITS - 1) / (BIAS + largestWeight(WEIGHT_BITS)));

const ALL_BIASES = BIAS * (1 + 2 ** FIELD_BITS + 2 ** (2 * FIELD_BITS));

/** How the rows of the categories are packed. */
export const packedCategories = (columns: number) => ({ width: columns, weightBits: WEIGHT_BITS });

/**
 * Unpacks what grams weigh for the categories. Throws a sentence when the data is cut or not base64.
 *
 * @param packed - keys are grams by their number in the index, far shorter than hashes
 * @param columns - categories
 * @param grams - how many the index has
 */
export function* buildCategoryTableInSteps(
  packed: string,
  columns: number,
  grams: number,
): Steps<CategoryTable> {
  const { count, keys, weights } = yield* unpackGramsInSteps(packed, packedCategories(columns));
  yield;
  const rowSize = Math.ceil(columns / FIELDS);
  const rows = new Int32Array(count * rowSize).fill(ALL_BIASES);
  for (let gram = 0; gram < count; gram++) {
    const row = gram * rowSize;
    for (let column = 0; column < columns; column++)
      rows[row + Math.floor(column / FIELDS)]! +=
        weights[gram * columns + column]! << ((column % FIELDS) * FIELD_BITS);
  }
  return { set: createRankedSet(keys, count, grams), rows, rowSize };
}
