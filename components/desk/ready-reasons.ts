import { deskTexts, type DeskKey } from '../../locales/desk.ts';
import type { Translate } from '../../locales/translate.ts';
import type { DecidedAs } from '../../reports/decided-as.ts';
import type { DecisionState } from '../../reports/event-format.ts';

type ReadyReason = Extract<DeskKey, `reason.${'honest.' | ''}${DecisionState}.${number}`>;

const ALL = Object.keys(deskTexts['zh-CN']).filter((key): key is ReadyReason => key.startsWith('reason.'));

/**
 * Text keys of the ready reasons for an outcome, the most used first.
 *
 * @param claim - what the reports say: on a false alarm the same outcome means the reverse, and needs other words
 */
export function readyReasons(state: DecisionState, claim: DecidedAs): readonly ReadyReason[] {
  const own = claim === 'honest' ? ALL.filter((key) => key.startsWith(`reason.honest.${state}.`)) : [];
  return own.length > 0 ? own : ALL.filter((key) => key.startsWith(`reason.${state}.`));
}

/** The reason once the outcome is another one: a ready reason gives way to the first that fits, words of one's own stay. */
export function reasonFor(
  reason: string,
  state: DecisionState,
  claim: DecidedAs,
  t: Translate<DeskKey>,
): string {
  const fitting = readyReasons(state, claim).map((key) => t(key));
  const untouched = ALL.some((key) => t(key) === reason);
  return untouched && !fitting.includes(reason) ? (fitting[0] ?? '') : reason;
}
