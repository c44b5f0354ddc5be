import { type Hits, isDisguised } from '../match/hits.ts';
import { PINYIN } from './disguise.ts';
import { charOf, DIGIT_SOUND, soundOf, SYLLABLE_SOUND } from './fold-tables.ts';
import type { Folded } from './folded.ts';
import { endsSentence, GAP } from './gap.ts';

/** Any other gap. */
export const BLANK = 0x20;
/** `|`, where a sentence ends. */
export const BAR = 0x7c;
/** Any digit. */
export const ZERO = 0x30;

/**
 * How often a character is kept where it stands again and again (啊啊啊啊啊): more of it says nothing more, and would be added up as if it did. Digits
 * are all the same character here and stay, however many an amount or a number has.
 */
const LONGEST_RUN = 3;

/** The text as the fitted model reads it. Entries from `length` on are leftovers. */
export interface Canonical {
  length: number;
  /** UTF-16 codes: standard characters, lower-case letters, `0` for any digit, ` ` for a gap, `|` for a sentence end. */
  codes: Uint16Array;
  /** Raw offset of each code, inclusive. */
  start: Int32Array;
  /** Raw offset of each code, exclusive. */
  end: Int32Array;
}

export function createCanonical(capacity = 512): Canonical {
  return {
    length: 0,
    codes: new Uint16Array(capacity),
    start: new Int32Array(capacity),
    end: new Int32Array(capacity),
  };
}

/** Unit -> 1 + index of the longest disguised hit that begins there. */
let longest = new Int32Array(256);

/**
 * Writes a folded text in standard characters: every disguised hit becomes its term (of overlapping ones the leftmost,
 * then the longest), pinyin outside hits stays letters, digits become 0, whatever stands between units becomes one mark. Of a plain
 * character that stands again and again three are kept; the last has the raw span of the rest.
 *
 * @param hits - from `match` on the same folded text
 * @param standard - term index -> UTF-16 codes of the term, see `Matcher.standard`
 * @param out - an earlier result to fill again
 */
export function canonical(
  folded: Folded,
  hits: Hits,
  standard: (term: number) => Uint16Array,
  out: Canonical = createCanonical(),
): Canonical {
  const units = folded.length;
  const terms = findLongest(hits, standard, units);
  const anyDisguise = terms !== NO_DISGUISE;
  // A unit gives at most a mark and its raw letters; a hit may be shorter than its term (zx), so terms are added up.
  const capacity = folded.text.length + units * 2 + Math.max(terms, 0);
  if (out.codes.length < capacity) Object.assign(out, createCanonical(Math.ceil(capacity * 1.25)));
  const { codes, start, end } = out;
  let length = 0;
  for (let unit = 0; unit < units; unit++) {
    const gap = folded.gap[unit] as number;
    if (gap !== GAP.none) {
      codes[length] = endsSentence(gap) ? BAR : BLANK;
      start[length] = unit === 0 ? 0 : (folded.end[unit - 1] as number);
      end[length] = folded.start[unit] as number;
      length++;
    }
    const hit = anyDisguise ? (longest[unit] as number) : 0;
    if (hit !== 0) {
      const to = hits.to[hit - 1] as number;
      const hitStart = folded.start[unit] as number;
      const hitEnd = folded.end[to - 1] as number;
      const chars = standard(hits.term[hit - 1] as number);
      for (let index = 0; index < chars.length; index++) {
        codes[length] = chars[index] as number;
        start[length] = hitStart;
        end[length] = hitEnd;
        length++;
      }
      unit = to - 1;
      continue;
    }
    const sound = soundOf(folded.unit[unit] as number);
    const char = charOf(folded.unit[unit] as number);
    if (char === 0 && ((folded.flags[unit] as number) & PINYIN) !== 0) {
      const last = folded.end[unit] as number;
      for (let at = folded.start[unit] as number; at < last; at++) {
        codes[length] = folded.text.charCodeAt(at) | 0x20;
        start[length] = at;
        end[length] = at + 1;
        length++;
      }
      continue;
    }
    const code = sound >= DIGIT_SOUND && sound < SYLLABLE_SOUND ? ZERO : char;
    if (code !== ZERO && standsAgain(code, codes, length)) {
      end[length - 1] = folded.end[unit] as number;
      continue;
    }
    codes[length] = code;
    start[length] = folded.start[unit] as number;
    end[length] = folded.end[unit] as number;
    length++;
  }
  out.length = length;
  return out;
}

/** Whether a code stands {@link LONGEST_RUN} times right before `at`. */
function standsAgain(code: number, codes: Uint16Array, at: number): boolean {
  if (at < LONGEST_RUN) return false;
  for (let back = 1; back <= LONGEST_RUN; back++) if (codes[at - back] !== code) return false;
  return true;
}

const NO_DISGUISE = -1;

/**
 * Notes in `longest` where disguised hits begin.
 *
 * @returns the length of their terms together, in UTF-16 codes; NO_DISGUISE where there is none, and `longest` says nothing
 */
function findLongest(hits: Hits, standard: (term: number) => Uint16Array, units: number): number {
  let codes = NO_DISGUISE;
  for (let index = 0; index < hits.count; index++) {
    if (!isDisguised(hits, index)) continue;
    if (codes === NO_DISGUISE) {
      codes = 0;
      if (longest.length < units) longest = new Int32Array(Math.ceil(units * 1.25));
      else longest.fill(0, 0, units);
    }
    codes += standard(hits.term[index] as number).length;
    const from = hits.from[index] as number;
    const known = longest[from] as number;
    if (known === 0 || (hits.to[known - 1] as number) < (hits.to[index] as number)) longest[from] = index + 1;
  }
  return codes;
}

/** The canonical text as a string, for reading and tests. */
export function canonicalText(text: Canonical): string {
  let result = '';
  for (let at = 0; at < text.length; at++) result += String.fromCharCode(text.codes[at] as number);
  return result;
}
