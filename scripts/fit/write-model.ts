import { type Head, HEADS } from '../../core/model/heads.ts';
import type { Joint } from '../../core/model/join-heads.ts';
import { hashOfName } from '../../core/model/load-model.ts';
import { FEATURE_BITS, FEATURE_STEP, type ModelData } from '../../core/model/model-format.ts';
import { packGrams } from '../../core/model/packed-grams.ts';
import { CATEGORIES } from '../../core/verdict.ts';
import type { CategoryWeights } from './categories.ts';
import type { Vocabulary } from './examples.ts';
import type { Heads } from './heads.ts';
import type { Calibrations } from './thresholds.ts';

export interface Fitted {
  readonly heads: Heads;
  readonly calibration: Calibrations;
  readonly joint: Joint;
  readonly categories: CategoryWeights;
  readonly glance: ModelData['glance'];
}

const ofHeads = <T>(value: (head: Head) => T): Record<Head, T> =>
  Object.fromEntries(HEADS.map((head) => [head, value(head)])) as Record<Head, T>;

/** Packs what was fitted. */
export function writeModel(
  { heads, calibration, joint, categories, glance }: Fitted,
  vocabulary: Vocabulary,
  featureNames: readonly string[],
  fittedOn: ModelData['fittedOn'],
): ModelData {
  return {
    format: 3,
    fittedOn,
    grams: packColumns(
      HEADS.map((head) => wholeSteps(heads[head].grams, heads[head].step)),
      vocabulary,
    ),
    scale: ofHeads((head) => heads[head].step),
    bias: ofHeads((head) => heads[head].bias),
    features: packFeatures(heads, featureNames),
    join: { bias: joint.bias, weights: joint.weights.map((weight) => Number(weight.toFixed(4))) },
    calibration,
    glance,
    categories: {
      names: CATEGORIES.slice(0, categories.grams.length),
      bias: categories.bias.map((bias) => Number(bias.toFixed(3))),
      scale: categories.step,
      grams: packColumns(
        categories.grams.map((column) => wholeSteps(column, categories.step)),
        vocabulary,
      ),
      vote: categories.vote,
    },
  };
}

const wholeSteps = (weights: Float32Array, step: number): Float32Array =>
  weights.map((weight) => Math.round(weight / step));

/** Packs the grams that have a weight in any column. */
function packColumns(columns: readonly Float32Array[], { hashes }: Vocabulary): string {
  const rows = [...hashes].flatMap((hash, id) => {
    const weights = columns.map((column) => column[id]!);
    return weights.some((weight) => weight !== 0) ? [{ hash, weights }] : [];
  });
  return packGrams(rows, columns.length);
}

/** Packs the weights of the rules' features. Throws where two names share a hash: one of them must be renamed. */
function packFeatures(heads: Heads, names: readonly string[]): string {
  const most = 2 ** (FEATURE_BITS - 1) - 1;
  const rows = names.flatMap((name, index) => {
    const weights = HEADS.map((head) => {
      const steps = Math.round(heads[head].features[index]! / FEATURE_STEP);
      return Math.max(-most, Math.min(most, steps));
    });
    return weights.some((weight) => weight !== 0) ? [{ hash: hashOfName(name), weights }] : [];
  });
  if (new Set(rows.map(({ hash }) => hash)).size < rows.length)
    throw new Error('Two features of the rules have names with the same hash: rename the one added last.');
  return packGrams(rows, HEADS.length, FEATURE_BITS);
}
