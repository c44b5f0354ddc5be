import type { FoldTables } from '../text/fold-tables.ts';
import type { TermSpec } from './hit.ts';

/** How a pattern stands for its term. */
export const PATTERN = { term: 0, reversed: 1, initials: 2, word: 3, friend: 4 } as const;
export type PatternKind = (typeof PATTERN)[keyof typeof PATTERN];

/**
 * A pattern among the numbers of a matcher: its record, its traits, then one number a unit: the unit expected there as
 * `Folded.unit` has it (with character 0 where only the sound counts), OWN_GAP set where the term itself has a mark before it
 * (100%成功).
 *
 *     record  bits 0-15 term or false friend, 16-21 length, 22-24 kind, 25-26 leniency, 27 EDGED
 *     traits  bits 0-1 which homophones, 2 DISGUISE, 3 KEY, 4 PREFIX, from 5 on 1 + number of the set of characters that must be near
 */
/** Where the traits and the units are, from the record on. */
export const TRAITS = 1;
export const UNITS = 2;
export const OWN_GAP = 1 << 26;
/** Sound and character of a unit. */
export const UNIT_BITS = OWN_GAP - 1;

export const termOf = (record: number): number => record & 0xffff;
export const lengthOf = (record: number): number => (record >>> 16) & 0x3f;
export const kindOf = (record: number): PatternKind => ((record >>> 22) & 7) as PatternKind;
export const leniencyOf = (record: number): number => (record >>> 25) & 3;
/** Set where the pattern begins or ends in a letter or digit. */
export const EDGED = 1 << 27;
/** Set where the pattern is an alias, reversed or a false friend. */
export const NOT_A_TERM = 7 << 22;

/** Which characters of the same sound may stand in, see `TermSpec.homophones`. */
export const NO_HOMOPHONES = 0;
const LISTED_HOMOPHONES = 1;
export const ANY_HOMOPHONE = 2;
export const homophonesOf = (traits: number): number => traits & 3;
/** Disguises are looked through. */
export const DISGUISE = 1 << 2;
/** The pattern is of a key term, see {@link isKey}. */
export const KEY = 1 << 3;
/** Letters may go on behind the term. */
export const PREFIX = 1 << 4;
const NEAR_SHIFT = 5;
/** Number of the set of characters one of which must be near, -1 for none. */
export const nearOf = (traits: number): number => (traits >>> NEAR_SHIFT) - 1;

/** What may differ from the pattern, told from its record alone: nothing, listed stand-ins, any of the same sound. */
export const STRICT = 0;
export const LISTED_ONLY = 1;
const LENIENT = 2;

/** A term that lures hide on purpose, by its rule or by the folding data. */
export const isKey = (spec: TermSpec, tables: FoldTables): boolean =>
  spec.key === true || tables.keyTerms.has(spec.text);

/** What a term of so many units allows. */
export function traitsOf(spec: TermSpec, length: number, key: boolean, tables: FoldTables): number {
  const asked = spec.homophones ?? (length >= 3 ? 'any' : length === 2 ? 'listed' : 'none');
  return (
    (asked === 'any' ? ANY_HOMOPHONE : asked === 'listed' ? LISTED_HOMOPHONES : NO_HOMOPHONES) |
    (spec.disguise !== false && length > 1 ? DISGUISE : 0) |
    (key ? KEY : 0) |
    (tables.gluedWords.has(spec.text) ? PREFIX : 0)
  );
}

/** Traits of an alias whose neighbourhood must hold a character of the numbered set. */
export const nearTraits = (near: number): number => (near + 1) << NEAR_SHIFT;

/** The record of a pattern. `length` is in units; `edged` as EDGED. */
export function packRecord(
  kind: PatternKind,
  term: number,
  length: number,
  traits: number,
  edged: boolean,
): number {
  const any = homophonesOf(traits) === ANY_HOMOPHONE || ((traits & KEY) !== 0 && length === 2);
  const leniency = (traits & DISGUISE) === 0 ? STRICT : any ? LENIENT : LISTED_ONLY;
  return term | (length << 16) | (kind << 22) | (leniency << 25) | (edged ? EDGED : 0);
}
