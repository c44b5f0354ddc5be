import { ROLES } from '../item.ts';
import type { Combination, Rule } from '../ruleset/rule-format.ts';
import type { Level } from '../verdict.ts';
import { resolveRef, type SignalDirectory } from './signal-directory.ts';

/** A combination as the judge runs it. Sets of signals are byte arrays indexed by signal. */
export interface CombinationTable {
  /** `rule/combination`. */
  readonly id: string;
  readonly rule: number;
  readonly level: Exclude<Level, 'none'>;
  /** One entry per element of `all`: 1 where the signal is an alternative. */
  readonly all: readonly Uint8Array[];
  /** Signals of the first element. */
  readonly anchor: readonly number[];
  readonly not: readonly number[];
  readonly sentence: boolean;
  readonly within: number;
  readonly anyStance: boolean;
  readonly domain: boolean;
  /** Bit mask over ROLES, 0 for any role. */
  readonly roles: number;
  readonly threadAny: readonly number[] | undefined;
  readonly threadNot: readonly number[];
  readonly maxLength: number;
}

/** References of a combination that name nothing. */
export function missingRefs(ruleId: string, combination: Combination, directory: SignalDirectory): string[] {
  const { all, not, thread } = combination;
  const refs = [...all.flat(), ...not, ...(thread?.anyOf ?? []), ...(thread?.not ?? [])];
  return refs.filter((ref) => resolveRef(ref, ruleId, directory).length === 0);
}

/** All combinations of a ruleset, and where they start from. */
export interface CombinationTables {
  readonly combinations: readonly CombinationTable[];
  /** Combinations anchored at signal s, that is: s is one of the alternatives of their first element. */
  readonly anchoredAt: readonly (readonly number[])[];
  /** The same for combinations that ask for a thread. */
  readonly anchoredUnder: readonly (readonly number[])[];
}

/** @throws if a combination names a signal that does not exist */
export function compileCombinations(
  rules: readonly Rule[],
  signalCount: number,
  directory: SignalDirectory,
): CombinationTables {
  const combinations: CombinationTable[] = [];
  const anchoredAt = Array.from({ length: signalCount }, (): number[] => []);
  const anchoredUnder = Array.from({ length: signalCount }, (): number[] => []);
  rules.forEach((rule, ruleAt) => {
    for (const combination of rule.combinations) {
      const table = compileCombination(rule.id, ruleAt, combination, signalCount, directory);
      const anchored = table.threadAny === undefined ? anchoredAt : anchoredUnder;
      for (const signal of table.anchor) anchored[signal]!.push(combinations.length);
      combinations.push(table);
    }
  });
  return { combinations, anchoredAt, anchoredUnder };
}

function compileCombination(
  ruleId: string,
  rule: number,
  combination: Combination,
  signalCount: number,
  directory: SignalDirectory,
): CombinationTable {
  const missing = missingRefs(ruleId, combination, directory);
  if (missing.length > 0)
    throw new Error(`Rule ${ruleId}, combination ${combination.id}: no such signal: ${missing.join(', ')}.`);
  const resolve = (refs: readonly string[]): number[] => [
    ...new Set(refs.flatMap((ref) => resolveRef(ref, ruleId, directory))),
  ];
  const sets = combination.all.map((element) => resolve([element].flat()));
  return {
    id: `${ruleId}/${combination.id}`,
    rule,
    level: combination.level,
    all: sets.map((set) => {
      const bytes = new Uint8Array(signalCount);
      for (const signal of set) bytes[signal] = 1;
      return bytes;
    }),
    anchor: sets[0]!,
    not: resolve(combination.not),
    sentence: combination.scope === 'sentence',
    within: combination.within ?? (combination.scope === 'sentence' ? 40 : 120),
    anyStance: combination.anyStance,
    domain: combination.domain,
    roles: (combination.role ?? []).reduce((mask, role) => mask | (1 << ROLES.indexOf(role)), 0),
    threadAny: combination.thread === undefined ? undefined : resolve(combination.thread.anyOf),
    threadNot: combination.thread === undefined ? [] : resolve(combination.thread.not),
    maxLength: combination.maxLength ?? Number.MAX_SAFE_INTEGER,
  };
}
