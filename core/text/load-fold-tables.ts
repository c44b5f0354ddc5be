import { DIGIT, HOMOPHONE, LOOKALIKE } from './disguise.ts';
import { BASE64 } from '../base64-alphabet.ts';
import { type FoldingData, HAN_FIRST, HAN_LAST } from './folding-data.ts';
import {
  charOf,
  CLASS,
  classOf,
  DIGIT_SOUND,
  type EmojiEntry,
  type FoldTables,
  GAP_MARK,
  HEAD_MARK,
  LETTER_SOUND,
  OTHER_MARK,
  packEntry,
  pairKey,
  soundOf,
  type SplitEntry,
  SYLLABLE_SOUND,
  TRADITIONAL_MARK,
} from './fold-tables.ts';
import { buildSyllableTrie } from './pinyin-run.ts';

/**
 * Unpacks the folding section of a ruleset. Pure; a few milliseconds.
 *
 * @param data - validated by `FoldingData`
 */
export function loadFoldTables(data: FoldingData): FoldTables {
  const syllables = data.syllables.split(' ');
  const { entry, astral } = loadEntries(data);
  // Both mark entries of their own, so they come before whoever reads those.
  const split = loadSplit(data.split, entry);
  const emoji = loadEmoji(data.emoji, entry);
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
    ...split,
    latinWords: new Set(data.latinWords.split(' ')),
    gluedWords: new Set(data.gluedWords.split(' ')),
    ...loadStandIns(data, entry),
    keyTerms: new Set(data.keyTerms.split(' ')),
    open: new Set(codesOf(data.open)),
    common: new Set(codesOf(data.common)),
    trade: new Set(codesOf(data.trade)),
    polyphones: loadPolyphones(data.polyphones, syllables),
    measures: new Set(codesOf(data.measures)),
    ordinary: new Set(data.ordinary),
    aliases: data.aliases,
    falseFriends: data.falseFriends,
  };
}

function codesOf(text: string): number[] {
  return Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
}

/** Sounds of the code points from HAN_FIRST to HAN_LAST. */
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

/** Sound and class of a character that stands for itself. */
function ownEntry(code: number, sounds: Uint16Array): number {
  if (code >= 0x61 && code <= 0x7a) return packEntry(CLASS.letter, LETTER_SOUND + code - 0x61, code);
  if (code >= 0x30 && code <= 0x39) return packEntry(CLASS.plain, DIGIT_SOUND + code - 0x30, code);
  const sound = code >= HAN_FIRST && code <= HAN_LAST ? (sounds[code - HAN_FIRST] ?? 0) : 0;
  return packEntry(CLASS.plain, sound, code);
}

type WrittenForm =
  typeof CLASS.traditional | typeof CLASS.lookalike | typeof CLASS.enclosed | typeof CLASS.wide;

/** The class a unit gets when it was written in another form. */
function classFor(target: number, form: WrittenForm): number {
  if (classOf(target) !== CLASS.letter) return form;
  return form === CLASS.wide
    ? CLASS.letterWide
    : form === CLASS.enclosed
      ? CLASS.letterEnclosed
      : CLASS.letterLookalike;
}

/** Entries of all characters, other forms of them included; see `FoldTables.entry`. */
function loadEntries(data: FoldingData): { entry: Int32Array; astral: Map<number, number> } {
  const sounds = unpackSounds(data.sounds);
  const entry = new Int32Array(0x10000);
  const astral = new Map<number, number>();
  for (let run = 0; run < data.classes.length; run++) {
    const [first, cls] = data.classes[run] ?? [0, 0];
    const until = data.classes[run + 1]?.[0] ?? 0x10000;
    if (cls !== CLASS.plain) entry.fill(packEntry(cls, 0, 0), first, until);
    else for (let code = first; code < until; code++) entry[code] = ownEntry(code, sounds);
  }
  for (let code = 0x41; code <= 0x5a; code++) entry[code] = ownEntry(code + 32, sounds);
  for (let code = 0x61; code <= 0x7a; code++) entry[code] = ownEntry(code, sounds);
  const map = (from: number, target: number, form: WrittenForm): void => {
    const own = ownEntry(target, sounds);
    const value = packEntry(classFor(own, form), soundOf(own), charOf(own));
    if (from > 0xffff) astral.set(from, value);
    else entry[from] = value;
  };
  // Full-width digits, capital and small letters.
  for (let code = 0xff10; code <= 0xff19; code++) map(code, code - 0xfee0, CLASS.wide);
  for (let code = 0xff21; code <= 0xff3a; code++) map(code, code - 0xfee0 + 32, CLASS.wide);
  for (let code = 0xff41; code <= 0xff5a; code++) map(code, code - 0xfee0, CLASS.wide);
  const mapPairs = (pairs: string, form: WrittenForm): void => {
    const points = Array.from(pairs, (char) => char.codePointAt(0) ?? 0);
    for (let index = 0; index + 1 < points.length; index += 2)
      map(points[index] ?? 0, points[index + 1] ?? 0, form);
  };
  mapPairs(data.traditional, CLASS.traditional);
  mapPairs(data.enclosed, CLASS.enclosed);
  mapPairs(data.lookalikes, CLASS.lookalike);
  return { entry, astral };
}

