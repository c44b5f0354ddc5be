import { isDisguise } from '../text/disguise.ts';
import type { Folded } from '../text/folded.ts';
import type { Hit } from './hit.ts';

/** In `Hits.how`: the number of changed characters stands from this bit on, the disguise bits below it. */
export const CHANGED_SHIFT = 18;
const KIND_BITS = (1 << CHANGED_SHIFT) - 1;

/**
 * The hits in one text as columns that are filled again and again: an object a hit would cost more than finding it. Ordered by
 * `to`, longer before shorter. Entries from `count` on are leftovers.
 */
export interface Hits {
  count: number;
  /** Index into the terms given to `buildMatcher`. */
  term: Int32Array;
  /** First folded unit. */
  from: Int32Array;
  /** Folded unit after the last. */
  to: Int32Array;
  /** Disguise bits of `core/text/disguise.ts`, 0 for plain writing; number of changed characters << CHANGED_SHIFT. */
  how: Int32Array;
}

export function createHits(capacity = 64): Hits {
  return {
    count: 0,
    term: new Int32Array(capacity),
    from: new Int32Array(capacity),
    to: new Int32Array(capacity),
    how: new Int32Array(capacity),
  };
}

/** Appends a hit; `how` as `Hits.how`. */
export function addHit(hits: Hits, term: number, from: number, to: number, how: number): void {
  const at = hits.count;
  if (at === hits.term.length) widen(hits);
  hits.term[at] = term;
  hits.from[at] = from;
  hits.to[at] = to;
  hits.how[at] = how;
  hits.count = at + 1;
}

function widen(hits: Hits): void {
  const { term, from, to, how } = hits;
  const wider = createHits(term.length * 2);
  wider.term.set(term);
  wider.from.set(from);
  wider.to.set(to);
  wider.how.set(how);
  hits.term = wider.term;
  hits.from = wider.from;
  hits.to = wider.to;
  hits.how = wider.how;
}

/** Writes one entry over another. */
export function copyHit(source: Hits, at: number, target: Hits, to: number): void {
  target.term[to] = source.term[at] as number;
  target.from[to] = source.from[at] as number;
  target.to[to] = source.to[at] as number;
  target.how[to] = source.how[at] as number;
}

/** Whether a hit was hidden rather than written plainly, in traditional characters or full width. */
export const isDisguised = (hits: Hits, at: number): boolean =>
  isDisguise((hits.how[at] as number) & KIND_BITS);
/** How it was written: bits of `core/text/disguise.ts`. */
export const kindsOf = (hits: Hits, at: number): number => (hits.how[at] as number) & KIND_BITS;
/** Number of characters that another stands in for. */
export const changedOf = (hits: Hits, at: number): number => (hits.how[at] as number) >>> CHANGED_SHIFT;

/** The hits one by one with their raw offsets, for those who look at few. */
export function listHits(hits: Hits, folded: Folded): Hit[] {
  return Array.from({ length: hits.count }, (_, at) => ({
    term: hits.term[at] as number,
    from: hits.from[at] as number,
    to: hits.to[at] as number,
    start: folded.start[hits.from[at] as number] as number,
    end: folded.end[(hits.to[at] as number) - 1] as number,
    disguised: isDisguised(hits, at),
    kinds: kindsOf(hits, at),
    changed: changedOf(hits, at),
  }));
}
