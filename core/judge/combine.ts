import type { CombinationTable } from './combination-table.ts';
import type { Surroundings } from './evidence.ts';
import type { JudgeTables } from './judge-tables.ts';
import type { Scratch } from './scratch.ts';

/** Occurrence indices of one firing, by element of `all`. Reused. */
const chosen = new Int32Array(8);
const seen = new Int32Array(8);

/**
 * Looks for one combination in the batch: a sweep over the occurrences that keeps the last one of each element, so the cost is linear.
 *
 * @returns occurrence indices that fired (one an element, shared buffer), or undefined
 */
export function findCombination(combination: CombinationTable, scratch: Scratch): Int32Array | undefined {
  const { all, sentence: inSentence, within, anyStance } = combination;
  const elements = all.length;
  seen.fill(-1, 0, elements);
  let current = -1;
  let best = Number.MAX_SAFE_INTEGER;
  for (let i = 0; i < scratch.count; i++) {
    if (!anyStance && scratch.stance[i] !== 0) continue;
    const signal = scratch.signal[i]!;
    let belongs = false;
    for (let e = 0; e < elements; e++) belongs ||= all[e]![signal] === 1;
    if (!belongs) continue;
    if (inSentence && scratch.sentence[i] !== current) {
      current = scratch.sentence[i]!;
      seen.fill(-1, 0, elements);
    }
    for (let e = 0; e < elements; e++) if (all[e]![signal] === 1) seen[e] = i;
    let complete = true;
    let from = scratch.start[i]!;
    for (let e = 0; e < elements; e++) {
      const at = seen[e]!;
      if (at < 0) complete = false;
      else if (scratch.start[at]! < from) from = scratch.start[at]!;
    }
    if (!complete) continue;
    const span = scratch.end[i]! - from;
    if (span > within || span >= best || overlaps(elements, scratch)) continue;
    best = span;
    chosen.set(seen.subarray(0, elements));
  }
  return best <= within ? chosen.subarray(0, elements) : undefined;
}

/** True when two elements are met by the same words: "法务部" is not both a service and somebody who offers one. */
function overlaps(elements: number, scratch: Scratch): boolean {
  for (let a = 0; a < elements; a++) {
    for (let b = a + 1; b < elements; b++) {
      const x = seen[a]!;
      const y = seen[b]!;
      if (scratch.start[x]! < scratch.end[y]! && scratch.start[y]! < scratch.end[x]!) return true;
    }
  }
  return false;
}

/** Conditions that need no search: role, length, thread, signals that must be absent. */
export function isAllowed(
  combination: CombinationTable,
  roleBit: number,
  length: number,
  thread: Surroundings | undefined,
  scratch: Scratch,
): boolean {
  if (combination.roles !== 0 && (combination.roles & roleBit) === 0) return false;
  if (length > combination.maxLength) return false;
  for (const signal of combination.not) if (scratch.presentStamp[signal] === scratch.stamp) return false;
  if (combination.threadAny === undefined) return true;
  if (thread === undefined) return false;
  if (combination.threadNot.some((signal) => thread.present[signal] === 1)) return false;
  return combination.threadAny.some((signal) => thread.present[signal] === 1);
}

/** Combinations anchored at a signal that is present, each once. */
export function candidates(tables: JudgeTables, scratch: Scratch, into: number[]): void {
  into.length = 0;
  const stamp = ++scratch.batch;
  for (let i = 0; i < scratch.count; i++) {
    for (const combination of tables.anchoredAt[scratch.signal[i]!]!) {
      if (scratch.combinationStamp[combination] === stamp) continue;
      scratch.combinationStamp[combination] = stamp;
      into.push(combination);
    }
  }
}
