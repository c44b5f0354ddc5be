import { SEPARATED, VERTICAL } from '../text/disguise.ts';
import type { Folded } from '../text/folded.ts';
import { GAP } from '../text/gap.ts';

/** Raw code units one gap inside a hit may take. A disguise is short; a longer stretch parts two thoughts. */
const WIDEST_GAP = 8;

export const PARTED = -1;

/**
 * Whether what stands between the characters of a candidate lets it be one word.
 *
 * - quotation marks inside are a way of quoting: allowed, no disguise
 * - the same gap between all characters is a disguise: 停.息.挂.账, even with sentence ends from three characters on
 * - a line break between all characters, each alone on its line, is vertical writing
 * - one blank or mark between two words of two and more characters is a list or a tag line: allowed, no disguise
 * - a pause, sentence end or line break anywhere else parts the words
 *
 * @param from - first unit, inclusive
 * @param to - exclusive
 * @param ownGap - whether the term itself has a mark before its n-th character; such a gap is no matter
 * @param firm - a key term found in its exact characters: a comma may part even two characters
 * @returns disguise bits, or PARTED
 */
export function judgeGaps(
  folded: Folded,
  from: number,
  to: number,
  ownGap: (index: number) => boolean,
  firm: boolean,
): number {
  const { gap, start, end } = folded;
  const length = to - from;
  let worst = 0;
  let least = GAP.line as number;
  /** Whether a gap cuts off a single character, which no word list does. */
  let breaksWord = false;
  let filled = 0;
  let since = 0;
  for (let unit = from + 1; unit < to; unit++) {
    const kind = gap[unit] as number;
    since++;
    if (kind === GAP.none || kind === GAP.quote || ownGap(unit - from)) {
      if (!ownGap(unit - from)) least = GAP.none;
      continue;
    }
    if ((start[unit] as number) - (end[unit - 1] as number) > WIDEST_GAP) return PARTED;
    if (since === 1) breaksWord = true;
    since = 0;
    filled++;
    if (kind > worst) worst = kind;
    if (kind < least) least = kind;
  }
  if (filled === 0) return 0;
  if (since === 0) breaksWord = true;
  const uniform = worst === least;
  if (worst === GAP.line) {
    const alone = uniform && standsAlone(folded, from, to);
    return alone ? VERTICAL : PARTED;
  }
  if (worst === GAP.end) return uniform && length >= 3 ? SEPARATED : PARTED;
  if (worst === GAP.pause) return (uniform && length >= 3) || (length === 2 && firm) ? SEPARATED : PARTED;
  if (uniform && length >= 3) return SEPARATED;
  if (!breaksWord) return 0;
  return worst === GAP.blank && length >= 3 && filled === 1 ? 0 : SEPARATED;
}

function standsAlone(folded: Folded, from: number, to: number): boolean {
  const before = from === 0 || folded.gap[from] === GAP.line;
  const after = to >= folded.length || folded.gap[to] === GAP.line;
  return before && after;
}
