import { LARGEST_CATEGORY_WEIGHT } from '../../core/model/category-table.ts';
import { gramShare } from '../../core/model/gram-share.ts';
import { CATEGORIES } from '../../core/verdict.ts';
import { documentCounts } from './choose-grams.ts';
import { isLure } from './corpus.ts';
import type { Prepared } from './examples.ts';
import { stepFor, wholeSteps } from './round-to-steps.ts';

/** Scores of the categories: one column of gram weights each. */
export interface CategoryWeights {
  readonly bias: readonly number[];
  /** By category index, then by gram id; none is negative, all are multiples of `step`. `none` has no column. */
  readonly grams: readonly Float32Array[];
  readonly step: number;
  /** What one vote of the rules (its logarithm) adds. */
  readonly vote: number;
}

const COLUMNS = CATEGORIES.length - 1;

/** How many pairs of gram and category have a weight (docs/adr/0026). */
const KEPT = 32_000;
/** See `stepFor`. */
const NOT_CLIPPED = 0.97;
/** What a text that is no lure counts beside one that is. */
const HONEST_SHARE = 0.4;
const EPOCHS_TO_CHOOSE = 2;
const EPOCHS = 3;
const RATE = 0.4;
const DECAY = 1e-4;
/** Added to every count of the naive-Bayes ratio. */
const SMOOTHING = 0.5;

interface Labelled {
  readonly text: Prepared;
  /** Index into CATEGORIES. */
  readonly label: number;
}

/** Texts with a category other than `none`. */
const labelled = (texts: readonly Prepared[]): Labelled[] =>
  texts
    .filter(({ row }) => row.category !== 'none')
    .map((text) => ({ text, label: CATEGORIES.indexOf(text.row.category) }));

/**
 * Softmax regression over the same grams as the other heads, scaled by their naive-Bayes log ratio, and the rules' votes. Fitted
 * as it is shipped, like `fitHeads`: choose grams, fit those again, round.
 */
export function fitCategories(texts: readonly Prepared[], gramCount: number): CategoryWeights {
  const rows = labelled(texts);
  const ratios = logRatios(rows, gramCount);
  const first = fitSoftmax(rows, ratios, EPOCHS_TO_CHOOSE);
  const counts = documentCounts(
    rows.map(({ text }) => text),
    gramCount,
  );
  keepHeaviest(ratios, first.grams, counts);
  const second = fitSoftmax(rows, ratios, EPOCHS);
  return { ...second, ...round(second.grams) };
}

/** Rounds weights to whole steps of at least one. What turned out to speak against its category goes. */
function round(columns: readonly Float32Array[]): Pick<CategoryWeights, 'grams' | 'step'> {
  const speaking = columns.map((column) => column.map((weight) => Math.max(0, weight)));
  const step = stepFor(speaking, LARGEST_CATEGORY_WEIGHT, NOT_CLIPPED);
  const rounded = (weight: number): number =>
    weight === 0 ? 0 : Math.max(1, wholeSteps(weight, step, LARGEST_CATEGORY_WEIGHT)) * step;
  return { grams: speaking.map((column) => column.map(rounded)), step };
}

/** Leaves a ratio only to the pairs of gram and category that move most texts most. */
function keepHeaviest(
  ratios: readonly Float32Array[],
  weights: readonly Float32Array[],
  counts: Uint32Array,
): void {
  const valueOf = (column: number, id: number): number =>
    Math.max(0, weights[column]![id]!) * Math.sqrt(counts[id]!);
  const values: number[] = [];
  ratios.forEach((ratio, column) => {
    for (let id = 0; id < ratio.length; id++) if (ratio[id] !== 0) values.push(valueOf(column, id));
  });
  const least = Float64Array.from(values).sort()[Math.max(0, values.length - KEPT)] ?? 0;
  ratios.forEach((ratio, column) => {
    for (let id = 0; id < ratio.length; id++) if (valueOf(column, id) < least) ratio[id] = 0;
  });
}

