import { ROLES, type Item } from '../item.ts';
import type { Hits } from '../match/hits.ts';
import { CATEGORIES, LEVELS, type Level } from '../verdict.ts';
import { add, addCounts, addFeatures, addSurroundings } from './add-features.ts';
import { collect, collectExceptions } from './collect.ts';
import { candidates, findCombination, isAllowed } from './combine.ts';
import type { Evidence, Fired, Occurrence, Surroundings } from './evidence.ts';
import { evidenceFeatureNames, buildJudgeParts, type JudgeParts } from './judge-parts.ts';
import type { Scratch } from './scratch.ts';
import { segment, type FoldedSpans } from './segments.ts';
import { speaksForLure } from './sides.ts';
import { markStances } from './stances.ts';

export { buildJudgeParts, evidenceFeatureNames, speaksForLure, type JudgeParts };

/** Numbers of one packed occurrence: signal, raw start, raw end, sentence, stance, disguised. */
const PACKED = 6;
/** At most 400 occurrences of one item are kept: more than anyone reads. */
const MOST_PACKED = 400 * PACKED;
const NONE_FIRED: readonly Fired[] = Object.freeze([]);
// A plain array: small typed arrays are costly to make.
const noVotes = (): number[] => new Array<number>(CATEGORIES.length).fill(0);
const NOTHING_AROUND = Object.freeze({});

/** Evidence whose occurrences are unpacked only for those who ask: most items are not warned on and nobody asks. */
class JudgedItem implements Evidence {
  readonly features: readonly number[];
  readonly fired: readonly Fired[];
  readonly proposed: Level;
  readonly domain: Evidence['domain'];
  readonly votes: readonly number[];
  readonly #packed: readonly number[];

  constructor(
    features: readonly number[],
    packed: readonly number[],
    fired: readonly Fired[],
    domain: Evidence['domain'],
    votes: readonly number[],
  ) {
    this.features = features;
    this.#packed = packed;
    this.fired = fired;
    this.proposed = fired.length === 0 ? 'none' : highest(fired);
    this.domain = domain;
    this.votes = votes;
  }

