import { assess } from './assess.ts';
import { examine } from './examine.ts';
import type { Item } from './item.ts';
import { isWorthReading } from './model/glance.ts';
import { readExamined, score, type Scores } from './model/score.ts';
import { tellingWords } from './model/telling-words.ts';
import { weighWords } from './model/weigh-words.ts';
import type { Ruleset } from './ruleset/ruleset.ts';
import { KINDS, STANCES, type Kind, type Stance } from './ruleset/signal-format.ts';
import { isWarning, type Level, type Verdict } from './verdict.ts';

/** A signal at one place of the text. Offsets are raw (UTF-16 code units). */
interface ExplainedSignal {
  /** `owner/signal`. */
  readonly id: string;
  readonly kind: Kind;
  /** What it means when this is said, in the rule writer's words. */
  readonly meaning: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Written so that a filter does not see it. */
  readonly disguised: boolean;
  /** How it is spoken against; empty where it stands free. */
  readonly stances: readonly Stance[];
}

interface ExplainedCombination {
  /** `rule/combination`. */
  readonly id: string;
  readonly rule: string;
  readonly level: Level;
  readonly words: readonly string[];
}

/** Who decided: a rule's combination, the fitted part by its words, or what kept it quiet. */
export type DecidedBy =
  | { readonly by: 'rule'; readonly rule: string; readonly combination: string }
  | { readonly by: 'model'; readonly words: readonly string[] }
  | { readonly by: 'not-about-debt' }
  /** Its characters are those of ordinary talk, so it is not read at all (core/model/glance.ts). */
  | { readonly by: 'glance' }
  | { readonly by: 'spoken-against'; readonly stances: readonly Stance[] }
  | { readonly by: 'below-threshold' };

export interface Explanation {
  readonly verdict: Verdict;
  /** The text as the rules read it: disguises undone, digits as 0, gaps as blanks. */
  readonly folded: string;
  readonly signals: readonly ExplainedSignal[];
  readonly fired: readonly ExplainedCombination[];
  /** Undefined for a ruleset without a fitted part. */
  readonly scores: Scores | undefined;
  readonly aboutDebt: boolean;
  readonly decidedBy: DecidedBy;
}

/** Pieces of the text named where the fitted part decided. */
const MOST_WORDS = 5;

/**
 * Says why an item got its verdict, in parts that can be shown. The verdict is that of `assess`, not one of its own. Slower than `assess`;
 * for people who try a text.
 */
export function explain(item: Item, ruleset: Ruleset): Explanation {
  const verdict = assess(item, ruleset);
  const examined = examine(item, ruleset);
  const { text, evidence } = examined;
  const { tables } = ruleset.judge;
  const folded = String.fromCharCode(...text.codes.subarray(0, Math.min(text.length, 20_000)));
  const { model } = ruleset;
  const reading = model && readExamined(examined, model);
  const scores = model && reading && score(reading, evidence.features, model);
  const words =
    model === undefined || reading === undefined
      ? []
      : tellingWords(item.text, text, weighWords(reading, model), MOST_WORDS).map(({ start, end }) =>
          item.text.slice(start, end),
        );
  const signals = evidence.occurrences.map(({ signal, start, end, stance, disguised }): ExplainedSignal => {
    const { id, kind, meaning } = tables.signals[signal]!;
    const stances = STANCES.filter((_, bit) => (stance & (1 << bit)) !== 0);
    return {
      id,
      kind: KINDS[kind]!,
      meaning,
      text: item.text.slice(start, end),
      start,
      end,
      disguised,
      stances,
    };
  });
  const fired = evidence.fired.map(({ combination, rule, level, occurrences }): ExplainedCombination => ({
    id: tables.combinations[combination]!.id,
    rule,
    level,
    words: occurrences.map(({ start, end }) => item.text.slice(start, end)),
  }));
  const aboutDebt = evidence.domain.item || evidence.domain.thread;
  const parts = { verdict, folded, signals, fired, scores, aboutDebt };
  const unread = model !== undefined && !isWorthReading(item, model.glance);
  return { ...parts, decidedBy: unread ? { by: 'glance' } : whoDecided(parts, words, ruleset) };
}

function whoDecided(
  parts: Omit<Explanation, 'decidedBy'>,
  words: readonly string[],
  ruleset: Ruleset,
): DecidedBy {
  const { verdict, fired, scores, aboutDebt, signals } = parts;
  if (isWarning(verdict.level)) {
    const strongest =
      fired.find(({ level }) => level === 'danger') ?? fired.find(({ level }) => level === 'caution');
    const floor =
      strongest === undefined ? 0 : ruleset.policy.floors[strongest.level as 'danger' | 'caution'];
    if (strongest !== undefined && floor >= (scores?.lure ?? 0))
      return { by: 'rule', rule: strongest.rule, combination: strongest.id };
    return { by: 'model', words };
  }
  const against = [...new Set(signals.flatMap(({ stances }) => stances))];
  if (against.length > 0) return { by: 'spoken-against', stances: against };
  return { by: aboutDebt ? 'below-threshold' : 'not-about-debt' };
}
