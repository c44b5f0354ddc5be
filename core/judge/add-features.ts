import { KINDS, STANCES } from '../ruleset/signal-format.ts';
import type { Evidence, Surroundings } from './evidence.ts';
import {
  CLOSING,
  DOMAIN,
  MAX_AGAINST_COUNT,
  MAX_COUNT,
  PAIR_REACH,
  pairOffset,
  type FeatureLayout,
} from './feature-layout.ts';
import type { JudgeParts } from './judge-parts.ts';
import type { Scratch } from './scratch.ts';
import { AGAINST_KINDS, LURE_KINDS } from './sides.ts';

/** Notes a feature as present, once. */
export function add(scratch: Scratch, feature: number): void {
  if (scratch.featureStamp[feature] === scratch.stamp) return;
  scratch.featureStamp[feature] = scratch.stamp;
  scratch.features[scratch.featureCount++] = feature;
}

/** Features of signals, pairs, disguises and the closing words; also the votes for a category. Returns the stances met. */
export function addFeatures(
  { tables, layout, scratch }: JudgeParts,
  length: number,
  votes: number[],
): number {
  const { kindEnd, kindSentence } = scratch;
  const { kindOf, domainOf, categoryOf } = tables;
  let stances = 0;
  for (let i = 0; i < scratch.count; i++) {
    const signal = scratch.signal[i]!;
    const free = scratch.stance[i] === 0;
    const kind = kindOf[signal]!;
    const category = categoryOf[signal]!;
    const bit = 1 << kind;
    stances |= scratch.stance[i]!;
    add(scratch, (free ? layout.free : layout.against) + signal);
    if (domainOf[signal] === 1) scratch.domain = true;
    if (category >= 0) votes[category]! += free && (LURE_KINDS & bit) !== 0 ? 3 : 1;
    if (scratch.disguised[i] === 1) add(scratch, layout.disguised + kind);
    if (length > CLOSING * 2 && scratch.end[i]! > length - CLOSING) add(scratch, layout.closing + kind);
    // A lure word spoken against stands in no pair with other lure words, but does with what speaks against it.
    const partners = free ? scratch.kindsMet : scratch.kindsMet & AGAINST_KINDS;
    for (let rest = partners; rest !== 0; rest &= rest - 1) {
      const other = 31 - Math.clz32(rest & -rest);
      if (kindSentence[other] === scratch.sentence[i] || scratch.start[i]! - kindEnd[other]! <= PAIR_REACH) {
        add(scratch, layout.pair + pairOffset(kind, other));
      }
    }
    scratch.kindsAny |= bit;
    if (free) scratch.kindsFree |= bit;
    if (free || (AGAINST_KINDS & bit) !== 0) {
      scratch.kindsMet |= bit;
      kindEnd[kind] = scratch.end[i]!;
      kindSentence[kind] = scratch.sentence[i]!;
    }
  }
  return stances;
}

export function addSurroundings(
  scratch: Scratch,
  layout: FeatureLayout,
  thread: Surroundings | undefined,
  author: Surroundings | undefined,
  votes: number[],
): void {
  if (thread !== undefined) {
    for (let rest = thread.kinds; rest !== 0; rest &= rest - 1) {
      const there = 31 - Math.clz32(rest & -rest);
      add(scratch, layout.thread + there);
      for (let here = scratch.kindsAny; here !== 0; here &= here - 1) {
        add(scratch, layout.cross + (31 - Math.clz32(here & -here)) * KINDS.length + there);
      }
    }
    for (let i = 0; i < votes.length; i++) votes[i]! += Math.min(2, thread.votes[i]!) * 0.5;
  }
  if (author === undefined) return;
  for (let rest = author.kinds; rest !== 0; rest &= rest - 1)
    add(scratch, layout.author + 31 - Math.clz32(rest & -rest));
  for (let i = 0; i < votes.length; i++) votes[i]! += Math.min(2, author.votes[i]!) * 0.5;
}

export function addCounts(
  scratch: Scratch,
  layout: FeatureLayout,
  roleAt: number,
  stances: number,
  domain: Evidence['domain'],
  threadGiven: boolean,
): void {
  for (let i = 0; i < STANCES.length; i++) if ((stances & (1 << i)) !== 0) add(scratch, layout.stance + i);
  add(scratch, layout.role + roleAt);
  add(scratch, layout.lureCount + Math.min(MAX_COUNT, bitCount(scratch.kindsFree & LURE_KINDS)));
  add(scratch, layout.againstCount + Math.min(MAX_AGAINST_COUNT, bitCount(scratch.kindsAny & AGAINST_KINDS)));
  if (domain.item) add(scratch, layout.domain + DOMAIN.item);
  if (domain.thread) add(scratch, layout.domain + DOMAIN.thread);
  if (!domain.item && !domain.thread) {
    add(scratch, layout.domain + DOMAIN.none);
    for (let rest = scratch.kindsFree; rest !== 0; rest &= rest - 1)
      add(scratch, layout.alone + 31 - Math.clz32(rest & -rest));
  }
  if (threadGiven) add(scratch, layout.domain + DOMAIN.threadGiven);
}

function bitCount(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}
