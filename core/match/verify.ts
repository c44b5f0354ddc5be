import { DIGIT, HIDDEN, HOMOPHONE, INITIALS, PINYIN, EMOJI, REVERSED } from '../text/disguise.ts';
import { type FoldTables, pairKey } from '../text/fold-tables.ts';
import type { Folded } from '../text/folded.ts';
import { GAP } from '../text/gap.ts';
import { judgeGaps, PARTED } from './gaps.ts';
import type { TermSpec } from './hit.ts';
import { isDigit, isLetter, PATTERN, type Pattern } from './patterns.ts';

/** A candidate that is no hit. */
export const REFUSED = -1;
/** A verified candidate: `CHANGED` times the number of changed characters, plus disguise bits. */
export const CHANGED = 1 << 16;

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
   * @returns REFUSED, or changed * CHANGED + bits
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

  /** Letters and digits at the edge must not go on outside. */
  function cutsWord(folded: Folded, from: number, to: number, prefix: boolean): boolean {
    const { sound, gap } = folded;
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
      if (index > 0 && (folded.gap[unit] as number) > GAP.quote && ownGaps[at + index] === 0) return REFUSED;
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
        if (near !== undefined && !isNear(folded, from, from + length, near)) return REFUSED;
        return (bits | (kind[pattern] === PATTERN.initials ? INITIALS : HOMOPHONE)) + CHANGED * length;
      }
    }
  }

  function verify(folded: Folded, pattern: number, from: number): number {
    if (kind[pattern] !== PATTERN.term) return verifyExact(folded, pattern, from);
    const { char, flags, sound, start, end } = folded;
    const length = lengths[pattern] as number;
    const at = offset[pattern] as number;
    const rule = rules[pattern] as Rule;
    const to = from + length;
    let bits = 0;
    let listed = 0;
    let unlisted = 0;
    let pinyin = 0;
    let letters = 0;
    let hasGap = false;
    for (let index = 0; index < length; index++) {
      const unit = from + index;
      const written = char[unit] as number;
      const expected = chars[at + index] as number;
      const flag = flags[unit] as number;
      if (index > 0) {
        if (folded.gap[unit] !== GAP.none) hasGap = true;
        bits |= flag & HIDDEN;
      }
      if (written === expected) {
        // A term with pinyin of its own expects 0 as the text has it.
        bits |= written === 0 ? flag & ~(HIDDEN | PINYIN) : flag & ~HIDDEN;
        continue;
      }
      if (!rule.disguise) return REFUSED;
      if (flag & PINYIN) {
        pinyin++;
        letters += (end[unit] as number) - (start[unit] as number);
        bits |= flag & ~HIDDEN;
        continue;
      }
      const stand = tables.listed.get(pairKey(expected, written)) ?? 0;
      if (stand !== 0) {
        if (rule.policy === NONE && !(flag & EMOJI)) return REFUSED;
        if (stand === DIGIT && counts(folded, unit)) return REFUSED;
        listed++;
        bits |= stand | (flag & ~HIDDEN);
      } else if (isLetter(sound[unit] as number)) {
        // Sequences with a bare letter exist only where it is the initial of a key term.
        listed++;
        bits |= INITIALS | (flag & ~HIDDEN);
      } else if (flag & EMOJI) {
        listed++;
        bits |= flag & ~HIDDEN;
      } else {
        if (rule.policy !== ANY) return REFUSED;
        if (++unlisted * 2 > length) return REFUSED;
        bits |= HOMOPHONE | (flag & ~HIDDEN);
      }
    }
    const changed = listed + unlisted + pinyin;
    if (unlisted > 0 && changed * 2 > length) return REFUSED;
    if (pinyin === length && letters < FEWEST_PINYIN_LETTERS) return REFUSED;
    if (cutsWord(folded, from, to, rule.prefix)) return REFUSED;
    if (hasGap) {
      const parted = judgeGaps(
        folded,
        from,
        to,
        (index) => ownGaps[at + index] === 1,
        rule.key && changed === 0,
      );
      if (parted === PARTED || (parted !== 0 && !rule.disguise)) return REFUSED;
      // A blank inside and a stand-in at once are too little to hold two characters together.
      if (parted !== 0 && length === 2 && changed > pinyin && folded.gap[from + 1] === GAP.blank)
        return REFUSED;
      bits |= parted;
    } else if (changed > 0 && pinyin === 0 && tables.ordinary.size > 0 && length <= 4) {
      let surface = '';
      for (let unit = from; unit < to; unit++) surface += String.fromCharCode(char[unit] as number);
      if (tables.ordinary.has(surface)) return REFUSED;
    }
    return bits + changed * CHANGED;
  }
  return { kind, term, length: lengths, verify };
}
