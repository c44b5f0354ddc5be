import { CATEGORIES, type Category } from '../verdict.ts';
import { addUpCategories } from './category-sums.ts';
import { debtWeight, lureWeight, severeWeight } from './gram-table.ts';
import type { Model } from './load-model.ts';
import { HEADS } from './model-format.ts';
import { END_MARK, START_MARK } from './gram-hash.ts';
import type { Reading } from './reading.ts';
import { debtSum, lureSum, severeSum } from './single-grams.ts';

export { type Reading, readItem } from './reading.ts';

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
 * Scores one item: sum of gram weights over the root of the number of grams, plus the weights of the evidence features.
 *
 * @param features - `Evidence.features`
 */
export function score(reading: Reading, features: readonly number[], model: Model): Scores {
  const { count, text, singles } = reading;
  const { frequent, others } = reading.found;
  const { rows } = model.grams;
  const { rowOf } = model.singles;
  const { sums } = singles;
  const { codes, length } = text;
  // The marks at both ends are single grams as well.
  const marks = [sums[rowOf[START_MARK]!]!, sums[rowOf[END_MARK]!]!] as const;
  let lure = lureSum(marks[0]) + lureSum(marks[1]);
  let debt = debtSum(marks[0]) + debtSum(marks[1]);
  let severe = severeSum(marks[0]) + severeSum(marks[1]);
  for (let at = 0; at < length; at++) {
    const packed = sums[rowOf[codes[at]!]!]!;
    lure += lureSum(packed);
    debt += debtSum(packed);
    severe += severeSum(packed);
  }
  for (let i = 0; i < frequent.count; i++) {
    const packed = rows[frequent.numbers[i]!]!;
    lure += lureWeight(packed);
    debt += debtWeight(packed);
    severe += severeWeight(packed);
  }
  for (let i = 0; i < others.count; i++) {
    const packed = others.numbers[i]!;
    lure += lureWeight(packed);
    debt += debtWeight(packed);
    severe += severeWeight(packed);
  }
  const share = 1 / Math.sqrt(Math.max(1, count));
  const { bias, scale, features: weightOf } = model;
  let z0 = bias[0] + lure * scale[0] * share;
  let z1 = bias[1] + debt * scale[1] * share;
  let z2 = bias[2] + severe * scale[2] * share;
  for (let i = 0; i < features.length; i++) {
    const at = features[i]! * HEADS.length;
    z0 += weightOf[at]!;
    z1 += weightOf[at + 1]!;
    z2 += weightOf[at + 2]!;
  }
  return { lure: calibrated(model, 0, z0), debt: calibrated(model, 1, z1), severe: calibrated(model, 2, z2) };
}

function calibrated({ calibration }: Model, head: number, z: number): number {
  const { slope, offset } = calibration[head]!;
  return sigmoid(slope * z + offset);
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
  const { columns, bias, scale, vote } = model.categories;
  const totals = addUpCategories(reading, model);
  const share = scale / Math.sqrt(Math.max(1, reading.count));
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
