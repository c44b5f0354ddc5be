import { EMOJI, ENCLOSED, HIDDEN, PINYIN, SPLIT } from './disguise.ts';
import {
  CLASS,
  CLASS_FLAGS,
  charOf,
  type EmojiEntry,
  type FoldTables,
  soundOf,
  SYLLABLE_SOUND,
} from './fold-tables.ts';
import { createFolded, type Folded, reserve } from './folded.ts';
import { GAP } from './gap.ts';
import { cutPinyin, LONGEST_PINYIN_RUN } from './pinyin-run.ts';

export { createFolded, type Folded } from './folded.ts';
export type { FoldTables } from './fold-tables.ts';

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
  const count = cutPinyin(out.sound, first, letters, tables.syllableTrie, tables.syllableAt, syllables, ends);
  if (count === 0) return length;
  let word = '';
  for (let unit = first; unit < length; unit++) word += String.fromCharCode(out.char[unit] as number);
  if (tables.latinWords.has(word)) return length;
  // Units only move to the left, so the run can be rewritten in place.
  for (let index = 0, from = first; index < count; index++) {
    const to = first + (ends[index] as number);
    let flags = PINYIN;
    for (let unit = from; unit < to; unit++) flags |= out.flags[unit] as number;
    const unit = first + index;
    out.sound[unit] = SYLLABLE_SOUND + (syllables[index] as number);
    out.char[unit] = 0;
    out.start[unit] = out.start[from] as number;
    out.end[unit] = out.end[to - 1] as number;
    out.flags[unit] = flags;
    out.gap[unit] = out.gap[from] as number;
    from = to;
  }
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
  char: Uint16Array,
): boolean {
  const { after, before, notBefore } = emoji;
  if (notBefore !== undefined && notBefore.has(following)) return false;
  if (after === undefined && before === undefined) return true;
  if (before !== undefined && before.has(following)) return true;
  return after !== undefined && length > 0 && pending === GAP.none && after.has(char[length - 1] as number);
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
  reserve(out, raw * 2 + 2);
  const { sound, char, start, end, flags, gap } = out;
  const entry = tables.entry;
  let length = 0;
  let pending: number = GAP.none;
  let hidden = 0;
  /** First unit of the current run of letters, or -1. */
  let run = -1;
  for (let at = 0; at < raw; at++) {
    let value = entry[text.charCodeAt(at)] as number;
    let cls = value >>> 26;
    if (cls < CLASS.letter) {
      if (run >= 0) {
        length = foldRun(out, run, length, tables);
        run = -1;
      }
      sound[length] = (value >>> 16) & 0x3ff;
      char[length] = value & 0xffff;
      start[length] = at;
      end[length] = at + 1;
      flags[length] = (CLASS_FLAGS[cls] as number) | hidden;
      gap[length] = pending;
      length++;
      pending = GAP.none;
      hidden = 0;
      continue;
    }
    if (cls >= CLASS.gap && cls < CLASS.hidden) {
      if (cls - CLASS.gap > pending) pending = cls - CLASS.gap;
      continue;
    }
    if (cls === CLASS.hidden) {
      hidden = HIDDEN;
      // A combining mark belongs to what stands before it.
      if (length > 0 && pending === GAP.none) flags[length - 1] = (flags[length - 1] as number) | HIDDEN;
      continue;
    }
    if (cls === CLASS.silent) continue;
    if (cls === CLASS.keycap) {
      if (length > 0 && pending === GAP.none) flags[length - 1] = (flags[length - 1] as number) | ENCLOSED;
      continue;
    }
    let width = 1;
    let code = text.charCodeAt(at);
    let extra = CLASS_FLAGS[cls] as number;
    if (cls === CLASS.surrogate) {
      const point = text.codePointAt(at) ?? 0;
      if (point > 0xffff) {
        width = 2;
        code = point;
        value = tables.astral.get(point) ?? 0;
        cls = value === 0 ? CLASS.special : value >>> 26;
        extra = CLASS_FLAGS[cls] as number;
      } else {
        if (pending < GAP.decoration) pending = GAP.decoration;
        continue;
      }
    }
    if (cls === CLASS.special) {
      if (run >= 0) {
        length = foldRun(out, run, length, tables);
        run = -1;
      }
      const parts = tables.split.get(code);
      const joined = parts?.find((part) => text.startsWith(part.rest, at + 1));
      if (joined) {
        value = entry[joined.whole] as number;
        width = 1 + joined.rest.length;
        extra = SPLIT;
      } else if (parts) {
        value = entry[code] as number;
        extra = 0;
      } else {
        const emoji = tables.emoji.get(code);
        const next = at + width + (text.charCodeAt(at + width) === 0xfe0f ? 1 : 0);
        const fits =
          emoji !== undefined && fitsHere(emoji, charAt(text, next, tables), pending, length, char);
        if (!fits) {
          if (pending < GAP.decoration) pending = GAP.decoration;
          at = next - 1;
          continue;
        }
        for (const meant of emoji.codes) {
          const own = entry[meant] as number;
          sound[length] = soundOf(own);
          char[length] = charOf(own);
          start[length] = at;
          end[length] = next;
          flags[length] = EMOJI;
          gap[length] = pending;
          length++;
          pending = GAP.none;
        }
        hidden = 0;
        at = next - 1;
        continue;
      }
    } else if (cls >= CLASS.letter && cls <= CLASS.letterEnclosed) {
      if (run >= 0 && pending !== GAP.none) {
        length = foldRun(out, run, length, tables);
        run = length;
      } else if (run < 0) run = length;
    } else if (run >= 0) {
      length = foldRun(out, run, length, tables);
      run = -1;
    }
    sound[length] = soundOf(value);
    char[length] = charOf(value);
    start[length] = at;
    end[length] = at + width;
    flags[length] = extra | hidden;
    gap[length] = pending;
    length++;
    pending = GAP.none;
    hidden = 0;
    at += width - 1;
  }
  if (run >= 0) length = foldRun(out, run, length, tables);
  out.text = text;
  out.length = length;
  return out;
}
