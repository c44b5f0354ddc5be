import type { Steps } from '../steps.ts';
import type { FoldTables } from '../text/fold-tables.ts';
import { CATEGORIES } from '../verdict.ts';
import { buildGlance, type Glance } from './glance.ts';
import { type Book, createBook } from './book.ts';
import { buildCategoryTableInSteps, type CategoryTable } from './category-table.ts';
import { hashOfName, SEED } from './gram-hash.ts';
import type { Joint } from './join-heads.ts';
import { HEADS } from './heads.ts';
import { FEATURE_STEP, ModelData, PACKED_FEATURES } from './model-format.ts';
import { unpackGrams } from './packed-grams.ts';
import { buildGramIndexInSteps, type GramIndex } from './gram-index.ts';

/** The fitted part, ready to score with. */
export interface Model {
  readonly glance: Glance;
  readonly grams: GramIndex;
  /** What they weigh for the heads. */
  readonly book: Book;
  /** Of each head, in the order of HEADS. */
  readonly scale: readonly number[];
  readonly bias: readonly number[];
  /** Weights of each evidence feature by index, one a head. */
  readonly features: Float32Array;
  readonly join: Joint;
  readonly calibration: ModelData['calibration'];
  readonly categories: {
    /** Of each column: which category it is, as an index into CATEGORIES. */
    readonly columns: readonly number[];
    readonly table: CategoryTable;
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
 * @param foldTables - of the same ruleset
 * @param terms - of the same ruleset's matcher
 * @throws when the data does not have the form of `ModelData` or is cut
 */
export function* loadModelInSteps(
  data: unknown,
  featureNames: readonly string[],
  foldTables: FoldTables,
  terms: readonly { readonly text: string }[],
): Steps<Model> {
  const model = ModelData.parse(data);
  const features = readFeatures(model.features, featureNames);
  const columns = model.categories.names.map((name) => (CATEGORIES as readonly string[]).indexOf(name));
  yield;
  const grams = yield* buildGramIndexInSteps(model.grams);
  yield;
  const table = yield* buildCategoryTableInSteps(model.categories, columns.length, grams.rows.length);
  yield;
  const glance = buildGlance(model.glance, foldTables, terms);
  yield;
  return {
    glance,
    grams,
    book: createBook(model.book),
    scale: HEADS.map((head) => model.scale[head]),
    bias: HEADS.map((head) => model.bias[head]),
    features,
    join: model.join,
    calibration: model.calibration,
    categories: {
      columns,
      table,
      bias: model.categories.bias,
      scale: model.categories.scale,
      vote: model.categories.vote,
    },
  };
}

/** Weights by feature index, one a head. A name that shares its hash with another would weigh the same: the fit refuses to write that. */
function readFeatures(packed: string, names: readonly string[]): Float32Array {
  const { count, keys, weights: steps } = unpackGrams(packed, PACKED_FEATURES);
  const rowOf = new Map(Array.from({ length: count }, (_, row) => [keys[row]!, row]));
  const weights = new Float32Array(names.length * HEADS.length);
  names.forEach((name, index) => {
    const row = rowOf.get(keyOfFeature(name));
    if (row === undefined) return;
    for (let head = 0; head < HEADS.length; head++)
      weights[index * HEADS.length + head] = steps[row * HEADS.length + head]! * FEATURE_STEP;
  });
  return weights;
}

/** The key under which a feature of the rules has its weights. */
export const keyOfFeature = (name: string): number => hashOfName(name, SEED.feature);
