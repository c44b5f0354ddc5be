import { decide, type Decision } from '../../core/decide.ts';
import type { Scores } from '../../core/model/score.ts';
import type { Policy } from '../../core/ruleset/policy-format.ts';
import { isLure } from './corpus.ts';
import type { Prepared } from './examples.ts';
import type { Calibration, Margins } from './heads.ts';

/** A text and what heads that have not seen its voice say of it. */
export interface Scored {
  readonly text: Prepared;
  readonly scores: Scores;
}

export type Calibrations = Readonly<Record<keyof Margins, Calibration>>;

const curve = ({ slope, offset }: Calibration, z: number): number =>
  1 / (1 + Math.exp(-(slope * z + offset)));

export function toScores(margins: Margins, calibration: Calibrations): Scores {
  return {
    lure: curve(calibration.lure, margins.lure),
    debt: curve(calibration.debt, margins.debt),
    severe: curve(calibration.severe, margins.severe),
  };
}

/** What people can live with: share of honest texts about debt that may be warned on, and of texts about anything else. */
export const BUDGET = { topic: 0.02, none: 0.007, danger: 0.01 } as const;

const GATES_WITH = [0, 0.05, 0.1, 0.2, 0.3, 0.4];
/** Not lower: what names nothing of the trade must be about debt by all else that it says, or ordinary talk is flagged. */
const GATES_WITHOUT = [0.93, 0.95, 0.97];

/** The lowest threshold at which at most `share` of the values reach it. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => b - a);
  const allowed = Math.floor(sorted.length * share);
  const first = sorted[allowed];
  return first === undefined ? 0 : Math.min(1, first + 1e-6);
}

/**
 * Chooses gate and thresholds on scored texts: of all settings that keep the budget, the one that finds most lures.
 *
 * @param scored - out-of-fold scores; the texts to be judged later must not be among them
 * @param policy - floors and everything not chosen here
 */
export function chooseThresholds(scored: readonly Scored[], policy: Policy): Policy {
  let best: { readonly policy: Policy; readonly found: number } | undefined;
  const lures = scored.filter(({ text }) => isLure(text.row));
  for (const withWords of GATES_WITH) {
    for (const without of GATES_WITHOUT) {
      const open = withThresholds({ ...policy, gate: { withWords, without } }, 0, 2);
      const reached = (level: string): number[] =>
        scored.filter(({ text }) => text.row.level === level).map((one) => warned(one, open));
      const caution = Math.max(
        0.02,
        quantile(reached('topic'), BUDGET.topic),
        quantile(reached('none'), BUDGET.none),
      );
      const found = lures.filter((one) => warned(one, open) >= caution).length;
      if (best === undefined || found > best.found)
        best = { policy: withThresholds(open, caution, 2), found };
    }
  }
  const chosen = best!.policy;
  return withThresholds(chosen, chosen.thresholds.caution.at, dangerFrom(scored, chosen));
}

function withThresholds(policy: Policy, caution: number, danger: number): Policy {
  return {
    ...policy,
    thresholds: { ...policy.thresholds, caution: { at: caution }, danger: { at: danger } },
  };
}

/** The score with which a text would warn, -1 if it cannot. */
function warned({ text, scores }: Scored, open: Policy): number {
  const decision = decide(scores, text.evidence, open);
  return decision.level === 'caution' || decision.level === 'danger' ? decision.score : -1;
}

/** The lowest score from which at most 1 % of what would be called danger is honest. */
function dangerFrom(scored: readonly Scored[], policy: Policy): number {
  const open = withThresholds(policy, policy.thresholds.caution.at, policy.thresholds.caution.at);
  const called = scored
    .filter(({ text, scores }) => decide(scores, text.evidence, open).level === 'danger')
    .map(({ text, scores }) => ({
      score: decide(scores, text.evidence, open).score,
      honest: !isLure(text.row),
    }))
    .sort((a, b) => b.score - a.score);
  let honest = 0;
  let at = 1;
  called.forEach((one, index) => {
    if (one.honest) honest++;
    if (honest <= (index + 1) * BUDGET.danger) at = one.score;
  });
  return Math.max(policy.thresholds.caution.at, at);
}

export const verdictOf = ({ text, scores }: Scored, policy: Policy): Decision =>
  decide(scores, text.evidence, policy);
