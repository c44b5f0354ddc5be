/**
 * What one gram of an item counts: one over the root of how many grams (or characters, at a glance) it has. Sums of weights would grow with the
 * length of a text, means would drown the one sentence that matters in a long one.
 */
export const gramShare = (count: number): number => 1 / Math.sqrt(Math.max(1, count));
