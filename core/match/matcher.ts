import { INITIALS, isDisguise } from '../text/disguise.ts';
import { canonical, createCanonical } from '../text/canonical.ts';
import { createFolded, fold } from '../text/fold.ts';
import type { FoldTables } from '../text/fold-tables.ts';
import type { Folded } from '../text/folded.ts';
import { type Automaton, BASE, buildAutomaton, ENDS, FAIL, NODE, PAIR_SHIFT } from './automaton.ts';
import type { Hit, TermSpec } from './hit.ts';
import { indexesByText, LONGEST_TERM, PATTERN, patternsOf } from './patterns.ts';
import {
  CHANGED_SHIFT,
  DOUBTFUL,
  EDGED,
  kindOf,
  NOT_A_TERM,
  RECORD,
  REFUSED,
  termOf,
  Verifier,
} from './verify.ts';

export type { Hit, TermSpec } from './hit.ts';

/** Terms ready to be found. Made by `buildMatcher`; holds no text, so one serves all items. */
export interface Matcher {
  readonly terms: readonly TermSpec[];
  readonly automaton: Automaton;
  readonly verifier: Verifier;
  /** Index of false friend -> terms it hides, undefined for all. */
  readonly hides: readonly (ReadonlySet<number> | undefined)[];
  /** Term -> its folded characters with digits as 0, as `canonical` writes them. */
  readonly standard: readonly Uint16Array[];
}

/**
 * Builds the matcher for a list of terms.
 *
 * @param terms - hits name a term by its index in this list; a term without any letter, digit or Chinese character is never found
 * @param tables - the tables that texts will be folded with
 * @throws RangeError when the terms are too many for the automaton (about 15,000)
 */
export function buildMatcher(terms: readonly TermSpec[], tables: FoldTables): Matcher {
  const patterns = patternsOf(terms, tables);
  const indexes = indexesByText(terms);
  const hides = tables.falseFriends.map((friend) => {
    if (friend.hides === undefined) return undefined;
    return new Set(friend.hides.flatMap((text) => indexes.get(text) ?? []));
  });
  return {
    terms,
    automaton: buildAutomaton(
      patterns.map((pattern) => pattern.sounds),
      tables.soundCount,
    ),
    verifier: new Verifier(patterns, terms, tables),
    hides,
    standard: canonicalTerms(terms, tables),
  };
}

function canonicalTerms(terms: readonly TermSpec[], tables: FoldTables): Uint16Array[] {
  const folded = createFolded();
  const written = createCanonical();
  return terms.map(({ text }) => {
    canonical(fold(text, tables, folded), [], [], written);
    return written.codes.slice(0, written.length);
  });
}

interface FriendSpan {
  readonly friend: number;
  readonly from: number;
  readonly to: number;
}

