/** A repeatable stream of numbers in 0..1 (linear congruential), so that a fit gives the same weights everywhere. */
export function randomStream(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff) / 0x7fffffff;
}

/** Puts numbers into a random order, in place (Fisher and Yates). */
export function shuffle(numbers: Int32Array, random: () => number): void {
  for (let i = numbers.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [numbers[i], numbers[j]] = [numbers[j]!, numbers[i]!];
  }
}
