import type { Rule } from '../ruleset/rule-format.ts';
import { KINDS, kindIndex, stanceBit, type Signal, type SignalGroup } from '../ruleset/signal-format.ts';
import { CATEGORIES, type Category } from '../verdict.ts';
import type { TermSpec } from '../match/hit.ts';
import { compileCombination, type CombinationTable } from './combination-table.ts';
import { indexSignals } from './signal-directory.ts';
import type { SignalEntry } from './signal-entry.ts';

/** What a term hit means. One hit may feed many targets. */
export const TARGET = { signal: 0, wordClass: 1, exception: 2 } as const;
/** Targets are packed: two low bits for the sort, the rest for the index. */
export const packTarget = (sort: number, index: number): number => (index << 2) | sort;

export interface TermRequest {
  readonly text: string;
  readonly key: boolean;
  readonly homophones: boolean;
  readonly disguise: boolean;
}

export interface NearTable {
  readonly first: number;
  readonly within: number;
  readonly signal: number;
}

export interface JudgeRule {
  readonly id: string;
  readonly category: Category;
}

/** Everything the judge needs, laid out for speed. Made once per ruleset by `buildJudgeTables`. */
export interface JudgeTables {
  readonly signals: readonly SignalEntry[];
  readonly signalIndex: ReadonlyMap<string, number>;
  readonly terms: readonly TermRequest[];
  /** Targets of term t are `targets[targetStart[t]] .. targets[targetStart[t + 1]]`. */
  readonly targetStart: Int32Array;
  readonly targets: Int32Array;
  readonly wordClassCount: number;
  /** Near conditions whose second part is the class. */
  readonly nearsByThen: readonly (readonly NearTable[])[];
  readonly hasException: Uint8Array;
  readonly kindOf: Uint8Array;
  readonly domainOf: Uint8Array;
  /** Index into CATEGORIES, or -1. */
  readonly categoryOf: Int8Array;
  /** Stance bit a signal makes, 0 for none. */
  readonly makesOf: Int32Array;
  /** By term: 1 if it is an `except` phrase of some signal. */
  readonly isException: Uint8Array;
  readonly rules: readonly JudgeRule[];
  readonly combinations: readonly CombinationTable[];
  /** Combinations anchored at signal s, that is: s is one of the alternatives of their first element. */
  readonly anchoredAt: readonly (readonly number[])[];
  /** The same for combinations that ask for a thread. */
  readonly anchoredUnder: readonly (readonly number[])[];
}

/** Kinds whose presence alone says that the text is about debt, credit, loans, policies or papers. */
const DOMAIN_KINDS = new Set(['service', 'topic', 'audience', 'stop-paying']);

/**
 * Lays out signal groups and rules as tables.
 *
 * @param groups - shared signal groups, already validated
 * @param rules - active rules, already validated; their own signals are added under the rule's id
 * @throws if a combination names a signal that does not exist (the loader checks first, see `missingRefs`)
 */
