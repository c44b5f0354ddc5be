import { INITIALS } from '../text/disguise.ts';
import type { Hit } from './hit.ts';
import { LONGEST_TERM } from './patterns.ts';

/** A false friend found in the text. */
export interface FriendSpan {
  readonly friend: number;
  readonly from: number;
  readonly to: number;
}

/** Drops hits that lie inside a false friend of theirs: plain ones when they are shorter, disguised ones also when they are all of it. Both lists are ordered by their end. */
export function dropInsideFriends(
  hits: Hit[],
  friends: readonly FriendSpan[],
  hides: readonly (ReadonlySet<number> | undefined)[],
): void {
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
      const only = hides[friend];
      hidden = only === undefined || only.has(hit.term);
    }
    if (!hidden) hits[kept++] = hit;
  }
  hits.length = kept;
}

/**
 * Drops disguised hits at the very place of a plain one: 手机卡寄 was written, so nobody hid 手机卡给 there. Initials stay: vx is a word of its own
 * and means 微信. Hits that end at one unit
 * stand in a row, plain ones among them at any place.
 */
export function dropBesidePlain(hits: Hit[]): void {
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
export function settleDoubtful(hits: Hit[], doubtful: readonly Hit[]): void {
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

function byEnd(a: Hit, b: Hit): number {
  return a.to - b.to || a.from - b.from;
}
