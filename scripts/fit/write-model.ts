import { packCategories } from '../../core/model/category-table.ts';
import { packRow, PACKED_ROWS } from '../../core/model/gram-index.ts';
import { HEADS } from '../../core/model/heads.ts';
import type { Joint } from '../../core/model/join-heads.ts';
import { keyOfFeature } from '../../core/model/load-model.ts';
import { FEATURE_STEP, type ModelData, PACKED_FEATURES } from '../../core/model/model-format.ts';
import { packGrams } from '../../core/model/packed-grams.ts';
import { CATEGORIES } from '../../core/verdict.ts';
import type { CategoryWeights } from './categories.ts';
import type { Vocabulary } from './examples.ts';
import { type Heads, ofHeads } from './heads.ts';
import type { Calibrations } from './thresholds.ts';

export interface Fitted {
  readonly heads: Heads;
  readonly calibration: Calibrations;
  readonly joint: Joint;
  readonly categories: CategoryWeights;
  readonly glance: ModelData['glance'];
}

/** Packs what was fitted. */
export function writeModel(
  { heads, calibration, joint, categories, glance }: Fitted,
  { hashes }: Vocabulary,
  featureNames: readonly string[],
  fittedOn: ModelData['fittedOn'],
): ModelData {
  const weighsForOne = (id: number): boolean => categories.grams.some((column) => column[id] !== 0);
  // Row 0 weighs nothing for the heads: under it are known the grams that weigh for a category only.
  const known = [...hashes.keys()]
    .filter((id) => heads.rowOf[id]! > 0 || weighsForOne(id))
    .sort((a, b) => hashes[a]! - hashes[b]!);
  return {
    format: 6,
    fittedOn,
    grams: packGrams(
      known.map((id) => ({ key: hashes[id]!, weights: [packRow(Math.max(0, heads.rowOf[id]!))] })),
      PACKED_ROWS,
    ),
    book: heads.book.map((row) => [...row]),
    scale: heads.steps,
    bias: ofHeads((head) => heads.weights[head].bias),
    features: packFeatures(heads, featureNames),
    join: { bias: joint.bias, weights: joint.weights.map((weight) => Number(weight.toFixed(4))) },
    calibration,
    glance,
    categories: {
      names: CATEGORIES.slice(0, categories.grams.length),
      bias: categories.bias.map((bias) => Number(bias.toFixed(3))),
      scale: categories.step,
      ...packCategories(
        known.flatMap((id, gram) =>
          weighsForOne(id)
            ? [{ gram, weights: categories.grams.map((column) => Math.round(column[id]! / categories.step)) }]
            : [],
        ),
      ),
      vote: categories.vote,
    },
  };
}

/** Packs the weights of the rules' features. Throws where two names share a hash: one of them must be renamed. */
function packFeatures({ weights }: Heads, names: readonly string[]): string {
  const rows = names.flatMap((name, index) => {
    const steps = HEADS.map((head) => Math.round(weights[head].features[index]! / FEATURE_STEP));
    return steps.some((step) => step !== 0) ? [{ key: keyOfFeature(name), weights: steps }] : [];
  });
  if (new Set(rows.map(({ key }) => key)).size < rows.length)
    throw new Error('Two features of the rules have names with the same hash: rename the one added last.');
  return packGrams(rows, PACKED_FEATURES);
}
