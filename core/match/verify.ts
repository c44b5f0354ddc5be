import { DIGIT, HIDDEN, HOMOPHONE, INITIALS, PINYIN, EMOJI, REVERSED, SPLIT } from '../text/disguise.ts';
import { type FoldTables, LONGEST_ORDINARY, pairKey, soundOf } from '../text/fold-tables.ts';
import type { Folded } from '../text/folded.ts';
import { GAP } from '../text/gap.ts';
import { judgeGaps, PARTED } from './gaps.ts';
import type { TermSpec } from './hit.ts';
import { isDigit, isLetter, PATTERN, type Pattern } from './patterns.ts';

/** A candidate that is no hit. */
export const REFUSED = -1;
/** A verified candidate: `CHANGED` times the number of changed characters, plus disguise bits and DOUBTFUL. */
export const CHANGED = 1 << 18;
/** Set on a candidate that is a hit only when another disguise stands near it. */
export const DOUBTFUL = 1 << 17;

/** A stand-in that only the sound speaks for. */
const UNLISTED = 1 << 16;
/** A stand-in that in a term of two characters needs words of the trade near it. */
const WEAK = 1 << 18;

const NONE = 0;
const LISTED = 1;
const ANY = 2;

/** How far an alias looks for its neighbourhood, in units to each side. */
const NEAR_UNITS = 10;
/** Fewest letters of a hit written in pinyin alone: shorter ones are names and words of other languages. */
const FEWEST_PINYIN_LETTERS = 5;

export interface Verifier {
  readonly kind: Uint8Array;
  readonly term: Uint16Array;
  readonly length: Uint8Array;
  /**
   * Whether the units `from`..`from + length` really are the pattern.
   *
   * @returns REFUSED, or changed * CHANGED + bits, DOUBTFUL among them where nothing near speaks for it
   */
  readonly verify: (folded: Folded, pattern: number, from: number) => number;
}

interface Rule {
  readonly policy: number;
  readonly disguise: boolean;
  readonly key: boolean;
  /** Letters may go on behind the term: vx is often glued to the account. */
  readonly prefix: boolean;
}

function ruleOf(spec: TermSpec, length: number, tables: FoldTables): Rule {
  const asked = spec.homophones ?? (length >= 3 ? 'any' : length === 2 ? 'listed' : 'none');
  return {
    policy: asked === 'any' ? ANY : asked === 'listed' ? LISTED : NONE,
    disguise: spec.disguise !== false && length > 1,
    key: spec.key === true,
    prefix: tables.gluedWords.has(spec.text),
  };
}

