import type { Canonical } from '../text/canonical.ts';
import { CATEGORIES, type Category } from '../verdict.ts';
import { hashItem } from './item-grams.ts';
import type { Model } from './load-model.ts';
import { createFound, findGrams, type FoundGrams } from './packed-grams.ts';

/** What the fitted part says of one item: three calibrated probabilities. */
export interface Scores {
  /** That it is a lure. */
  readonly lure: number;
  /** That it is about debt trouble at all, lure or not. */
  readonly debt: number;
  /** That it is danger rather than caution, if it is a lure. */
  readonly severe: number;
}

/** The grams of one item that the model knows. The buffers belong to this module: used up by the next {@link readItem}. */
export interface Reading {
  readonly hashes: Int32Array;
  /** How many grams the item has, known or not. */
  readonly count: number;
  readonly found: FoundGrams;
}

const known = createFound();
const knownToCategories = createFound();
/** Sum of weights a category, in whole steps. */
let sums = new Int32Array(32);

/**
 * Looks up what the fitted part knows of an item.
 *
 * @param text - canonical text of the item
 * @param thread - canonical text of what it stands under
 */
export function readItem(text: Canonical, thread: Canonical | undefined, model: Model): Reading {
  const { hashes, count } = hashItem(text, thread);
  findGrams(model.grams, hashes, count, known);
  return { hashes, count, found: known };
}

const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

/**
 * Scores one item: sum of gram weights over the root of the number of grams, plus the weights of the evidence features.
 *
 * @param features - `Evidence.features`
 */
export function score({ count, found }: Reading, features: readonly number[], model: Model): Scores {
  const { weights } = model.grams;
  const { rows } = found;
  let lure = 0;
  let debt = 0;
  let severe = 0;
  for (let i = 0; i < found.count; i++) {
    const at = rows[i]! * 3;
    lure += weights[at]!;
    debt += weights[at + 1]!;
    severe += weights[at + 2]!;
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
  { hashes, count }: Reading,
  votes: ArrayLike<number>,
  model: Model,
  lure: boolean,
): Category {
  const { columns, bias, scale, grams: table, vote } = model.categories;
  const { weights } = table;
  const width = columns.length;
  if (sums.length < width) sums = new Int32Array(width);
  else sums.fill(0);
  findGrams(table, hashes, count, knownToCategories);
  const { rows, count: found } = knownToCategories;
  const totals = sums;
  for (let i = 0; i < found; i++) {
    const at = rows[i]! * width;
    for (let c = 0; c < width; c++) totals[c] = totals[c]! + weights[at + c]!;
  }
  const share = scale / Math.sqrt(Math.max(1, count));
  let best: Category = 'none';
  let highest = -Infinity;
  for (let c = 0; c < width; c++) {
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
