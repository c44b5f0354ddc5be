import { isDisguise } from '../text/disguise.ts';
import { canonical, createCanonical } from '../text/canonical.ts';
import { createFolded, fold } from '../text/fold.ts';
import type { FoldTables } from '../text/fold-tables.ts';
import type { Folded } from '../text/folded.ts';
import { finish, type Steps } from '../steps.ts';
import { type Automaton, buildAutomatonInSteps, CHILDREN, ENDS, FAIL, NODE } from './automaton.ts';
import type { Hit, TermSpec } from './hit.ts';
import { EDGED, kindOf, NOT_A_TERM, PATTERN, termOf } from './pattern-record.ts';
import { indexesByText, patternsOf } from './patterns.ts';
import { dropBesidePlain, dropInsideFriends, type FriendSpan, settleDoubtful } from './settle.ts';
import { REFUSED } from './stand-in.ts';
import { findEdge, SOUND_BITS } from './trie.ts';
import { CHANGED_SHIFT, DOUBTFUL, Verifier } from './verify.ts';

export type { Hit, TermSpec } from './hit.ts';

/** Terms ready to be found. Made by `buildMatcher`; holds no text, so one serves all items. */
export interface Matcher {
  readonly terms: readonly TermSpec[];
  readonly automaton: Automaton;
  readonly verifier: Verifier;
  /** Sequences of sounds looked for. */
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
 * @throws RangeError when the terms are too many for the automaton (about 15,000)
 */
export function buildMatcher(terms: readonly TermSpec[], tables: FoldTables): Matcher {
  return finish(buildMatcherInSteps(terms, tables));
}

/** {@link buildMatcher} in steps of some milliseconds. */
export function* buildMatcherInSteps(terms: readonly TermSpec[], tables: FoldTables): Steps<Matcher> {
  const indexes = indexesByText(terms);
  const store = yield* patternsOf(terms, indexes, tables);
  const hides = tables.falseFriends.map((friend) => {
    if (friend.hides === undefined) return undefined;
    return new Set(friend.hides.flatMap((text) => indexes.get(text) ?? []));
  });
  yield;
  const automaton = yield* buildAutomatonInSteps(store.trie, store);
  return {
    terms,
    automaton,
    verifier: new Verifier(automaton.lists, store.near, tables),
    patterns: store.count,
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
        [],
        none,
        createCanonical(64),
      );
      known.set(term, (standard = codes.slice(0, length)));
    }
    return standard;
  };
}

/** True when the last hits, which end at the same unit, already hold this one from another reading of the term. */
function isKnown(hits: readonly Hit[], term: number, from: number, to: number): boolean {
  for (let index = hits.length - 1; index >= 0; index--) {
    const hit = hits[index] as Hit;
    if (hit.to !== to) return false;
    if (hit.term === term && hit.from === from) return true;
  }
  return false;
}

const isHidden = (hit: Hit): boolean => hit.disguised;

/** What one scan gathers; reused, since most texts bring neither friends nor doubtful candidates. */
interface Found {
  hits: Hit[];
  friends: FriendSpan[];
  doubtful: Hit[];
}
const found: Found = { hits: [], friends: [], doubtful: [] };

/**
 * Verifies the patterns of one of the automaton's lists, whose last unit is the one before `to`. The plain term and the candidate that sounds like
 * it by chance, nearly all there are, are told here; the verifier sees the rest.
 */
