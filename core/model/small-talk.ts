import type { Examined } from '../examine.ts';
import { BAR } from '../text/canonical.ts';
import { glanceValue, type Glance, SENTENCE_END } from './glance.ts';

/**
 * A sentence of which a glance says less than this is small talk, in log-odds of being a lure's. Below -3.5 greetings stay, from -1.4 on honest
 * texts about debt lose what speaks for them.
 */
const SMALL_TALK = -2.5;

/**
 * Cuts sentences of small talk (大家好呀，好久没更新了) out of a text that names something of the trade, unless it has no others. What the heads
 * add up is shared out over all that is read: one ordinary sentence beside a lure hid four of ten of them. A text that names nothing is judged
 * by all that it says. Linear.
 *
 * @param examined - its text is shortened in place
 */
export function leaveOutSmallTalk({ text, evidence }: Examined, glance: Glance): void {
  if (!evidence.domain.item) return;
  const { codes, start, end, length } = text;
  const { weights } = glance;
  let kept = 0;
  let told = false;
  let from = 0;
  let sum = 0;
  let count = 0;
  for (let at = 0; at <= length; at++) {
    const code = at < length ? codes[at]! : BAR;
    if (code !== BAR) {
      const weight = weights[code]!;
      if (weight !== SENTENCE_END) sum += weight;
      count++;
      continue;
    }
    const to = Math.min(at + 1, length);
    const tells = count > 0 && glanceValue(sum, count, glance) >= SMALL_TALK;
    if (tells || count === 0) {
      for (const buffer of [codes, start, end]) buffer.copyWithin(kept, from, to);
      kept += to - from;
    }
    told ||= tells;
    from = to;
    sum = count = 0;
  }
  if (told) text.length = kept;
}
