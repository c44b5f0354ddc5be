import { HEADS, type Head } from '../../core/model/heads.ts';
import type { Example, Weights } from './logistic.ts';

/** What a head counts when grams are chosen and rows are shared out: what it says of texts in standard deviations, times this. */
export const HEAD_SHARE: Readonly<Record<Head, number>> = { lure: 1, offer: 1, debt: 0.7, severe: 0.5 };

/** In how many texts each gram stands; a text has each once. */
export function documentCounts(examples: readonly Pick<Example, 'grams'>[], gramCount: number): Uint32Array {
  const counts = new Uint32Array(gramCount);
  for (const { grams } of examples) for (const id of grams) counts[id]!++;
  return counts;
}

/** A head's weights and in how many of its texts each gram stands. */
export interface Counted {
  readonly weights: Weights;
  readonly counts: Uint32Array;
}

/** By how much a head's weights move texts: the root of the mean square, each gram counted once a text it stands in. */
export function spreadOf({ weights: { grams }, counts }: Counted): number {
  let [squares, texts] = [0, 0];
  grams.forEach((weight, id) => {
    squares += weight * weight * counts[id]!;
    texts += counts[id]!;
  });
  return Math.sqrt(squares / Math.max(1, texts)) || 1;
}

/**
 * Chooses the grams that move most texts most, for all heads together: a gram is known once and then has a weight for each of them. Chosen
 * head by head, as many took twice the room and found a point less.
 *
 * @param heads - of all heads, fitted on all grams
 * @param most - how many are chosen
 * @returns by gram id: 1 where it is
 */
export function chooseGrams(heads: Readonly<Record<Head, Counted>>, most: number): Uint8Array {
  const value = new Float64Array(heads.lure.counts.length);
  for (const head of HEADS) {
    const { weights, counts } = heads[head];
    const share = HEAD_SHARE[head] / spreadOf(heads[head]);
    weights.grams.forEach((weight, id) => (value[id]! += (weight * share) ** 2 * counts[id]!));
  }
  const least = value.slice().sort()[Math.max(0, value.length - most)]!;
  return Uint8Array.from(value, (size) => (size > 0 && size >= least ? 1 : 0));
}
