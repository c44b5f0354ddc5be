import { ENCLOSED, LOOKALIKE, TRADITIONAL, WIDTH } from './disguise.ts';
import type { FoldingData } from './folding-data.ts';

/** How `fold` treats a code unit. Numbers below `letter` become units at once. */
export const CLASS = {
  plain: 0,
  traditional: 1,
  lookalike: 2,
  enclosed: 3,
  wide: 4,
  /** A plain character that may be the head of a split character. */
  head: 5,
  letter: 8,
  letterWide: 9,
  letterLookalike: 10,
  letterEnclosed: 11,
  /** `gap + GAP.x`. */
  gap: 16,
  /** Zero-width and combining characters: dropped, and told. */
  hidden: 32,
  /** Variation selectors: dropped silently. */
  silent: 33,
  /** The keycap mark: the unit before it is enclosed. */
  keycap: 34,
  /** An emoji of the BMP, or a head of a split character that is no unit by itself: looked up by code. */
  special: 35,
  surrogate: 36,
} as const;

/** Flags of a unit by class number. */
export const CLASS_FLAGS = new Uint16Array(64);
CLASS_FLAGS[CLASS.traditional] = TRADITIONAL;
CLASS_FLAGS[CLASS.lookalike] = CLASS_FLAGS[CLASS.letterLookalike] = LOOKALIKE;
CLASS_FLAGS[CLASS.enclosed] = CLASS_FLAGS[CLASS.letterEnclosed] = ENCLOSED;
CLASS_FLAGS[CLASS.wide] = CLASS_FLAGS[CLASS.letterWide] = WIDTH;

/** Marks of `FoldTables.quick`; sounds are below them. */
export const HEAD_MARK = 1 << 10;
export const GAP_MARK = 1 << 11;
export const TRADITIONAL_MARK = 1 << 12;
export const OTHER_MARK = 1 << 13;

/** Sound ids begin with 0 for none; then letters, digits and toneless syllables, each from its first on. */
export const LETTER_SOUND = 1;
export const DIGIT_SOUND = 27;
export const SYLLABLE_SOUND = 37;

/** What an emoji stands for, and beside which characters: any, where all three sets are missing. */
export interface EmojiEntry {
  /** UTF-16 codes of the characters meant, one or two. */
  readonly codes: readonly number[];
  readonly after: ReadonlySet<number> | undefined;
  readonly before: ReadonlySet<number> | undefined;
  readonly notBefore: ReadonlySet<number> | undefined;
}

/** One way of writing a character as its parts; found by the first part. */
export interface SplitEntry {
  /** The parts behind the first one. */
  readonly rest: string;
  /** UTF-16 code of the whole character. */
  readonly whole: number;
}

/** Tables ready for `fold` and `buildMatcher`, made once per ruleset by `loadFoldTables`. About 0.4 MB. */
export interface FoldTables {
  /** By UTF-16 code: class << 26 | sound << 16 | standard character. Signed, so that it never leaves the small integers. */
  readonly entry: Int32Array;
  /**
   * By UTF-16 code, what the fold needs of nearly all characters, in half the room, since the table is cold whenever a page
   * has something to read: the sound of a character that stands for itself, HEAD_MARK added where it may be the head of a
   * split one; GAP_MARK + GAP.x; TRADITIONAL_MARK and OTHER_MARK where `entry` tells more.
   */
  readonly quick: Uint16Array;
  /** As `entry`, for code points beyond the BMP. */
  readonly astral: ReadonlyMap<number, number>;
  /** Sound ids are below this. */
  readonly soundCount: number;
  /** Syllable of sound `SYLLABLE_SOUND + index`. */
  readonly syllables: readonly string[];
  /** Node * 26 + letter -> node; see `pinyin-run.ts`. */
  readonly syllableTrie: Int16Array;
  readonly syllableAt: Int16Array;
  /** By code point. */
  readonly emoji: ReadonlyMap<number, EmojiEntry>;
  /** By UTF-16 code of the first part, longer ones first. */
  readonly split: ReadonlyMap<number, readonly SplitEntry[]>;
  /** By UTF-16 code: 1 where it is the second part of a split character. */
  readonly secondParts: Uint8Array;
  readonly latinWords: ReadonlySet<string>;
  readonly gluedWords: ReadonlySet<string>;
  /** standard << 16 | stand-in -> kind bit. */
  readonly listed: ReadonlyMap<number, number>;
  /** Standard character -> stand-ins, digits included. */
  readonly standIns: ReadonlyMap<number, readonly number[]>;
  readonly keyTerms: ReadonlySet<string>;
  readonly open: ReadonlySet<number>;
  readonly common: ReadonlySet<number>;
  readonly trade: ReadonlySet<number>;
  readonly polyphones: ReadonlyMap<number, readonly number[]>;
  readonly measures: ReadonlySet<number>;
  readonly ordinary: ReadonlySet<string>;
  readonly aliases: FoldingData['aliases'];
  readonly falseFriends: FoldingData['falseFriends'];
}

/** Packs an entry of `FoldTables.entry`. */
export function packEntry(cls: number, sound: number, char: number): number {
  return (cls << 26) | (sound << 16) | char;
}
export const classOf = (entry: number): number => entry >>> 26;
export const soundOf = (entry: number): number => (entry >>> 16) & 0x3ff;
export const charOf = (entry: number): number => entry & 0xffff;
/** Key into `FoldTables.listed`. */
export const pairKey = (standard: number, standIn: number): number => (standard << 16) | standIn;
