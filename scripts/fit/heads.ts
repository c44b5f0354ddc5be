import { type Head, HEADS } from '../../core/model/heads.ts';
import { sigmoid } from '../../core/model/score.ts';
import { refitRows, shareRows } from './book.ts';
import { chooseGrams, documentCounts, type Counted } from './choose-grams.ts';
import { isLure, type Row } from './corpus.ts';
import type { Prepared } from './examples.ts';
import { fitLogistic, margin, type FitOptions, type Weights } from './logistic.ts';

/** All heads fitted on one set of texts, as they are shipped: few grams, which share a book of weights. */
export interface Heads {
  readonly weights: Readonly<Record<Head, Weights>>;
  /** By gram id: its row in the book; -1 where a gram was not kept. */
  readonly rowOf: Int8Array;
  /** By row, then by head in the order of HEADS, in whole steps. */
  readonly book: readonly (readonly number[])[];
  readonly steps: Readonly<Record<Head, number>>;
}

/** How many grams are kept. Chosen so that the packed model stays under 400 KB. */
const KEPT = 195_000;
/** Two epochs show which grams matter. */
const EPOCHS_TO_CHOOSE = 2;
/** Fitted again on the grams that are kept. A fourth epoch lost half a point. */
const EPOCHS = 3;

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

/** The texts that a head's question is about, and the answers. */
interface Question {
  readonly texts: readonly Prepared[];
  readonly answers: readonly boolean[];
  readonly options: SharedOptions;
}

const ask = (
  texts: readonly Prepared[],
  answer: (row: Row) => boolean,
  options: SharedOptions,
): Question => ({ texts, answers: texts.map(({ row }) => answer(row)), options });

/** The question of each head: `offer` without texts about nothing, `severe` of the lures alone. Ordinary talk is no answer to these two. */
function questions(texts: readonly Prepared[], shared: SharedOptions): Readonly<Record<Head, Question>> {
  const without = { ...shared, background: undefined };
  const lures = texts.filter(({ row }) => isLure(row));
  const related = texts.filter(({ row }) => row.level !== 'none');
  return {
    lure: ask(texts, isLure, shared),
    offer: ask(related, isLure, without),
    debt: ask(texts, (row) => row.level !== 'none', shared),
    severe: ask(lures, (row) => row.level === 'danger', without),
  };
}

/** One value a head. */
export const ofHeads = <T>(value: (head: Head, column: number) => T): Record<Head, T> =>
  Object.fromEntries(HEADS.map((head, column) => [head, value(head, column)])) as Record<Head, T>;

/**
 * Fits all heads as they are shipped: fit, keep the grams that move most texts most, fit those again, let them share rows of weights, fit
 * the rows. Cross validation uses this too, so that what is measured is what ships.
 */
export function fitHeads(texts: readonly Prepared[], shared: SharedOptions): Heads {
  const asked = questions(texts, shared);
  const counts = ofHeads((head) => documentCounts(asked[head].texts, shared.gramCount));
  const fit = (epochs: number, kept?: Uint8Array): Record<Head, Counted> =>
    ofHeads((head) => {
      const { texts, answers, options } = asked[head];
      return { weights: fitLogistic(texts, answers, { ...options, epochs, kept }), counts: counts[head] };
    });
  const kept = chooseGrams(fit(EPOCHS_TO_CHOOSE), KEPT);
  const fitted = fit(EPOCHS, kept);
  const shares = shareRows(fitted, kept);
  const refitted = ofHeads((head, column) =>
    refitRows(asked[head].texts, asked[head].answers, fitted[head].weights, shares, column),
  );
  return {
    weights: ofHeads((head) => refitted[head].weights),
    rowOf: shares.rowOf,
    book: shares.rows.map((_, row) => HEADS.map((head) => refitted[head].row[row]!)),
    steps: ofHeads((head) => refitted[head].step),
  };
}

export const marginsOf = (text: Prepared, { weights }: Heads): Margins =>
  ofHeads((head) => margin(text, weights[head]));

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
