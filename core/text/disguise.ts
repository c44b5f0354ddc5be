/**
 * The ways a text can hide a term, in the order of their bits. A folded unit carries those seen on it, a hit those it
 * needed. `width` and `traditional` are ways of writing and never count as disguise by themselves.
 */
const DISGUISES = [
  'width',
  'traditional',
  'lookalike',
  'emoji',
  'pinyin',
  'split',
  'enclosed',
  'hidden',
  'homophone',
  'separated',
  'reversed',
  'initials',
  'digit',
  'vertical',
] as const;
type Disguise = (typeof DISGUISES)[number];

export const WIDTH = 1 << 0;
export const TRADITIONAL = 1 << 1;
export const LOOKALIKE = 1 << 2;
export const EMOJI = 1 << 3;
export const PINYIN = 1 << 4;
export const SPLIT = 1 << 5;
export const ENCLOSED = 1 << 6;
/** Zero-width or combining characters stood at the unit. */
export const HIDDEN = 1 << 7;
export const HOMOPHONE = 1 << 8;
export const SEPARATED = 1 << 9;
export const REVERSED = 1 << 10;
export const INITIALS = 1 << 11;
export const DIGIT = 1 << 12;
/** One character a line. */
export const VERTICAL = 1 << 13;

/** Bits that are a way of writing, not a disguise. */
export const PLAIN_WRITING = WIDTH | TRADITIONAL;

/** True when the bits hold more than a way of writing. */
export function isDisguise(bits: number): boolean {
  return (bits & ~PLAIN_WRITING) !== 0;
}

/** The names of the set bits, in the order of `DISGUISES`. */
export function disguiseNames(bits: number): Disguise[] {
  return DISGUISES.filter((_, index) => (bits & (1 << index)) !== 0);
}
