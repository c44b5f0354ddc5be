import { decide, type Decision } from '../../core/decide.ts';
import { sigmoid, type Scores } from '../../core/model/score.ts';
import type { Policy } from '../../core/ruleset/policy-format.ts';
import { isLure } from './corpus.ts';
import type { Prepared } from './examples.ts';
import type { Calibration, Margins } from './heads.ts';

/** A text and what heads that have not seen its voice say of it. */
export interface Scored {
  readonly text: Prepared;
  readonly scores: Scores;
  /** A glance would have left it unread. */
  readonly passedOver: boolean;
}

export type Calibrations = Readonly<Record<'debt' | 'severe', Calibration>>;

const calibrated = ({ slope, offset }: Calibration, margin: number): number =>
  sigmoid(slope * margin + offset);

/**
 * @param joined - margin of the joint judgement
 */
export function toScores(joined: number, margins: Margins, calibration: Calibrations): Scores {
  return {
    lure: sigmoid(joined),
    debt: calibrated(calibration.debt, margins.debt),
    severe: calibrated(calibration.severe, margins.severe),
  };
}

/**
 * What people can live with: share of honest texts about debt that may be warned on, and of texts about anything else. On this corpus, much of
 * it adversarial by intent, both together make 2 % of all honest texts; on ordinary feeds it is far less (docs/detection.md).
 */
const BUDGET = { topic: 0.03, none: 0.007, danger: 0.01 } as const;

/** Gates that are tried: how sure the `debt` head must be of texts with words of the trade, and of those without. */
const GATES_WITH = [0, 0.2];
/** Not lower: what names nothing of the trade must be about debt by all else that it says, or ordinary talk is flagged. */
const GATES_WITHOUT = [0.9, 0.93, 0.95, 0.97];

/** Scores with which texts of one group would warn, by what they are. -1: cannot. */
interface Reached {
  readonly lure: readonly number[];
  readonly topic: readonly number[];
  readonly none: readonly number[];
}

const descending = (values: number[]): number[] => values.sort((a, b) => b - a);

function reachedBy(scored: readonly Scored[], open: Policy): Reached {
  const of = (...levels: string[]): number[] =>
    descending(
      scored.filter(({ text }) => levels.includes(text.row.level)).map((one) => scoreIfWarned(one, open)),
    );
  return { lure: of('danger', 'caution'), topic: of('topic'), none: of('none') };
}

/** How many of descending values reach a threshold. */
function countFrom(values: readonly number[], at: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! >= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The lowest threshold that at most `allowed` of descending values reach. */
const lowestFor = (values: readonly number[], allowed: number): number =>
  allowed < 0 ? 1 : Math.min(1, (values[allowed] ?? 0) + 1e-6);

/** Both caution thresholds and how many lures they find. */
interface Pair {
  readonly withWords: number;
  readonly withoutWords: number;
  readonly found: number;
}

const STEPS = Array.from({ length: 120 }, (_, step) => 0.4 + step * 0.005);

/** For every threshold of the texts with words of the trade, the lowest for the others that keeps the budget; the best pair of them. */
function bestPair(withWords: Reached, others: Reached): Pair {
  const allowed = (level: 'topic' | 'none'): number =>
    Math.floor((withWords[level].length + others[level].length) * BUDGET[level]);
  const [topic, none] = [allowed('topic'), allowed('none')];
  const pairs = STEPS.map((at): Pair => {
    const withoutWords = Math.max(
      0.02,
      lowestFor(others.topic, topic - countFrom(withWords.topic, at)),
      lowestFor(others.none, none - countFrom(withWords.none, at)),
    );
    const over = countFrom(withWords.topic, at) > topic || countFrom(withWords.none, at) > none;
    const found = over ? -1 : countFrom(withWords.lure, at) + countFrom(others.lure, withoutWords);
    return { withWords: at, withoutWords, found };
  });
  return pairs.reduce((best, pair) => (pair.found > best.found ? pair : best));
}

/**
 * Chooses gate and thresholds on scored texts: of all settings that keep the budget, the one that finds most lures.
 *
 * @param scored - out-of-fold scores; the texts to be judged later must not be among them
 * @param policy - floors and everything not chosen here
 */
export function chooseThresholds(scored: readonly Scored[], policy: Policy): Policy {
  let best: { readonly policy: Policy; readonly found: number } | undefined;
  for (const withWords of GATES_WITH) {
    for (const without of GATES_WITHOUT) {
      const open = withThresholds({ ...policy, gate: { withWords, without } }, 0, 0, 2);
      const pair = bestPair(
        reachedBy(
          scored.filter(({ text }) => text.evidence.domain.item),
          open,
        ),
        reachedBy(
          scored.filter(({ text }) => !text.evidence.domain.item),
          open,
        ),
      );
      if (best === undefined || pair.found > best.found)
        best = { policy: withThresholds(open, pair.withWords, pair.withoutWords, 2), found: pair.found };
    }
  }
  const { policy: chosen } = best!;
  const { caution, cautionWithoutWords } = chosen.thresholds;
  return withThresholds(chosen, caution.at, cautionWithoutWords.at, dangerFrom(scored, chosen));
}

function withThresholds(
  policy: Policy,
  caution: number,
  cautionWithoutWords: number,
  danger: number,
): Policy {
  const thresholds = {
    ...policy.thresholds,
    caution: { at: caution },
    cautionWithoutWords: { at: cautionWithoutWords },
    danger: { at: danger },
  };
  return { ...policy, thresholds };
}

/** The score with which a text would warn, -1 if it cannot. */
function scoreIfWarned(one: Scored, open: Policy): number {
  const decision = decisionOf(one, open);
  return decision.level === 'caution' || decision.level === 'danger' ? decision.score : -1;
}

/** The lowest score from which at most 1 % of what would be called danger is honest. */
function dangerFrom(scored: readonly Scored[], policy: Policy): number {
  const { caution, cautionWithoutWords } = policy.thresholds;
  const open = withThresholds(policy, caution.at, cautionWithoutWords.at, 0);
  const called = scored
    .map((one) => ({ ...decisionOf(one, open), honest: !isLure(one.text.row) }))
    .filter(({ level }) => level === 'danger')
    .sort((a, b) => b.score - a.score);
  let honest = 0;
  let at = 1;
  called.forEach((one, index) => {
    if (one.honest) honest++;
    if (honest <= (index + 1) * BUDGET.danger) at = one.score;
  });
  return Math.max(caution.at, at);
}

export const decisionOf = ({ text, scores, passedOver }: Scored, policy: Policy): Decision =>
  passedOver ? { level: 'none', score: 0 } : decide(scores, text.evidence, policy);
