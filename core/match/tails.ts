import { SOUND_BITS } from './sounds.ts';

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
