import { z } from 'zod';
import { DIGIT, ENCLOSED, HOMOPHONE, LOOKALIKE, TRADITIONAL, WIDTH } from './disguise.ts';
import { buildSyllableTrie } from './pinyin-run.ts';

/** First and last code point whose sound the compiled table holds. */
export const HAN_FIRST = 0x4e00;
export const HAN_LAST = 0x9fff;
/** Two of these characters encode one syllable number. */
export const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Longest passage that `ordinary` holds. */
export const LONGEST_ORDINARY = 4;

const Pairs = z.string().max(60_000);
/**
 * The folding section of a compiled ruleset. Strings are packed so that the whole stays small; `compileFolding` writes
 * them, `loadFoldTables` reads them. "Pairs" means code points one after the other: written form, standard form.
 */
export const FoldingData = z.object({
  /** Toneless syllables, space-separated. */
  syllables: z.string().max(4_000),
  /** Two base-64 characters for each code point from HAN_FIRST to HAN_LAST: syllable number + 1, 0 for none. */
  sounds: z.string().length((HAN_LAST - HAN_FIRST + 1) * 2),
  /** Pairs traditional -> simplified. */
  traditional: Pairs,
  /** Pairs look-alike -> standard, always folded. */
  lookalikes: Pairs,
  /** Pairs compatibility or enclosed form -> standard. */
  enclosed: Pairs,
  /** Runs over the BMP: [first code, class number], ascending; see CLASS. */
  classes: z
    .array(z.tuple([z.number().int().min(0).max(0xffff), z.number().int().min(0).max(63)]))
    .max(4_000),
  emoji: z.array(
    z.object({
      /** Code point of the emoji. */
      code: z.number().int().positive(),
      to: z.string().min(1).max(2),
      /** Only right after one of these folded characters. */
      after: z.string().optional(),
      /** Only right before one of these characters. */
      before: z.string().optional(),
      /** Never right before one of these characters: 薇❤信 has the heart as decoration. */
      notBefore: z.string().optional(),
    }),
  ),
  /** [written parts, whole character]. */
  split: z.array(z.tuple([z.string().min(2).max(4), z.string().length(1)])),
  /** Latin words that are also pinyin but stay letters, space-separated. */
  latinWords: z.string(),
  /** Letter words that may run on into an account name, space-separated: vx, wx. */
  gluedWords: z.string(),
  /** Terms that lures hide on purpose, space-separated: key terms whatever the rule says. */
  keyTerms: z.string().default(''),
  /** Characters of the trade: in key terms any character of the same sound may stand in for them. */
  open: z.string(),
  /** The most frequent characters: never a stand-in by sound alone. */
  common: z.string(),
  /** Characters one of which must be near a weak disguise of a two-character term. */
  trade: z.string(),
  /** [standard character, those that may stand in for it, kind]. */
  listed: z.array(z.tuple([z.string().length(1), z.string(), z.enum(['homophone', 'lookalike'])])),
  /** [character, other readings space-separated]. */
  polyphones: z.array(z.tuple([z.string().length(1), z.string()])),
  /** [digit, the characters it may stand in for]. */
  digits: z.array(z.tuple([z.string().length(1), z.string()])),
  /** Characters after which a number counts something: 7天 is no 期天. */
  measures: z.string(),
  /** Written forms of a term as a whole: initials and ordinary words in a second meaning. */
  aliases: z.array(
    z.object({
      text: z.string().min(1).max(12),
      term: z.string().min(1),
      kind: z.enum(['initials', 'homophone']),
      /** Only when one of these characters is near. */
      near: z.string().optional(),
    }),
  ),
  /** Harmless words that contain a term, in any writing that sounds the same: hits inside are dropped. */
  falseFriends: z.array(z.object({ text: z.string().min(2), hides: z.array(z.string()).optional() })),
  /** Ordinary words and passages that sound like a term; never a disguise of it. */
  ordinary: z.array(z.string()),
});
export type FoldingData = z.infer<typeof FoldingData>;

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

const LETTER_SOUND = 1;
export const DIGIT_SOUND = 27;
export const SYLLABLE_SOUND = 37;

export interface EmojiEntry {
  readonly codes: readonly number[];
  readonly after: ReadonlySet<number> | undefined;
  readonly before: ReadonlySet<number> | undefined;
  readonly notBefore: ReadonlySet<number> | undefined;
}
export interface SplitEntry {
  readonly rest: string;
  readonly whole: number;
}

