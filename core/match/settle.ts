import { INITIALS } from '../text/disguise.ts';
import { addHit, changedOf, copyHit, createHits, type Hits, isDisguised, kindsOf } from './hits.ts';
import { LONGEST_TERM } from './patterns.ts';

/**
 * Drops hits that lie inside a false friend of theirs: plain ones when they are shorter, disguised ones also when they are all of
 * it. Both are ordered by their end.
 *
 * @param friends - false friends found; their `term` is the number of the friend
 * @param hides - by number of the friend: the terms it hides, undefined for all
 */
export function dropInsideFriends(
  hits: Hits,
  friends: Hits,
  hides: readonly (ReadonlySet<number> | undefined)[],
): void {
  let kept = 0;
  let first = 0;
  for (let hit = 0; hit < hits.count; hit++) {
    const from = hits.from[hit] as number;
    const to = hits.to[hit] as number;
    const least = to - from + (isDisguised(hits, hit) ? 0 : 1);
    while (first < friends.count && (friends.to[first] as number) < to) first++;
    let hidden = false;
    for (let index = first; index < friends.count && !hidden; index++) {
      const friendFrom = friends.from[index] as number;
      const friendTo = friends.to[index] as number;
      if (friendTo > from + LONGEST_TERM) break;
      if (from < friendFrom || friendTo - friendFrom < least) continue;
      const only = hides[friends.term[index] as number];
      hidden = only === undefined || only.has(hits.term[hit] as number);
    }
    if (!hidden) copyHit(hits, hit, hits, kept++);
  }
  hits.count = kept;
}

/** What stays, before it is written back: the rows are still being read. */
const row = createHits();

/**
 * Drops disguised hits at the very place of a plain one: 手机卡寄 was written, so nobody hid 手机卡给 there. Initials stay: vx is a
 * word of its own and means 微信. Hits that end at one unit stand in a row, plain ones among them at any place.
 */
export function dropBesidePlain(hits: Hits): void {
  let kept = 0;
  for (let first = 0; first < hits.count;) {
    let last = first;
    row.count = 0;
    while (last < hits.count && hits.to[last] === hits.to[first]) last++;
    for (let index = first; index < last; index++) {
      const keep = !isDisguised(hits, index) || (kindsOf(hits, index) & INITIALS) !== 0;
      if (keep || !isWrittenPlainly(hits, first, last, hits.from[index] as number)) append(hits, index, row);
    }
    for (let index = 0; index < row.count; index++) copyHit(row, index, hits, kept++);
    first = last;
  }
  hits.count = kept;
}

function append(source: Hits, at: number, target: Hits): void {
  addHit(target, source.term[at]!, source.from[at]!, source.to[at]!, source.how[at]!);
}

function isWrittenPlainly(hits: Hits, first: number, last: number, from: number): boolean {
  for (let index = first; index < last; index++)
    if (!isDisguised(hits, index) && hits.from[index] === from) return true;
  return false;
}

/** Disguised hits, and initials of another term; reused. */
const supports = createHits();

/** Units between a doubtful candidate and what speaks for it. */
const SUPPORT_UNITS = 24;

/**
 * Adds the doubtful candidates that have support: a disguised hit near them, or initials of another term (yq, wd and cs
 * in one sentence explain each other). Both are ordered by their end.
 */
export function settleDoubtful(hits: Hits, doubtful: Hits): void {
  supports.count = 0;
  for (let hit = 0; hit < hits.count; hit++) if (isDisguised(hits, hit)) append(hits, hit, supports);
  for (let hit = 0; hit < doubtful.count; hit++)
    if ((kindsOf(doubtful, hit) & INITIALS) !== 0 && changedOf(doubtful, hit) > 1)
      append(doubtful, hit, supports);
  if (supports.count === 0) return;
  sortByEnd(supports);
  const sure = hits.count;
  let first = 0;
  for (let hit = 0; hit < doubtful.count; hit++) {
    const from = doubtful.from[hit] as number;
    const to = doubtful.to[hit] as number;
    while (first < supports.count && (supports.to[first] as number) < from - SUPPORT_UNITS) first++;
    for (let index = first; index < supports.count; index++) {
      const supportFrom = supports.from[index] as number;
      const supportTo = supports.to[index] as number;
      if (supportTo > to + SUPPORT_UNITS + LONGEST_TERM) break;
      // Another reading of the same characters is no witness.
      const apart = supportTo <= from || supportFrom >= to;
      if (!apart || supports.term[index] === doubtful.term[hit] || supportFrom > to + SUPPORT_UNITS) continue;
      append(doubtful, hit, hits);
      break;
    }
  }
  if (hits.count > sure) sortByEnd(hits);
}

/** Orders hits by their end, longer before shorter; what is equal stays in its order. Both halves are in order already. */
function sortByEnd(hits: Hits): void {
  const order = Array.from({ length: hits.count }, (_, at) => at);
  const { from, to } = hits;
  order.sort((a, b) => to[a]! - to[b]! || from[a]! - from[b]!);
  row.count = 0;
  for (const at of order) append(hits, at, row);
  for (let at = 0; at < row.count; at++) copyHit(row, at, hits, at);
}
