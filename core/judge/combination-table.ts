import { ROLES } from '../item.ts';
import type { Combination } from '../ruleset/rule-format.ts';
import { KINDS } from '../ruleset/signal-format.ts';
import type { Level } from '../verdict.ts';
import type { SignalEntry } from './signal-entry.ts';

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
  /** Bit mask over ROLES, 0 for any role. */
  readonly roles: number;
  readonly threadAny: readonly number[] | undefined;
  readonly threadNot: readonly number[];
  readonly maxLength: number;
}

/** Signals that a reference means; empty if it names nothing. */
export function resolveRef(
  ref: string,
  ruleId: string,
  signals: readonly Pick<SignalEntry, 'id' | 'owner' | 'kind'>[],
  signalIndex: ReadonlyMap<string, number>,
): number[] {
  if (ref.startsWith('kind:')) {
    const kind = KINDS.indexOf(ref.slice(5) as (typeof KINDS)[number]);
    return signals.flatMap((signal, index) => (signal.kind === kind ? [index] : []));
  }
  const own = signalIndex.get(`${ruleId}/${ref}`);
  if (own !== undefined) return [own];
  const exact = signalIndex.get(ref);
  if (exact !== undefined) return [exact];
  return signals.flatMap((signal, index) => (signal.owner === ref ? [index] : []));
}

/** References of a combination that name nothing. */
export function missingRefs(
  ruleId: string,
  combination: Combination,
  signals: readonly Pick<SignalEntry, 'id' | 'owner' | 'kind'>[],
  signalIndex: ReadonlyMap<string, number>,
): string[] {
  const refs = [
    ...combination.all.flat(),
    ...combination.not,
    ...(combination.thread?.anyOf ?? []),
    ...(combination.thread?.not ?? []),
  ];
  return refs.filter((ref) => resolveRef(ref, ruleId, signals, signalIndex).length === 0);
}

export function compileCombination(
  ruleId: string,
  rule: number,
  combination: Combination,
  signals: readonly SignalEntry[],
  signalIndex: ReadonlyMap<string, number>,
): CombinationTable {
  const missing = missingRefs(ruleId, combination, signals, signalIndex);
  if (missing.length > 0)
    throw new Error(`Rule ${ruleId}, combination ${combination.id}: no such signal: ${missing.join(', ')}.`);
  const resolve = (refs: readonly string[]): number[] => [
    ...new Set(refs.flatMap((ref) => resolveRef(ref, ruleId, signals, signalIndex))),
  ];
  const sets = combination.all.map((element) => resolve([element].flat()));
  return {
    id: `${ruleId}/${combination.id}`,
    rule,
    level: combination.level,
    all: sets.map((set) => {
      const bytes = new Uint8Array(signals.length);
      for (const signal of set) bytes[signal] = 1;
      return bytes;
    }),
    anchor: sets[0]!,
    not: resolve(combination.not),
    sentence: combination.scope === 'sentence',
    within: combination.within ?? (combination.scope === 'sentence' ? 40 : 120),
    anyStance: combination.anyStance,
    roles: (combination.role ?? []).reduce((mask, role) => mask | (1 << ROLES.indexOf(role)), 0),
    threadAny: combination.thread === undefined ? undefined : resolve(combination.thread.anyOf),
    threadNot: combination.thread === undefined ? [] : resolve(combination.thread.not),
    maxLength: combination.maxLength ?? Number.MAX_SAFE_INTEGER,
  };
}
