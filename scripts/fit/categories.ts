import { CATEGORIES } from '../../core/verdict.ts';
import type { Prepared } from './examples.ts';

/** Scores of the categories: one column of gram weights each. */
export interface CategoryWeights {
  readonly bias: readonly number[];
  /** By category index, then by gram id. `none` has no column. */
  readonly grams: readonly Float32Array[];
  readonly vote: number;
}

const COLUMNS = CATEGORIES.length - 1;

/** Texts with a category other than `none`, as index into CATEGORIES. */
const labelled = (texts: readonly Prepared[]): { readonly text: Prepared; readonly label: number }[] =>
  texts
    .filter(({ row }) => row.category !== 'none')
    .map((text) => ({ text, label: CATEGORIES.indexOf(text.row.category) }));

/**
 * Softmax regression over the same grams as the other heads and the rules' votes, Adagrad over a few epochs.
 * The weight of a vote is fitted as one number for all categories, so that a new rule's votes count at once.
 */
export function fitCategories(texts: readonly Prepared[], gramCount: number, epochs = 8): CategoryWeights {
  const rows = labelled(texts);
  const grams = Array.from({ length: COLUMNS }, () => new Float32Array(gramCount));
  const squares = Array.from({ length: COLUMNS }, () => new Float32Array(gramCount).fill(1e-4));
  const bias = new Float64Array(COLUMNS);
  let vote = 0.8;
  const z = new Float64Array(COLUMNS);
  const [rate, decay] = [0.15, 1e-4];
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let step = 0; step < rows.length; step++) {
      // A stride that is prime to any corpus size visits all rows in a mixed, repeatable order.
      const { text, label } = rows[(step * 7919 + epoch * 104_729) % rows.length]!;
      const share = 1 / Math.sqrt(Math.max(1, text.grams.length));
      probabilities(text, { bias: [...bias], grams, vote }, z);
      let voteGradient = 0;
      for (let column = 0; column < COLUMNS; column++) {
        const error = z[column]! - (column === label ? 1 : 0);
        voteGradient += error * Math.log1p(text.evidence.votes[column]!);
        bias[column]! -= 0.02 * error;
        if (Math.abs(error) < 0.002) continue;
        const [weights, sums] = [grams[column]!, squares[column]!];
        for (const id of text.grams) {
          if (id < 0) continue;
          const gradient = error * share + decay * weights[id]!;
          sums[id]! += gradient * gradient;
          weights[id]! -= (rate * gradient) / Math.sqrt(sums[id]!);
        }
      }
      vote -= 0.002 * voteGradient;
    }
  }
  return { bias: [...bias], grams, vote: Math.max(0, vote) };
}

/** Writes the probability of each category into `out`. */
function probabilities(text: Prepared, { bias, grams, vote }: CategoryWeights, out: Float64Array): void {
  const share = 1 / Math.sqrt(Math.max(1, text.grams.length));
  let highest = -Infinity;
  for (let column = 0; column < COLUMNS; column++) {
    const weights = grams[column]!;
    let sum = 0;
    for (const id of text.grams) if (id >= 0) sum += weights[id]!;
    out[column] = bias[column]! + sum * share + vote * Math.log1p(text.evidence.votes[column]!);
    highest = Math.max(highest, out[column]!);
  }
  let total = 0;
  for (let column = 0; column < COLUMNS; column++) total += out[column] = Math.exp(out[column]! - highest);
  for (let column = 0; column < COLUMNS; column++) out[column]! /= total;
}

/** The likeliest category of a lure, by index into CATEGORIES. */
export function likeliest(text: Prepared, weights: CategoryWeights): number {
  const out = new Float64Array(COLUMNS);
  probabilities(text, weights, out);
  let best = 0;
  for (let column = 0; column < COLUMNS; column++) {
    if (CATEGORIES[column] !== 'lawful' && out[column]! > out[best]!) best = column;
  }
  return best;
}
