import { charOf, type FoldTables, soundOf } from '../text/fold-tables.ts';
import { createFolded, fold } from '../text/fold.ts';
import { GAP } from '../text/gap.ts';
import type { Steps } from '../steps.ts';
import type { TermSpec } from './hit.ts';
import {
  isKey,
  nearTraits,
  OWN_GAP,
  packRecord,
  PATTERN,
  type PatternKind,
  traitsOf,
  UNIT_BITS,
} from './pattern-record.ts';
import { isDigit, isLetter } from './sounds.ts';

/** Longest term in folded units. Longer ones are cut, so that no pattern is without bound. */
export const LONGEST_TERM = 32;

/** Reused for all terms: building a matcher folds thousands. */
const scratch = createFolded();

const isEdge = (unit: number): boolean => isLetter(soundOf(unit)) || isDigit(soundOf(unit));

/** Collects the patterns of a matcher, one behind the other: what must be written, and what may be in its place. */
export class PatternStore {
  /** See pattern-record.ts; the first number stays free, so that no pattern is 0. */
  readonly numbers: number[] = [0];
  /** Where each pattern begins, in the order they were added. */
  readonly patterns: number[] = [];
  /** Sets of characters of which one must be near, for aliases. */
  readonly near: ReadonlySet<number>[] = [];
  private readonly tables: FoldTables;
  private readonly encoded: number[] = [];

  constructor(tables: FoldTables) {
    this.tables = tables;
  }

  /**
   * A phrase as the units of a pattern, or undefined when a unit has no sound (nothing could ever match it). Valid until the next
   * one is encoded.
   */
  encode(text: string): number[] | undefined {
    const { encoded } = this;
    const { unit, gap, length: units } = fold(text, this.tables, scratch);
    const length = Math.min(units, LONGEST_TERM);
    if (length === 0) return undefined;
    encoded.length = 0;
    for (let at = 0; at < length; at++) {
      const value = (unit[at] as number) & UNIT_BITS;
      if (soundOf(value) === 0) return undefined;
      encoded.push(value | (gap[at] === GAP.none ? 0 : OWN_GAP));
    }
    return encoded;
  }

  /** Appends a pattern; `units` as {@link encode} gives them, `traits` as in pattern-record.ts. */
  add(kind: PatternKind, term: number, units: readonly number[], traits: number): void {
    const length = units.length;
    const edged = isEdge(units[0] as number) || isEdge(units[length - 1] as number);
    this.patterns.push(this.numbers.length);
    this.numbers.push(packRecord(kind, term, length, traits, edged), traits);
    for (let at = 0; at < length; at++) this.numbers.push(units[at] as number);
  }

  /** Encodes and adds in one. */
  addText(text: string, kind: PatternKind, term: number, traits: number): void {
    const units = this.encode(text);
    if (units !== undefined) this.add(kind, term, units, traits);
  }
}

/** Terms a step takes. */
const TERMS_A_STEP = 500;

/** Patterns of every term, alias and false friend. */
export function* patternsOf(
  terms: readonly TermSpec[],
  indexes: ReadonlyMap<string, readonly number[]>,
  tables: FoldTables,
): Steps<PatternStore> {
  const store = new PatternStore(tables);
  for (let term = 0; term < terms.length; term++) {
    addTerm(terms[term] as TermSpec, term, tables, store);
    if (term % TERMS_A_STEP === 0) yield;
  }
  addAliases(terms, indexes, tables, store);
  tables.falseFriends.forEach(({ text }, index) => store.addText(text, PATTERN.friend, index, 0));
  return store;
}

function addTerm(spec: TermSpec, term: number, tables: FoldTables, store: PatternStore): void {
  const units = store.encode(spec.text);
  if (units === undefined) return;
  const key = isKey(spec, tables);
  const traits = traitsOf(spec, units.length, key, tables);
  store.add(PATTERN.term, term, units, traits);
  if (spec.disguise === false || !key || units.length < 3) return;
  if (units.every((unit) => (unit & OWN_GAP) === 0))
    store.add(PATTERN.reversed, term, units.reverse(), traits);
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
