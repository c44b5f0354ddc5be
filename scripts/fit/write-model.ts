import { FEATURE_STEP, HEADS, type ModelData } from '../../core/model/model-format.ts';
import { packGrams } from '../../core/model/packed-grams.ts';
import { CATEGORIES } from '../../core/verdict.ts';
import type { CategoryWeights } from './categories.ts';
import type { Vocabulary } from './examples.ts';
import type { Calibration, Heads } from './heads.ts';

export interface Fitted {
  readonly heads: Heads;
  readonly calibration: Readonly<Record<(typeof HEADS)[number], Calibration>>;
  readonly categories: CategoryWeights;
}

/** Packs what was fitted. */
export function writeModel(
  { heads, calibration, categories }: Fitted,
  vocabulary: Vocabulary,
  featureNames: readonly string[],
  fittedOn: ModelData['fittedOn'],
): ModelData {
  const packHead = ({ grams, step }: Heads['lure']): string => packColumns([grams], step, vocabulary);
  const features = Object.fromEntries(
    featureNames.flatMap((name, index) => {
      const weights = HEADS.map((head) => Math.round(heads[head].features[index]! / FEATURE_STEP) + 0);
      return weights.some((weight) => weight !== 0) ? [[name, weights as [number, number, number]]] : [];
    }),
  );
  return {
    format: 2,
    fittedOn,
    grams: { lure: packHead(heads.lure), debt: packHead(heads.debt), severe: packHead(heads.severe) },
    scale: { lure: heads.lure.step, debt: heads.debt.step, severe: heads.severe.step },
    bias: { lure: heads.lure.bias, debt: heads.debt.bias, severe: heads.severe.bias },
    features,
    calibration,
    categories: {
      names: CATEGORIES.slice(0, categories.grams.length),
      bias: categories.bias.map((bias) => Number(bias.toFixed(3))),
      scale: categories.step,
      grams: packColumns(categories.grams, categories.step, vocabulary),
      vote: categories.vote,
    },
  };
}

/** Packs the grams that have a weight in any column. */
function packColumns(columns: readonly Float32Array[], step: number, { hashes }: Vocabulary): string {
  const rows = [...hashes].flatMap((hash, id) => {
    const weights = columns.map((column) => Math.round(column[id]! / step));
    return weights.some((weight) => weight !== 0) ? [{ hash, weights }] : [];
  });
  return packGrams(rows, columns.length);
}
