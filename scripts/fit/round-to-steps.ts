/** A weight as a whole number of steps, at most `largest` either way. */
export const wholeSteps = (weight: number, step: number, largest: number): number =>
  Math.max(-largest, Math.min(largest, Math.round(weight / step)));

/**
 * The step of which `largest` make the weight that so large a share of all weights is no larger than. The others are clipped: the few largest
 * would make all others coarse.
 *
 * @param share - 0..1
 */
export function stepFor(columns: readonly Float32Array[], largest: number, share: number): number {
  const sizes = Float32Array.from(columns.flatMap((column) => [...column.filter((weight) => weight !== 0)]))
    .map(Math.abs)
    .sort();
  return (sizes[Math.floor(sizes.length * share)] ?? 1) / largest || 1;
}