function collect(
  folded: Folded,
  { automaton, verifier }: Matcher,
  list: number,
  to: number,
  found: Found,
): void {
  const { lists } = automaton;
  const { unit, flags, gap, start, end } = folded;
  // Imported constants are looked up at every use.
  const notPlain = EDGED | NOT_A_TERM;
  let pattern = list;
  while (pattern !== 0) {
    const record = lists[pattern] as number;
    if (record === 0) {
      pattern = lists[pattern + 1] as number;
      continue;
    }
    const length = (record >>> 16) & 0x3f;
    const chars = pattern + 2;
    const from = to - length;
    let equal = 0;
    let marks = flags[from] as number;
    while (
      equal < length &&
      (((unit[from + equal] as number) ^ (lists[chars + equal] as number)) & 0xffff) === 0
    ) {
      if (equal > 0) marks |= (flags[from + equal] as number) | (gap[from + equal] as number);
      equal++;
    }
    if (equal === length && marks === 0 && (record & notPlain) === 0) {
      found.hits.push({
        term: record & 0xffff,
        from,
        to,
        start: start[from] as number,
        end: end[to - 1] as number,
        disguised: false,
        kinds: 0,
        changed: 0,
      });
    } else if (
      equal === length ||
      !verifier.isHopeless(unit[from + equal] as number, flags[from + equal] as number, record)
    ) {
      verify(folded, verifier, pattern, record, from, to, found);
    }
    pattern = chars + length;
  }
}

/** A candidate that is neither the plain term nor hopeless. */
function verify(
  folded: Folded,
  verifier: Verifier,
  pattern: number,
  record: number,
  from: number,
  to: number,
  { hits, friends, doubtful }: Found,
): void {
  const verified = verifier.verify(folded, pattern, from);
  if (verified === REFUSED) return;
  const term = termOf(record);
  if (kindOf(record) === PATTERN.friend) {
    friends.push({ friend: term, from, to });
    return;
  }
  // One reading of a term can be told twice only when disguised: as itself and as an alias.
  if (verified !== 0 && isKnown(hits, term, from, to)) return;
  const kinds = verified & (DOUBTFUL - 1);
  const hit: Hit = {
    term,
    from,
    to,
    start: folded.start[from] as number,
    end: folded.end[to - 1] as number,
    disguised: isDisguise(kinds),
    kinds,
    changed: verified >>> CHANGED_SHIFT,
  };
  if (verified & DOUBTFUL) doubtful.push(hit);
  else hits.push(hit);
}

/**
 * Finds every term in a folded text, overlapping ones included, ordered by their end, longer before shorter. Linear in the
 * text for a given list of terms.
 *
 * @param folded - from `fold` with the tables the matcher was built with
 * @param hits - an earlier result to fill again
 */
export function match(folded: Folded, matcher: Matcher, hits: Hit[] = []): Hit[] {
  hits.length = 0;
  const { soundCount, nodes, edges, shift: edgeShift, pairs } = matcher.automaton;
  const { unit, length } = folded;
  found.hits = hits;
  if (found.friends.length > 0) found.friends = [];
  if (found.doubtful.length > 0) found.doubtful = [];
  // Imported constants are looked up at every use.
  const node = NODE;
  const children = CHILDREN;
  const fail = FAIL;
  const ends = ENDS;
  const shift = SOUND_BITS;
  let before = 0;
  let at = 0;
  while (at < length) {
    let sound = (unit[at++] as number) >>> 16;
    const pair = (before << shift) | sound;
    if ((((pairs[pair >>> 5] as number) >>> (pair & 31)) & 1) === 0) {
      before = sound;
      continue;
    }
    let state = findEdge(edges, edgeShift, before, sound);
    if (state === 0) state = sound;
    for (;;) {
      const list = nodes[state * node + ends] as number;
      if (list !== 0) collect(folded, matcher, list, at, found);
      if (at >= length) break;
      // Where nothing deeper goes on, only the last sound is known, and the pairs take over again.
      sound = (unit[at] as number) >>> 16;
      let next = 0;
      while (state >= soundCount) {
        if (((nodes[state * node + children] as number) >>> (sound & 31)) & 1) {
          next = findEdge(edges, edgeShift, state, sound);
          if (next !== 0) break;
        }
        state = nodes[state * node + fail] as number;
      }
      if (next === 0) break;
      state = next;
      at++;
    }
    before = (unit[at - 1] as number) >>> 16;
  }
  if (found.doubtful.length > 0) settleDoubtful(hits, found.doubtful);
  if (hits.some(isHidden)) dropBesidePlain(hits);
  if (found.friends.length > 0 && hits.length > 0) dropInsideFriends(hits, found.friends, matcher.hides);
  return hits;
}
