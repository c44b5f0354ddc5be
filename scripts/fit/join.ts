import {
  type HeadMargins,
  JOIN_INPUTS,
  joinHeads,
  joinInputs,
  type Joint,
  NEVER_AGAINST,
} from '../../core/model/join-heads.ts';
import { sigmoid } from '../../core/model/score.ts';
import { isLure } from './corpus.ts';
import type { Prepared } from './examples.ts';
import type { Margins } from './heads.ts';
import { randomStream, shuffle } from './random-stream.ts';

const EPOCHS = 12;
const RATE = 0.2;
const DECAY = 1e-5;

const readyForJoin = (text: Prepared, { lure, offer, debt, severe }: Margins): HeadMargins => ({
  margins: [lure, offer, debt, severe],
  count: text.count,
});

/** Log-odds that a text is a lure. */
export const joinMargins = (text: Prepared, margins: Margins, joint: Joint): number =>
  joinHeads(readyForJoin(text, margins), joint);

/**
 * Fits the joint judgement: logistic regression (Adagrad) on some twenty inputs a text.
 *
 * @param margins - of texts, by heads that have not seen their voice: margins on texts they were fitted on would be too sure
 */
export function fitJoint(margins: ReadonlyMap<Prepared, Margins>): Joint {
  const texts = [...margins];
  const inputs = texts.map(([text, m]) => joinInputs(readyForJoin(text, m), new Float64Array(JOIN_INPUTS)));
  const labels = texts.map(([{ row }]) => isLure(row));
  const weights = new Float64Array(JOIN_INPUTS);
  const squares = new Float64Array(JOIN_INPUTS + 1).fill(1e-3);
  let bias = 0;
  const step = (gradient: number, at: number): number => {
    squares[at]! += gradient * gradient;
    return (RATE * gradient) / Math.sqrt(squares[at]!);
  };
  const random = randomStream(5);
  const order = Int32Array.from(texts, (_, index) => index);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(order, random);
    for (const index of order) {
      const input = inputs[index]!;
      let z = bias;
      for (let at = 0; at < JOIN_INPUTS; at++) z += weights[at]! * input[at]!;
      const error = sigmoid(z) - (labels[index] ? 1 : 0);
      bias -= step(error, JOIN_INPUTS);
      for (let at = 0; at < JOIN_INPUTS; at++) {
        const weight = weights[at]! - step(error * input[at]! + DECAY * weights[at]!, at);
        weights[at] = NEVER_AGAINST[at] ? Math.max(0, weight) : weight;
      }
    }
  }
  return { bias, weights: [...weights] };
}
