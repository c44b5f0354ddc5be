import type { Canonical } from '../text/canonical.ts';
import { CATEGORIES, type Category } from '../verdict.ts';
import { extendHash, gramCount, hashGrams, MAX_GRAM, SEED } from './gram-hash.ts';
import type { Model } from './load-model.ts';
import { findGram } from './packed-grams.ts';

/** What the fitted part says of one item: three calibrated probabilities. */
export interface Scores {
  /** That it is a lure. */
  readonly lure: number;
  /** That it is about debt trouble at all, lure or not. */
  readonly debt: number;
  /** That it is danger rather than caution, if it is a lure. */
  readonly severe: number;
}

/**
 * The last code units of a text are read a second time under a seed of their own, as bigrams and trigrams: stories turn into an offer
 * (or into none) in their last words. Worth 4 points of recall at 2 % of honest texts flagged; 8 units gave less, 24 no more.
 */
export const TAIL = 16;

/**
 * Texts of at most so many code units are read again as short texts: "主页有" alone is a gesture, inside a story it is nothing.
 * With the single characters and bigrams that know whether the item stands under another text: 2.5 points of recall at 2 %.
 */
export const SHORT = 14;

/** Bigrams of the thread that count, in code units: what a post says first says what it is about. */
export const THREAD_LIMIT = 300;

let hashes = new Int32Array(4096);

/** Hashes of everything that is read of one item: grams of the text, bigrams of the thread. Returns how many. */
export function hashItem(
  text: Canonical,
  thread: Canonical | undefined,
): { readonly hashes: Int32Array; readonly count: number } {
  const threadLength = thread === undefined ? 0 : Math.min(thread.length, THREAD_LIMIT);
  const room =
    gramCount(text.length) +
    gramCount(TAIL, 2, 3) +
    gramCount(text.length, 1, 2) +
    gramCount(SHORT, 1, 3) +
    gramCount(threadLength, 2, 2);
  if (hashes.length < room) hashes = new Int32Array(room * 2);
  let count = hashGrams(text.codes, text.length, SEED.text, hashes, 0);
  const tail = text.codes.subarray(Math.max(0, text.length - TAIL), text.length);
  count = hashGrams(tail, tail.length, SEED.tail, hashes, count, 2, 3);
  count = hashGrams(
    text.codes,
    text.length,
    thread === undefined ? SEED.alone : SEED.replying,
    hashes,
    count,
    1,
    2,
  );
  if (text.length <= SHORT) count = hashGrams(text.codes, text.length, SEED.short, hashes, count, 1, 3);
  if (thread !== undefined) count = hashGrams(thread.codes, threadLength, SEED.thread, hashes, count, 2, 2);
  return { hashes, count };
}

const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

/**
 * Scores one item: sum of gram weights over the root of the number of grams, plus the weights of the evidence features.
 *
 * @param text - canonical text of the item
 * @param thread - canonical text of what it stands under
 * @param features - `Evidence.features`
 */
export function score(
  text: Canonical,
  thread: Canonical | undefined,
  features: readonly number[],
  model: Model,
): Scores {
  const { hashes: grams, count } = hashItem(text, thread);
  const { weights } = model.grams;
  let lure = 0;
  let debt = 0;
  let severe = 0;
  for (let i = 0; i < count; i++) {
    const slot = findGram(model.grams, grams[i]!);
    if (slot < 0) continue;
    const at = slot * 3;
    lure += weights[at]!;
    debt += weights[at + 1]!;
    severe += weights[at + 2]!;
  }
  const share = 1 / Math.sqrt(Math.max(1, count));
  const z = [lure, debt, severe].map((sum, head) => model.bias[head]! + sum * model.scale[head]! * share);
  for (const feature of features) {
    for (let head = 0; head < 3; head++) z[head]! += model.features[head]![feature] ?? 0;
  }
  const [a, b, c] = z.map((value, head) => {
    const { slope, offset } = model.calibration[head]!;
    return sigmoid(slope * value + offset);
  });
  return { lure: a!, debt: b!, severe: c! };
}

/**
 * The likeliest category. Only asked for items that get a level, so it may cost more than a score.
 *
 * @param votes - `Evidence.votes`, by index into CATEGORIES
 * @param candidates - categories allowed, by index
 */
export function categorize(
  text: Canonical,
  thread: Canonical | undefined,
  votes: ArrayLike<number>,
  model: Model,
  lure: boolean,
): Category {
  const { columns, bias, scale, grams: table, vote } = model.categories;
  const { hashes: grams, count } = hashItem(text, thread);
  const sums = new Float64Array(columns.length);
  for (let i = 0; i < count; i++) {
    const slot = findGram(table, grams[i]!);
    if (slot < 0) continue;
    for (let c = 0; c < columns.length; c++) sums[c]! += table.weights[slot * columns.length + c]!;
  }
  const share = scale / Math.sqrt(Math.max(1, count));
  let best: Category = 'none';
  let highest = -Infinity;
  for (let c = 0; c < columns.length; c++) {
    const name = CATEGORIES[columns[c]!]!;
    if (name === 'none' || (lure && name === 'lawful')) continue;
    const z = bias[c]! + sums[c]! * share + vote * Math.log1p(votes[columns[c]!]!);
    if (z > highest) [highest, best] = [z, name];
  }
  return best;
}

/** A run of canonical code units and what it adds to the lure score. */
export interface Weighed {
  /** Canonical index, inclusive. */
  readonly from: number;
  /** Canonical index, exclusive. */
  readonly to: number;
  readonly weight: number;
}

/**
 * The words that spoke most for a lure: every gram's weight is shared out over its units, and the heaviest runs are returned.
 *
 * @param most - how many runs at the most
 */
export function weighWords(text: Canonical, model: Model, most: number): Weighed[] {
  const share = new Float64Array(text.length);
  for (let i = 0; i < text.length; i++) {
    let hash = SEED.text as number;
    for (let n = 1; n <= MAX_GRAM && i + n <= text.length; n++) {
      hash = extendHash(hash, text.codes[i + n - 1]!);
      const slot = findGram(model.grams, hash);
      if (slot < 0) continue;
      const weight = (model.grams.weights[slot * 3]! * model.scale[0]) / n;
      for (let j = i; j < i + n; j++) share[j]! += weight;
    }
  }
  const runs: Weighed[] = [];
  for (let from = 0; from < text.length; from++) {
    if (share[from]! <= 0) continue;
    let to = from;
    let weight = 0;
    for (; to < text.length && share[to]! > 0; to++) weight += share[to]!;
    runs.push({ from, to, weight });
    from = to;
  }
  return runs.sort((a, b) => b.weight - a.weight).slice(0, most);
}
