import { KINDS } from '../ruleset/signal-format.ts';
import type { JudgeTables } from './judge-tables.ts';
import type { FeatureLayout } from './feature-layout.ts';
import { createSegments, type Segments } from './segments.ts';

/** Occurrences are judged in batches of at most this many, so that memory stays bounded and time linear. */
export const BATCH = 4096;

/** Buffers of the judge, reused from call to call; judging is synchronous. "Stamps" mark membership without clearing. */
export interface Scratch {
  readonly segments: Segments;
  readonly signal: Int32Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly sentence: Int32Array;
  readonly stance: Int32Array;
  readonly disguised: Uint8Array;
  count: number;
  stamp: number;
  batch: number;
  readonly featureStamp: Int32Array;
  /** Features of the item; entries from `featureCount` on are leftovers. Emptied by count: a list that is cut to nothing loses its room. */
  readonly features: number[];
  featureCount: number;
  /** Occurrences of the item as six numbers each; entries from `packedCount` on are leftovers. */
  readonly packed: number[];
  packedCount: number;
  readonly presentStamp: Int32Array;
  readonly combinationStamp: Int32Array;
  /** Per signal: the last sentence it was seen in, and how often there. */
  readonly seenIn: Int32Array;
  readonly seenTimes: Uint8Array;
  /** Per word class: the last two hits. */
  readonly classStart: Int32Array;
  readonly classEnd: Int32Array;
  readonly classStamp: Int32Array;
  readonly classDisguised: Uint8Array;
  /** Bit mask of kinds seen in the item so far, with and without stance. */
  kindsFree: number;
  kindsAny: number;
  /** Kinds that can stand in a pair: `kindEnd` and `kindSentence` are of this item. */
  kindsMet: number;
  domain: boolean;
  /** Exception hits of the item: signal, start, end; ascending by end. */
  readonly exceptions: number[];
  readonly kindEnd: Int32Array;
  readonly kindSentence: Int32Array;
  readonly candidates: number[];
  readonly stanceList: Int32Array;
}

export function createScratch(tables: JudgeTables, layout: FeatureLayout): Scratch {
  const signals = tables.signals.length;
  return {
    segments: createSegments(),
    signal: new Int32Array(BATCH),
    start: new Int32Array(BATCH),
    end: new Int32Array(BATCH),
    sentence: new Int32Array(BATCH),
    stance: new Int32Array(BATCH),
    disguised: new Uint8Array(BATCH),
    count: 0,
    stamp: 0,
    batch: 0,
    featureStamp: new Int32Array(layout.size),
    features: [],
    featureCount: 0,
    packed: [],
    packedCount: 0,
    presentStamp: new Int32Array(signals),
    combinationStamp: new Int32Array(tables.combinations.length),
    seenIn: new Int32Array(signals),
    seenTimes: new Uint8Array(signals),
    classStart: new Int32Array(tables.wordClassCount * 2),
    classEnd: new Int32Array(tables.wordClassCount * 2),
    classStamp: new Int32Array(tables.wordClassCount),
    classDisguised: new Uint8Array(tables.wordClassCount * 2),
    kindsFree: 0,
    kindsAny: 0,
    kindsMet: 0,
    domain: false,
    exceptions: [],
    kindEnd: new Int32Array(KINDS.length),
    kindSentence: new Int32Array(KINDS.length),
    candidates: [],
    stanceList: new Int32Array(24),
  };
}
