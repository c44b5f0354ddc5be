import { charOf, DIGIT_SOUND, type FoldTables, soundOf, SYLLABLE_SOUND } from '../text/fold-tables.ts';
import { createFolded, fold } from '../text/fold.ts';
import { GAP } from '../text/gap.ts';
import type { Steps } from '../steps.ts';
import type { PatternWriter } from './automaton.ts';
import type { TermSpec } from './hit.ts';
import {
  CHARS,
  isKey,
  nearTraits,
  OWN_GAP,
  packRecord,
  PATTERN,
  type PatternKind,
  TRAITS,
  traitsOf,
} from './pattern-record.ts';
import { Trie } from './trie.ts';
import { addVariants } from './variants.ts';

/** Longest term in folded units. Longer ones are cut, so that no pattern is without bound. */
export const LONGEST_TERM = 32;

/** Reused for all terms: building a matcher folds thousands. */
const scratch = createFolded();

export const isLetter = (sound: number): boolean => sound > 0 && sound < DIGIT_SOUND;
export const isDigit = (sound: number): boolean => sound >= DIGIT_SOUND && sound < SYLLABLE_SOUND;

/** A phrase as units. Valid until the next one is encoded. */
export interface Encoded {
  readonly sounds: number[];
  /** Standard characters, OWN_GAP set as in a pattern. */
  readonly chars: number[];
}

/**
 * Collects the patterns of a matcher: what must sound how goes into the trie, what must be written there is kept by number. Numbers in
 * growing plain arrays, since a matcher of twenty thousand patterns is built in every tab.
 */
export class PatternStore implements PatternWriter {
  readonly trie: Trie;
  /** Sets of characters of which one must be near, for aliases. */
  readonly near: ReadonlySet<number>[] = [];
  private readonly tables: FoldTables;
  private readonly encoded: Encoded = { sounds: [], chars: [] };
  private readonly records: number[] = [];
  private readonly traits: number[] = [];
  /** Pattern -> where its characters begin in `chars`; the patterns of one term share them. */
  private readonly charsAt: number[] = [];
  private readonly chars: number[] = [];

  constructor(tables: FoldTables) {
    this.tables = tables;
    this.trie = new Trie(tables.soundCount);
  }

  get count(): number {
    return this.records.length;
  }

  sizeOf(pattern: number): number {
    return CHARS + (((this.records[pattern] as number) >>> 16) & 0x3f);
  }

  write(pattern: number, into: Int32Array, at: number): void {
    into[at] = this.records[pattern] as number;
    into[at + TRAITS] = this.traits[pattern] as number;
    const from = this.charsAt[pattern] as number;
    const length = this.sizeOf(pattern) - CHARS;
    for (let place = 0; place < length; place++)
      into[at + CHARS + place] = this.chars[from + place] as number;
  }

  /** A phrase as units, or undefined when a unit has no sound (nothing could ever match it). */
  encode(text: string): Encoded | undefined {
    const { sounds, chars } = this.encoded;
    const { unit, gap, length: units } = fold(text, this.tables, scratch);
    const length = Math.min(units, LONGEST_TERM);
    if (length === 0) return undefined;
    sounds.length = chars.length = 0;
    for (let at = 0; at < length; at++) {
      const value = unit[at] as number;
      if (soundOf(value) === 0) return undefined;
      sounds.push(soundOf(value));
      chars.push(charOf(value) | (gap[at] === GAP.none ? 0 : OWN_GAP));
    }
    return this.encoded;
  }

  /** Keeps characters for the patterns that follow. */
  keepChars(chars: readonly number[]): void {
    this.from = this.chars.length;
    for (let at = 0; at < chars.length; at++) this.chars.push(chars[at] as number);
  }
  private from = 0;

  /** Adds a pattern with the characters kept last. */
  add(kind: PatternKind, term: number, sounds: readonly number[], traits: number): void {
    const length = sounds.length;
    const edged = isEdge(sounds[0] as number) || isEdge(sounds[length - 1] as number);
    this.trie.insert(sounds, length);
    this.records.push(packRecord(kind, term, length, traits, edged));
    this.traits.push(traits);
    this.charsAt.push(this.from);
  }

