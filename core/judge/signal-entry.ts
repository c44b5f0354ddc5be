import { kindIndex, stanceBit, type Kind, type Signal } from '../ruleset/signal-format.ts';
import { CATEGORIES, type Category } from '../verdict.ts';

/** A signal as the judge sees it. */
export interface SignalEntry {
  /** `group/signal` or `rule/signal`. */
  readonly id: string;
  readonly owner: string;
  readonly kind: number;
  /** Index into CATEGORIES, or -1. */
  readonly category: number;
  readonly meaning: string;
  /** Stance it makes (bit), 0 for none. */
  readonly makes: number;
  readonly direction: 'after' | 'before' | 'both' | 'item' | undefined;
  readonly reach: number;
  readonly domain: boolean;
}

/** A signal with the group or rule it belongs to; its kind and category are its own or theirs. */
export interface OwnedSignal {
  readonly owner: string;
  readonly id: string;
  readonly signal: Signal;
  readonly kind: Kind;
  readonly category: Category | undefined;
}

/** Kinds whose presence alone says that the text is about debt, credit, loans, policies or papers. */
const DOMAIN_KINDS: ReadonlySet<Kind> = new Set<Kind>(['service', 'topic', 'audience', 'stop-paying']);

export function signalEntry({ owner, id, signal, kind, category }: OwnedSignal): SignalEntry {
  const { meaning, stance } = signal;
  return {
    id: `${owner}/${id}`,
    owner,
    kind: kindIndex(kind),
    category: category === undefined ? -1 : CATEGORIES.indexOf(category),
    meaning,
    makes: stance === undefined ? 0 : stanceBit(stance.makes),
    direction: stance?.direction,
    reach: stance?.within ?? 0,
    domain: DOMAIN_KINDS.has(kind),
  };
}