export function buildJudgeTables(groups: readonly SignalGroup[], rules: readonly Rule[]): JudgeTables {
  const signals: SignalEntry[] = [];
  const terms: TermRequest[] = [];
  /** Terms by text, one map for each way of asking for them: cheaper than a text of text and way. */
  const termIndex = Array.from({ length: 8 }, () => new Map<string, number>());
  const targetsOf: number[][] = [];
  const classIndex = new Map<string, number>();
  const nearsByThen: NearTable[][] = [];
  const excepted: number[] = [];

  const term = (text: string, signal: Signal, target: number): void => {
    const way = (signal.key ? 4 : 0) + (signal.homophones ? 2 : 0) + (signal.disguise ? 1 : 0);
    let index = termIndex[way]!.get(text);
    if (index === undefined) {
      index = terms.length;
      termIndex[way]!.set(text, index);
      terms.push({ text, key: signal.key, homophones: signal.homophones, disguise: signal.disguise });
      targetsOf.push([target]);
      return;
    }
    // A handful at the most.
    const targets = targetsOf[index]!;
    if (!targets.includes(target)) targets.push(target);
  };
  const wordClass = (words: readonly string[], signal: Signal): number => {
    const id =
      [...words].sort().join(' ') + (signal.homophones ? '' : ' -h') + (signal.disguise ? '' : ' -d');
    let index = classIndex.get(id);
    if (index === undefined) {
      index = nearsByThen.length;
      classIndex.set(id, index);
      nearsByThen.push([]);
      const asked = { ...signal, key: false };
      for (const word of words) term(word, asked, packTarget(TARGET.wordClass, index));
    }
    return index;
  };
  const add = (
    owner: string,
    id: string,
    signal: Signal,
    kind: SignalEntry['kind'],
    category: Category | undefined,
  ): void => {
    const index = signals.length;
    const kindName = KINDS[kind]!;
    signals.push({
      id: `${owner}/${id}`,
      owner,
      kind,
      category: category === undefined ? -1 : CATEGORIES.indexOf(category),
      meaning: signal.meaning,
      makes: signal.stance === undefined ? 0 : stanceBit(signal.stance.makes),
      direction: signal.stance?.direction,
      reach: signal.stance?.within ?? 0,
      domain: DOMAIN_KINDS.has(kindName),
    });
    for (const text of signal.anyOf) term(text, signal, packTarget(TARGET.signal, index));
    for (const text of signal.except) term(text, signal, packTarget(TARGET.exception, index));
    if (signal.except.length > 0) excepted.push(index);
    for (const near of signal.near) {
      const first = wordClass(near.first, signal);
      const then = wordClass(near.then, signal);
      nearsByThen[then]!.push({ first, within: near.within, signal: index });
      if (near.order === 'either')
        nearsByThen[first]!.push({ first: then, within: near.within, signal: index });
    }
  };

  for (const group of groups) {
    for (const [id, signal] of Object.entries(group.signals)) {
      add(group.id, id, signal, kindIndex(signal.kind ?? group.kind), signal.category ?? group.category);
    }
  }
  for (const rule of rules) {
    for (const [id, signal] of Object.entries(rule.signals)) {
      add(rule.id, id, signal, kindIndex(signal.kind ?? 'service'), signal.category ?? rule.category);
    }
  }

  const directory = indexSignals(signals);
  const combinations: CombinationTable[] = [];
  const anchoredAt: number[][] = signals.map(() => []);
  const anchoredUnder: number[][] = signals.map(() => []);
  rules.forEach((rule, ruleAt) => {
    for (const combination of rule.combinations) {
      const table = compileCombination(rule.id, ruleAt, combination, signals.length, directory);
      const anchored = table.threadAny === undefined ? anchoredAt : anchoredUnder;
      for (const signal of table.anchor) anchored[signal]!.push(combinations.length);
      combinations.push(table);
    }
  });

  const targetStart = new Int32Array(terms.length + 1);
  const flat: number[] = [];
  const isException = new Uint8Array(terms.length);
  for (let index = 0; index < terms.length; index++) {
    targetStart[index] = flat.length;
    for (const target of targetsOf[index]!) {
      flat.push(target);
      if ((target & 3) === TARGET.exception) isException[index] = 1;
    }
  }
  targetStart[terms.length] = flat.length;
  const hasException = new Uint8Array(signals.length);
  for (const index of excepted) hasException[index] = 1;

  return {
    signals,
    signalIndex: directory.byId,
    terms,
    targetStart,
    targets: Int32Array.from(flat),
    wordClassCount: nearsByThen.length,
    nearsByThen,
    hasException,
    kindOf: Uint8Array.from(signals, (signal) => signal.kind),
    domainOf: Uint8Array.from(signals, (signal) => (signal.domain ? 1 : 0)),
    categoryOf: Int8Array.from(signals, (signal) => signal.category),
    makesOf: Int32Array.from(signals, (signal) => signal.makes),
    isException,
    rules: rules.map((rule) => ({ id: rule.id, category: rule.category })),
    combinations,
    anchoredAt,
    anchoredUnder,
  };
}

/** The terms as the matcher takes them, in the order of their index. */
export function termSpecs({ terms }: Pick<JudgeTables, 'terms'>): TermSpec[] {
  return terms.map(({ text, key, homophones, disguise }) => ({
    text,
    key,
    disguise,
    // One shape for all: mixed ones make whatever reads them slow.
    homophones: homophones ? undefined : 'none',
  }));
}
