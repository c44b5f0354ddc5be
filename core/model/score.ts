import { CATEGORIES, type Category } from '../verdict.ts';
import { addUpRows, type Totals } from './book.ts';
import { addUpCategories } from './category-sums.ts';
import { gramShare } from './gram-share.ts';
import { joinHeads } from './join-heads.ts';
import type { Model } from './load-model.ts';
import { HEADS } from './heads.ts';
import type { Reading } from './reading.ts';

export { type Reading, readExamined, readItem } from './reading.ts';

/** What the fitted part says of one item: three calibrated probabilities. */
export interface Scores {
  /** That it is a lure. */
  readonly lure: number;
  /** That it is about debt trouble at all, lure or not. */
  readonly debt: number;
  /** That it is danger rather than caution, if it is a lure. */
  readonly severe: number;
}

/** The logistic curve. */
export const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

/**
 * Margins of the heads: the sum of a head's gram weights over the root of the number of grams, plus its weights of the evidence features.
 *
 * @param features - `Evidence.features`
 */
export function headMargins(
  { count, found }: Reading,
  features: readonly number[],
  { bias, scale, features: weightOf, book, grams }: Model,
): Totals {
  const share = gramShare(count);
  const margins = addUpRows(book, grams.rows, found.ranks, found.count);
  for (let head = 0; head < HEADS.length; head++)
    margins[head] = bias[head]! + margins[head]! * scale[head]! * share;
  for (let i = 0; i < features.length; i++) {
    const at = features[i]! * HEADS.length;
    for (let head = 0; head < HEADS.length; head++) margins[head]! += weightOf[at + head]!;
  }
  return margins;
}

/**
 * Scores one item.
 *
 * @param features - `Evidence.features`
 */
export function score(reading: Reading, features: readonly number[], model: Model): Scores {
  const margins = headMargins(reading, features, model);
  const { join, calibration } = model;
  const [, , debt, severe] = margins;
  return {
    lure: sigmoid(joinHeads({ margins, count: reading.count }, join)),
    debt: sigmoid(calibration.debt.slope * debt + calibration.debt.offset),
    severe: sigmoid(calibration.severe.slope * severe + calibration.severe.offset),
  };
}

/**
 * The likeliest category. Only asked for items that get a level, so it may cost more than a score.
 *
 * @param votes - `Evidence.votes`, by index into CATEGORIES
 * @param isLure - whether the item is one: then lawful procedures are no answer
 */
export function categorize(
  reading: Reading,
  votes: ArrayLike<number>,
  model: Model,
  isLure: boolean,
): Category {
  const { columns, bias, scale, vote, table } = model.categories;
  const { count, found } = reading;
  const totals = addUpCategories(table, found.ranks, found.count);
  const share = scale * gramShare(count);
  let best: Category = 'none';
  let highest = -Infinity;
  for (let c = 0; c < columns.length; c++) {
    const name = CATEGORIES[columns[c]!]!;
    if (name === 'none' || (isLure && name === 'lawful')) continue;
    const said = votes[columns[c]!]!;
    // Most categories have no vote, and the logarithm is dear.
    const z = bias[c]! + totals[c]! * share + (said === 0 ? 0 : vote * Math.log1p(said));
    if (z > highest) {
      highest = z;
      best = name;
    }
  }
  return best;
}
