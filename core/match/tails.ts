import { charOf, type FoldTables, soundOf } from '../text/fold-tables.ts';
import { KEY } from './pattern-record.ts';
import { initialOf, type OtherSounds, SOUND_BITS } from './sounds.ts';

/** Units a pattern is looked up by: its last ones. */
export const TAIL = 3;

/** Set in the key of a tail of one and of two units, so that no tail is another one's end. */
const ONE = 1 << 28;
const TWO = 1 << 27;
const LAST_TWO = (1 << (SOUND_BITS * 2)) - 1;
export const ONE_SOUND = (1 << SOUND_BITS) - 1;

/** Last sounds, of which three count, and one more behind them. */
export const nextSounds = (sounds: number, sound: number): number =>
  ((sounds & LAST_TWO) << SOUND_BITS) | sound;

/** Keys of the tails that end here, by the last sounds. The one of three units is the sounds themselves. */
export const pairTail = (sounds: number): number => (sounds & LAST_TWO) | TWO;
export const singleTail = (sounds: number): number => (sounds & ONE_SOUND) | ONE;

/**
 * How many units of a term may sound otherwise: by another reading or stand-in, or, in key terms, by the initial alone. Not both in one hit.
 */
export const mostOthers = (key: boolean, length: number): number => (key && length >= 3 ? 2 : 1);
export const mostInitials = (key: boolean, length: number): number => (key ? (length >= 4 ? 2 : 1) : 0);

const sounds = [0, 0, 0];

/**
 * Tells the key of every tail that a pattern may have in a text.
 *
 * @param units - of the pattern, from `from` on; bits above those of a unit do not count
 * @param length - of the pattern
 * @param traits - see pattern-record.ts
 * @param varies - whether stand-ins count
 * @param tell - may be told the same key twice
 */
export function tellTails(
  units: ArrayLike<number>,
  from: number,
  length: number,
  traits: number,
  varies: boolean,
  others: OtherSounds,
  tables: FoldTables,
  tell: (key: number) => void,
): void {
  const size = Math.min(length, TAIL);
  const first = from + length - size;
  for (let place = 0; place < size; place++) sounds[place] = soundOf(units[first + place] as number);
  const say = (): void => {
    let key = 0;
    for (let place = 0; place < size; place++) key = nextSounds(key, sounds[place] as number);
    tell(size === 1 ? singleTail(key) : size === 2 ? pairTail(key) : key);
  };
  /** Says all tails in which up to `most` units from `place` on sound as `options` has it. */
  const vary = (place: number, most: number, options: (unit: number) => readonly number[]): void => {
    for (; place < size; place++) {
      const own = sounds[place] as number;
      for (const sound of options(units[first + place] as number)) {
        sounds[place] = sound;
        say();
        if (most > 1) vary(place + 1, most - 1, options);
      }
      sounds[place] = own;
    }
  };
  say();
  if (!varies) return;
  const key = (traits & KEY) !== 0;
  vary(0, mostOthers(key, length), (unit) => others.of(charOf(unit)));
  if (key)
    vary(0, mostInitials(key, length), (unit) => {
      const initial = initialOf(soundOf(unit), tables);
      return initial === 0 ? [] : [initial];
    });
}
