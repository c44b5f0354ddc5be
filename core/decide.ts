import type { Evidence } from './judge/evidence.ts';
import type { Scores } from './model/score.ts';
import type { Policy } from './ruleset/policy-format.ts';
import type { Level } from './verdict.ts';

/** Level and calibrated score of an item. */
export interface Decision {
  readonly level: Level;
  readonly score: number;
}

/**
 * Joins the fitted part and the rules to a level.
 *
 *   1. A fired combination lifts the score to its level's floor: what is sure by rule stays sure.
 *   2. Nothing that is not about debt trouble, by word or by the fitted `debt` head, gets above `none`: ordinary talk
 *      ("let's discuss in private") scores high on everything else. What names nothing of the trade must be all but certain to be about it.
 *   3. The score crosses `caution` (another one where the item itself names nothing of the trade), then `danger`; danger also needs the `severe` head, else the evidence is incomplete.
 */
export function decide(
  scores: Scores,
  evidence: Pick<Evidence, 'proposed' | 'domain'>,
  policy: Policy,
): Decision {
  const { thresholds, floors, gate } = policy;
  const { proposed, domain } = evidence;
  const floor = proposed === 'danger' || proposed === 'caution' ? floors[proposed] : 0;
  const score = Math.max(scores.lure, floor);
  const spoken = domain.item || domain.thread;
  const caution = domain.item ? thresholds.caution.at : thresholds.cautionWithoutWords.at;
  const about = proposed === 'danger' || scores.debt >= (spoken ? gate.withWords : gate.without);
  if (!about) return { level: 'none', score: Math.min(score, caution * 0.99) };
  const danger = Math.max(caution, thresholds.danger.at);
  if (score >= danger && (proposed === 'danger' || scores.severe >= thresholds.severe.at))
    return { level: 'danger', score };
  if (score >= caution) return { level: 'caution', score };
  return { level: scores.debt >= thresholds.topic.at ? 'topic' : 'none', score };
}