/** Tables ready for `fold` and `buildMatcher`, made once per ruleset by `loadFoldTables`. About 0.4 MB. */
export interface FoldTables {
  /** By UTF-16 code: class << 26 | sound << 16 | standard character. Signed, so that it never leaves the small integers. */
  readonly entry: Int32Array;
  /**
   * By UTF-16 code, what the fold needs of nearly all characters, in half the room, since the table is cold whenever a page has something to read: the
   * sound of a character that stands for itself, HEAD_MARK added where it may be the head of a split one; GAP_MARK + GAP.x; TRADITIONAL_MARK and OTHER_MARK where
   * `entry` tells more.
   */
  readonly quick: Uint16Array;
  /** The same for code points beyond the BMP. */
  readonly astral: ReadonlyMap<number, number>;
  /** Sound ids are below this. */
  readonly soundCount: number;
  /** Syllable of sound `SYLLABLE_SOUND + index`. */
  readonly syllables: readonly string[];
  /** Node * 26 + letter -> node; see `pinyin-run.ts`. */
  readonly syllableTrie: Int16Array;
  readonly syllableAt: Int16Array;
  readonly emoji: ReadonlyMap<number, EmojiEntry>;
  readonly split: ReadonlyMap<number, readonly SplitEntry[]>;
  /** By UTF-16 code: 1 where it is the second part of a split character. */
  readonly tails: Uint8Array;
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

/** The sound id of a syllable number (index into `syllables`). */
function pack(cls: number, sound: number, char: number): number {
  return (cls << 26) | (sound << 16) | char;
}
export const soundOf = (entry: number): number => (entry >>> 16) & 0x3ff;
export const charOf = (entry: number): number => entry & 0xffff;
export const pairKey = (standard: number, standIn: number): number => (standard << 16) | standIn;

function codesOf(text: string): number[] {
  return Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
}

/** Sound and class of a character that stands for itself. */
function ownEntry(code: number, sounds: Uint16Array): number {
  if (code >= 0x61 && code <= 0x7a) return pack(CLASS.letter, LETTER_SOUND + code - 0x61, code);
  if (code >= 0x30 && code <= 0x39) return pack(CLASS.plain, DIGIT_SOUND + code - 0x30, code);
  const sound = code >= HAN_FIRST && code <= HAN_LAST ? (sounds[code - HAN_FIRST] ?? 0) : 0;
  return pack(CLASS.plain, sound, code);
}

/** The class a unit gets when it was written in another form. */
function classFor(target: number, cls: 1 | 2 | 3 | 4): number {
  if (target >>> 26 !== CLASS.letter) return cls;
  return cls === CLASS.wide
    ? CLASS.letterWide
    : cls === CLASS.enclosed
      ? CLASS.letterEnclosed
      : CLASS.letterLookalike;
}

function unpackSounds(packed: string): Uint16Array {
  const sounds = new Uint16Array(HAN_LAST - HAN_FIRST + 1);
  const value = new Uint8Array(128);
  for (let index = 0; index < 64; index++) value[BASE64.charCodeAt(index)] = index;
  for (let index = 0; index < sounds.length; index++) {
    const high = value[packed.charCodeAt(index * 2) & 127] ?? 0;
    const number = high * 64 + (value[packed.charCodeAt(index * 2 + 1) & 127] ?? 0);
    sounds[index] = number === 0 ? 0 : SYLLABLE_SOUND + number - 1;
  }
  return sounds;
}

function quickOf(entry: number, code: number): number {
  const cls = entry >>> 26;
  const itself = charOf(entry) === code;
  if (cls === CLASS.plain && itself) return soundOf(entry);
  if (cls === CLASS.head && itself) return HEAD_MARK | soundOf(entry);
  if (cls === CLASS.traditional) return TRADITIONAL_MARK;
  return cls >= CLASS.gap && cls < CLASS.hidden ? GAP_MARK + cls - CLASS.gap : OTHER_MARK;
}

/**
 * Unpacks the folding section of a ruleset. Pure; a few milliseconds.
 *
 * @param data - validated by `FoldingData`
 */
export function loadFoldTables(data: FoldingData): FoldTables {
  const syllables = data.syllables.split(' ');
  const soundByName = new Map(syllables.map((name, index) => [name, SYLLABLE_SOUND + index]));
  const sounds = unpackSounds(data.sounds);
  const entry = new Int32Array(0x10000);
  const astral = new Map<number, number>();
  for (let run = 0; run < data.classes.length; run++) {
    const [first, cls] = data.classes[run] ?? [0, 0];
    const until = data.classes[run + 1]?.[0] ?? 0x10000;
    if (cls !== CLASS.plain) entry.fill(pack(cls, 0, 0), first, until);
    else for (let code = first; code < until; code++) entry[code] = ownEntry(code, sounds);
  }
  for (let code = 0x41; code <= 0x5a; code++) entry[code] = ownEntry(code + 32, sounds);
  for (let code = 0x61; code <= 0x7a; code++) entry[code] = ownEntry(code, sounds);
  const map = (from: number, target: number, cls: 1 | 2 | 3 | 4): void => {
    const own = ownEntry(target, sounds);
    const value = pack(classFor(own, cls), soundOf(own), charOf(own));
    if (from > 0xffff) astral.set(from, value);
    else entry[from] = value;
  };
  for (let code = 0xff10; code <= 0xff19; code++) map(code, code - 0xfee0, CLASS.wide);
  for (let code = 0xff21; code <= 0xff3a; code++) map(code, code - 0xfee0 + 32, CLASS.wide);
  for (let code = 0xff41; code <= 0xff5a; code++) map(code, code - 0xfee0, CLASS.wide);
  const mapPairs = (pairs: string, cls: 1 | 2 | 3): void => {
    const points = Array.from(pairs, (char) => char.codePointAt(0) ?? 0);
    for (let index = 0; index + 1 < points.length; index += 2)
      map(points[index] ?? 0, points[index + 1] ?? 0, cls);
  };
  mapPairs(data.traditional, CLASS.traditional);
  mapPairs(data.enclosed, CLASS.enclosed);
  mapPairs(data.lookalikes, CLASS.lookalike);

  const split = new Map<number, SplitEntry[]>();
  const tails = new Uint8Array(0x10000);
  for (const [parts, whole] of [...data.split].sort((a, b) => b[0].length - a[0].length)) {
    const head = parts.charCodeAt(0);
    const list = split.get(head) ?? [];
    list.push({ rest: parts.slice(1), whole: whole.charCodeAt(0) });
    split.set(head, list);
    const own = entry[head] ?? 0;
    entry[head] = pack(CLASS.head, soundOf(own), charOf(own) || head);
    tails[parts.charCodeAt(1)] = 1;
  }
  const emoji = new Map<number, EmojiEntry>();
  const setOf = (text: string | undefined): Set<number> | undefined =>
    text === undefined ? undefined : new Set(codesOf(text));
  for (const item of data.emoji) {
    emoji.set(item.code, {
      codes: codesOf(item.to),
      after: setOf(item.after),
      before: setOf(item.before),
      notBefore: setOf(item.notBefore),
    });
    if (item.code <= 0xffff) entry[item.code] = pack(CLASS.special, 0, 0);
  }

  const listed = new Map<number, number>();
  const standIns = new Map<number, number[]>();
  const stand = (standard: number, other: number, bit: number): void => {
    if (standard === other || listed.has(pairKey(standard, other))) return;
    listed.set(pairKey(standard, other), bit);
    standIns.set(standard, [...(standIns.get(standard) ?? []), other]);
  };
  for (const [standard, others, kind] of data.listed) {
    for (const other of codesOf(others).filter(
      (code) => charOf(entry[code] ?? 0) === code || entry[code] === 0,
    ))
      stand(standard.charCodeAt(0), other, kind === 'homophone' ? HOMOPHONE : LOOKALIKE);
  }
  for (const [digit, targets] of data.digits)
    for (const target of codesOf(targets)) stand(target, digit.charCodeAt(0), DIGIT);

  const polyphones = new Map(
    data.polyphones.map(([char, readings]) => [
      char.charCodeAt(0),
      readings.split(' ').flatMap((name) => soundByName.get(name) ?? []),
    ]),
  );
  const quick = new Uint16Array(0x10000);
  for (let code = 0; code < quick.length; code++) quick[code] = quickOf(entry[code] ?? 0, code);
  return {
    entry,
    quick,
    astral,
    soundCount: SYLLABLE_SOUND + syllables.length,
    syllables,
    ...buildSyllableTrie(syllables),
    emoji,
    split,
    tails,
    latinWords: new Set(data.latinWords.split(' ')),
    gluedWords: new Set(data.gluedWords.split(' ')),
    listed,
    standIns,
    keyTerms: new Set(data.keyTerms.split(' ')),
    open: new Set(codesOf(data.open)),
    common: new Set(codesOf(data.common)),
    trade: new Set(codesOf(data.trade)),
    polyphones,
    measures: new Set(codesOf(data.measures)),
    ordinary: new Set(data.ordinary),
    aliases: data.aliases,
    falseFriends: data.falseFriends,
  };
}
