import type { Canonical } from '../text/canonical.ts';
import { CATEGORIES, type Category } from '../verdict.ts';
import { hashItem } from './item-grams.ts';
import type { Model } from './load-model.ts';
import {
  BIAS,
  createFound,
  debtWeight,
  findGrams,
  lureWeight,
  severeWeight,
  type FoundGrams,
  type GramTable,
} from './gram-table.ts';

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
  /** How many grams the item has, known or not. */
  readonly count: number;
  readonly found: FoundGrams;
}

const known = createFound();

/**
 * Looks up what the fitted part knows of an item.
 *
 * @param text - canonical text of the item
 * @param thread - canonical text of what it stands under
 */
export function readItem(text: Canonical, thread: Canonical | undefined, model: Model): Reading {
  const { hashes, count } = hashItem(text, thread);
  findGrams(model.grams, hashes, count, known);
  return { count, found: known };
}

const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

/**
 * Scores one item: sum of gram weights over the root of the number of grams, plus the weights of the evidence features.
 *
 * @param features - `Evidence.features`
 */
export function score({ count, found }: Reading, features: readonly number[], model: Model): Scores {
  const { rows } = model.grams;
  const { frequent, others } = found;
  let lure = 0;
  let debt = 0;
  let severe = 0;
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

/** Sum of weights a category, in whole steps; with room for the bytes that fill up the last number of a row. */
let totals = new Int32Array(32);
/** Two sums of bytes side by side in each number. */
let lanes = new Int32Array(16);
/** So many bytes can be added up in 16 bits. */
const MOST_ADDED = 256;

/** Adds up what the frequent grams of an item weigh for each category, four bytes at a time. */
function addUp({ frequent }: FoundGrams, { rows, rowSize }: GramTable): void {
  const numbers = rowSize - 1;
  if (totals.length < numbers * 4) totals = new Int32Array(numbers * 4);
  else totals.fill(0);
  if (lanes.length < numbers * 2) lanes = new Int32Array(numbers * 2);
  for (let from = 0; from < frequent.count; from += MOST_ADDED) {
    const to = Math.min(frequent.count, from + MOST_ADDED);
    lanes.fill(0);
    for (let i = from; i < to; i++) {
      const row = frequent.numbers[i]! + 1;
      for (let n = 0; n < numbers; n++) {
        const four = rows[row + n]!;
        lanes[n * 2] = lanes[n * 2]! + (four & 0xff00ff);
        lanes[n * 2 + 1] = lanes[n * 2 + 1]! + ((four >>> 8) & 0xff00ff);
      }
    }
    for (let column = 0; column < numbers * 4; column++) {
      const lane = lanes[(column >> 2) * 2 + (column & 1)]!;
      totals[column]! += ((column & 2) === 0 ? lane & 0xffff : lane >>> 16) - (to - from) * BIAS;
    }
  }
}

/**
 * The likeliest category. Only asked for items that get a level, so it may cost more than a score.
 *
 * @param votes - `Evidence.votes`, by index into CATEGORIES
 * @param lure - whether lawful procedures are no answer
 */
export function categorize(
  { count, found }: Reading,
  votes: ArrayLike<number>,
  model: Model,
  lure: boolean,
): Category {
  const { columns, bias, scale, vote } = model.categories;
  addUp(found, model.grams);
  const share = scale / Math.sqrt(Math.max(1, count));
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
