import { PLAIN_WRITING } from '../text/disguise.ts';
import { canonical, createCanonical } from '../text/canonical.ts';
import { createFolded, fold } from '../text/fold.ts';
import type { FoldTables } from '../text/fold-tables.ts';
import type { Folded } from '../text/folded.ts';
import { finish, type Steps } from '../steps.ts';
import type { TermSpec } from './hit.ts';
import { addHit, createHits, type Hits } from './hits.ts';
import { EDGED, kindOf, NOT_A_TERM, PATTERN, termOf, UNIT_BITS, UNITS } from './pattern-record.ts';
import { indexPatterns } from './index-patterns.ts';
import { indexesByText, patternsOf } from './patterns.ts';
import { dropBesidePlain, dropInsideFriends, settleDoubtful } from './settle.ts';
import { REFUSED } from './stand-in.ts';
import { createSifted, type Sieve, sift } from './sieve.ts';
import { lookUpAll, type TailIndex } from './tail-index.ts';
import { DOUBTFUL, Verifier } from './verify.ts';

export type { Hit, TermSpec } from './hit.ts';
export { createHits, listHits } from './hits.ts';

/** A pattern has this much room for the number of its term. */
export const MOST_TERMS = 0xffff;

/** Terms ready to be found. Made by `buildMatcher`; holds no text, so one serves all items. */
export interface Matcher {
  readonly terms: readonly TermSpec[];
  /** All patterns one behind the other, see pattern-record.ts. */
  readonly numbers: Int32Array;
  readonly index: TailIndex;
  readonly sieve: Sieve;
  readonly verifier: Verifier;
  /** Number of patterns: ways of writing terms, aliases and false friends, stand-ins apart. */
  readonly patterns: number;
  /** Index of false friend -> terms it hides, undefined for all. */
  readonly hides: readonly (ReadonlySet<number> | undefined)[];
  /** The folded characters of a term with digits as 0, as `canonical` writes them. */
  readonly standard: (term: number) => Uint16Array;
}

/**
 * Builds the matcher for a list of terms.
 *
 * @param terms - hits name a term by its index in this list; a term without any letter, digit or Chinese character is never found
 * @param tables - the tables that texts will be folded with
 * @throws RangeError when there are more than MOST_TERMS terms, or more sounds than a tail can tell
 */
export function buildMatcher(terms: readonly TermSpec[], tables: FoldTables): Matcher {
  return finish(buildMatcherInSteps(terms, tables));
}

/** {@link buildMatcher} in steps of some milliseconds. */
export function* buildMatcherInSteps(terms: readonly TermSpec[], tables: FoldTables): Steps<Matcher> {
  if (terms.length > MOST_TERMS)
    throw new RangeError(`There are ${terms.length} terms, more than ${MOST_TERMS}.`);
  const indexes = indexesByText(terms);
  const store = yield* patternsOf(terms, indexes, tables);
  const hides = tables.falseFriends.map((friend) => {
    if (friend.hides === undefined) return undefined;
    return new Set(friend.hides.flatMap((text) => indexes.get(text) ?? []));
  });
  yield;
  const { numbers, index, sieve } = yield* indexPatterns(store, tables);
  return {
    terms,
    numbers,
    index,
    sieve,
    verifier: new Verifier(numbers, store.near, tables),
    patterns: store.patterns.length,
    hides,
    standard: standardTerms(terms, tables),
  };
}

/** Terms as `canonical` writes them, each when it is first asked for: few of thousands are ever met in disguise. */
function standardTerms(terms: readonly TermSpec[], tables: FoldTables): (term: number) => Uint16Array {
  const known = new Map<number, Uint16Array>();
  const none = (): Uint16Array => new Uint16Array(0);
  return (term) => {
    let standard = known.get(term);
    if (standard === undefined) {
      const { codes, length } = canonical(
        fold(terms[term]!.text, tables, createFolded()),
        createHits(1),
        none,
        createCanonical(64),
      );
      known.set(term, (standard = codes.slice(0, length)));
    }
    return standard;
  };
}

