import { type CategoryTable, FIELD_BITS, FIELDS, MOST_ADDED } from './category-table.ts';
import { createFound, findMembers } from './ranked-set.ts';

/** Sum of weights a category, in whole steps; with room for the fields that fill up the last number of a row. */
let totals = new Int32Array(32);
/** Sums of rows, number by number. */
let sums = new Int32Array(16);
const found = createFound();

/** Moves what was added up to the totals. */
function emptySums(rowSize: number): void {
  const mask = 2 ** FIELD_BITS - 1;
  for (let n = 0, column = 0; n < rowSize; n++)
    for (let field = 0; field < FIELDS; field++)
      totals[column++]! += (sums[n]! >>> (field * FIELD_BITS)) & mask;
  sums.fill(0);
}

/**
 * Adds up what the grams of an item weigh for each category.
 *
 * @param grams - which; the first `count` of them
 * @returns sums by column of the model's categories; the buffer is filled again by the next call
 */
export function addUpCategories(
  { set, rows, rowSize }: CategoryTable,
  grams: Int32Array,
  count: number,
): Int32Array {
  if (totals.length < rowSize * FIELDS) totals = new Int32Array(rowSize * FIELDS);
  else totals.fill(0);
  if (sums.length < rowSize) sums = new Int32Array(rowSize);
  findMembers(set, grams, count, found);
  for (let from = 0; from < found.count; from += MOST_ADDED) {
    const to = Math.min(found.count, from + MOST_ADDED);
    for (let i = from; i < to; i++) {
      const row = found.ranks[i]! * rowSize;
      for (let n = 0; n < rowSize; n++) sums[n]! += rows[row + n]!;
    }
    emptySums(rowSize);
  }
  return totals;
}