  /** Encodes and adds in one. */
  addText(text: string, kind: PatternKind, term: number, traits: number): void {
    const encoded = this.encode(text);
    if (encoded === undefined) return;
    this.keepChars(encoded.chars);
    this.add(kind, term, encoded.sounds, traits);
  }
}

const isEdge = (sound: number): boolean => isLetter(sound) || isDigit(sound);

/** Terms a step takes. */
const TERMS_A_STEP = 500;

/** Patterns of every term, alias and false friend. */
export function* patternsOf(
  terms: readonly TermSpec[],
  indexes: ReadonlyMap<string, readonly number[]>,
  tables: FoldTables,
): Steps<PatternStore> {
  const store = new PatternStore(tables);
  const others = new Map<number, readonly number[]>();
  for (let term = 0; term < terms.length; term++) {
    addTerm(terms[term] as TermSpec, term, tables, others, store);
    if (term % TERMS_A_STEP === 0) yield;
  }
  addAliases(terms, indexes, tables, store);
  tables.falseFriends.forEach(({ text }, index) => store.addText(text, PATTERN.friend, index, 0));
  return store;
}

function addTerm(
  spec: TermSpec,
  term: number,
  tables: FoldTables,
  others: Map<number, readonly number[]>,
  store: PatternStore,
): void {
  const encoded = store.encode(spec.text);
  if (encoded === undefined) return;
  const key = isKey(spec, tables);
  const { sounds, chars } = encoded;
  const traits = traitsOf(spec, chars.length, key, tables);
  store.keepChars(chars);
  store.add(PATTERN.term, term, sounds, traits);
  if (spec.disguise === false || chars.length === 1) return;
  addVariants(encoded, key, tables, others, () => store.add(PATTERN.term, term, sounds, traits));
  if (!key || chars.length < 3 || chars.some((char) => (char & OWN_GAP) !== 0)) return;
  store.keepChars(chars.reverse());
  store.add(PATTERN.reversed, term, sounds.reverse(), traits);
}

/** Patterns of the aliases: of the terms they stand for, and of longer terms that contain those (zx花了 for 征信花了). */
function addAliases(
  terms: readonly TermSpec[],
  indexes: ReadonlyMap<string, readonly number[]>,
  tables: FoldTables,
  store: PatternStore,
): void {
  const nearSets = new Map<string, number>();
  const nearOf = (chars: string | undefined): number => {
    if (chars === undefined) return 0;
    const known = nearSets.get(chars);
    if (known !== undefined) return known;
    const traits = nearTraits(store.near.length);
    store.near.push(new Set(Array.from(chars, (char) => charOf(tables.entry[char.charCodeAt(0)] ?? 0))));
    nearSets.set(chars, traits);
    return traits;
  };
  const add = (text: string, index: number, kind: PatternKind, traits: number): void => {
    if (terms[index]?.disguise !== false) store.addText(text, kind, index, traits);
  };
  /** First character of a standard term -> the letters that stand for it. */
  const byFirst = new Map<number, { term: string; letters: string }[]>();
  for (const { text, term, kind, near } of tables.aliases) {
    for (const index of indexes.get(term) ?? [])
      add(text, index, kind === 'initials' ? PATTERN.initials : PATTERN.word, nearOf(near));
    if (kind !== 'initials') continue;
    const first = term.charCodeAt(0);
    byFirst.set(first, [...(byFirst.get(first) ?? []), { term, letters: text }]);
  }
  // The rest of a longer term is neighbourhood enough.
  for (let index = 0; index < terms.length; index++) {
    const { text } = terms[index] as TermSpec;
    for (let at = 0; at < text.length; at++) {
      const aliases = byFirst.get(text.charCodeAt(at));
      if (aliases === undefined) continue;
      for (const { term, letters } of aliases) {
        if (text.length === term.length || !text.startsWith(term, at)) continue;
        add(text.slice(0, at) + letters + text.slice(at + term.length), index, PATTERN.initials, 0);
      }
    }
  }
}

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
