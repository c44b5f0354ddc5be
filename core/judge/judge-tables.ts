import type { TermSpec } from '../match/hit.ts';
import type { Rule } from '../ruleset/rule-format.ts';
import type { SignalGroup } from '../ruleset/signal-format.ts';
import type { Category } from '../verdict.ts';
import { compileCombinations, type CombinationTables } from './combination-table.ts';
import { packTarget, TARGET } from './hit-target.ts';
import { NearList, type NearTable } from './near-list.ts';
import { indexSignals } from './signal-directory.ts';
import { signalEntry, type OwnedSignal, type SignalEntry } from './signal-entry.ts';
import { TermList, type TermTables } from './term-list.ts';

interface JudgeRule {
  readonly id: string;
  readonly category: Category;
}

/** Everything the judge needs, laid out for speed. Made once per ruleset by `buildJudgeTables`. */
export interface JudgeTables extends TermTables, CombinationTables {
  readonly signals: readonly SignalEntry[];
  readonly signalIndex: ReadonlyMap<string, number>;
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
  readonly rules: readonly JudgeRule[];
}

/**
 * Lays out signal groups and rules as tables.
 *
 * @param groups - shared signal groups, already validated
 * @param rules - active rules, already validated; their own signals are added under the rule's id
 * @throws if a combination names a signal that does not exist (the loader checks first, see `missingRefs`)
 */
export function buildJudgeTables(groups: readonly SignalGroup[], rules: readonly Rule[]): JudgeTables {
  const owned = ownedSignals(groups, rules);
  const terms = new TermList();
  const nears = new NearList(terms);
  owned.forEach(({ signal }, index) => {
    terms.ask(signal.anyOf, signal, packTarget(TARGET.signal, index));
    terms.ask(signal.except, signal, packTarget(TARGET.exception, index));
    nears.add(signal, index);
  });
  const signals = owned.map(signalEntry);
  const directory = indexSignals(signals);
  return {
    signals,
    signalIndex: directory.byId,
    ...terms.layOut(),
    wordClassCount: nears.byThen.length,
    nearsByThen: nears.byThen,
    hasException: Uint8Array.from(owned, ({ signal }) => (signal.except.length > 0 ? 1 : 0)),
    kindOf: Uint8Array.from(signals, (signal) => signal.kind),
    domainOf: Uint8Array.from(signals, (signal) => (signal.domain ? 1 : 0)),
    categoryOf: Int8Array.from(signals, (signal) => signal.category),
    makesOf: Int32Array.from(signals, (signal) => signal.makes),
    rules: rules.map(({ id, category }) => ({ id, category })),
    ...compileCombinations(rules, signals.length, directory),
  };
}

/** The signals of groups and rules in the order of their index. */
function ownedSignals(groups: readonly SignalGroup[], rules: readonly Rule[]): OwnedSignal[] {
  const owned: OwnedSignal[] = [];
  for (const { id: owner, kind, category, signals } of groups) {
    for (const [id, signal] of Object.entries(signals))
      owned.push({ owner, id, signal, kind: signal.kind ?? kind, category: signal.category ?? category });
  }
  for (const { id: owner, category, signals } of rules) {
    for (const [id, signal] of Object.entries(signals))
      owned.push({
        owner,
        id,
        signal,
        kind: signal.kind ?? 'service',
        category: signal.category ?? category,
      });
  }
  return owned;
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
