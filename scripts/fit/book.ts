import { LARGEST_ROW_WEIGHT } from '../../core/model/book.ts';
import { BOOK_SIZE } from '../../core/model/gram-index.ts';
import { gramShare } from '../../core/model/gram-share.ts';
import { HEADS, type Head } from '../../core/model/heads.ts';
import { FEATURE_STEP, PACKED_FEATURES } from '../../core/model/model-format.ts';
import { largestWeight } from '../../core/model/packed-grams.ts';
import { sigmoid } from '../../core/model/score.ts';
import { HEAD_SHARE, spreadOf, type Counted } from './choose-grams.ts';
import type { Example, Weights } from './logistic.ts';
import { randomStream, shuffle } from './random-stream.ts';
import { wholeSteps } from './round-to-steps.ts';

/** Which row of weights each gram has, and the rows. */
interface SharedRows {
  /** By gram id; -1 where it has none. Row 0 weighs nothing. */
  readonly rowOf: Int8Array;
  /** By row, then by head in the order of HEADS. */
  readonly rows: readonly Float64Array[];
}

/** Means settle within so many rounds. */
const ROUNDS = 15;
const WIDTH = HEADS.length;

/** Squared distance of point `at` of `points` to a mean. */
function distance(points: Float64Array, at: number, mean: Float64Array): number {
  let sum = 0;
  for (let head = 0; head < WIDTH; head++) {
    const far = points[at * WIDTH + head]! - mean[head]!;
    sum += far * far;
  }
  return sum;
}

function nearest(points: Float64Array, at: number, means: readonly Float64Array[]): number {
  let best = 0;
  let least = Infinity;
  means.forEach((mean, row) => {
    const far = distance(points, at, mean);
    if (far < least) [best, least] = [row, far];
  });
  return best;
}

/**
 * Means of points (k-means, Lloyd 1982), the first of them fixed at 0.
 *
 * @param mass - what each point counts
 * @param belongs - filled with the mean of each point
 */
function findMeans(points: Float64Array, mass: Float64Array, belongs: Int8Array): Float64Array[] {
  const random = randomStream(3);
  const anyPoint = (): Float64Array => {
    // The stream may give 1 itself.
    const at = Math.min(mass.length - 1, Math.floor(random() * mass.length)) * WIDTH;
    return points.slice(at, at + WIDTH);
  };
  let means = Array.from({ length: BOOK_SIZE }, (_, row) =>
    row === 0 ? new Float64Array(WIDTH) : anyPoint(),
  );
  for (let round = 0; round < ROUNDS; round++) {
    const sums = means.map(() => new Float64Array(WIDTH));
    const masses = new Float64Array(BOOK_SIZE);
    for (let at = 0; at < mass.length; at++) {
      const row = nearest(points, at, means);
      belongs[at] = row;
      masses[row]! += mass[at]!;
      for (let head = 0; head < WIDTH; head++) sums[row]![head]! += mass[at]! * points[at * WIDTH + head]!;
    }
    means = sums.map((sum, row) => {
      if (row === 0) return new Float64Array(WIDTH);
      return masses[row] === 0 ? anyPoint() : sum.map((part) => part / masses[row]!);
    });
  }
  for (let at = 0; at < mass.length; at++) belongs[at] = nearest(points, at, means);
  return means;
}

/**
 * Shares rows of weights out among the grams that are kept, so that what they say of texts changes least.
 *
 * @param heads - of all heads, fitted on the kept grams
 * @param kept - by gram id: 1 where it is
 */
export function shareRows(heads: Readonly<Record<Head, Counted>>, kept: Uint8Array): SharedRows {
  const ids = Int32Array.from([...kept.keys()].filter((id) => kept[id] === 1));
  const unit = HEADS.map((head) => spreadOf(heads[head]) / HEAD_SHARE[head]);
  const points = new Float64Array(ids.length * WIDTH);
  ids.forEach((id, at) =>
    HEADS.forEach((name, head) => {
      points[at * WIDTH + head] = heads[name].weights.grams[id]! / unit[head]!;
    }),
  );
  // The `debt` head is fitted on all texts, so its counts are those of all.
  const mass = Float64Array.from(ids, (id) => heads.debt.counts[id]!);
  const belongs = new Int8Array(ids.length);
  const means = findMeans(points, mass, belongs);
  const rowOf = new Int8Array(kept.length).fill(-1);
  ids.forEach((id, at) => (rowOf[id] = belongs[at]!));
  return { rowOf, rows: means.map((mean) => mean.map((part, head) => part * unit[head]!)) };
}

/** Small steps: the rows are near where they belong. */
const RATE = 0.02;
const BIAS_RATE = 0.005;
/** Features move less than rows, of which each is in nearly every text. */
const FEATURE_SHARE = 0.3;
const FEATURE_DECAY = 1e-4;
const LARGEST_FEATURE = largestWeight(PACKED_FEATURES.weightBits);

/**
 * Fits one head's rows and features again, now that grams share rows: one epoch. Sharing alone costs 2 points of recall, this brings
 * half of them back and more.
 *
 * @param fitted - the head before its grams shared rows
 * @param column - which head
 * @returns the head as it ships: a weight for each gram by its row, in whole steps, features rounded too
 */
export function refitRows(
  examples: readonly Example[],
  labels: readonly boolean[],
  fitted: Weights,
  { rowOf, rows }: SharedRows,
  column: number,
): { readonly weights: Weights; readonly row: readonly number[]; readonly step: number } {
  const weightOf = Float64Array.from(rows, (row) => row[column]!);
  const squares = new Float64Array(rows.length).fill(1e-2);
  const features = fitted.features.slice();
  const featureSquares = new Float64Array(features.length).fill(1);
  let { bias } = fitted;
  const shares = new Float64Array(rows.length);
  const order = Int32Array.from(examples, (_, index) => index);
  shuffle(order, randomStream(9));
  for (const index of order) {
    const example = examples[index]!;
    const share = gramShare(example.count);
    shares.fill(0);
    for (const id of example.grams) if (rowOf[id]! >= 0) shares[rowOf[id]!]! += share;
    let z = bias;
    for (let row = 0; row < shares.length; row++) z += shares[row]! * weightOf[row]!;
    for (const feature of example.features) z += features[feature]!;
    const error = sigmoid(z) - (labels[index] ? 1 : 0);
    bias -= BIAS_RATE * error;
    // Row 0 weighs nothing for good.
    for (let row = 1; row < shares.length; row++) {
      if (shares[row] === 0) continue;
      const gradient = error * shares[row]!;
      squares[row]! += gradient * gradient;
      weightOf[row]! -= (RATE * gradient) / Math.sqrt(squares[row]!);
    }
    for (const feature of example.features) {
      const gradient = error * FEATURE_SHARE + FEATURE_DECAY * features[feature]!;
      featureSquares[feature]! += gradient * gradient;
      features[feature]! -= (RATE * gradient) / Math.sqrt(featureSquares[feature]!);
    }
  }
  const step = Math.max(...weightOf.map(Math.abs)) / LARGEST_ROW_WEIGHT || 1;
  const row = [...weightOf].map((weight) => wholeSteps(weight, step, LARGEST_ROW_WEIGHT));
  const grams = Float32Array.from(rowOf, (at) => (at < 0 ? 0 : row[at]! * step));
  const rounded = features.map((weight) => wholeSteps(weight, FEATURE_STEP, LARGEST_FEATURE) * FEATURE_STEP);
  return { weights: { bias, grams, features: rounded }, row, step };
}
