import { type Hits, isDisguised } from '../match/hits.ts';
import { TARGET } from './hit-target.ts';
import type { JudgeTables } from './judge-tables.ts';
import { BATCH, type Scratch } from './scratch.ts';
import { sentenceAt } from './segments.ts';

/** The same signal counts at most this often in one sentence: enough for nearness, and repetition is no evidence. */
const MAX_REPEATS = 4;
/** Longest term in folded units, with room for what the matcher skips. */
const LONGEST = 48;

/**
 * Turns hits into signal occurrences in the scratch buffers, from hit `from` on, until all are used or the batch is full. Near conditions
 * are joined here: each word class remembers its last two hits, so the cost is per hit and not per pair.
 *
 * @returns the index of the next hit to take, `hits.count` when done
 */
export function collect(hits: Hits, from: number, tables: JudgeTables, scratch: Scratch): number {
  const { targetStart, targets, nearsByThen, hasException } = tables;
  const { segments } = scratch;
  scratch.count = 0;
  let exceptionAt = 0;
  for (let h = from; h < hits.count; h++) {
    if (scratch.count > BATCH - 64) return h;
    const term = hits.term[h]!;
    const first = hits.from[h]!;
    const to = hits.to[h]!;
    const disguised = isDisguised(hits, h);
    const sentence = sentenceAt(segments, first);
    for (let t = targetStart[term]!, last = targetStart[term + 1]!; t < last; t++) {
      const target = targets[t]!;
      const index = target >> 2;
      const sort = target & 3;
      if (sort === TARGET.signal) {
        if (hasException[index] === 1) {
          exceptionAt = skipPast(scratch.exceptions, exceptionAt, to);
          if (isExcepted(scratch.exceptions, exceptionAt, index, first, to)) continue;
        }
        push(scratch, index, first, to, sentence, disguised);
      } else if (sort === TARGET.wordClass) {
        const nears = nearsByThen[index]!;
        for (let n = 0; n < nears.length; n++) {
          const near = nears[n]!;
          if (scratch.classStamp[near.first] !== scratch.stamp) continue;
          for (let slot = near.first * 2, end = slot + 2; slot < end; slot++) {
            const firstEnd = scratch.classEnd[slot]!;
            const start = scratch.classStart[slot]!;
            const gap = first - firstEnd;
            if (firstEnd === 0 || gap < 0 || gap > near.within || sentenceAt(segments, start) !== sentence)
              continue;
            if (hasException[near.signal] === 1) {
              exceptionAt = skipPast(scratch.exceptions, exceptionAt, to);
              if (isExcepted(scratch.exceptions, exceptionAt, near.signal, first, to)) continue;
            }
            push(scratch, near.signal, start, to, sentence, disguised || scratch.classDisguised[slot] === 1);
            break;
          }
        }
        remember(scratch, index, first, to, disguised);
      }
    }
  }
  return hits.count;
}

/** Collects the hits of `except` phrases, before anything else. */
export function collectExceptions(hits: Hits, tables: JudgeTables, scratch: Scratch): void {
  const { targetStart, targets, isException } = tables;
  const list = scratch.exceptions;
  if (list.length > 0) list.length = 0;
  for (let h = 0; h < hits.count; h++) {
    const term = hits.term[h]!;
    if (isException[term] === 0) continue;
    for (let t = targetStart[term]!, last = targetStart[term + 1]!; t < last; t++) {
      const target = targets[t]!;
      if ((target & 3) === TARGET.exception) list.push(target >> 2, hits.from[h]!, hits.to[h]!);
    }
  }
}

/** Exceptions that end before this hit's end can contain neither it nor any later one. */
function skipPast(exceptions: readonly number[], at: number, to: number): number {
  while (at < exceptions.length && exceptions[at + 2]! < to) at += 3;
  return at;
}

function isExcepted(
  exceptions: readonly number[],
  at: number,
  signal: number,
  from: number,
  to: number,
): boolean {
  for (let e = at; e < exceptions.length && exceptions[e + 2]! <= to + LONGEST; e += 3) {
    if (exceptions[e] === signal && exceptions[e + 1]! <= from) return true;
  }
  return false;
}

function remember(scratch: Scratch, wordClass: number, from: number, to: number, disguised: boolean): void {
  const slot = wordClass * 2;
  if (scratch.classStamp[wordClass] === scratch.stamp) {
    // Hits of one class that overlap ("逾期", "逾期记录") are one; the longer, later one stands.
    if (from > scratch.classStart[slot]!) {
      scratch.classStart[slot + 1] = scratch.classStart[slot]!;
      scratch.classEnd[slot + 1] = scratch.classEnd[slot]!;
      scratch.classDisguised[slot + 1] = scratch.classDisguised[slot]!;
    }
  } else {
    scratch.classStamp[wordClass] = scratch.stamp;
    scratch.classEnd[slot + 1] = 0;
  }
  scratch.classStart[slot] = from;
  scratch.classEnd[slot] = to;
  scratch.classDisguised[slot] = disguised ? 1 : 0;
}

function push(
  scratch: Scratch,
  signal: number,
  from: number,
  to: number,
  sentence: number,
  disguised: boolean,
): void {
  if (scratch.presentStamp[signal] === scratch.stamp && scratch.seenIn[signal] === sentence) {
    if (scratch.seenTimes[signal]! >= MAX_REPEATS) return;
    scratch.seenTimes[signal]!++;
  } else {
    scratch.seenIn[signal] = sentence;
    scratch.seenTimes[signal] = 1;
  }
  scratch.presentStamp[signal] = scratch.stamp;
  if (scratch.count >= BATCH) return;
  const at = scratch.count++;
  scratch.signal[at] = signal;
  scratch.start[at] = from;
  scratch.end[at] = to;
  scratch.sentence[at] = sentence;
  scratch.stance[at] = 0;
  scratch.disguised[at] = disguised ? 1 : 0;
}
