import { categoryOf, type CategoryTable, MOST_CATEGORIES, weightOf } from './category-table.ts';
import { createFound, findMembers } from './ranked-set.ts';

const totals = new Int32Array(MOST_CATEGORIES);
const found = createFound();

/**
 * Adds up what the grams of an item weigh for each category.
 *
 * @param grams - which; the first `count` of them
 * @returns sums by column of the model's categories, in whole steps; the buffer is filled again by the next call
 */
export function addUpCategories(
  { set, from, pairs }: CategoryTable,
  grams: Int32Array,
  count: number,
): Int32Array {
  totals.fill(0);
  findMembers(set, grams, count, found);
  for (let index = 0; index < found.count; index++) {
    const rank = found.ranks[index]!;
    const end = from[rank + 1]!;
    for (let at = from[rank]!; at < end; at++) {
      const pair = pairs[at]!;
      totals[categoryOf(pair)]! += weightOf(pair);
    }
  }
  return totals;
}
