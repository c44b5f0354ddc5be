import {
  DIGIT,
  EMOJI,
  HIDDEN,
  HOMOPHONE,
  INITIALS,
  PINYIN,
  PLAIN_WRITING,
  REVERSED,
  SEPARATED,
  SPLIT,
} from '../text/disguise.ts';
import {
  charOf,
  type FoldTables,
  LONGEST_ORDINARY,
  pairKey,
  soundOf,
  SYLLABLE_SOUND,
} from '../text/fold-tables.ts';
import type { Folded } from '../text/folded.ts';
import { GAP } from '../text/gap.ts';
import { judgeGaps, PARTED } from './gaps.ts';
import type { TermSpec } from './hit.ts';
import { countsSomething, cutsWord, isNear, partsNumber, surfaceOf } from './neighbourhood.ts';
import { isDigit, isKey, isLetter, PATTERN, type Pattern } from './patterns.ts';

/** A candidate that is no hit. */
export const REFUSED = -1;
/** A verified candidate holds the number of changed characters from this bit on, disguise bits and DOUBTFUL below. */
export const CHANGED_SHIFT = 18;
const CHANGED = 1 << CHANGED_SHIFT;
/** Set on a candidate that is a hit only when another disguise stands near it. */
export const DOUBTFUL = 1 << 17;
/** A stand-in that only the sound speaks for. */
const UNLISTED = 1 << 16;
/** A stand-in that in a term of two characters needs words of the trade near it. */
const WEAK = 1 << 18;

const NONE = 0;
const LISTED = 1;
const ANY = 2;

/** Fewest letters of a hit written in pinyin alone: shorter ones are names and words of other languages. */
const FEWEST_PINYIN_LETTERS = 5;

/** What a pattern's term allows. */
interface Rule {
  readonly policy: number;
  readonly disguise: boolean;
  readonly key: boolean;
  /** Letters may go on behind the term. */
  readonly prefix: boolean;
}

function ruleOf(pattern: Pattern, terms: readonly TermSpec[], tables: FoldTables): Rule {
  if (pattern.kind === PATTERN.friend) return { policy: NONE, disguise: false, key: false, prefix: false };
  const spec = terms[pattern.term] as TermSpec;
  const length = pattern.sounds.length;
  const asked = spec.homophones ?? (length >= 3 ? 'any' : length === 2 ? 'listed' : 'none');
  return {
    policy: asked === 'any' ? ANY : asked === 'listed' ? LISTED : NONE,
    disguise: spec.disguise !== false && length > 1,
    key: isKey(spec, tables),
    prefix: tables.gluedWords.has(spec.text),
  };
}

/** No stand-in at all. */
const STRICT = 0;
const LISTED_ONLY = 1;
const LENIENT = 2;

function leniencyOf({ disguise, policy, key }: Rule, { sounds }: Pattern): number {
  if (!disguise) return STRICT;
  return policy === ANY || (key && sounds.length === 2) ? LENIENT : LISTED_ONLY;
}

const COMMON = 1;
const STAND_IN = 2;

function rolesOf({ common, standIns }: FoldTables): Uint8Array {
  const roles = new Uint8Array(0x10000);
  for (const char of common) roles[char] = COMMON;
  for (const chars of standIns.values())
    for (const char of chars) roles[char] = (roles[char] as number) | STAND_IN;
  return roles;
}

/** Numbers a pattern takes in `records`: what it is, and where its characters begin. */
export const RECORD = 2;
const OFFSET = 1;
export const termOf = (record: number): number => record & 0xffff;
export const lengthOf = (record: number): number => (record >>> 16) & 0x3f;
export const kindOf = (record: number): number => (record >>> 22) & 7;
const leniencyIn = (record: number): number => (record >>> 25) & 3;
/** Set where the pattern begins or ends in a letter or digit. */
export const EDGED = 1 << 27;
/** Set where the pattern is an alias, reversed or a false friend. */
export const NOT_A_TERM = 7 << 22;

function packRecord(pattern: Pattern, rule: Rule): number {
  const isEdge = (sound = 0): boolean => isLetter(sound) || isDigit(sound);
  const edged = isEdge(pattern.sounds[0]) || isEdge(pattern.sounds.at(-1)) ? EDGED : 0;
  return (
    pattern.term |
    (pattern.sounds.length << 16) |
    (pattern.kind << 22) |
    (leniencyOf(rule, pattern) << 25) |
    edged
  );
}

