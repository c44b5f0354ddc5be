import { ROLES, type Item } from '../item.ts';
import { KINDS, STANCES } from '../ruleset/signal-format.ts';
import { CATEGORIES, LEVELS, type Level } from '../verdict.ts';
import { collect, collectExceptions } from './collect.ts';
import { candidates, findCombination, isAllowed } from './combine.ts';
import type { Evidence, Fired, Occurrence, Surroundings } from './evidence.ts';
import {
  CLOSING,
  DOMAIN,
  MAX_AGAINST_COUNT,
  MAX_COUNT,
  PAIR_REACH,
  featureNames,
  layOutFeatures,
  pairOffset,
  type FeatureLayout,
} from './feature-layout.ts';
import { buildJudgeTables, type JudgeTables } from './judge-tables.ts';
import { createScratch, type Scratch } from './scratch.ts';
import { segment, type FoldedSpans, type JudgedHit } from './segments.ts';
import { markStances } from './stances.ts';

/** The judge's part of a loaded ruleset. */
export interface JudgeParts {
  readonly tables: JudgeTables;
  readonly layout: FeatureLayout;
  readonly scratch: Scratch;
}

/** Kinds that speak for a lure (the rest names the topic or speaks against). */
const LURE_KINDS = kindMask([
  'service',
  'claim',
  'offer',
  'promise',
  'fee',
  'contact',
  'steer',
  'urgency',
  'insider',
  'conceal',
  'stop-paying',
  'recruit',
  'shill',
  'audience',
  'hook',
  'handover',
]);
const AGAINST_KINDS = kindMask([
  'warning',
  'reporting',
  'negation',
  'refusal',
  'question',
  'own-effort',
  'official',
  'loss',
  'lawful',
  'satire',
  'ordinary',
]);
/** Kept occurrences of one item: more than anyone reads, few enough to allocate. */
const MAX_OCCURRENCES = 400;

/** Does a signal of this kind (index into KINDS) speak for a lure? */
export function speaksForLure(kind: number): boolean {
  return (LURE_KINDS & (1 << kind)) !== 0;
}

function kindMask(kinds: readonly (typeof KINDS)[number][]): number {
  return kinds.reduce((mask, kind) => mask | (1 << KINDS.indexOf(kind)), 0);
}

export function buildJudgeParts(...args: Parameters<typeof buildJudgeTables>): JudgeParts {
  const tables = buildJudgeTables(...args);
  const layout = layOutFeatures(tables.signals.length, tables.combinations.length);
  return { tables, layout, scratch: createScratch(tables, layout) };
}

/** Names of the features in `Evidence.features`, by index. */
export function evidenceFeatureNames(ruleset: { readonly judge: JudgeParts }): string[] {
  return featureNames(ruleset.judge.tables);
}

/**
 * Turns the hits in one item into evidence: signals and stances, combinations that fired, and the features of the fitted part. Synchronous,
 * linear in the number of hits; the buffers it uses belong to the ruleset.
 *
 * @param hits - hits in the item's text, ascending by `to`
 * @param folded - the folded text of the item; its offsets are raw
 * @param item - role and length matter here, the text only through `folded`
 * @param ruleset - a loaded ruleset (its `judge` part)
 * @param around - summaries of the thread's text and of the author's name, see {@link summarize}
 */
export function judge(
  hits: readonly JudgedHit[],
  folded: FoldedSpans,
  item: Pick<Item, 'role'>,
  ruleset: { readonly judge: JudgeParts },
  around: { readonly thread?: Surroundings; readonly author?: Surroundings } = {},
): Evidence {
  const { tables, layout, scratch } = ruleset.judge;
  const { thread, author } = around;
  const roleAt = ROLES.indexOf(item.role ?? 'comment');
  const fired: Fired[] = [];
  const occurrences: Occurrence[] = [];
  const votes = new Float32Array(CATEGORIES.length);
  begin(scratch);
  let stances = 0;
  walk(hits, folded, ruleset.judge, (itemStance) => {
    stances |= itemStance | addFeatures(ruleset.judge, folded.length, votes);
    for (let i = 0; i < scratch.count && occurrences.length < MAX_OCCURRENCES; i++)
      occurrences.push(occurrenceAt(i, folded, scratch));
    candidates(tables, scratch, scratch.candidates);
    for (const at of scratch.candidates) {
      const combination = tables.combinations[at]!;
      if (scratch.featureStamp[layout.fired + at] === scratch.stamp) continue;
      if (!isAllowed(combination, 1 << roleAt, folded.length, thread, scratch)) continue;
      const chosen = findCombination(combination, scratch);
      if (chosen === undefined) continue;
      add(scratch, layout.fired + at);
      const rule = tables.rules[combination.rule]!;
      votes[CATEGORIES.indexOf(rule.category)]! += combination.level === 'danger' ? 8 : 4;
      fired.push({
        combination: at,
        rule: rule.id,
        category: rule.category,
        level: combination.level,
        occurrences: Array.from(chosen, (index) => occurrenceAt(index, folded, scratch)),
      });
    }
  });
  addSurroundings(scratch, layout, thread, author, votes);
  const domain = { item: scratch.domain, thread: thread?.domain ?? false };
  addCounts(scratch, layout, roleAt, stances, domain, thread !== undefined);
  return { features: scratch.features.slice(), occurrences, fired, proposed: highest(fired), domain, votes };
}

