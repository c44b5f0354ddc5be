import { charOf, DIGIT_SOUND, type FoldTables, soundOf, SYLLABLE_SOUND } from '../text/fold-tables.ts';
import { createFolded, fold } from '../text/fold.ts';
import { GAP } from '../text/gap.ts';
import type { TermSpec } from './hit.ts';

/** How a pattern stands for its term. */
export const PATTERN = { term: 0, reversed: 1, initials: 2, word: 3, friend: 4 } as const;
export type PatternKind = (typeof PATTERN)[keyof typeof PATTERN];

/** One sequence of sounds that may be the term. */
export interface Pattern {
  readonly kind: PatternKind;
  /** Index of the term, or of the false friend. */
  readonly term: number;
  readonly sounds: readonly number[];
  /** Standard character expected at each place, 0 where only the sound counts. */
  readonly chars: readonly number[];
  /** True where the term itself has a mark before this place: 100%成功. */
  readonly gaps: readonly boolean[];
  /** Characters of which one must be near, for an alias. */
  readonly near: ReadonlySet<number> | undefined;
}

/** Longest term in folded units. Longer ones are cut, so that no pattern is without bound. */
export const LONGEST_TERM = 32;
/** Most sequences one term may have. */
const MOST_SEQUENCES = 64;

export interface Encoded {
  readonly sounds: number[];
  readonly chars: number[];
  readonly gaps: boolean[];
}

/** Reused for all terms: building a matcher folds thousands. */
const scratch = createFolded();

/** A phrase as units, or undefined when a unit has no sound (nothing could ever match it). */
export function encode(text: string, tables: FoldTables): Encoded | undefined {
  const folded = fold(text, tables, scratch);
  const length = Math.min(folded.length, LONGEST_TERM);
  if (length === 0) return undefined;
  const sounds: number[] = [];
  const chars: number[] = [];
  const gaps: boolean[] = [];
  for (let at = 0; at < length; at++) {
    const unit = folded.unit[at] as number;
    if (soundOf(unit) === 0) return undefined;
    sounds.push(soundOf(unit));
    chars.push(charOf(unit));
    gaps.push(folded.gap[at] !== GAP.none);
  }
  return { sounds, chars, gaps };
}

const NO_SOUNDS: readonly number[] = [];

/** Sounds that another writing of a character may bring, its own left out; kept by character. */
function otherSounds(
  char: number,
  tables: FoldTables,
  known: Map<number, readonly number[]>,
): readonly number[] {
  const before = known.get(char);
  if (before !== undefined) return before;
  const readings = tables.polyphones.get(char);
  const standIns = tables.standIns.get(char);
  let others = NO_SOUNDS;
  if (readings !== undefined || standIns !== undefined) {
    const sounds = new Set(readings);
    for (const standIn of standIns ?? []) sounds.add(soundOf(tables.entry[standIn] ?? 0));
    sounds.delete(soundOf(tables.entry[char] ?? 0));
    sounds.delete(0);
    others = [...sounds];
  }
  known.set(char, others);
  return others;
}

/** The letter a syllable begins with, as a sound id; 0 when the sound is no syllable. */
function initialOf(sound: number, tables: FoldTables): number {
  if (sound < SYLLABLE_SOUND) return 0;
  return (tables.syllables[sound - SYLLABLE_SOUND] ?? '`').charCodeAt(0) - 0x60;
}

/** All sound sequences of a term: its own, then other readings and stand-ins one or two at a time, then initials. */
export function sequencesOf(
  { sounds, chars }: Encoded,
  spec: TermSpec,
  tables: FoldTables,
  known: Map<number, readonly number[]> = new Map(),
): number[][] {
  const sequences = [sounds];
  const length = sounds.length;
  if (spec.disguise === false || length === 1) return sequences;
  // A sequence is told by its one or two changed places: 5 bits of place and 9 of sound each.
  const seen = new Set<number>();
  const add = (first: number, a: number, second = 0, b = 0): void => {
    const key = (((((first << 9) | a) << 5) | second) << 9) | b;
    if (sequences.length >= MOST_SEQUENCES || seen.has(key)) return;
    seen.add(key);
    const sequence = sounds.slice();
    sequence[first] = a;
    if (b !== 0) sequence[second] = b;
    sequences.push(sequence);
  };
  const others = chars.map((char) => (char === 0 ? NO_SOUNDS : otherSounds(char, tables, known)));
  others.forEach((options, index) => options.forEach((option) => add(index, option)));
  if (!isKey(spec, tables)) return sequences;
  const pairsOf = (options: readonly (readonly number[])[]): void => {
    for (let first = 0; first < length; first++) {
      for (let second = first + 1; second < length; second++) {
        for (const a of options[first] ?? []) for (const b of options[second] ?? []) add(first, a, second, b);
      }
    }
  };
  if (length >= 3) pairsOf(others);
  const initials = sounds.map((sound) => {
    const initial = initialOf(sound, tables);
    return initial === 0 ? NO_SOUNDS : [initial];
  });
  initials.forEach((options, index) => options.forEach((option) => add(index, option)));
  // Two letters of four and more: tx挂账, z务优h.
  if (length >= 4) pairsOf(initials);
  return sequences;
}

