/** A repeatable stream of numbers in 0..1 (linear congruential), so that a fit gives the same weights everywhere. */
export function randomStream(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff) / 0x7fffffff;
}
