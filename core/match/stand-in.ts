import { DIGIT, EMOJI, HIDDEN, HOMOPHONE, INITIALS, PINYIN } from '../text/disguise.ts';
import { charOf, type FoldTables, pairKey, soundOf } from '../text/fold-tables.ts';
import type { Folded } from '../text/folded.ts';
import { countsSomething } from './neighbourhood.ts';
import { ANY_HOMOPHONE, KEY, NO_HOMOPHONES, homophonesOf } from './pattern-record.ts';
import { isLetter } from './sounds.ts';

/** A candidate that is no hit. */
export const REFUSED = -1;
/** A stand-in that only the sound speaks for. */
export const UNLISTED = 1 << 16;
/** A stand-in that in a term of two characters needs words of the trade near it. */
export const WEAK = 1 << 18;

/**
 * Whether the character of `unit` may stand in for `expected`.
 *
 * @param traits - of the pattern, see pattern-record.ts
 * @param length - of the pattern in units
 * @returns REFUSED, or disguise bits with UNLISTED and WEAK
 */
export function standIn(
  folded: Folded,
  unit: number,
  expected: number,
  traits: number,
  length: number,
  tables: FoldTables,
): number {
  const written = charOf(folded.unit[unit] as number);
  const sound = soundOf(folded.unit[unit] as number);
  const flag = (folded.flags[unit] as number) & ~HIDDEN;
  const key = (traits & KEY) !== 0;
  if (flag & PINYIN) return reads(expected, sound, tables) ? flag : REFUSED;
  const stand = tables.listed.get(pairKey(expected, written)) ?? 0;
  if (stand !== 0) {
    if (flag & EMOJI) return flag;
    if (
      homophonesOf(traits) === NO_HOMOPHONES ||
      (stand === DIGIT && countsSomething(folded, unit, tables.measures))
    )
      return REFUSED;
    return stand | flag | (key && stand !== DIGIT ? 0 : WEAK);
  }
  // Sequences with a bare letter exist only where it is the initial of a key term.
  if (isLetter(sound)) return INITIALS | flag | WEAK;
  if (!reads(expected, sound, tables)) return REFUSED;
  if (flag & EMOJI) return flag;
  // Nobody hides a word behind 是 or 为: there it is the other word.
  if (tables.common.has(written)) return REFUSED;
  if (key && length === 2 && tables.open.has(expected)) return HOMOPHONE | flag | WEAK;
  return homophonesOf(traits) === ANY_HOMOPHONE ? HOMOPHONE | flag | UNLISTED | (key ? 0 : WEAK) : REFUSED;
}

function reads(char: number, sound: number, { entry, polyphones }: FoldTables): boolean {
  return soundOf(entry[char] as number) === sound || (polyphones.get(char)?.includes(sound) ?? false);
}
