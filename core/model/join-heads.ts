import { HEADS } from './heads.ts';

/** Margins of the heads for one item, in the order of HEADS, and how many grams it has. */
export interface HeadMargins {
  readonly margins: readonly [number, number, number, number];
  readonly count: number;
}

const HEAD_COUNT = HEADS.length;
const PAIRS = (HEAD_COUNT * (HEAD_COUNT - 1)) / 2;
/** How many numbers {@link joinInputs} gives. */
export const JOIN_INPUTS = 2 + 3 * HEAD_COUNT + PAIRS;

const SEVERE = HEADS.indexOf('severe');

/**
 * Inputs of which more may never speak against a lure: those of the heads, but for `severe` alone (a sure danger is not surer to be a lure) and
 * for the ones that go with the length. Held at 0 by the fit; it costs 0.4 points of recall and keeps the judgement sane where nothing was fitted.
 */
export const NEVER_AGAINST: readonly boolean[] = Array.from({ length: JOIN_INPUTS }, (_, at) => {
  if (at < 2) return false;
  const head = Math.floor((at - 2) / 3);
  return head >= HEAD_COUNT || (head !== SEVERE && (at - 2) % 3 < 2);
});

/** The middle of the logarithm of how many grams an item has; further than 3 from it nothing was fitted. */
const MIDDLE_LENGTH = 5;
const LENGTH_LIMIT = 3;

/** log(1 / (1 + exp(-z))): near 0 for a sure yes, and down without end for a no. */
const logOfYes = (z: number): number => (z < -30 ? z : -Math.log1p(Math.exp(-z)));

/**
 * What the joint judgement goes by. The lesser margin of each two heads is "and": a text is a lure if it is about debt *and* offers
 * something; a sum would let much of the one stand in for the other. Joining the heads is worth 4 to 6 points of recall over `lure` alone
 * (docs/detection.md).
 *
 * @param out - filled and returned
 */
export function joinInputs({ margins, count }: HeadMargins, out: Float64Array): Float64Array {
  const far = Math.log(Math.max(1, count)) - MIDDLE_LENGTH;
  const length = Math.max(-LENGTH_LIMIT, Math.min(LENGTH_LIMIT, far));
  let at = 0;
  out[at++] = length;
  out[at++] = length * length;
  for (let head = 0; head < HEAD_COUNT; head++) {
    const z = margins[head]!;
    out[at++] = z;
    out[at++] = logOfYes(z);
    out[at++] = (length * z) / LENGTH_LIMIT;
  }
  for (let one = 0; one < HEAD_COUNT; one++)
    for (let other = one + 1; other < HEAD_COUNT; other++)
      out[at++] = Math.min(margins[one]!, margins[other]!);
  return out;
}

/** A fitted joint judgement. */
export interface Joint {
  readonly bias: number;
  readonly weights: readonly number[];
}

const inputs = new Float64Array(JOIN_INPUTS);

/** The margin of the joint judgement: the log-odds that an item is a lure. */
export function joinHeads(item: HeadMargins, { bias, weights }: Joint): number {
  joinInputs(item, inputs);
  let z = bias;
  for (let at = 0; at < JOIN_INPUTS; at++) z += weights[at]! * inputs[at]!;
  return z;
}