/** Checks the characters behind a match of sounds. Prepared once per matcher, asked for every candidate. */
export class Verifier {
  readonly records: Int32Array;
  /** Standard characters of all patterns, one behind the other. */
  readonly chars: Uint16Array;
  /** 1 where the term itself has a mark before the character. */
  private readonly ownGap: Uint8Array;
  /** By UTF-16 code: COMMON, STAND_IN. */
  private readonly roles: Uint8Array;
  private readonly near: readonly (ReadonlySet<number> | undefined)[];
  private readonly rules: readonly Rule[];
  private readonly tables: FoldTables;

  constructor(patterns: readonly Pattern[], terms: readonly TermSpec[], tables: FoldTables) {
    this.records = new Int32Array(patterns.length * RECORD);
    this.near = patterns.map((pattern) => pattern.near);
    this.rules = patterns.map((pattern) => ruleOf(pattern, terms, tables));
    this.roles = rolesOf(tables);
    this.tables = tables;
    let total = 0;
    for (const pattern of patterns) total += pattern.chars.length;
    this.chars = new Uint16Array(total);
    this.ownGap = new Uint8Array(total);
    let at = 0;
    patterns.forEach((pattern, index) => {
      this.records[index * RECORD] = packRecord(pattern, this.rules[index] as Rule);
      this.records[index * RECORD + OFFSET] = at;
      for (let place = 0; place < pattern.chars.length; place++) {
        this.chars[at + place] = pattern.chars[place] as number;
        if (pattern.gaps[place] === true) this.ownGap[at + place] = 1;
      }
      at += pattern.chars.length;
    });
  }

  /**
   * Whether the units from `from` on really are the pattern.
   *
   * @returns REFUSED, or changed << CHANGED_SHIFT | bits, DOUBTFUL among them where nothing near speaks for it
   */
  verify(folded: Folded, pattern: number, from: number): number {
    const record = this.records[pattern * RECORD] as number;
    return kindOf(record) === PATTERN.term
      ? this.verifyTerm(folded, pattern, from)
      : this.verifyExact(folded, pattern, from);
  }

  /**
   * Whether the first character that differs tells at once that this is no disguise: an ordinary one that stands for nothing.
   *
   * @param unit - the folded unit that is not the expected character
   * @param flags - its flags
   */
  isHopeless(unit: number, flags: number, record: number): boolean {
    if ((record & NOT_A_TERM) !== 0) return true;
    const leniency = leniencyIn(record);
    if (leniency === STRICT) return true;
    if (flags !== 0 || unit >>> 16 < SYLLABLE_SOUND) return false;
    const role = this.roles[unit & 0xffff] as number;
    return (role & STAND_IN) === 0 && ((role & COMMON) !== 0 || leniency === LISTED_ONLY);
  }

  /** Patterns that must stand there character by character: reversed terms, aliases, false friends. */
  private verifyExact(folded: Folded, pattern: number, from: number): number {
    const record = this.records[pattern * RECORD] as number;
    const at = this.records[pattern * RECORD + OFFSET] as number;
    const length = lengthOf(record);
    let bits = 0;
    for (let index = 0; index < length; index++) {
      const unit = from + index;
      if (charOf(folded.unit[unit] as number) !== this.chars[at + index]) return REFUSED;
      if (index > 0 && folded.gap[unit] !== GAP.none) return REFUSED;
      bits |= folded.flags[unit] as number;
    }
    if (cutsWord(folded, from, from + length, false)) return REFUSED;
    bits &= ~HIDDEN;
    switch (kindOf(record)) {
      case PATTERN.reversed:
        return bits | REVERSED;
      case PATTERN.friend:
        return bits;
      default: {
        const near = this.near[pattern];
        const doubt = near !== undefined && !isNear(folded, from, from + length, near) ? DOUBTFUL : 0;
        return (
          (bits | doubt | (kindOf(record) === PATTERN.initials ? INITIALS : HOMOPHONE)) + CHANGED * length
        );
      }
    }
  }

