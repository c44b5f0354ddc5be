import { CATEGORIES, type Category } from '../verdict.ts';
import { addUpCategories } from './category-sums.ts';
import { debtWeight, lureWeight, severeWeight } from './gram-table.ts';
import type { Model } from './load-model.ts';
import { framedUnit, type Reading } from './reading.ts';
import { debtSum, lureSum, severeSum, SUMS } from './single-grams.ts';

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

const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

/**
 * Scores one item: sum of gram weights over the root of the number of grams, plus the weights of the evidence features.
 *
 * @param features - `Evidence.features`
 */
export function score(reading: Reading, features: readonly number[], model: Model): Scores {
  const { count, text, singles } = reading;
  const { frequent, others } = reading.found;
  const { rows } = model.grams;
  const { rowOf, rowSize } = model.singles;
  let lure = 0;
  let debt = 0;
  let severe = 0;
  for (let at = -1; at <= text.length; at++) {
    const packed = singles[rowOf[framedUnit(text, at)]! * rowSize + SUMS]!;
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
  const calibrated = (head: 0 | 1 | 2, sum: number): number => {
    let z = model.bias[head] + sum * model.scale[head] * share;
    const weightOf = model.features[head];
    for (let i = 0; i < features.length; i++) z += weightOf[features[i]!] ?? 0;
    const { slope, offset } = model.calibration[head]!;
    return sigmoid(slope * z + offset);
  };
  return { lure: calibrated(0, lure), debt: calibrated(1, debt), severe: calibrated(2, severe) };
}

/**
 * The likeliest category. Only asked for items that get a level, so it may cost more than a score.
 *
 * @param votes - `Evidence.votes`, by index into CATEGORIES
 * @param lure - whether lawful procedures are no answer
 */
export function categorize(
  reading: Reading,
  votes: ArrayLike<number>,
  model: Model,
  lure: boolean,
): Category {
  const { columns, bias, scale, vote } = model.categories;
  const totals = addUpCategories(reading, model);
  const share = scale / Math.sqrt(Math.max(1, reading.count));
  let best: Category = 'none';
  let highest = -Infinity;
  for (let c = 0; c < columns.length; c++) {
    const name = CATEGORIES[columns[c]!]!;
    if (name === 'none' || (lure && name === 'lawful')) continue;
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
