import { EMOJI, ENCLOSED, HIDDEN, PINYIN, SPLIT, TRADITIONAL } from './disguise.ts';
import {
  CLASS,
  CLASS_FLAGS,
  charOf,
  type EmojiEntry,
  type FoldTables,
  GAP_MARK,
  HEAD_MARK,
  SYLLABLE_SOUND,
  TRADITIONAL_MARK,
} from './fold-tables.ts';
import { createFolded, type Folded, reserve } from './folded.ts';
import { GAP } from './gap.ts';
import { cutPinyin, LONGEST_PINYIN_RUN } from './pinyin-run.ts';

export { createFolded, standardText } from './folded.ts';

const syllables = new Int16Array(LONGEST_PINYIN_RUN);
const ends = new Uint8Array(LONGEST_PINYIN_RUN);

/**
 * Turns the letters of units `first`..`length` into pinyin syllables where the run is nothing but pinyin and no known
 * word.
 *
 * @returns the new number of units
 */
function foldRun(out: Folded, first: number, length: number, tables: FoldTables): number {
  const letters = length - first;
  if (letters < 2 || letters > LONGEST_PINYIN_RUN) return length;
  const count = cutPinyin(out.unit, first, letters, tables.syllableTrie, tables.syllableAt, syllables, ends);
  if (count === 0) return length;
  let word = '';
  for (let unit = first; unit < length; unit++) word += String.fromCharCode(charOf(out.unit[unit] as number));
  if (tables.latinWords.has(word)) return length;
  // Units only move to the left, so the run can be rewritten in place.
  for (let index = 0, from = first; index < count; index++) {
    const to = first + (ends[index] as number);
    let flags = PINYIN;
    for (let unit = from; unit < to; unit++) flags |= out.flags[unit] as number;
    const unit = first + index;
    out.unit[unit] = (SYLLABLE_SOUND + (syllables[index] as number)) << 16;
    out.start[unit] = out.start[from] as number;
    out.end[unit] = out.end[to - 1] as number;
    out.flags[unit] = flags;
    out.gap[unit] = out.gap[from] as number;
    from = to;
  }
  out.flags.fill(0, first + count, length);
  return first + count;
}

/** The standard character at a raw offset, 0 for none. */
function charAt(text: string, at: number, tables: FoldTables): number {
  const point = text.codePointAt(at) ?? 0;
  return charOf((point > 0xffff ? tables.astral.get(point) : tables.entry[point]) ?? 0);
}

/** Whether an emoji is used for its meaning here. Without conditions it always is. */
function fitsHere(
  emoji: EmojiEntry,
  following: number,
  pending: number,
  length: number,
  unit: Int32Array,
): boolean {
  const { after, before, notBefore } = emoji;
  if (notBefore !== undefined && notBefore.has(following)) return false;
  if (after === undefined && before === undefined) return true;
  if (before !== undefined && before.has(following)) return true;
  return (
    after !== undefined && length > 0 && pending === GAP.none && after.has(charOf(unit[length - 1] as number))
  );
}

/** Sound and character of an entry. */
const UNIT = (1 << 26) - 1;

/** Where a fold stands; only the rarer cases go through it. */
interface Cursor {
  /** Units so far. */
  length: number;
  /** Gap before the next unit. */
  pending: number;
  /** HIDDEN when hidden characters stand before the next unit. */
  hidden: number;
  /** First unit of the current run of letters, or -1. */
  run: number;
}
const cursor: Cursor = { length: 0, pending: GAP.none, hidden: 0, run: -1 };

function endRun(out: Folded, tables: FoldTables): void {
  if (cursor.run < 0) return;
  cursor.length = foldRun(out, cursor.run, cursor.length, tables);
  cursor.run = -1;
}

function push(out: Folded, value: number, at: number, end: number, flags: number): void {
  const { length } = cursor;
  out.unit[length] = value & UNIT;
  out.start[length] = at;
  out.end[length] = end;
  out.flags[length] = flags;
  out.gap[length] = cursor.pending;
  cursor.length = length + 1;
  cursor.pending = GAP.none;
  cursor.hidden = 0;
}

function widenGap(gap: number): void {
  if (cursor.pending < gap) cursor.pending = gap;
}

/** Marks the unit right before, if nothing parts it from here. */
function markBefore(out: Folded, flag: number): void {
  if (cursor.length === 0 || cursor.pending !== GAP.none) return;
  out.flags[cursor.length - 1] = (out.flags[cursor.length - 1] as number) | flag;
}

/** Emoji and heads of split characters. Returns the raw offset behind what was read. */
function foldSpecial(
  out: Folded,
  text: string,
  at: number,
  point: number,
  width: number,
  tables: FoldTables,
): number {
  endRun(out, tables);
  const parts = tables.split.get(point);
  if (parts !== undefined) {
    for (const { rest, whole } of parts) {
      if (!text.startsWith(rest, at + 1)) continue;
      push(out, tables.entry[whole] as number, at, at + 1 + rest.length, SPLIT | cursor.hidden);
      return at + 1 + rest.length;
    }
    push(out, tables.entry[point] as number, at, at + 1, cursor.hidden);
    return at + 1;
  }
  const next = at + width + (text.charCodeAt(at + width) === 0xfe0f ? 1 : 0);
  const emoji = tables.emoji.get(point);
  if (
    emoji === undefined ||
    !fitsHere(emoji, charAt(text, next, tables), cursor.pending, cursor.length, out.unit)
  ) {
    widenGap(GAP.decoration);
    return next;
  }
  for (const meant of emoji.codes) push(out, tables.entry[meant] as number, at, next, EMOJI);
  return next;
}

