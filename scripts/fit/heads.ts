import type { Head } from '../../core/model/heads.ts';
import { sigmoid } from '../../core/model/score.ts';
import { fitCompact, type CompactWeights } from './compact.ts';
import { isLure, type Row } from './corpus.ts';
import type { Prepared } from './examples.ts';
import { margin, type FitOptions } from './logistic.ts';

/** All heads fitted on one set of texts. */
export type Heads = Readonly<Record<Head, CompactWeights>>;

/** How many grams each head keeps. Chosen so that the packed model stays under 400 KB. */
const KEPT: Readonly<Record<Head, number>> = { lure: 80_000, offer: 36_000, debt: 20_000, severe: 10_000 };

/** Logistic curve that turns a margin into a probability. */
export interface Calibration {
  readonly slope: number;
  readonly offset: number;
}

/** Margins of one text, before they are joined. */
export type Margins = Readonly<Record<Head, number>>;

/** What all heads are fitted with. */
export type SharedOptions = Pick<
  FitOptions,
  'gramCount' | 'featureCount' | 'background' | 'backgroundDocuments'
>;

/** Fits all heads, each on the texts that its question is about: `offer` without those about nothing, `severe` on the lures alone. */
export function fitHeads(texts: readonly Prepared[], shared: SharedOptions): Heads {
  const fit = (
    head: Head,
    some: readonly Prepared[],
    answer: (row: Row) => boolean,
    options = shared,
  ): CompactWeights =>
    fitCompact(
      some,
      some.map(({ row }) => answer(row)),
      options,
      KEPT[head],
    );
  // Ordinary talk is no answer to these two questions.
  const without = { ...shared, background: undefined };
  const lures = texts.filter(({ row }) => isLure(row));
  const related = texts.filter(({ row }) => row.level !== 'none');
  return {
    lure: fit('lure', texts, isLure),
    offer: fit('offer', related, isLure, without),
    debt: fit('debt', texts, (row) => row.level !== 'none'),
    severe: fit('severe', lures, (row) => row.level === 'danger', without),
  };
}

export function marginsOf(text: Prepared, heads: Heads): Margins {
  return {
    lure: margin(text, heads.lure),
    offer: margin(text, heads.offer),
    debt: margin(text, heads.debt),
    severe: margin(text, heads.severe),
  };
}

/**
 * Platt scaling: the logistic curve that turns margins of texts a model has not seen into probabilities (Platt 1999).
 * Newton steps on slope and offset; a handful suffices.
 */
export function calibrate(margins: readonly number[], labels: readonly boolean[]): Calibration {
  let slope = 1;
  let offset = 0;
  for (let step = 0; step < 30; step++) {
    let [ga, gb, haa, hab, hbb] = [1e-6 * slope, 0, 1e-6, 0, 1e-6];
    margins.forEach((z, index) => {
      const p = sigmoid(slope * z + offset);
      const error = p - (labels[index] ? 1 : 0);
      const curve = p * (1 - p);
      ga += error * z;
      gb += error;
      haa += curve * z * z;
      hab += curve * z;
      hbb += curve;
    });
    const determinant = haa * hbb - hab * hab;
    slope -= (hbb * ga - hab * gb) / determinant;
    offset -= (haa * gb - hab * ga) / determinant;
  }
  return { slope, offset };
}
