import { decide } from './decide.ts';
import { examine, type Examined } from './examine.ts';
import type { Item } from './item.ts';
import { speaksForLure } from './judge/judge.ts';
import { isWorthReading } from './model/glance.ts';
import { categorize, readExamined, score, type Reading, type Scores } from './model/score.ts';
import { tellingWords } from './model/telling-words.ts';
import { weighWords } from './model/weigh-words.ts';
import type { Ruleset } from './ruleset/ruleset.ts';
import { isWarning, NO_VERDICT, type Category, type Reason, type Verdict } from './verdict.ts';

/** Reasons kept of one verdict: more than a card can show helps nobody. */
const MOST_REASONS = 12;
/** Pieces named as the fitted part's own reasons. */
const MOST_WORDS = 3;
/** Id under which the fitted part gives its reasons. */
export const MODEL = 'model';

/**
 * Judges one item: glance, fold, match, judge, score, decide. Synchronous and pure; the same code runs in the content script, the command
 * line, the benchmark and the tests. Linear in the length of the text.
 *
 * @param item - raw text and its surroundings
 * @param ruleset - a loaded ruleset, see `loadRuleset`
 * @returns the verdict; its reasons carry raw offsets into `item.text`
 */
export function assess(item: Item, ruleset: Ruleset): Verdict {
  const { model } = ruleset;
  if (item.text.trim() === '' || (model && !isWorthReading(item, model.glance))) return NO_VERDICT;
  const examined = examine(item, ruleset);
  const { evidence } = examined;
  const reading = model && readExamined(examined, model);
  const scores = model && reading ? score(reading, evidence.features, model) : RULES_ALONE;
  const decision = decide(scores, evidence, ruleset.policy);
  if (decision.level === 'none') return { ...NO_VERDICT, score: decision.score };
  const lure = isWarning(decision.level);
  const category = categoryOf(examined, reading, ruleset, lure);
  if (lure && ruleset.quiet.has(category)) return { ...NO_VERDICT, score: decision.score };
  return {
    ...decision,
    category,
    reasons: lure ? reasonsOf(item.text, examined, reading, ruleset) : [],
  };
}

/** Without a model the rules decide by their floors, wherever a signal of the domain stands. */
const RULES_ALONE: Scores = { lure: 0, debt: 1, severe: 0 };

function categoryOf(
  { evidence }: Examined,
  reading: Reading | undefined,
  { model }: Ruleset,
  lure: boolean,
): Category {
  // A combination that fired has voted too: asked alone, the rules are wrong more often by a point.
  if (model && reading) return categorize(reading, evidence.votes, model, lure);
  return evidence.fired[0]?.category ?? 'none';
}

function reasonsOf(
  raw: string,
  { text, evidence }: Examined,
  reading: Reading | undefined,
  { judge, model }: Ruleset,
): Reason[] {
  const reasons: Reason[] = [];
  // The last places are kept for the fitted part: a reader of the verdict shall see both.
  let most = MOST_REASONS - MOST_WORDS;
  const add = (rule: string, signal: string, start: number, end: number): void => {
    if (reasons.length >= most) return;
    // A dozen at the most: comparing is cheaper than keeping a map of them.
    for (const known of reasons)
      if (known.start === start && known.signal === signal && known.rule === rule) return;
    reasons.push({ rule, signal, start, end, text: raw.slice(start, end) });
  };
  const nameOf = (signal: number): string => judge.tables.signals[signal]!.id;
  for (const { rule, occurrences } of evidence.fired) {
    for (const { signal, start, end } of occurrences) add(rule, nameOf(signal), start, end);
  }
  for (const { signal, stance, start, end } of evidence.occurrences) {
    const entry = judge.tables.signals[signal]!;
    if (stance === 0 && speaksForLure(entry.kind)) add(entry.owner, entry.id, start, end);
  }
  if (model && reading) {
    most = MOST_REASONS;
    for (const { start, end } of tellingWords(raw, text, weighWords(reading, model), MOST_WORDS))
      add(MODEL, 'words', start, end);
  }
  return reasons;
}