  get occurrences(): readonly Occurrence[] {
    const occurrences: Occurrence[] = [];
    for (let at = 0; at < this.#packed.length; at += PACKED) occurrences.push(unpack(this.#packed, at));
    return occurrences;
  }
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
  hits: Hits,
  folded: FoldedSpans,
  item: Pick<Item, 'role'>,
  ruleset: { readonly judge: JudgeParts },
  around: { readonly thread?: Surroundings; readonly author?: Surroundings } = NOTHING_AROUND,
): Evidence {
  const roleAt = ROLES.indexOf(item.role ?? 'comment');
  if (hits.count > 0 || around.thread !== undefined || around.author !== undefined)
    return weigh(hits, folded, roleAt, ruleset.judge, around);
  const { silent } = ruleset.judge;
  return (silent[roleAt] ??= weigh(hits, folded, roleAt, ruleset.judge, around));
}

function weigh(
  hits: Hits,
  folded: FoldedSpans,
  roleAt: number,
  parts: JudgeParts,
  { thread, author }: { readonly thread?: Surroundings; readonly author?: Surroundings },
): Evidence {
  const { tables, layout, scratch } = parts;
  const votes = noVotes();
  let fired = NONE_FIRED;
  let stances = 0;
  begin(hits, folded, parts);
  for (let next = 0; next < hits.count;) {
    next = collect(hits, next, tables, scratch);
    if (scratch.count === 0) continue;
    stances |= markStances(tables, scratch);
    stances |= addFeatures(parts, folded.length, votes);
    for (let i = 0; i < scratch.count && scratch.packedCount < MOST_PACKED; i++) {
      pack(scratch.packed, scratch.packedCount, i, folded, scratch);
      scratch.packedCount += PACKED;
    }
    candidates(tables, scratch, thread !== undefined, scratch.candidates);
    for (let c = 0; c < scratch.candidates.length; c++) {
      const at = scratch.candidates[c]!;
      if (scratch.featureStamp[layout.fired + at] === scratch.stamp) continue;
      const combination = tables.combinations[at]!;
      if (!isAllowed(combination, 1 << roleAt, folded.length, thread, scratch)) continue;
      const chosen = findCombination(combination, scratch);
      if (chosen === undefined) continue;
      add(scratch, layout.fired + at);
      const last = firedBy(at, chosen, folded, parts);
      votes[CATEGORIES.indexOf(last.category)]! += last.level === 'danger' ? 8 : 4;
      fired = [...fired, last];
    }
  }
  addSurroundings(scratch, layout, thread, author, votes);
  const domain = { item: scratch.domain, thread: thread?.domain ?? false };
  addCounts(scratch, layout, roleAt, stances, domain, thread !== undefined);
  const features = scratch.features.slice(0, scratch.featureCount);
  const packed = scratch.packed.slice(0, scratch.packedCount);
  return new JudgedItem(features, packed, fired, domain, votes);
}

/**
 * What a text says in sum, for the text an item stands under and for display names.
 *
 * @returns a summary to pass to {@link judge}; many items share one thread, so keep it
 */
export function summarize(
  hits: Hits,
  folded: FoldedSpans,
  ruleset: { readonly judge: JudgeParts },
): Surroundings {
  const { tables, scratch } = ruleset.judge;
  const votes = noVotes();
  const present = new Uint8Array(tables.signals.length);
  begin(hits, folded, ruleset.judge);
  for (let next = 0; next < hits.count;) {
    next = collect(hits, next, tables, scratch);
    for (let i = 0; i < scratch.count; i++) {
      const signal = scratch.signal[i]!;
      const { kind, domain, category } = tables.signals[signal]!;
      present[signal] = 1;
      scratch.kindsAny |= 1 << kind;
      if (domain) scratch.domain = true;
      if (category >= 0) votes[category]! += 1;
    }
  }
  return { kinds: scratch.kindsAny, present, domain: scratch.domain, votes };
}

/** Clears what the last item left and prepares the item's sentences and exceptions. */
function begin(hits: Hits, folded: FoldedSpans, { tables, scratch }: JudgeParts): void {
  scratch.stamp++;
  scratch.featureCount = 0;
  scratch.packedCount = 0;
  scratch.kindsFree = scratch.kindsAny = scratch.kindsMet = 0;
  scratch.domain = false;
  if (hits.count === 0) return;
  segment(folded, Math.min(folded.length, hits.to[hits.count - 1]!), scratch.segments);
  collectExceptions(hits, tables, scratch);
}

/** One packed occurrence, reused. */
const one: number[] = [];

function firedBy(
  at: number,
  chosen: Int32Array,
  folded: FoldedSpans,
  { tables, scratch }: JudgeParts,
): Fired {
  const { rule, level } = tables.combinations[at]!;
  const { id, category } = tables.rules[rule]!;
  const occurrences: Occurrence[] = [];
  for (let element = 0; element < chosen.length; element++) {
    pack(one, 0, chosen[element]!, folded, scratch);
    occurrences.push(unpack(one, 0));
  }
  return { combination: at, rule: id, category, level, occurrences };
}

function pack(packed: number[], at: number, i: number, folded: FoldedSpans, scratch: Scratch): void {
  packed[at] = scratch.signal[i]!;
  packed[at + 1] = folded.start[scratch.start[i]!]!;
  packed[at + 2] = folded.end[scratch.end[i]! - 1]!;
  packed[at + 3] = scratch.sentence[i]!;
  packed[at + 4] = scratch.stance[i]!;
  packed[at + 5] = scratch.disguised[i]!;
}

function unpack(packed: readonly number[], at: number): Occurrence {
  return {
    signal: packed[at]!,
    start: packed[at + 1]!,
    end: packed[at + 2]!,
    sentence: packed[at + 3]!,
    stance: packed[at + 4]!,
    disguised: packed[at + 5] === 1,
  };
}

function highest(fired: readonly Fired[]): Level {
  return fired.reduce<Level>(
    (level, { level: next }) => (LEVELS.indexOf(next) > LEVELS.indexOf(level) ? next : level),
    'none',
  );
}