/** By category, then by gram: log of (share of its texts with the gram / share of the other texts with it); 0 where it is the rarer in its own. */
function logRatios(rows: readonly Labelled[], gramCount: number): Float32Array[] {
  const inAll = documentCounts(
    rows.map(({ text }) => text),
    gramCount,
  );
  return Array.from({ length: COLUMNS }, (_, column) => {
    const own = rows.filter(({ label }) => label === column).map(({ text }) => text);
    const inOwn = documentCounts(own, gramCount);
    const share = (count: number, of: number): number => (count + SMOOTHING) / (of + 2 * SMOOTHING);
    return Float32Array.from(inOwn, (count, id) =>
      inAll[id]! < 2
        ? 0
        : Math.max(
            0,
            Math.log(share(count, own.length) / share(inAll[id]! - count, rows.length - own.length)),
          ),
    );
  });
}

/** Adagrad over a few epochs. The weight of a vote is one number for all categories, so that a new rule's votes count at once. */
function fitSoftmax(
  rows: readonly Labelled[],
  ratios: readonly Float32Array[],
  epochs: number,
): Pick<CategoryWeights, 'bias' | 'grams' | 'vote'> {
  const gramCount = ratios[0]!.length;
  const grams = Array.from({ length: COLUMNS }, () => new Float32Array(gramCount));
  const squares = Array.from({ length: COLUMNS }, () => new Float32Array(gramCount).fill(1e-4));
  const bias = new Float64Array(COLUMNS);
  let vote = 0.8;
  const z = new Float64Array(COLUMNS);
  const known = rows.map(({ text }) => text.grams.filter((id) => ratios.some((r) => r[id] !== 0)));
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let step = 0; step < rows.length; step++) {
      // A prime stride visits all rows in a mixed, repeatable order, unless it divides their number.
      const index = (step * 7919 + epoch * 104_729) % rows.length;
      const { text, label } = rows[index]!;
      const share = gramShare(text.count);
      for (let column = 0; column < COLUMNS; column++) {
        const [weights, ratio] = [grams[column]!, ratios[column]!];
        let sum = 0;
        for (const id of known[index]!) sum += weights[id]! * ratio[id]!;
        z[column] = bias[column]! + sum * share + vote * Math.log1p(text.evidence.votes[column]!);
      }
      softmax(z);
      const weight = isLure(text.row) ? 1 : HONEST_SHARE;
      let voteGradient = 0;
      for (let column = 0; column < COLUMNS; column++) {
        const error = weight * (z[column]! - (column === label ? 1 : 0));
        voteGradient += error * Math.log1p(text.evidence.votes[column]!);
        bias[column]! -= 0.02 * error;
        if (Math.abs(error) < 0.002) continue;
        const [weights, sums, ratio] = [grams[column]!, squares[column]!, ratios[column]!];
        for (const id of known[index]!) {
          const gradient = error * share * ratio[id]! + DECAY * weights[id]!;
          sums[id]! += gradient * gradient;
          weights[id]! -= (RATE * gradient) / Math.sqrt(sums[id]!);
        }
      }
      vote -= 0.002 * voteGradient;
    }
  }
  grams.forEach((weights, column) => {
    for (let id = 0; id < gramCount; id++) weights[id]! *= ratios[column]![id]!;
  });
  return { bias: [...bias], grams, vote: Math.max(0, vote) };
}

/** Turns scores into probabilities in place. */
function softmax(z: Float64Array): void {
  const highest = z.reduce((most, value) => Math.max(most, value), -Infinity);
  let total = 0;
  for (let column = 0; column < z.length; column++) total += z[column] = Math.exp(z[column]! - highest);
  for (let column = 0; column < z.length; column++) z[column]! /= total;
}

/** The likeliest category of a lure, by index into CATEGORIES. */
export function likeliest({ grams, count, evidence }: Prepared, weights: CategoryWeights): number {
  const share = gramShare(count);
  let best = 0;
  let highest = -Infinity;
  for (let column = 0; column < COLUMNS; column++) {
    if (CATEGORIES[column] === 'lawful') continue;
    let sum = 0;
    for (const id of grams) sum += weights.grams[column]![id]!;
    const z = weights.bias[column]! + sum * share + weights.vote * Math.log1p(evidence.votes[column]!);
    if (z > highest) [best, highest] = [column, z];
  }
  return best;
}
