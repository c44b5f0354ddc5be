import { charOf, DIGIT_SOUND, type FoldTables, soundOf, SYLLABLE_SOUND } from '../text/fold-tables.ts';
import { fold } from '../text/fold.ts';
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

/** A phrase as units, or undefined when a unit has no sound (nothing could ever match it). */
export function encode(text: string, tables: FoldTables): Encoded | undefined {
  const folded = fold(text, tables);
  const length = Math.min(folded.length, LONGEST_TERM);
  if (length === 0) return undefined;
  const units = Array.from(folded.unit.subarray(0, length));
  const sounds = units.map(soundOf);
  if (sounds.includes(0)) return undefined;
  return {
    sounds,
    chars: units.map(charOf),
    gaps: Array.from(folded.gap.subarray(0, length), (gap) => gap !== 0),
  };
}

/** Sounds that another writing of `char` may bring, its own left out. */
function otherSounds(char: number, own: number, tables: FoldTables): number[] {
  const sounds = new Set(tables.polyphones.get(char) ?? []);
  for (const standIn of tables.standIns.get(char) ?? []) sounds.add(soundOf(tables.entry[standIn] ?? 0));
  sounds.delete(own);
  sounds.delete(0);
  return [...sounds];
}

/** The letter a syllable begins with, as a sound id; 0 when the sound is no syllable. */
function initialOf(sound: number, tables: FoldTables): number {
  if (sound < SYLLABLE_SOUND) return 0;
  return (tables.syllables[sound - SYLLABLE_SOUND] ?? '`').charCodeAt(0) - 0x60;
}

/** All sound sequences of a term: its own, then other readings and stand-ins one or two at a time, then initials. */
export function sequencesOf(encoded: Encoded, spec: TermSpec, tables: FoldTables): number[][] {
  const { sounds, chars } = encoded;
  const sequences = [sounds];
  const disguise = spec.disguise !== false && sounds.length > 1;
  if (!disguise) return sequences;
  const seen = new Set([sounds.join()]);
  const add = (sequence: number[]): void => {
    const key = sequence.join();
    if (seen.has(key) || sequences.length >= MOST_SEQUENCES) return;
    seen.add(key);
    sequences.push(sequence);
  };
  const others = chars.map((char, index) => otherSounds(char, sounds[index] as number, tables));
  others.forEach((options, index) => options.forEach((option) => add(sounds.with(index, option))));
  if (spec.key !== true) return sequences;
  if (sounds.length >= 3) {
    for (let first = 0; first < sounds.length; first++) {
      for (let second = first + 1; second < sounds.length; second++) {
        for (const a of others[first] ?? [])
          for (const b of others[second] ?? []) add(sounds.with(first, a).with(second, b));
      }
    }
  }
  const initials = sounds.map((sound) => initialOf(sound, tables));
  for (let index = 0; index < sounds.length; index++) {
    if (initials[index] === 0) continue;
    const one = sounds.with(index, initials[index] as number);
    add(one);
    // Two letters of four and more: tx挂账, z务优h.
    for (let second = index + 1; sounds.length >= 4 && second < sounds.length; second++) {
      if (initials[second] !== 0) add(one.with(second, initials[second] as number));
    }
  }
  return sequences;
}

/** Patterns of every term, alias and false friend. */
export function patternsOf(terms: readonly TermSpec[], tables: FoldTables): Pattern[] {
  const patterns: Pattern[] = [];
  const indexOf = new Map<string, number>();
  terms.forEach((spec, term) => {
    indexOf.set(spec.text, term);
    const encoded = encode(spec.text, tables);
    if (encoded === undefined) return;
    const { chars, gaps } = encoded;
    for (const sounds of sequencesOf(encoded, spec, tables)) {
      patterns.push({ kind: PATTERN.term, term, sounds, chars, gaps, near: undefined });
    }
    if (spec.key === true && spec.disguise !== false && chars.length >= 3 && !gaps.includes(true)) {
      patterns.push({
        kind: PATTERN.reversed,
        term,
        sounds: encoded.sounds.toReversed(),
        chars: chars.toReversed(),
        gaps,
        near: undefined,
      });
    }
  });
  const nearSets = new Map<string, Set<number>>();
  for (const alias of tables.aliases) {
    const term = indexOf.get(alias.term);
    if (term === undefined || terms[term]?.disguise === false) continue;
    const encoded = encode(alias.text, tables);
    if (encoded === undefined) continue;
    let near: Set<number> | undefined;
    if (alias.near !== undefined) {
      near = nearSets.get(alias.near);
      if (near === undefined) {
        near = new Set(Array.from(alias.near, (char) => charOf(tables.entry[char.charCodeAt(0)] ?? 0)));
        nearSets.set(alias.near, near);
      }
    }
    patterns.push({
      kind: alias.kind === 'initials' ? PATTERN.initials : PATTERN.word,
      term,
      ...encoded,
      near,
    });
  }
  tables.falseFriends.forEach((friend, index) => {
    const encoded = encode(friend.text, tables);
    if (encoded) patterns.push({ kind: PATTERN.friend, term: index, ...encoded, near: undefined });
  });
  return patterns;
}

export const isLetter = (sound: number): boolean => sound > 0 && sound < DIGIT_SOUND;
export const isDigit = (sound: number): boolean => sound >= DIGIT_SOUND && sound < SYLLABLE_SOUND;
