import {
  buildGlance,
  fingerprintOf,
  glanceAt,
  glanceUnit,
  PACKED_UNITS,
  type Glance,
} from '../../core/model/glance.ts';
import type { ModelData } from '../../core/model/model-format.ts';
import { largestWeight, packGrams } from '../../core/model/packed-grams.ts';
import type { FoldTables } from '../../core/text/fold-tables.ts';
import { isLure, type Row } from './corpus.ts';
import { fitLogistic, type Example } from './logistic.ts';
import { stepFor, wholeSteps } from './round-to-steps.ts';

/** Of the lures that the heads are sure of, so many may be lost at a glance. On voices not seen that leaves four fifths of ordinary texts unread. */
const MAY_LOSE = 0.002;
/** How sure they must be of it. */
const SURE = 0.8;

const UNITS = 0x10000;
const EPOCHS = 4;
const LARGEST = largestWeight(PACKED_UNITS.weightBits);
/** See `stepFor`. */
const NOT_CLIPPED = 0.99;

/** What a glance goes by, as it is shipped but for `least`. */
export type GlanceWeights = Omit<ModelData['glance'], 'least' | 'terms'>;

/** Fits the glance: lures against texts about nothing. Honest texts about debt are left out, since they are read in any case. */
export function fitGlance(rows: readonly Row[], tables: FoldTables): GlanceWeights {
  const told = rows.filter((row) => row.level !== 'topic');
  const examples = told.map(({ text }): Example => ({
    grams: unitsOf(text, tables),
    count: text.length,
    features: [],
  }));
  const { bias, grams } = fitLogistic(examples, told.map(isLure), {
    gramCount: UNITS,
    featureCount: 0,
    epochs: EPOCHS,
  });
  const step = stepFor([grams], LARGEST, NOT_CLIPPED);
  const weights = [...grams].flatMap((weight, key) => {
    const steps = wholeSteps(weight, step, LARGEST);
    return steps === 0 ? [] : [{ key, weights: [steps] }];
  });
  return { grams: packGrams(weights, PACKED_UNITS), scale: step, bias };
}

/** Units of a text as often as they stand, as they are when an item is looked at. */
const unitsOf = (text: string, tables: FoldTables): Int32Array =>
  Int32Array.from({ length: text.length }, (_, at) => glanceUnit(text.charCodeAt(at), tables)).filter(
    (unit) => unit !== 0,
  );

/** Glances ready to look with, before it is known how much is enough. */
export const readyGlance = (weights: GlanceWeights, tables: FoldTables): Glance =>
  buildGlance({ ...weights, least: 0, terms: fingerprintOf([]) }, tables, []);

/** How much each row looks like one to read. */
export const looksOf = (rows: readonly Row[], glance: Glance): number[] =>
  rows.map((row) => glanceAt(row, glance));

/**
 * From where on items are read.
 *
 * @param looks - of lures, by a glance that has not seen their voice
 * @param sure - what the `lure` head says of each
 */
export function leastLook(looks: readonly number[], sure: readonly number[]): number {
  const found = looks.filter((_, index) => sure[index]! >= SURE).sort((a, b) => a - b);
  return found[Math.floor(found.length * MAY_LOSE)] ?? -Infinity;
}
