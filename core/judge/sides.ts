import { KINDS } from '../ruleset/signal-format.ts';

function kindMask(kinds: readonly (typeof KINDS)[number][]): number {
  return kinds.reduce((mask, kind) => mask | (1 << KINDS.indexOf(kind)), 0);
}

/** Kinds that speak for a lure (the rest names the topic or speaks against). */
export const LURE_KINDS = kindMask([
  'service',
  'claim',
  'offer',
  'promise',
  'fee',
  'contact',
  'steer',
  'urgency',
  'insider',
  'conceal',
  'stop-paying',
  'recruit',
  'shill',
  'audience',
  'hook',
  'handover',
]);
export const AGAINST_KINDS = kindMask([
  'warning',
  'reporting',
  'negation',
  'refusal',
  'question',
  'own-effort',
  'official',
  'loss',
  'lawful',
  'satire',
  'ordinary',
]);
/** Does a signal of this kind (index into KINDS) speak for a lure? */
export function speaksForLure(kind: number): boolean {
  return (LURE_KINDS & (1 << kind)) !== 0;
}
