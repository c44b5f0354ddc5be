import { largestWeight, WEIGHT_BITS } from '../../core/model/packed-grams.ts';

const LARGEST = largestWeight(WEIGHT_BITS);

/** A weight as a whole number of steps, at most `largest` either way. */
export const wholeSteps = (weight: number, step: number, largest: number): number =>
  Math.max(-largest, Math.min(largest, Math.round(weight / step)));

/** Rounds columns of weights to whole steps. One weight of a hundred is clipped: the few largest would make all others coarse. */
export function roundToSteps(columns: readonly Float32Array[]): {
  readonly grams: Float32Array[];
  readonly step: number;
} {
  const sizes = Float32Array.from(columns.flatMap((column) => [...column.filter((weight) => weight !== 0)]))
    .map(Math.abs)
    .sort();
  const step = (sizes[Math.floor(sizes.length * 0.99)] ?? 1) / LARGEST || 1;
  return {
    grams: columns.map((column) => column.map((weight) => wholeSteps(weight, step, LARGEST) * step)),
    step,
  };
}
