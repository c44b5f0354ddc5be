import {
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
import { charOf, type FoldTables, soundOf, SYLLABLE_SOUND } from '../text/fold-tables.ts';
import { LONGEST_ORDINARY } from '../text/folding-data.ts';
import type { Folded } from '../text/folded.ts';
import { GAP } from '../text/gap.ts';
import { judgeGaps, PARTED } from './gaps.ts';
import { CHANGED_SHIFT } from './hits.ts';
import { cutsWord, isNear, partsNumber, surfaceOf } from './neighbourhood.ts';
import {
  DISGUISE,
  KEY,
  kindOf,
  lengthOf,
  leniencyOf,
  LISTED_ONLY,
  nearOf,
  NOT_A_TERM,
  OWN_GAP,
  PATTERN,
  PREFIX,
  STRICT,
  TRAITS,
  UNIT_BITS,
  UNITS,
} from './pattern-record.ts';
import { initialOf } from './sounds.ts';
import { REFUSED, standIn, UNLISTED, WEAK } from './stand-in.ts';
import { mostInitials, mostOthers } from './tails.ts';

/** One changed character in `Hits.how`. */
const CHANGED = 1 << CHANGED_SHIFT;
/** Set on a verified candidate, beside what `Hits.how` will hold, when it is a hit only if another disguise stands near it. */
export const DOUBTFUL = 1 << 17;

/** Fewest letters of a hit written in pinyin alone: shorter ones are names and words of other languages. */
const FEWEST_PINYIN_LETTERS = 5;

/** Bits of a character's roles: one of the most frequent; may stand in for another. */
const COMMON = 1;
const STAND_IN = 2;

/** Roles by UTF-16 code. */
function rolesOf({ common, standIns }: FoldTables): Uint8Array {
  const roles = new Uint8Array(0x10000);
  for (const char of common) roles[char] = COMMON;
  for (const chars of standIns.values())
    for (const char of chars) roles[char] = (roles[char] as number) | STAND_IN;
  return roles;
}

/** What the units of a term showed when they were compared; reused. */
const compared = {
  /** Disguise bits, with UNLISTED and WEAK. */
  bits: 0,
  /** Units with another character than the term has. */
  changed: 0,
  /** Of those: that only the sound speaks for, and that are pinyin. */
  unlisted: 0,
  pinyin: 0,
  /** Number of `GAP`, those left out that the term has itself. */
  worstGap: GAP.none as number,
  /** Flags of all units together. */
  written: 0,
};

/** Checks the characters behind a match of sounds. Prepared once per matcher, asked for every candidate. */
export class Verifier {
  /** `Matcher.numbers`; a pattern is told by where it stands there. */
  private readonly numbers: Int32Array;
  private readonly roles: Uint8Array;
  private readonly near: readonly ReadonlySet<number>[];
  private readonly tables: FoldTables;

  /**
   * @param numbers - `Matcher.numbers`, patterns as in pattern-record.ts
   * @param near - sets of characters, by the number patterns know them by
   */
  constructor(numbers: Int32Array, near: readonly ReadonlySet<number>[], tables: FoldTables) {
    this.numbers = numbers;
    this.near = near;
    this.roles = rolesOf(tables);
    this.tables = tables;
  }

  /**
   * Whether the units from `from` on really are the pattern.
   *
   * @returns REFUSED, or changed << CHANGED_SHIFT | bits, DOUBTFUL among them where nothing near speaks for it
   */
  verify(folded: Folded, pattern: number, from: number): number {
    const record = this.numbers[pattern] as number;
    return kindOf(record) === PATTERN.term
      ? this.verifyTerm(folded, pattern, from)
      : this.verifyExact(folded, pattern, from);
  }

  /**
   * Whether the first character that differs tells at once that this is no disguise: an ordinary one that stands for nothing, or
   * sounds otherwise.
   *
   * @param unit - an entry of `Folded.unit`, not the expected one
   * @param flags - its entry of `Folded.flags`
   * @param record - of the pattern, see pattern-record.ts
   * @param wanted - the unit expected
   */
  isHopeless(unit: number, flags: number, record: number, wanted: number): boolean {
    if ((record & NOT_A_TERM) !== 0) return true;
    const leniency = leniencyOf(record);
    if (leniency === STRICT) return true;
    if (flags !== 0 || unit >>> 16 < SYLLABLE_SOUND) return false;
    const role = this.roles[unit & 0xffff] as number;
    if ((role & STAND_IN) !== 0) return false;
    if ((role & COMMON) !== 0 || leniency === LISTED_ONLY) return true;
    return soundOf(unit) !== soundOf(wanted) && !this.tables.polyphones.has(charOf(wanted));
  }

  /** Patterns that must stand there character by character: reversed terms, aliases, false friends. */
  private verifyExact(folded: Folded, pattern: number, from: number): number {
    const record = this.numbers[pattern] as number;
    const at = pattern + UNITS;
    const length = lengthOf(record);
    let bits = 0;
    for (let index = 0; index < length; index++) {
      const unit = from + index;
      if ((((folded.unit[unit] as number) ^ (this.numbers[at + index] as number)) & UNIT_BITS) !== 0)
        return REFUSED;
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
        const near = this.near[nearOf(this.numbers[pattern + TRAITS] as number)];
        const doubt = near !== undefined && !isNear(folded, from, from + length, near) ? DOUBTFUL : 0;
        return (
          (bits | doubt | (kindOf(record) === PATTERN.initials ? INITIALS : HOMOPHONE)) + CHANGED * length
        );
      }
    }
  }

  /** A term: its characters may have stand-ins, and gaps between them, as far as its traits allow. */
  private verifyTerm(folded: Folded, pattern: number, from: number): number {
    if (!this.compareUnits(folded, pattern, from)) return REFUSED;
    const { changed, unlisted, pinyin, worstGap, written } = compared;
    let { bits } = compared;
    const { numbers } = this;
    const length = lengthOf(numbers[pattern] as number);
    const at = pattern + UNITS;
    const traits = numbers[pattern + TRAITS] as number;
    const key = (traits & KEY) !== 0;
    const disguise = (traits & DISGUISE) !== 0;
    const to = from + length;
    if (cutsWord(folded, from, to, (traits & PREFIX) !== 0)) return REFUSED;
    if (worstGap !== GAP.none) {
      const firm = key && changed === 0 && this.isTrade(folded, from) && this.isTrade(folded, to - 1);
      const parted = judgeGaps(
        folded,
        from,
        to,
        (index) => ((numbers[at + index] as number) & OWN_GAP) !== 0,
        firm,
      );
      if (parted === PARTED) return REFUSED;
      if (parted !== 0 && (!disguise || partsNumber(folded, from, to, key))) return REFUSED;
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
      ((bits & WEAK) !== 0 && (length === 2 || (!key && unlisted > 0))) ||
      // 我 给 is a pause in speech; 贷 款 is not.
      (length === 2 && !key && (bits & SEPARATED) !== 0);
    const doubt = (weak || guessed) && !this.isInTrade(folded, pattern, from, to, guessed) ? DOUBTFUL : 0;
    return (bits & (UNLISTED - 1)) + doubt + changed * CHANGED;
  }

  /** Whether every unit may be read as the one the term has there. Fills {@link compared}. */
  private compareUnits(folded: Folded, pattern: number, from: number): boolean {
    const { unit: units, flags, gap, start, end } = folded;
    const { numbers } = this;
    const length = lengthOf(numbers[pattern] as number);
    const at = pattern + UNITS;
    const traits = numbers[pattern + TRAITS] as number;
    const key = (traits & KEY) !== 0;
    const disguise = (traits & DISGUISE) !== 0;
    let bits = 0;
    let changed = 0;
    let unlisted = 0;
    let pinyin = 0;
    let letters = 0;
    /** Units that sound otherwise than the term, and what they may be taken for. */
    let strays = 0;
    let initials = 0;
    let others = 0;
    let worstGap: number = GAP.none;
    let written = 0;
    for (let index = 0; index < length; index++) {
      const unit = from + index;
      const flag = flags[unit] as number;
      written |= flag;
      if (index > 0) {
        const isOwn = ((numbers[at + index] as number) & OWN_GAP) !== 0;
        if ((gap[unit] as number) > worstGap && !isOwn) worstGap = gap[unit] as number;
        bits |= flag & HIDDEN;
      }
      const wanted = numbers[at + index] as number;
      const expected = charOf(wanted);
      if ((((units[unit] as number) ^ wanted) & UNIT_BITS) === 0) {
        // A term with pinyin of its own expects 0 as the text has it.
        bits |= expected === 0 ? flag & ~(HIDDEN | PINYIN) : flag & ~HIDDEN;
        continue;
      }
      if (!disguise) return false;
      const stand = standIn(folded, unit, expected, traits, length, this.tables);
      if (stand === REFUSED) return false;
      const sound = soundOf(units[unit] as number);
      if (sound !== soundOf(wanted)) {
        const isInitial = sound === initialOf(soundOf(wanted), this.tables);
        const isOther = (stand & INITIALS) === 0;
        if (sound === 0 || !(isInitial || isOther)) return false;
        strays++;
        if (isInitial) initials++;
        if (isOther) others++;
      }
      changed++;
      if (stand & UNLISTED && ++unlisted * 2 > length) return false;
      if (stand & PINYIN) {
        pinyin++;
        letters += (end[unit] as number) - (start[unit] as number);
      }
      bits |= stand;
    }
    if (strays > 0) {
      const allOthers = others === strays && strays <= mostOthers(key, length);
      if (!allOthers && (initials < strays || strays > mostInitials(key, length))) return false;
    }
    if (unlisted > 0 && changed * 2 > length) return false;
    if (pinyin === length && letters < FEWEST_PINYIN_LETTERS) return false;
    compared.bits = bits;
    compared.changed = changed;
    compared.unlisted = unlisted;
    compared.pinyin = pinyin;
    compared.worstGap = worstGap;
    compared.written = written;
    return true;
  }

  private isTrade(folded: Folded, unit: number): boolean {
    const char = charOf(folded.unit[unit] as number);
    return this.tables.trade.has(char) || this.tables.open.has(char);
  }

  /** Whether a character of the trade stands near the hit, or, unless all of it is changed, unchanged in it. */
  private isInTrade(folded: Folded, pattern: number, from: number, to: number, guessed: boolean): boolean {
    const at = pattern + UNITS - from;
    for (let unit = from; unit < to && !guessed; unit++) {
      if (
        charOf(folded.unit[unit] as number) === charOf(this.numbers[at + unit] as number) &&
        this.isTrade(folded, unit)
      )
        return true;
    }
    return isNear(folded, from, to, this.tables.trade);
  }
}