/**
 * What a text says in sum, for the text an item stands under and for display names.
 *
 * @returns a summary to pass to {@link judge}; many items share one thread, so keep it
 */
export function summarize(
  hits: readonly JudgedHit[],
  folded: FoldedSpans,
  ruleset: { readonly judge: JudgeParts },
): Surroundings {
  const { tables, scratch } = ruleset.judge;
  const votes = new Float32Array(CATEGORIES.length);
  const present = new Uint8Array(tables.signals.length);
  begin(scratch);
  walk(hits, folded, ruleset.judge, () => {
    for (let i = 0; i < scratch.count; i++) {
      const signal = scratch.signal[i]!;
      const entry = tables.signals[signal]!;
      present[signal] = 1;
      scratch.kindsAny |= 1 << entry.kind;
      if (entry.domain) scratch.domain = true;
      if (entry.category >= 0) votes[entry.category]! += 1;
    }
  });
  return { kinds: scratch.kindsAny, present, domain: scratch.domain, votes };
}

function begin(scratch: Scratch): void {
  scratch.stamp++;
  scratch.features.length = 0;
  scratch.kindsFree = scratch.kindsAny = 0;
  scratch.domain = false;
}

/** Collects and marks batch after batch and hands each over. */
function walk(
  hits: readonly JudgedHit[],
  folded: FoldedSpans,
  parts: JudgeParts,
  take: (itemStance: number) => void,
): void {
  if (hits.length === 0) return;
  const { tables, scratch } = parts;
  segment(folded, Math.min(folded.length, hits[hits.length - 1]!.to), scratch.segments);
  collectExceptions(hits, tables, scratch);
  scratch.kindEnd.fill(-1);
  scratch.kindSentence.fill(-1);
  for (let next = 0; next < hits.length;) {
    next = collect(hits, next, tables, scratch);
    take(markStances(tables, scratch));
  }
}

function add(scratch: Scratch, feature: number): void {
  if (scratch.featureStamp[feature] === scratch.stamp) return;
  scratch.featureStamp[feature] = scratch.stamp;
  scratch.features.push(feature);
}

/** Features of signals, pairs, disguises and the closing words; also the votes for a category. Returns the stances met. */
function addFeatures({ tables, layout, scratch }: JudgeParts, length: number, votes: Float32Array): number {
  const { kindEnd, kindSentence } = scratch;
  let stances = 0;
  for (let i = 0; i < scratch.count; i++) {
    const signal = scratch.signal[i]!;
    const entry = tables.signals[signal]!;
    const free = scratch.stance[i] === 0;
    const { kind } = entry;
    const bit = 1 << kind;
    stances |= scratch.stance[i]!;
    add(scratch, (free ? layout.free : layout.against) + signal);
    if (entry.domain) scratch.domain = true;
    if (entry.category >= 0) votes[entry.category]! += free && (LURE_KINDS & bit) !== 0 ? 3 : 1;
    if (scratch.disguised[i] === 1) add(scratch, layout.disguised + kind);
    if (length > CLOSING * 2 && scratch.end[i]! > length - CLOSING) add(scratch, layout.closing + kind);
    // A lure word spoken against stands in no pair with other lure words, but does with what speaks against it.
    const partners = free ? scratch.kindsAny : scratch.kindsAny & AGAINST_KINDS;
    for (let rest = partners; rest !== 0; rest &= rest - 1) {
      const other = 31 - Math.clz32(rest & -rest);
      if (kindSentence[other] === scratch.sentence[i] || scratch.start[i]! - kindEnd[other]! <= PAIR_REACH) {
        add(scratch, layout.pair + pairOffset(kind, other));
      }
    }
    scratch.kindsAny |= bit;
    if (free) scratch.kindsFree |= bit;
    if (free || (AGAINST_KINDS & bit) !== 0) {
      kindEnd[kind] = scratch.end[i]!;
      kindSentence[kind] = scratch.sentence[i]!;
    }
  }
  return stances;
}

function addSurroundings(
  scratch: Scratch,
  layout: FeatureLayout,
  thread: Surroundings | undefined,
  author: Surroundings | undefined,
  votes: Float32Array,
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

function addCounts(
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
  if (!domain.item && !domain.thread) add(scratch, layout.domain + DOMAIN.none);
  if (threadGiven) add(scratch, layout.domain + DOMAIN.threadGiven);
}

function bitCount(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}

function occurrenceAt(i: number, folded: FoldedSpans, scratch: Scratch): Occurrence {
  return {
    signal: scratch.signal[i]!,
    start: folded.start[scratch.start[i]!]!,
    end: folded.end[scratch.end[i]! - 1]!,
    sentence: scratch.sentence[i]!,
    stance: scratch.stance[i]!,
    disguised: scratch.disguised[i] === 1,
  };
}

function highest(fired: readonly Fired[]): Level {
  return fired.reduce<Level>(
    (level, { level: next }) => (LEVELS.indexOf(next) > LEVELS.indexOf(level) ? next : level),
    'none',
  );
}