/** Patterns of every term, alias and false friend. */
export function patternsOf(terms: readonly TermSpec[], tables: FoldTables): Pattern[] {
  const patterns: Pattern[] = [];
  const indexes = indexesByText(terms);
  const known = new Map<number, readonly number[]>();
  terms.forEach((spec, term) => {
    const encoded = encode(spec.text, tables);
    if (encoded === undefined) return;
    const { chars, gaps } = encoded;
    for (const sounds of sequencesOf(encoded, spec, tables, known)) {
      patterns.push({ kind: PATTERN.term, term, sounds, chars, gaps, near: undefined });
    }
    if (isKey(spec, tables) && spec.disguise !== false && chars.length >= 3 && !gaps.includes(true)) {
      const sounds = encoded.sounds.toReversed();
      patterns.push({
        kind: PATTERN.reversed,
        term,
        sounds,
        chars: chars.toReversed(),
        gaps,
        near: undefined,
      });
    }
  });
  patterns.push(...aliasPatterns(terms, indexes, tables));
  tables.falseFriends.forEach((friend, index) => {
    const encoded = encode(friend.text, tables);
    if (encoded) patterns.push({ kind: PATTERN.friend, term: index, ...encoded, near: undefined });
  });
  return patterns;
}

/** Patterns of the aliases: of the terms they stand for, and of longer terms that contain those (zx花了 for 征信花了). */
function aliasPatterns(
  terms: readonly TermSpec[],
  indexes: ReadonlyMap<string, readonly number[]>,
  tables: FoldTables,
): Pattern[] {
  const patterns: Pattern[] = [];
  const nearSets = new Map<string, Set<number>>();
  const nearOf = (chars: string | undefined): Set<number> | undefined => {
    if (chars === undefined) return undefined;
    const set =
      nearSets.get(chars) ??
      new Set(Array.from(chars, (char) => charOf(tables.entry[char.charCodeAt(0)] ?? 0)));
    nearSets.set(chars, set);
    return set;
  };
  const add = (text: string, index: number, kind: PatternKind, near: Set<number> | undefined): void => {
    const encoded = terms[index]?.disguise === false ? undefined : encode(text, tables);
    if (encoded !== undefined) patterns.push({ kind, term: index, ...encoded, near });
  };
  /** First character of a standard term -> the letters that stand for it. */
  const byFirst = new Map<string, { term: string; letters: string }[]>();
  for (const { text, term, kind, near } of tables.aliases) {
    for (const index of indexes.get(term) ?? []) {
      add(text, index, kind === 'initials' ? PATTERN.initials : PATTERN.word, nearOf(near));
    }
    if (kind !== 'initials') continue;
    const first = term.charAt(0);
    byFirst.set(first, [...(byFirst.get(first) ?? []), { term, letters: text }]);
  }
  // The rest of a longer term is neighbourhood enough.
  terms.forEach(({ text }, index) => {
    for (let at = 0; at < text.length; at++) {
      for (const { term, letters } of byFirst.get(text.charAt(at)) ?? []) {
        if (text.length === term.length || !text.startsWith(term, at)) continue;
        add(text.slice(0, at) + letters + text.slice(at + term.length), index, PATTERN.initials, undefined);
      }
    }
  });
  return patterns;
}

/** A term that lures hide on purpose, by its rule or by the folding data. */
export const isKey = (spec: TermSpec, tables: FoldTables): boolean =>
  spec.key === true || tables.keyTerms.has(spec.text);

/** Terms by text; one text may be several terms with different rules. */
export function indexesByText(terms: readonly TermSpec[]): Map<string, number[]> {
  const indexes = new Map<string, number[]>();
  terms.forEach(({ text }, index) => {
    const list = indexes.get(text);
    if (list === undefined) indexes.set(text, [index]);
    else list.push(index);
  });
  return indexes;
}

export const isLetter = (sound: number): boolean => sound > 0 && sound < DIGIT_SOUND;
export const isDigit = (sound: number): boolean => sound >= DIGIT_SOUND && sound < SYLLABLE_SOUND;
