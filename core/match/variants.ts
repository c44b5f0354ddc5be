import { charOf, type FoldTables, soundOf, SYLLABLE_SOUND } from '../text/fold-tables.ts';
import type { Encoded } from './patterns.ts';

/** Most sequences of sounds one term may have, its own among them. */
const MOST_SEQUENCES = 64;

const NO_SOUNDS: readonly number[] = [];

/** Sounds that another writing of a character may bring, its own left out; kept by character. */
function otherSounds(
  char: number,
  tables: FoldTables,
  known: Map<number, readonly number[]>,
): readonly number[] {
  const before = known.get(char);
  if (before !== undefined) return before;
  const readings = tables.polyphones.get(char);
  const standIns = tables.standIns.get(char);
  let others = NO_SOUNDS;
  if (readings !== undefined || standIns !== undefined) {
    const sounds = new Set(readings);
    for (const standIn of standIns ?? []) sounds.add(soundOf(tables.entry[standIn] ?? 0));
    sounds.delete(soundOf(tables.entry[char] ?? 0));
    sounds.delete(0);
    others = [...sounds];
  }
  known.set(char, others);
  return others;
}

/** The letter a syllable begins with, as a sound id; 0 when the sound is no syllable. */
function initialOf(sound: number, tables: FoldTables): number {
  if (sound < SYLLABLE_SOUND) return 0;
  return (tables.syllables[sound - SYLLABLE_SOUND] ?? '`').charCodeAt(0) - 0x60;
}

/**
 * Tells every other sequence of sounds that may be a term of two units and more: other readings and stand-ins, one or, in
 * key terms, two at a time, then initials. While `tell` runs, `encoded.sounds` is the sequence; afterwards it is what it was.
 */
export function addVariants(
  { sounds, chars }: Encoded,
  key: boolean,
  tables: FoldTables,
  known: Map<number, readonly number[]>,
  tell: () => void,
): void {
  const length = sounds.length;
  let left = MOST_SEQUENCES - 1;
  // A sequence is told by its one or two changed places: 5 bits of place and 9 of sound each. Only key terms can meet one twice.
  const seen = key ? new Set<number>() : undefined;
  const add = (first: number, a: number, second: number, b: number): void => {
    if (left === 0) return;
    if (seen !== undefined) {
      const id = (((((first << 9) | a) << 5) | second) << 9) | b;
      if (seen.has(id)) return;
      seen.add(id);
    }
    left--;
    const [ownFirst, ownSecond] = [sounds[first] as number, sounds[second] as number];
    sounds[first] = a;
    if (b !== 0) sounds[second] = b;
    tell();
    sounds[second] = ownSecond;
    sounds[first] = ownFirst;
  };
  const singles = (options: readonly (readonly number[])[]): void => {
    for (let index = 0; index < length; index++) for (const a of options[index]!) add(index, a, 0, 0);
  };
  const pairs = (options: readonly (readonly number[])[]): void => {
    for (let first = 0; first < length; first++) {
      if (options[first] === NO_SOUNDS) continue;
      for (let second = first + 1; second < length; second++) {
        for (const a of options[first]!) for (const b of options[second]!) add(first, a, second, b);
      }
    }
  };
  const others = chars.map((char) => {
    const standard = charOf(char);
    return standard === 0 ? NO_SOUNDS : otherSounds(standard, tables, known);
  });
  singles(others);
  if (!key) return;
  if (length >= 3) pairs(others);
  const initials = sounds.map((sound) => {
    const initial = initialOf(sound, tables);
    return initial === 0 ? NO_SOUNDS : [initial];
  });
  singles(initials);
  // Two letters of four and more: tx挂账, z务优h.
  if (length >= 4) pairs(initials);
}