/** Split characters by their first part, which is marked in `entry`. */
function loadSplit(data: FoldingData['split'], entry: Int32Array): Pick<FoldTables, 'split' | 'secondParts'> {
  const split = new Map<number, SplitEntry[]>();
  const secondParts = new Uint8Array(0x10000);
  for (const [parts, whole] of [...data].sort((a, b) => b[0].length - a[0].length)) {
    const head = parts.charCodeAt(0);
    const list = split.get(head) ?? [];
    list.push({ rest: parts.slice(1), whole: whole.charCodeAt(0) });
    split.set(head, list);
    const own = entry[head] ?? 0;
    entry[head] = packEntry(CLASS.head, soundOf(own), charOf(own) || head);
    secondParts[parts.charCodeAt(1)] = 1;
  }
  return { split, secondParts };
}

/** Emoji by code point; those of the BMP are marked in `entry`. */
function loadEmoji(data: FoldingData['emoji'], entry: Int32Array): Map<number, EmojiEntry> {
  const emoji = new Map<number, EmojiEntry>();
  const setOf = (text: string | undefined): Set<number> | undefined =>
    text === undefined ? undefined : new Set(codesOf(text));
  for (const { code, to, after, before, notBefore } of data) {
    emoji.set(code, {
      codes: codesOf(to),
      after: setOf(after),
      before: setOf(before),
      notBefore: setOf(notBefore),
    });
    if (code <= 0xffff) entry[code] = packEntry(CLASS.special, 0, 0);
  }
  return emoji;
}

/** What may stand in for a character. Of several kinds for one pair the first listed counts, digits last. */
function loadStandIns(data: FoldingData, entry: Int32Array): Pick<FoldTables, 'listed' | 'standIns'> {
  const listed = new Map<number, number>();
  const standIns = new Map<number, number[]>();
  const stand = (standard: number, other: number, kind: number): void => {
    if (standard === other || listed.has(pairKey(standard, other))) return;
    listed.set(pairKey(standard, other), kind);
    standIns.set(standard, [...(standIns.get(standard) ?? []), other]);
  };
  for (const [standard, others, kind] of data.listed) {
    for (const other of codesOf(others)) {
      // What is folded to another character never arrives.
      if (charOf(entry[other] ?? 0) !== other && entry[other] !== 0) continue;
      stand(standard.charCodeAt(0), other, kind === 'homophone' ? HOMOPHONE : LOOKALIKE);
    }
  }
  for (const [digit, targets] of data.digits)
    for (const target of codesOf(targets)) stand(target, digit.charCodeAt(0), DIGIT);
  return { listed, standIns };
}

/** Sounds of the other readings by character. */
function loadPolyphones(
  data: FoldingData['polyphones'],
  syllables: readonly string[],
): Map<number, readonly number[]> {
  const soundByName = new Map(syllables.map((name, index) => [name, SYLLABLE_SOUND + index]));
  return new Map(
    data.map(([char, readings]) => [
      char.charCodeAt(0),
      readings.split(' ').flatMap((name) => soundByName.get(name) ?? []),
    ]),
  );
}

/** What `FoldTables.quick` says of a character. */
function quickOf(entry: number, code: number): number {
  const cls = classOf(entry);
  const itself = charOf(entry) === code;
  if (cls === CLASS.plain && itself) return soundOf(entry);
  if (cls === CLASS.head && itself) return HEAD_MARK | soundOf(entry);
  if (cls === CLASS.traditional) return TRADITIONAL_MARK;
  return cls >= CLASS.gap && cls < CLASS.hidden ? GAP_MARK + cls - CLASS.gap : OTHER_MARK;
}
