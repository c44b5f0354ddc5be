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
  /** Begin and end of each sentence that is left out. */
  const cuts: number[] = [];
  let tells = false;
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
    if (count > 0) {
      if (glanceValue(sum, count, glance) >= SMALL_TALK) tells = true;
      else cuts.push(from, to);
    }
    from = to;
    sum = count = 0;
  }
  if (!tells) return;
  let kept = cuts[0] ?? length;
  for (let cut = 0; cut < cuts.length; cut += 2) {
    const begin = cuts[cut + 1]!;
    const next = cuts[cut + 2] ?? length;
    for (const buffer of [codes, start, end]) buffer.copyWithin(kept, begin, next);
    kept += next - begin;
  }
  text.length = kept;
}
