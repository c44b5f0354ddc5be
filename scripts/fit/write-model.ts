import { HEADS, type ModelData } from '../../core/model/model-format.ts';
import { packGrams } from '../../core/model/packed-grams.ts';
import { CATEGORIES } from '../../core/verdict.ts';
import type { CategoryWeights } from './categories.ts';
import type { Prepared, Vocabulary } from './examples.ts';
import type { Calibration, Heads } from './heads.ts';

/** How many grams are shipped for each head. Chosen so that the packed model stays under 400 KB; see docs/detection.md for what pruning costs. */
const KEPT = { lure: 37_000, debt: 9_000, severe: 6_000, categories: 2_200 } as const;

const BYTE = 127;

/** In how many texts each gram stands. */
function documentCounts(texts: readonly Prepared[], gramCount: number): Uint32Array {
  const counts = new Uint32Array(gramCount);
  const last = new Int32Array(gramCount).fill(-1);
  texts.forEach(({ grams }, index) => {
    for (const id of grams) {
      if (id < 0 || last[id] === index) continue;
      last[id] = index;
      counts[id]!++;
    }
  });
  return counts;
}

/** Ids of the grams that move most texts most: weight times the root of how many texts have it. */
function heaviest(weights: Float32Array, counts: Uint32Array, most: number): number[] {
  const value = Float64Array.from(weights, (weight, id) => Math.abs(weight) * Math.sqrt(counts[id]!));
  return [...value.keys()]
    .filter((id) => value[id]! > 0)
    .sort((a, b) => value[b]! - value[a]! || a - b)
    .slice(0, most);
}

/** Step of the byte scale: the largest kept weight is 127 steps, after clipping the few beyond the 99.9th percentile. */
function stepOf(weights: readonly number[]): number {
  const sizes = weights.map(Math.abs).sort((a, b) => a - b);
  const top = sizes[Math.floor(sizes.length * 0.999)] ?? 1;
  return top / BYTE || 1;
}

const toByte = (weight: number, step: number): number =>
  Math.max(-BYTE, Math.min(BYTE, Math.round(weight / step)));

const rounded = (value: number): number => Number(value.toFixed(3));

export interface Fitted {
  readonly heads: Heads;
  readonly calibration: Readonly<Record<(typeof HEADS)[number], Calibration>>;
  readonly categories: CategoryWeights;
}

/** Prunes, quantises and packs what was fitted. */
export function writeModel(
  { heads, calibration, categories }: Fitted,
  texts: readonly Prepared[],
  vocabulary: Vocabulary,
  featureNames: readonly string[],
  fittedOn: ModelData['fittedOn'],
): ModelData {
  const counts = documentCounts(texts, vocabulary.hashes.length);
  const kept = HEADS.map((head) => heaviest(heads[head].grams, counts, KEPT[head]));
  const steps = HEADS.map((head, index) => stepOf(kept[index]!.map((id) => heads[head].grams[id]!)));
  const packed = HEADS.map((head, index) =>
    packGrams(
      kept[index]!.map((id) => ({
        hash: vocabulary.hashes[id]!,
        weights: [toByte(heads[head].grams[id]!, steps[index]!)],
      })),
      1,
    ),
  );
  const features = Object.fromEntries(
    featureNames.flatMap((name, index) => {
      const weights = HEADS.map((head) => Number(heads[head].features[index]!.toFixed(2)));
      return weights.some((weight) => Math.abs(weight) >= 0.02)
        ? [[name, weights as [number, number, number]]]
        : [];
    }),
  );
  return {
    format: 1,
    fittedOn,
    grams: { lure: packed[0]!, debt: packed[1]!, severe: packed[2]! },
    scale: { lure: steps[0]!, debt: steps[1]!, severe: steps[2]! },
    bias: { lure: heads.lure.bias, debt: heads.debt.bias, severe: heads.severe.bias },
    features,
    calibration,
    categories: packCategories(categories, vocabulary, counts),
  };
}

function packCategories(
  weights: CategoryWeights,
  vocabulary: Vocabulary,
  counts: Uint32Array,
): ModelData['categories'] {
  const columns = weights.grams.length;
  const largest = new Float32Array(vocabulary.hashes.length);
  for (const column of weights.grams)
    for (let id = 0; id < column.length; id++) largest[id] = Math.max(largest[id]!, Math.abs(column[id]!));
  const kept = heaviest(largest, counts, KEPT.categories);
  const step = stepOf(kept.flatMap((id) => weights.grams.map((column) => column[id]!)));
  return {
    names: CATEGORIES.slice(0, columns),
    bias: weights.bias.map(rounded),
    scale: step,
    grams: packGrams(
      kept.map((id) => ({
        hash: vocabulary.hashes[id]!,
        weights: weights.grams.map((column) => toByte(column[id]!, step)),
      })),
      columns,
    ),
    vote: weights.vote,
  };
}
