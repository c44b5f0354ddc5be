import { KINDS } from '../ruleset/signal-format.ts';
import type { SignalEntry } from './signal-entry.ts';

/** Signals by what a reference can name: full id, owner (group or rule), kind. Values are signal indices. */
export interface SignalDirectory {
  readonly byId: ReadonlyMap<string, number>;
  readonly byOwner: ReadonlyMap<string, readonly number[]>;
  readonly byKind: readonly (readonly number[])[];
}

export function indexSignals(
  signals: readonly Pick<SignalEntry, 'id' | 'owner' | 'kind'>[],
): SignalDirectory {
  const byOwner = new Map<string, number[]>();
  const byKind: number[][] = KINDS.map(() => []);
  signals.forEach(({ owner, kind }, index) => {
    const owned = byOwner.get(owner);
    if (owned === undefined) byOwner.set(owner, [index]);
    else owned.push(index);
    byKind[kind]?.push(index);
  });
  return { byId: new Map(signals.map(({ id }, index) => [id, index])), byOwner, byKind };
}

/**
 * Signals that a reference means, none if it names nothing.
 *
 * @param ref - the rule's own signal, `group`, `group/signal` or `kind:name`
 */
export function resolveRef(
  ref: string,
  ruleId: string,
  { byId, byOwner, byKind }: SignalDirectory,
): readonly number[] {
  if (ref.startsWith('kind:')) return byKind[KINDS.indexOf(ref.slice(5) as (typeof KINDS)[number])] ?? [];
  const exact = byId.get(`${ruleId}/${ref}`) ?? byId.get(ref);
  if (exact !== undefined) return [exact];
  return byOwner.get(ref) ?? [];
}
