import { ROLES } from '../item.ts';
import { KINDS, STANCES } from '../ruleset/signal-format.ts';
import type { JudgeTables } from './judge-tables.ts';

/**
 * Where each family of features lies in the index space. Names and order follow from the ruleset alone, so that fitted weights are stored by
 * name and explained by name.
 *
 *     free       a signal is present, not spoken against
 *     against    a signal is present under a stance
 *     stance     an item has a signal under this stance
 *     pair       two kinds stand in one sentence or within PAIR_REACH folded units (both free)
 *     thread     a kind of signal is present in the text the item stands under
 *     cross      a kind in the item, another in its thread
 *     author     a kind in the author's display name
 *     disguised  a kind written in disguise
 *     closing    a kind in the last CLOSING folded units of a longer item
 *     fired      a combination fired
 *     role       what the item is
 *     count      how many lure-side kinds, how many kinds that speak against
 *     domain     the item or its thread is about debt at all
 *     alone      a kind is present, free, in an item that is not about debt, nor is its thread
 */
export interface FeatureLayout {
  readonly free: number;
  readonly against: number;
  readonly stance: number;
  readonly pair: number;
  readonly thread: number;
  readonly cross: number;
  readonly author: number;
  readonly disguised: number;
  readonly closing: number;
  readonly fired: number;
  readonly role: number;
  readonly lureCount: number;
  readonly againstCount: number;
  readonly domain: number;
  readonly alone: number;
  readonly size: number;
}

export const PAIR_REACH = 40;
export const CLOSING = 60;
/** Counts above this are one feature. */
export const MAX_COUNT = 6;
export const MAX_AGAINST_COUNT = 4;
const DOMAIN_NAMES = ['domain:item', 'domain:thread', 'domain:none', 'thread:given'] as const;
export const DOMAIN = { item: 0, thread: 1, none: 2, threadGiven: 3 } as const;

const K = KINDS.length;

/** Index of the unordered pair of kinds a and b. */
export const pairOffset = (a: number, b: number): number => (a < b ? a * K + b : b * K + a);

export function layOutFeatures(signalCount: number, combinationCount: number): FeatureLayout {
  let at = 0;
  const take = (count: number): number => {
    const start = at;
    at += count;
    return start;
  };
  return {
    free: take(signalCount),
    against: take(signalCount),
    stance: take(STANCES.length),
    pair: take(K * K),
    thread: take(K),
    cross: take(K * K),
    author: take(K),
    disguised: take(K),
    closing: take(K),
    fired: take(combinationCount),
    role: take(ROLES.length),
    lureCount: take(MAX_COUNT + 1),
    againstCount: take(MAX_AGAINST_COUNT + 1),
    domain: take(DOMAIN_NAMES.length),
    alone: take(K),
    size: at,
  };
}

/** Name of every feature, by index: `free:contact/private-chat`, `pair:offer+fee`, `fired:credit-repair/sold` ... */
export function featureNames(tables: Pick<JudgeTables, 'signals' | 'combinations'>): string[] {
  const { signals, combinations } = tables;
  const grid = (prefix: string, joint: string): string[] =>
    KINDS.flatMap((a) => KINDS.map((b) => `${prefix}:${a}${joint}${b}`));
  return [
    ...signals.map((signal) => `free:${signal.id}`),
    ...signals.map((signal) => `against:${signal.id}`),
    ...STANCES.map((stance) => `stance:${stance}`),
    ...grid('pair', '+'),
    ...KINDS.map((kind) => `thread:${kind}`),
    ...grid('cross', '<'),
    ...KINDS.map((kind) => `author:${kind}`),
    ...KINDS.map((kind) => `disguised:${kind}`),
    ...KINDS.map((kind) => `closing:${kind}`),
    ...combinations.map((combination) => `fired:${combination.id}`),
    ...ROLES.map((role) => `role:${role}`),
    ...Array.from({ length: MAX_COUNT + 1 }, (_, n) => `lure-kinds:${n}`),
    ...Array.from({ length: MAX_AGAINST_COUNT + 1 }, (_, n) => `against-kinds:${n}`),
    ...DOMAIN_NAMES,
    ...KINDS.map((kind) => `alone:${kind}`),
  ];
}
