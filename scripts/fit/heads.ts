import { sigmoid } from '../../core/model/score.ts';
import { fitCompact, type CompactWeights } from './compact.ts';
import { isLure } from './corpus.ts';
import type { Prepared } from './examples.ts';
import { margin, type FitOptions } from './logistic.ts';

/** The three heads fitted on one set of texts. */
export interface Heads {
  readonly lure: CompactWeights;
  readonly debt: CompactWeights;
  readonly severe: CompactWeights;
}

/** How many grams each head keeps. Chosen so that the packed model stays under 400 KB. */
const KEPT = { lure: 90_000, debt: 20_000, severe: 10_000 } as const;

/** Logistic curve that turns a margin into a probability. */
export interface Calibration {
  readonly slope: number;
  readonly offset: number;
}

/** Margins of one text, before calibration. */
export interface Margins {
  readonly lure: number;
  readonly debt: number;
  readonly severe: number;
}

/** What all heads are fitted with. */
export type SharedOptions = Pick<
  FitOptions,
  'gramCount' | 'featureCount' | 'background' | 'backgroundDocuments'
>;

/** Fits all heads; `severe` on the lures alone. */
export function fitHeads(texts: readonly Prepared[], shared: SharedOptions): Heads {
  const lures = texts.filter(({ row }) => isLure(row));
  return {
    lure: fitCompact(
      texts,
      texts.map(({ row }) => isLure(row)),
      shared,
      KEPT.lure,
    ),
    debt: fitCompact(
      texts,
      texts.map(({ row }) => row.level !== 'none'),
      shared,
      KEPT.debt,
    ),
    severe: fitCompact(
      lures,
      lures.map(({ row }) => row.level === 'danger'),
      { ...shared, background: undefined },
      KEPT.severe,
    ),
  };
}

export function marginsOf(text: Prepared, heads: Heads): Margins {
  return {
    lure: margin(text, heads.lure),
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
