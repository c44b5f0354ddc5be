import type { Steps } from '../steps.ts';
import { CATEGORIES } from '../verdict.ts';
import { buildSingles, type SingleGrams } from './single-grams.ts';
import { FEATURE_STEP, HEADS, ModelData } from './model-format.ts';
import { buildGramTableInSteps, type GramTable } from './gram-table.ts';

/** The fitted part, ready to score with. */
export interface Model {
  readonly grams: GramTable;
  readonly singles: SingleGrams;
  readonly scale: readonly [number, number, number];
  readonly bias: readonly [number, number, number];
  /** Weights of each evidence feature by index, one a head. */
  readonly features: Float32Array;
  readonly calibration: readonly { readonly slope: number; readonly offset: number }[];
  readonly categories: {
    /** Columns of `grams` that weigh for a category, as indices into CATEGORIES. */
    readonly columns: readonly number[];
    readonly bias: readonly number[];
    readonly scale: number;
    readonly vote: number;
  };
}

/**
 * Reads a fitted model, in steps of some milliseconds.
 *
 * @param data - the ruleset's `model` section, unchecked
 * @param featureNames - `evidenceFeatureNames` of the ruleset it will score with; weights are matched by name
 * @throws when the data does not have the form of `ModelData` or is cut
 */
export function* loadModelInSteps(data: unknown, featureNames: readonly string[]): Steps<Model> {
  const model = ModelData.parse(data);
  const weights = new Float32Array(featureNames.length * HEADS.length);
  featureNames.forEach((name, index) => {
    const steps = model.features[name] ?? [];
    for (let head = 0; head < steps.length; head++)
      weights[index * HEADS.length + head] = steps[head]! * FEATURE_STEP;
  });
  const columns = model.categories.names.map((name) => (CATEGORIES as readonly string[]).indexOf(name));
  yield;
  const grams = yield* buildGramTableInSteps(
    HEADS.map((head) => model.grams[head]),
    model.categories.grams,
    columns.length,
  );
  yield;
  return {
    grams,
    singles: buildSingles(grams),
    scale: [model.scale.lure, model.scale.debt, model.scale.severe],
    bias: [model.bias.lure, model.bias.debt, model.bias.severe],
    features: weights,
    calibration: HEADS.map((head) => model.calibration[head]),
    categories: {
      columns,
      bias: model.categories.bias,
      scale: model.categories.scale,
      vote: model.categories.vote,
    },
  };
}