/** Whether the last hits, those that end at the same unit, already hold this one from another reading of the term. */
function isKnown(hits: Hits, term: number, from: number, to: number): boolean {
  for (let index = hits.count - 1; index >= 0 && hits.to[index] === to; index--)
    if (hits.term[index] === term && hits.from[index] === from) return true;
  return false;
}

/** What one scan gathers beside its hits: tails to look at, false friends, hits that need support; reused. */
const sifted = createSifted();
const friends = createHits(8);
const doubtful = createHits(8);

/**
 * Checks one pattern at one place. The plain term and the candidate that sounds like it by chance, nearly all there are, are told
 * here; the verifier sees the rest.
 *
 * @param to - folded unit after the last
 * @param hits - receives the hit, if it is a sure one
 */
function check(
  folded: Folded,
  { numbers, verifier }: Matcher,
  pattern: number,
  to: number,
  hits: Hits,
): void {
  const { unit, flags, gap } = folded;
  // Imported constants are looked up at every use, so they are locals, and `lengthOf` and `termOf` are written out.
  const notPlain = EDGED | NOT_A_TERM;
  const unitBits = UNIT_BITS;
  const record = numbers[pattern] as number;
  const length = (record >>> 16) & 0x3f;
  const units = pattern + UNITS;
  const from = to - length;
  // Longer than its tail, it may begin before the text does.
  if (from < 0) return;
  let equal = 0;
  let marks = flags[from] as number;
  while (
    equal < length &&
    (((unit[from + equal] as number) ^ (numbers[units + equal] as number)) & unitBits) === 0
  ) {
    if (equal > 0) marks |= (flags[from + equal] as number) | (gap[from + equal] as number);
    equal++;
  }
  if (equal === length && marks === 0 && (record & notPlain) === 0) {
    addHit(hits, record & 0xffff, from, to, 0);
    return;
  }
  if (equal < length) {
    const at = from + equal;
    const wanted = numbers[units + equal] as number;
    if (verifier.isHopeless(unit[at] as number, flags[at] as number, record, wanted)) return;
  }
  verify(folded, verifier, pattern, record, from, to, hits);
}

/** A candidate that is neither the plain term nor hopeless. */
function verify(
  folded: Folded,
  verifier: Verifier,
  pattern: number,
  record: number,
  from: number,
  to: number,
  hits: Hits,
): void {
  const verified = verifier.verify(folded, pattern, from);
  if (verified === REFUSED) return;
  const term = termOf(record);
  if (kindOf(record) === PATTERN.friend) addHit(friends, term, from, to, 0);
  else if ((verified & DOUBTFUL) !== 0) {
    if (!isKnown(hits, term, from, to)) addHit(doubtful, term, from, to, verified & ~DOUBTFUL);
    // One reading of a term can be told twice only when disguised: as itself and as an alias.
  } else if (verified === 0 || !isKnown(hits, term, from, to)) addHit(hits, term, from, to, verified);
}

/**
 * Finds every term in a folded text, overlapping ones included, ordered by their end, longer before shorter. Linear in the
 * text for a given list of terms.
 *
 * @param folded - from `fold` with the tables the matcher was built with
 * @param hits - an earlier result to fill again
 */
export function match(folded: Folded, matcher: Matcher, hits: Hits = createHits()): Hits {
  hits.count = friends.count = doubtful.count = 0;
  sift(folded, matcher.sieve, sifted);
  lookUpAll(matcher.index, sifted);
  const { count, tails, ends } = sifted;
  const { lists } = matcher.index;
  for (let index = 0; index < count; index++) {
    const known = tails[index] as number;
    const to = ends[index] as number;
    if (known > 0) check(folded, matcher, known, to, hits);
    else for (let at = ~known; lists[at] !== 0; at++) check(folded, matcher, lists[at] as number, to, hits);
  }
  if (doubtful.count > 0) settleDoubtful(hits, doubtful);
  if (anyDisguised(hits)) dropBesidePlain(hits);
  if (friends.count > 0 && hits.count > 0) dropInsideFriends(hits, friends, matcher.hides);
  return hits;
}

function anyDisguised({ how, count }: Hits): boolean {
  let bits = 0;
  for (let hit = 0; hit < count; hit++) bits |= how[hit] as number;
  return (bits & ~PLAIN_WRITING) !== 0;
}