  private verifyTerm(folded: Folded, pattern: number, from: number): number {
    const { unit: units, flags, gap, start, end } = folded;
    const length = lengthOf(this.records[pattern * RECORD] as number);
    const at = this.records[pattern * RECORD + OFFSET] as number;
    const rule = this.rules[pattern] as Rule;
    const to = from + length;
    let bits = 0;
    let changed = 0;
    let unlisted = 0;
    let pinyin = 0;
    let letters = 0;
    let worstGap: number = GAP.none;
    let written = 0;
    for (let index = 0; index < length; index++) {
      const unit = from + index;
      const flag = flags[unit] as number;
      written |= flag;
      if (index > 0) {
        if ((gap[unit] as number) > worstGap && this.ownGap[at + index] === 0) worstGap = gap[unit] as number;
        bits |= flag & HIDDEN;
      }
      const expected = this.chars[at + index] as number;
      if (charOf(units[unit] as number) === expected) {
        // A term with pinyin of its own expects 0 as the text has it.
        bits |= expected === 0 ? flag & ~(HIDDEN | PINYIN) : flag & ~HIDDEN;
        continue;
      }
      if (!rule.disguise) return REFUSED;
      const stand = this.standIn(folded, unit, expected, rule, length);
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
      const firm = rule.key && changed === 0 && this.isTrade(folded, from) && this.isTrade(folded, to - 1);
      const parted = judgeGaps(folded, from, to, (index) => this.ownGap[at + index] === 1, firm);
      if (parted === PARTED) return REFUSED;
      if (parted !== 0 && (!rule.disguise || partsNumber(folded, from, to, rule.key))) return REFUSED;
      // Stand-ins on both sides of a quotation mark, or of a blank between two characters, are two words.
      const twoWords =
        worstGap === GAP.quote || (length === 2 && (worstGap === GAP.blank || (bits & INITIALS) !== 0));
      if (changed > pinyin && twoWords) return REFUSED;
      bits |= parted;
    } else if (changed > pinyin && length <= LONGEST_ORDINARY && (written & ~PLAIN_WRITING) === 0) {
      // 货款 is a word; 货歀 is not.
      if (this.tables.ordinary.has(surfaceOf(folded, from, to))) return REFUSED;
    }
    // Two changed characters of two say nothing by themselves, unless one is an emoji, pinyin or split.
    const guessed = length === 2 && changed === 2 && pinyin === 0 && (bits & (EMOJI | SPLIT)) === 0;
    const weak =
      ((bits & WEAK) !== 0 && (length === 2 || (!rule.key && unlisted > 0))) ||
      // 我 给 is a pause in speech; 贷 款 is not.
      (length === 2 && !rule.key && (bits & SEPARATED) !== 0);
    const doubt = (weak || guessed) && !this.isInTrade(folded, pattern, from, to, guessed) ? DOUBTFUL : 0;
    return (bits & (UNLISTED - 1)) + doubt + changed * CHANGED;
  }

  /**
   * Whether the character of `unit` may stand in for `expected`.
   *
   * @returns REFUSED, or disguise bits with UNLISTED and WEAK
   */
  private standIn(folded: Folded, unit: number, expected: number, rule: Rule, length: number): number {
    const { tables } = this;
    const written = charOf(folded.unit[unit] as number);
    const sound = soundOf(folded.unit[unit] as number);
    const flag = (folded.flags[unit] as number) & ~HIDDEN;
    if (flag & PINYIN) return this.reads(expected, sound) ? flag : REFUSED;
    const stand = tables.listed.get(pairKey(expected, written)) ?? 0;
    if (stand !== 0) {
      if (flag & EMOJI) return flag;
      if (rule.policy === NONE || (stand === DIGIT && countsSomething(folded, unit, tables.measures)))
        return REFUSED;
      return stand | flag | (rule.key && stand !== DIGIT ? 0 : WEAK);
    }
    // Sequences with a bare letter exist only where it is the initial of a key term.
    if (isLetter(sound)) return INITIALS | flag | WEAK;
    if (!this.reads(expected, sound)) return REFUSED;
    if (flag & EMOJI) return flag;
    // Nobody hides a word behind 是 or 为: there it is the other word.
    if (tables.common.has(written)) return REFUSED;
    if (rule.key && length === 2 && tables.open.has(expected)) return HOMOPHONE | flag | WEAK;
    return rule.policy === ANY ? HOMOPHONE | flag | UNLISTED | (rule.key ? 0 : WEAK) : REFUSED;
  }

  private reads(char: number, sound: number): boolean {
    const { entry, polyphones } = this.tables;
    return soundOf(entry[char] as number) === sound || (polyphones.get(char)?.includes(sound) ?? false);
  }

  private isTrade(folded: Folded, unit: number): boolean {
    const char = charOf(folded.unit[unit] as number);
    return this.tables.trade.has(char) || this.tables.open.has(char);
  }

  /** Whether a character of the trade stands near the hit, or, unless all of it is changed, unchanged in it. */
  private isInTrade(folded: Folded, pattern: number, from: number, to: number, guessed: boolean): boolean {
    const at = (this.records[pattern * RECORD + OFFSET] as number) - from;
    for (let unit = from; unit < to && !guessed; unit++) {
      if (charOf(folded.unit[unit] as number) === this.chars[at + unit] && this.isTrade(folded, unit))
        return true;
    }
    return isNear(folded, from, to, this.tables.trade);
  }
}
