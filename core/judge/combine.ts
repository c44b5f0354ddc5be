import type { CombinationTable } from './combination-table.ts';
import type { Surroundings } from './evidence.ts';
import type { JudgeTables } from './judge-tables.ts';
import type { Scratch } from './scratch.ts';

/** Occurrence indices of one firing, by element of `all`. Reused. */
const chosen = new Int32Array(8);
/** The last occurrence of each element, and the one before it. */
const seen = new Int32Array(8);
const earlier = new Int32Array(8);
const trial = new Int32Array(8);

/**
 * Looks for one combination in the batch: a sweep over the occurrences that keeps the last one of each element, so the cost is linear.
 *
 * @returns occurrence indices that fired (one an element, shared buffer), or undefined
 */
export function findCombination(combination: CombinationTable, scratch: Scratch): Int32Array | undefined {
  const { all, sentence: inSentence, within, anyStance } = combination;
  const elements = all.length;
  seen.fill(-1, 0, elements);
  earlier.fill(-1, 0, elements);
  let current = -1;
  let best = within + 1;
  for (let i = 0; i < scratch.count; i++) {
    if (!anyStance && scratch.stance[i] !== 0) continue;
    const signal = scratch.signal[i]!;
    let belongs = false;
    for (let e = 0; e < elements; e++) belongs ||= all[e]![signal] === 1;
    if (!belongs) continue;
    if (inSentence && scratch.sentence[i] !== current) {
      current = scratch.sentence[i]!;
      seen.fill(-1, 0, elements);
      earlier.fill(-1, 0, elements);
    }
    let complete = true;
    for (let e = 0; e < elements; e++) {
      if (all[e]![signal] === 1) {
        earlier[e] = seen[e]!;
        seen[e] = i;
      }
      complete &&= seen[e]! >= 0;
    }
    if (complete) best = improve(elements, best, scratch);
  }
  return best <= within ? chosen.subarray(0, elements) : undefined;
}

/**
 * Tries the last two occurrences of each element in all ways (at most 32) and keeps the closest in which no words serve two elements: "法务部" is
 * not both a service and somebody who offers one.
 */
function improve(elements: number, best: number, scratch: Scratch): number {
  for (let way = 0; way < 1 << elements; way++) {
    let from = Number.MAX_SAFE_INTEGER;
    let to = 0;
    let usable = true;
    for (let e = 0; e < elements && usable; e++) {
      const at = (way & (1 << e)) === 0 ? seen[e]! : earlier[e]!;
      usable = at >= 0 && !overlaps(at, e, scratch);
      if (!usable) break;
      trial[e] = at;
      from = Math.min(from, scratch.start[at]!);
      to = Math.max(to, scratch.end[at]!);
    }
    if (!usable || to - from >= best) continue;
    best = to - from;
    chosen.set(trial);
  }
  return best;
}

function overlaps(at: number, elements: number, scratch: Scratch): boolean {
  for (let e = 0; e < elements; e++) {
    const other = trial[e]!;
    if (scratch.start[at]! < scratch.end[other]! && scratch.start[other]! < scratch.end[at]!) return true;
  }
  return false;
}

/** Conditions that need no search: role, domain, length, thread, signals that must be absent. */
export function isAllowed(
  combination: CombinationTable,
  roleBit: number,
  length: number,
  thread: Surroundings | undefined,
  scratch: Scratch,
): boolean {
  if (combination.threadAny !== undefined && thread === undefined) return false;
  if (combination.roles !== 0 && (combination.roles & roleBit) === 0) return false;
  if (length > combination.maxLength) return false;
  if (combination.domain && !scratch.domain && !thread?.domain) return false;
  const { not, threadNot, threadAny } = combination;
  const { presentStamp, stamp } = scratch;
  for (let i = 0; i < not.length; i++) if (presentStamp[not[i]!] === stamp) return false;
  if (threadAny === undefined || thread === undefined) return true;
  for (let i = 0; i < threadNot.length; i++) if (thread.present[threadNot[i]!] === 1) return false;
  for (let i = 0; i < threadAny.length; i++) if (thread.present[threadAny[i]!] === 1) return true;
  return false;
}

/**
 * Combinations anchored at a signal that is present, each once.
 *
 * @param under - also those that ask for a thread
 */
export function candidates(tables: JudgeTables, scratch: Scratch, under: boolean, into: number[]): void {
  // Cutting a list to nothing costs it its room.
  if (into.length > 0) into.length = 0;
  scratch.batch++;
  for (let i = 0; i < scratch.count; i++) {
    const signal = scratch.signal[i]!;
    gather(tables.anchoredAt[signal]!, scratch, into);
    if (under) gather(tables.anchoredUnder[signal]!, scratch, into);
  }
}

function gather(anchored: readonly number[], { combinationStamp, batch }: Scratch, into: number[]): void {
  for (let i = 0; i < anchored.length; i++) {
    const combination = anchored[i]!;
    if (combinationStamp[combination] === batch) continue;
    combinationStamp[combination] = batch;
    into.push(combination);
  }
}