/** Drops hits that lie inside a false friend of theirs: plain ones when they are shorter, disguised ones also when they are all of it. Both lists are ordered by their end. */
function dropInsideFriends(hits: Hit[], friends: readonly FriendSpan[], matcher: Matcher): void {
  let kept = 0;
  let first = 0;
  for (const hit of hits) {
    while (first < friends.length && (friends[first] as FriendSpan).to < hit.to) first++;
    let hidden = false;
    for (let index = first; index < friends.length && !hidden; index++) {
      const { friend, from, to } = friends[index] as FriendSpan;
      if (to > hit.from + LONGEST_TERM) break;
      const inside = hit.from >= from && hit.to - hit.from < to - from + (hit.disguised ? 1 : 0);
      if (!inside) continue;
      const only = matcher.hides[friend];
      hidden = only === undefined || only.has(hit.term);
    }
    if (!hidden) hits[kept++] = hit;
  }
  hits.length = kept;
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

/**
 * Drops disguised hits at the very place of a plain one: 手机卡寄 was written, so nobody hid 手机卡给 there. Initials stay: vx is a word of its own
 * and means 微信. Hits that end at one unit
 * stand in a row, plain ones among them at any place.
 */
function dropBesidePlain(hits: Hit[]): void {
  let kept = 0;
  for (let first = 0; first < hits.length;) {
    let last = first;
    while (last < hits.length && (hits[last] as Hit).to === (hits[first] as Hit).to) last++;
    for (let index = first; index < last; index++) {
      const hit = hits[index] as Hit;
      const keep = !hit.disguised || (hit.kinds & INITIALS) !== 0;
      if (keep || !isWrittenPlainly(hits, first, last, hit.from)) row[kept++] = hit;
    }
    first = last;
  }
  for (let index = 0; index < kept; index++) hits[index] = row[index] as Hit;
  hits.length = kept;
  row.length = 0;
}
/** What stays, before it is written back: the rows are still being read. */
const row: Hit[] = [];

function isWrittenPlainly(hits: readonly Hit[], first: number, last: number, from: number): boolean {
  for (let index = first; index < last; index++) {
    const hit = hits[index] as Hit;
    if (!hit.disguised && hit.from === from) return true;
  }
  return false;
}

/** Units between a doubtful candidate and what speaks for it. */
const SUPPORT_UNITS = 24;

/**
 * Adds the doubtful candidates that have support: a disguised hit near them, or initials of another term (yq, wd and cs
 * in one sentence explain each other). Both lists are ordered by their end.
 */
function settleDoubtful(hits: Hit[], doubtful: readonly Hit[]): void {
  const supports = [
    ...hits.filter((hit) => hit.disguised),
    ...doubtful.filter((hit) => hit.kinds & INITIALS && hit.changed > 1),
  ];
  if (supports.length < 1) return;
  supports.sort(byEnd);
  const sure = hits.length;
  let first = 0;
  for (const hit of doubtful) {
    while (first < supports.length && (supports[first] as Hit).to < hit.from - SUPPORT_UNITS) first++;
    for (let index = first; index < supports.length; index++) {
      const support = supports[index] as Hit;
      if (support.to > hit.to + SUPPORT_UNITS + LONGEST_TERM) break;
      // Another reading of the same characters is no witness.
      const apart = support.to <= hit.from || support.from >= hit.to;
      if (!apart || support.term === hit.term || support.from > hit.to + SUPPORT_UNITS) continue;
      hits.push(hit);
      break;
    }
  }
  if (hits.length > sure) hits.sort(byEnd);
}

const isHidden = (hit: Hit): boolean => hit.disguised;

function byEnd(a: Hit, b: Hit): number {
  return a.to - b.to || a.from - b.from;
}

/** What one scan gathers; reused, since most texts bring neither friends nor doubtful candidates. */
interface Found {
  hits: Hit[];
  friends: FriendSpan[];
  doubtful: Hit[];
}
const found: Found = { hits: [], friends: [], doubtful: [] };

/**
 * Verifies the patterns of one list of `ends`, whose last unit is the one before `to`. The plain term and the candidate that sounds like it by
 * chance, nearly all there are, are told here; the verifier sees the rest.
 */
function collect(
  folded: Folded,
  { automaton, verifier }: Matcher,
  list: number,
  to: number,
  found: Found,
): void {
  const { ends } = automaton;
  const { records, chars } = verifier;
  const { unit, flags, gap, start, end } = folded;
  // Imported constants are looked up at every use.
  const size = RECORD;
  const notPlain = EDGED | NOT_A_TERM;
  for (let pattern = ends[list] as number; pattern >= 0; pattern = ends[++list] as number) {
    const record = records[pattern * size] as number;
    const offset = records[pattern * size + 1] as number;
    const length = (record >>> 16) & 0x3f;
    const from = to - length;
    let equal = 0;
    let marks = flags[from] as number;
    while (equal < length && ((unit[from + equal] as number) & 0xffff) === chars[offset + equal]) {
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
  const { soundCount, nodes, cell, pairs } = matcher.automaton;
  const { unit, length } = folded;
  found.hits = hits;
  if (found.friends.length > 0) found.friends = [];
  if (found.doubtful.length > 0) found.doubtful = [];
  // Imported constants are looked up at every use.
  const node = NODE;
  const base = BASE;
  const fail = FAIL;
  const ends = ENDS;
  const shift = PAIR_SHIFT;
  let before = 0;
  let at = 0;
  while (at < length) {
    let sound = (unit[at++] as number) >>> 16;
    const pair = (before << shift) | sound;
    if ((((pairs[pair >>> 5] as number) >>> (pair & 31)) & 1) === 0) {
      before = sound;
      continue;
    }
    const second = cell[(nodes[before * node + base] as number) + sound] as number;
    let state = second >>> 16 === before && before !== 0 ? second & 0xffff : sound;
    for (;;) {
      const list = nodes[state * node + ends] as number;
      if (list !== 0) collect(folded, matcher, list, at, found);
      if (at >= length) break;
      // Where nothing deeper goes on, only the last sound is known, and the pairs take over again.
      sound = (unit[at] as number) >>> 16;
      let next = -1;
      while (state >= soundCount) {
        const from = nodes[state * node + base] as number;
        if (from >= 0) {
          next = cell[from + sound] as number;
          if (next >>> 16 === state) break;
        }
        state = nodes[state * node + fail] as number;
      }
      if (state < soundCount) break;
      state = next & 0xffff;
      at++;
    }
    before = (unit[at - 1] as number) >>> 16;
  }
  if (found.doubtful.length > 0) settleDoubtful(hits, found.doubtful);
  if (hits.some(isHidden)) dropBesidePlain(hits);
  if (found.friends.length > 0 && hits.length > 0) dropInsideFriends(hits, found.friends, matcher);
  return hits;
}
