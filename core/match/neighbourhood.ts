import { charOf, soundOf } from '../text/fold-tables.ts';
import type { Folded } from '../text/folded.ts';
import { GAP } from '../text/gap.ts';
import { isDigit, isLetter } from './sounds.ts';

/** How far a candidate looks for words that speak for it, in units to each side. */
const NEAR_UNITS = 10;

const soundAt = (folded: Folded, unit: number): number => soundOf(folded.unit[unit] as number);

/** Both letters, or both digits: one would go on in the other. */
function runOn(before: number, after: number): boolean {
  return (isLetter(before) && isLetter(after)) || (isDigit(before) && isDigit(after));
}

/**
 * Whether units `from`..`to` begin or end inside a word of letters or a number: dd in add, 110 in 1100.
 *
 * @param prefix - letters may go on behind the term: vx is often glued to the account
 */
export function cutsWord(folded: Folded, from: number, to: number, prefix: boolean): boolean {
  if (from > 0 && folded.gap[from] === GAP.none && runOn(soundAt(folded, from - 1), soundAt(folded, from)))
    return true;
  return (
    !prefix &&
    to < folded.length &&
    folded.gap[to] === GAP.none &&
    runOn(soundAt(folded, to - 1), soundAt(folded, to))
  );
}

/** Whether the digit at `unit` belongs to a number or counts something: 逾7天, 10分7, 评分7.5. */
export function countsSomething(folded: Folded, unit: number, measures: ReadonlySet<number>): boolean {
  const { gap, length } = folded;
  if (unit > 0 && isDigit(soundAt(folded, unit - 1)) && (gap[unit] as number) <= GAP.mark) return true;
  if (unit + 1 >= length) return false;
  if (isDigit(soundAt(folded, unit + 1)) && (gap[unit + 1] as number) <= GAP.mark) return true;
  return (gap[unit + 1] as number) <= GAP.blank && measures.has(charOf(folded.unit[unit + 1] as number));
}

/** Whether one of the characters stands within NEAR_UNITS units of `from`..`to`, outside of it. */
export function isNear(folded: Folded, from: number, to: number, chars: ReadonlySet<number>): boolean {
  const last = Math.min(folded.length, to + NEAR_UNITS);
  for (let unit = Math.max(0, from - NEAR_UNITS); unit < last; unit++) {
    if ((unit < from || unit >= to) && chars.has(charOf(folded.unit[unit] as number))) return true;
  }
  return false;
}

/**
 * A mark between digits, or between the letters of a term nobody hides, belongs to a number or a name: 1.10, M.2
 *
 * @param key - a key term, which may be hidden as v.x
 */
export function partsNumber(folded: Folded, from: number, to: number, key: boolean): boolean {
  for (let unit = from + 1; unit < to; unit++) {
    if (folded.gap[unit] === GAP.none) continue;
    const before = soundAt(folded, unit - 1);
    const after = soundAt(folded, unit);
    if (isDigit(before) || isDigit(after) || (!key && (isLetter(before) || isLetter(after)))) return true;
  }
  return false;
}

/** The characters of `from`..`to` as text. */
export function surfaceOf(folded: Folded, from: number, to: number): string {
  let surface = '';
  for (let unit = from; unit < to; unit++)
    surface += String.fromCharCode(charOf(folded.unit[unit] as number));
  return surface;
}
