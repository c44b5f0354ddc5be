import { gramShare } from '../../core/model/gram-share.ts';
import { sigmoid } from '../../core/model/score.ts';
import { randomStream, shuffle } from './random-stream.ts';

/** One text as the fit sees it. */
export interface Example {
  /** Dense ids of the grams that are known: each once, as when an item is read. Units of a glance stand here as often as there. */
  readonly grams: Int32Array;
  /** How many grams it has, known or not, as often as they stand. */
  readonly count: number;
  readonly features: readonly number[];
}

/** Weights of one head. `grams` by dense gram id, `features` by evidence feature index. */
export interface Weights {
  readonly bias: number;
  readonly grams: Float32Array;
  readonly features: Float32Array;
}

export interface FitOptions {
  readonly gramCount: number;
  readonly featureCount: number;
  /** By gram id: in how many ordinary texts of the background it stands; joins the negatives. */
  readonly background?: Float64Array;
  readonly backgroundDocuments?: number;
  /** As if so many ordinary texts had been among the negatives. */
  readonly backgroundWeight?: number;
  readonly epochs?: number;
  /** By gram id: 1 where the gram may have a weight. Left out: all may. */
  readonly kept?: Uint8Array;
  readonly rate?: number;
  readonly decay?: number;
  readonly featureDecay?: number;
  /** How large a step evidence features take beside grams. */
  readonly featureScale?: number;
}

const DEFAULTS = {
  epochs: 4,
  rate: 0.3,
  decay: 1e-4,
  featureDecay: 2e-3,
  featureScale: 0.3,
  backgroundWeight: 3000,
} as const;

/** z of an example under weights: the score before calibration. */
export function margin(example: Example, { bias, grams, features }: Weights): number {
  let sum = 0;
  for (const id of example.grams) sum += grams[id]!;
  let z = bias + sum * gramShare(example.count);
  for (const feature of example.features) z += features[feature]!;
  return z;
}

/**
 * Logistic regression on character n-grams scaled by their naive-Bayes log ratio (Wang & Manning 2012, "Baselines and Bigrams"),
 * plus evidence features on a scale of their own. Adagrad, few epochs: early stopping is most of the regularisation.
 *
 * Deterministic: same examples in the same order give the same weights.
 */
export function fitLogistic(
  examples: readonly Example[],
  labels: readonly boolean[],
  options: FitOptions,
): Weights {
  const o = { ...DEFAULTS, ...options };
  const ratio = logRatio(examples, labels, o);
  const gramWeight = new Float32Array(o.gramCount);
  const gramSquares = new Float32Array(o.gramCount).fill(1e-6);
  const featureWeight = new Float32Array(o.featureCount);
  const featureSquares = new Float32Array(o.featureCount).fill(1e-2);
  const positives = labels.filter(Boolean).length;
  let bias = Math.log((positives + 1) / (labels.length - positives + 1));
  const order = Int32Array.from(examples, (_, index) => index);
  const random = randomStream(7);
  for (let epoch = 0; epoch < o.epochs; epoch++) {
    shuffle(order, random);
    for (const index of order) {
      const { grams, features, count } = examples[index]!;
      const share = gramShare(count);
      let z = bias;
      for (const id of grams) z += gramWeight[id]! * ratio[id]! * share;
      for (const feature of features) z += featureWeight[feature]! * o.featureScale;
      const error = sigmoid(z) - (labels[index] ? 1 : 0);
      bias -= 0.02 * error;
      for (const id of grams) {
        const scale = ratio[id]!;
        if (scale === 0) continue;
        const gradient = error * scale * share + o.decay * gramWeight[id]!;
        gramSquares[id]! += gradient * gradient;
        gramWeight[id]! -= (o.rate * gradient) / Math.sqrt(gramSquares[id]!);
      }
      for (const feature of features) {
        const gradient = error * o.featureScale + o.featureDecay * featureWeight[feature]!;
        featureSquares[feature]! += gradient * gradient;
        featureWeight[feature]! -= (o.rate * gradient) / Math.sqrt(featureSquares[feature]!);
      }
    }
  }
  for (let id = 0; id < o.gramCount; id++) gramWeight[id]! *= ratio[id]!;
  for (let feature = 0; feature < o.featureCount; feature++) featureWeight[feature]! *= o.featureScale;
  return { bias, grams: gramWeight, features: featureWeight };
}

const damped = (ratio: number): number => Math.sign(ratio) * Math.sqrt(Math.abs(ratio));

/**
 * log of (share of positive texts with the gram / share of negative texts with it), background included, then the square root of its size: as
 * it is, rare grams that stand on one side alone outweigh what they can know (1.5 points of recall at 2 %, with the rate).
 */
function logRatio(
  examples: readonly Example[],
  labels: readonly boolean[],
  o: FitOptions & { readonly backgroundWeight: number },
): Float32Array {
  const positive = new Float64Array(o.gramCount).fill(1);
  const negative = new Float64Array(o.gramCount).fill(1);
  const last = new Int32Array(o.gramCount).fill(-1);
  let positives = 1;
  let negatives = 1;
  examples.forEach(({ grams }, index) => {
    const side = labels[index] ? positive : negative;
    if (labels[index]) positives++;
    else negatives++;
    for (const id of grams) {
      if (last[id] === index) continue;
      last[id] = index;
      side[id]!++;
    }
  });
  if (o.background !== undefined && o.backgroundDocuments !== undefined) {
    const unit = o.backgroundWeight / o.backgroundDocuments;
    for (let id = 0; id < o.gramCount; id++) negative[id]! += o.background[id]! * unit;
    negatives += o.backgroundWeight;
  }
  return Float32Array.from(positive, (count, id) => {
    const seen = count + negative[id]! - 2;
    return seen < 2 || o.kept?.[id] === 0
      ? 0
      : damped(Math.log(count / positives / (negative[id]! / negatives)));
  });
}
