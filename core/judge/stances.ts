import { stanceBit } from '../ruleset/signal-format.ts';
import type { JudgeTables } from './judge-tables.ts';
import type { Scratch } from './scratch.ts';
import { clauseAt, isQuoted } from './segments.ts';

const QUOTED = stanceBit('quoted');
const ASKED = stanceBit('asked');
const NEGATED = stanceBit('negated');

/**
 * Marks each occurrence of the batch with the stances in whose reach it lies. Reach is bounded and ends with the sentence (a negation ends with
 * the clause), so that "不是骗子,专业征信修复" is no denial. Stance signals themselves are left alone.
 *
 * @returns the stances of the whole item (`direction: item`), already marked on every occurrence
 */
export function markStances(tables: JudgeTables, scratch: Scratch): number {
  const { signals, makesOf } = tables;
  const { count, sentence, signal, stance, start, segments, stanceList } = scratch;
  let itemStance = 0;
  for (let first = 0; first < count;) {
    const here = sentence[first]!;
    let last = first;
    let stances = 0;
    for (; last < count && sentence[last] === here; last++) {
      const at = signal[last]!;
      if (makesOf[at] === 0) continue;
      if (signals[at]!.direction === 'item') itemStance |= makesOf[at]!;
      else if (stances < stanceList.length) stanceList[stances++] = last;
    }
    const asks = segments.asks[here] === 1 ? ASKED : 0;
    for (let i = first; i < last; i++) {
      if (makesOf[signal[i]!] !== 0) continue;
      let bits = asks | (isQuoted(segments, start[i]!) ? QUOTED : 0);
      for (let s = 0; s < stances; s++) bits |= reachOf(stanceList[s]!, i, tables, scratch);
      stance[i] = bits;
    }
    first = last;
  }
  if (itemStance !== 0) {
    for (let i = 0; i < count; i++) if (makesOf[signal[i]!] === 0) stance[i]! |= itemStance;
  }
  return itemStance;
}

/** The stance that occurrence `by` lays on occurrence `on`, 0 when out of reach. */
function reachOf(by: number, on: number, tables: JudgeTables, scratch: Scratch): number {
  const entry = tables.signals[scratch.signal[by]!]!;
  const { start, end } = scratch;
  const { segments } = scratch;
  // An occurrence inside the stance phrase itself, or around it, is reached by every direction.
  const after = start[on]! - end[by]!;
  const before = start[by]! - end[on]!;
  const distance = after >= 0 ? after : before >= 0 ? before : 0;
  if (distance > entry.reach) return 0;
  if (entry.direction === 'after' && after < 0 && before >= 0) return 0;
  if (entry.direction === 'before' && before < 0 && after >= 0) return 0;
  if (entry.makes === NEGATED && clauseAt(segments, start[by]!) !== clauseAt(segments, start[on]!)) return 0;
  return entry.makes;
}