/** Checks the characters behind a match of sounds. Prepared once, called for every candidate. */
export function createVerifier(
  patterns: readonly Pattern[],
  terms: readonly TermSpec[],
  tables: FoldTables,
): Verifier {
  const count = patterns.length;
  const kind = Uint8Array.from(patterns, (pattern) => pattern.kind);
  const term = Uint16Array.from(patterns, (pattern) => pattern.term);
  const lengths = Uint8Array.from(patterns, (pattern) => pattern.sounds.length);
  const offset = new Int32Array(count);
  let total = 0;
  patterns.forEach((pattern, index) => {
    offset[index] = total;
    total += pattern.sounds.length;
  });
  const chars = new Uint16Array(total);
  const ownGaps = new Uint8Array(total);
  patterns.forEach((pattern, index) => {
    chars.set(pattern.chars, offset[index]);
    ownGaps.set(
      pattern.gaps.map((gap) => (gap ? 1 : 0)),
      offset[index],
    );
  });
  const rules = patterns.map((pattern) =>
    pattern.kind === PATTERN.friend
      ? { policy: NONE, disguise: false, key: false, prefix: false }
      : ruleOf(terms[pattern.term] as TermSpec, pattern.sounds.length, tables),
  );

  const ownSound = (char: number): number => soundOf(tables.entry[char] as number);

  const reads = (char: number, sound: number): boolean =>
    ownSound(char) === sound || (tables.polyphones.get(char)?.includes(sound) ?? false);

  /** Letters and digits at the edge must not go on outside. */
  function cutsWord(folded: Folded, from: number, to: number, prefix: boolean): boolean {
    const { sound, gap } = folded;
    if (!isLetter(sound[from] as number) && !isDigit(sound[from] as number)) {
      const last = sound[to - 1] as number;
      if (!isLetter(last) && !isDigit(last)) return false;
    }
    const first = sound[from] as number;
    if (from > 0 && gap[from] === GAP.none) {
      const before = sound[from - 1] as number;
      if ((isLetter(first) && isLetter(before)) || (isDigit(first) && isDigit(before))) return true;
    }
    if (!prefix && to < folded.length && gap[to] === GAP.none) {
      const last = sound[to - 1] as number;
      const after = sound[to] as number;
      if ((isLetter(last) && isLetter(after)) || (isDigit(last) && isDigit(after))) return true;
    }
    return false;
  }

  /** A digit is a stand-in only where it counts nothing: 逾7, but not 逾7天. */
  function counts(folded: Folded, unit: number): boolean {
    const { sound, char, gap, length } = folded;
    if (unit > 0 && isDigit(sound[unit - 1] as number) && (gap[unit] as number) <= GAP.mark) return true;
    if (unit + 1 >= length) return false;
    if (isDigit(sound[unit + 1] as number) && (gap[unit + 1] as number) <= GAP.mark) return true;
    return (gap[unit + 1] as number) <= GAP.blank && tables.measures.has(char[unit + 1] as number);
  }

  function isNear(folded: Folded, from: number, to: number, near: ReadonlySet<number>): boolean {
    const first = Math.max(0, from - NEAR_UNITS);
    const last = Math.min(folded.length, to + NEAR_UNITS);
    for (let unit = first; unit < last; unit++) {
      if ((unit < from || unit >= to) && near.has(folded.char[unit] as number)) return true;
    }
    return false;
  }

  /** Patterns that must stand there character by character: reversed terms, aliases, false friends. */
  function verifyExact(folded: Folded, pattern: number, from: number): number {
    const length = lengths[pattern] as number;
    const at = offset[pattern] as number;
    let bits = 0;
    for (let index = 0; index < length; index++) {
      const unit = from + index;
      if (folded.char[unit] !== chars[at + index]) return REFUSED;
      if (index > 0 && (folded.gap[unit] as number) > GAP.none && ownGaps[at + index] === 0) return REFUSED;
      bits |= folded.flags[unit] as number;
    }
    if (cutsWord(folded, from, from + length, false)) return REFUSED;
    bits &= ~HIDDEN;
    switch (kind[pattern]) {
      case PATTERN.reversed:
        return bits | REVERSED;
      case PATTERN.friend:
        return bits;
      default: {
        const near = (patterns[pattern] as Pattern).near;
        if (near !== undefined && !isNear(folded, from, from + length, near)) bits |= DOUBTFUL;
        return (bits | (kind[pattern] === PATTERN.initials ? INITIALS : HOMOPHONE)) + CHANGED * length;
      }
    }
  }

  /**
   * Whether the character of `unit` may stand in for `expected`.
   *
   * @returns REFUSED, or disguise bits with UNLISTED and WEAK
   */
  function standIn(folded: Folded, unit: number, expected: number, rule: Rule, length: number): number {
    const written = folded.char[unit] as number;
    const sound = folded.sound[unit] as number;
    const flag = (folded.flags[unit] as number) & ~HIDDEN;
    if (flag & PINYIN) return reads(expected, sound) ? flag : REFUSED;
    const stand = tables.listed.get(pairKey(expected, written)) ?? 0;
    if (stand !== 0) {
      if (flag & EMOJI) return flag;
      if (rule.policy === NONE || (stand === DIGIT && counts(folded, unit))) return REFUSED;
      return stand | flag | (rule.key && stand !== DIGIT ? 0 : WEAK);
    }
    // Sequences with a bare letter exist only where it is the initial of a key term.
    if (isLetter(sound)) return INITIALS | flag | WEAK;
    if (!reads(expected, sound)) return REFUSED;
    if (flag & EMOJI) return flag;
    // Nobody hides a word behind 是 or 为: there it is the other word.
    if (tables.common.has(written)) return REFUSED;
    if (rule.key && length === 2 && tables.open.has(expected)) return HOMOPHONE | flag | WEAK;
    return rule.policy === ANY ? HOMOPHONE | flag | UNLISTED | (rule.key ? 0 : WEAK) : REFUSED;
  }

  const isTrade = (char: number): boolean => tables.trade.has(char) || tables.open.has(char);

  /** A character of the trade inside the hit, in its own writing, or near it. */
  function isInTrade(folded: Folded, pattern: number, from: number, to: number): boolean {
    const at = offset[pattern] as number;
    for (let unit = from; unit < to; unit++) {
      const written = folded.char[unit] as number;
      if (written === chars[at + unit - from] && isTrade(written)) return true;
    }
    return isNear(folded, from, to, tables.trade);
  }

  function verify(folded: Folded, pattern: number, from: number): number {
    if (kind[pattern] !== PATTERN.term) return verifyExact(folded, pattern, from);
    const { char, flags, gap, start, end } = folded;
    const length = lengths[pattern] as number;
    const at = offset[pattern] as number;
    const rule = rules[pattern] as Rule;
    const to = from + length;
    let bits = 0;
    let changed = 0;
    let unlisted = 0;
    let pinyin = 0;
    let letters = 0;
    let worstGap: number = GAP.none;
    for (let index = 0; index < length; index++) {
      const unit = from + index;
      const flag = flags[unit] as number;
      if (index > 0) {
        if ((gap[unit] as number) > worstGap && ownGaps[at + index] === 0) worstGap = gap[unit] as number;
        bits |= flag & HIDDEN;
      }
      const expected = chars[at + index] as number;
      if (char[unit] === expected) {
        // A term with pinyin of its own expects 0 as the text has it.
        bits |= expected === 0 ? flag & ~(HIDDEN | PINYIN) : flag & ~HIDDEN;
        continue;
      }
      if (!rule.disguise) return REFUSED;
      const stand = standIn(folded, unit, expected, rule, length);
      if (stand === REFUSED) return REFUSED;
      changed++;
      if (stand & UNLISTED && ++unlisted * 2 > length) return REFUSED;
      if (stand & PINYIN) {
        pinyin++;
        letters += (end[unit] as number) - (start[unit] as number);
      }
      bits |= stand;
    }
    if (unlisted > 0 && changed * 2 > length) return REFUSED;
    if (pinyin === length && letters < FEWEST_PINYIN_LETTERS) return REFUSED;
    if (cutsWord(folded, from, to, rule.prefix)) return REFUSED;
    if (worstGap !== GAP.none) {
      const firm =
        rule.key && changed === 0 && isTrade(char[from] as number) && isTrade(char[to - 1] as number);
      const parted = judgeGaps(folded, from, to, (index) => ownGaps[at + index] === 1, firm);
      if (parted === PARTED || (parted !== 0 && (!rule.disguise || partsNumber(folded, from, to, rule.key))))
        return REFUSED;
      // Stand-ins on both sides of a quotation mark, or of a blank between two characters, are two words.
      if (
        changed > pinyin &&
        (worstGap === GAP.quote || (length === 2 && (worstGap === GAP.blank || bits & INITIALS)))
      )
        return REFUSED;
      bits |= parted;
    } else if (changed > pinyin && length <= LONGEST_ORDINARY && isOrdinary(folded, from, to)) return REFUSED;
    // Two changed characters of two say nothing by themselves, unless one is an emoji, pinyin or split.
    const guessed = length === 2 && changed === 2 && pinyin === 0 && (bits & (EMOJI | SPLIT)) === 0;
    const weak = (bits & WEAK) !== 0 && (length === 2 || (!rule.key && unlisted > 0));
    if (
      (weak || guessed) &&
      !(changed < length || length > 2
        ? isInTrade(folded, pattern, from, to)
        : isNear(folded, from, to, tables.trade))
    ) {
      bits |= DOUBTFUL;
    }
    return (bits & (UNLISTED - 1)) + (bits & DOUBTFUL) + changed * CHANGED;
  }

  /** A mark between digits, or between the letters of a term nobody hides, belongs to a number or a name: 1.10, M.2 */
  function partsNumber(folded: Folded, from: number, to: number, key: boolean): boolean {
    const { sound, gap } = folded;
    for (let unit = from + 1; unit < to; unit++) {
      if (gap[unit] === GAP.none) continue;
      const before = sound[unit - 1] as number;
      const after = sound[unit] as number;
      if (isDigit(before) || isDigit(after) || (!key && (isLetter(before) || isLetter(after)))) return true;
    }
    return false;
  }

  function isOrdinary(folded: Folded, from: number, to: number): boolean {
    let surface = '';
    for (let unit = from; unit < to; unit++) surface += String.fromCharCode(folded.char[unit] as number);
    return tables.ordinary.has(surface);
  }
  return { kind, term, length: lengths, verify };
}