/** Everything that is no plain unit and no gap. Returns the raw offset behind what was read. */
function foldOther(out: Folded, text: string, at: number, tables: FoldTables): number {
  let value = tables.entry[text.charCodeAt(at)] as number;
  let cls = value >>> 26;
  switch (cls) {
    case CLASS.hidden:
      cursor.hidden = HIDDEN;
      // A combining mark belongs to what stands before it.
      markBefore(out, HIDDEN);
      return at + 1;
    case CLASS.silent:
      return at + 1;
    case CLASS.gap + GAP.quote:
    case CLASS.gap + GAP.blank:
    case CLASS.gap + GAP.mark:
    case CLASS.gap + GAP.decoration:
    case CLASS.gap + GAP.pause:
    case CLASS.gap + GAP.end:
    case CLASS.gap + GAP.line:
      widenGap(cls - CLASS.gap);
      return at + 1;
    case CLASS.keycap:
      markBefore(out, ENCLOSED);
      return at + 1;
    case CLASS.head:
    case CLASS.special:
      return foldSpecial(out, text, at, text.charCodeAt(at), 1, tables);
  }
  let width = 1;
  if (cls === CLASS.surrogate) {
    const point = text.codePointAt(at) as number;
    if (point <= 0xffff) {
      widenGap(GAP.decoration);
      return at + 1;
    }
    width = 2;
    value = tables.astral.get(point) ?? 0;
    if (value === 0) return foldSpecial(out, text, at, point, width, tables);
    cls = value >>> 26;
  }
  if (cls < CLASS.letter || (cursor.run >= 0 && cursor.pending !== GAP.none)) endRun(out, tables);
  if (cls >= CLASS.letter && cursor.run < 0) cursor.run = cursor.length;
  push(out, value, at, at + width, (CLASS_FLAGS[cls] as number) | cursor.hidden);
  return at + width;
}

/**
 * Takes plain characters and gaps from `at` on until something rarer comes. Small on purpose: it is where the time goes, and a
 * larger loop is optimised badly. Returns the raw offset reached.
 */
function foldPlain(out: Folded, text: string, at: number, { quick, entry, secondParts }: FoldTables): number {
  const { unit, start, end, flags, gap } = out;
  // Imported constants are looked up at every use: too dear in this loop, so they are locals.
  const head = HEAD_MARK;
  const firstGap = GAP_MARK;
  const traditional = TRADITIONAL_MARK;
  const traditionalFlag = TRADITIONAL;
  const unitBits = UNIT;
  const raw = text.length;
  let { length, pending } = cursor;
  while (at < raw) {
    const code = text.charCodeAt(at);
    const what = quick[code] as number;
    let value = (what << 16) | code;
    if (what >= head) {
      if (what >= traditional) {
        if (what !== traditional) break;
        value = (entry[code] as number) & unitBits;
        // Flags are zero beforehand.
        flags[length] = traditionalFlag;
      } else if (what >= firstGap) {
        if (what - firstGap > pending) pending = what - firstGap;
        at++;
        continue;
      } else {
        // What is asked for behind the end of a text would spoil the loop for good, so the end is told apart.
        if (at + 1 < raw && secondParts[text.charCodeAt(at + 1)] === 1) break;
        value -= head << 16;
      }
    }
    unit[length] = value;
    start[length] = at++;
    end[length] = at;
    gap[length] = pending;
    length++;
    pending = 0;
  }
  cursor.length = length;
  cursor.pending = pending;
  return at;
}

/** Below this many entries a loop clears faster than a call of `fill`. */
const FEW = 100;

function clearFlags(flags: Uint16Array, length: number): void {
  if (length > FEW) flags.fill(0, 0, length);
  else for (let at = 0; at < length; at++) flags[at] = 0;
}

/**
 * Folds a text: width, case, traditional characters, look-alikes, enclosed and split characters, meaningful emoji and
 * pinyin become standard units; zero-width and combining characters vanish; separators and other emoji become gaps. One
 * pass, table-driven, no allocation when `out` is given and large enough.
 *
 * @param text - raw text, any UTF-16 string (lone surrogates are gaps)
 * @param tables - from `loadFoldTables`
 * @param out - an earlier result to fill again
 */
export function fold(
  text: string,
  tables: FoldTables,
  out: Folded = createFolded(text.length * 2 + 2),
): Folded {
  const raw = text.length;
  // One code unit gives at most two units: ☎ is 电话.
  if (out.unit.length < raw * 2 + 2) reserve(out, raw * 2 + 2);
  else clearFlags(out.flags, out.length);
  cursor.length = 0;
  cursor.pending = GAP.none;
  cursor.hidden = 0;
  cursor.run = -1;
  let at = 0;
  while (at < raw) {
    // A plain character would end a run of letters, or take up the mark of hidden characters before it: foldOther does.
    if (cursor.run < 0 && cursor.hidden === 0) at = foldPlain(out, text, at, tables);
    if (at < raw) at = foldOther(out, text, at, tables);
  }
  endRun(out, tables);
  out.text = text;
  out.length = cursor.length;
  return out;
}
