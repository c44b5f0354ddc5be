import { MAX_GRAM } from './gram-hash.ts';
import type { Model } from './load-model.ts';
import type { Reading } from './score.ts';

/** A run of canonical code units and what it adds to the lure score. */
export interface Weighed {
  /** Canonical index, inclusive. */
  readonly from: number;
  /** Canonical index, exclusive. */
  readonly to: number;
  readonly weight: number;
}

/**
 * The words that spoke most for a lure: every gram's weight is shared out over its units, and the heaviest runs are returned. Grams with the
 * mark of a text's begin or end are left out.
 *
 * @param length - code units of the canonical text that was read
 * @param most - how many runs at the most
 */
export function weighWords({ found }: Reading, length: number, model: Model, most: number): Weighed[] {
  const share = new Float64Array(length);
  const { weights } = model.grams;
  const { places, rows } = found;
  // The grams of the text come first, as `hashGrams` writes them: by framed unit, then from short to long.
  const end = length + 1;
  let unit = 0;
  let firstPlace = 0;
  let grams = Math.min(MAX_GRAM, end + 1);
  for (let i = 0; i < found.count; i++) {
    const place = places[i]!;
    while (place >= firstPlace + grams && unit < end) {
      firstPlace += grams;
      unit++;
      grams = Math.min(MAX_GRAM, end - unit + 1);
    }
    const size = place - firstPlace + 1;
    if (unit + size > end) {
      if (unit >= end) break;
      continue;
    }
    if (unit === 0) continue;
    const weight = (weights[rows[i]! * 3]! * model.scale[0]) / size;
    for (let at = unit - 1; at < unit - 1 + size; at++) share[at]! += weight;
  }
  const runs: Weighed[] = [];
  for (let from = 0; from < length; from++) {
    if (share[from]! <= 0) continue;
    let to = from;
    let weight = 0;
    for (; to < length && share[to]! > 0; to++) weight += share[to]!;
    runs.push({ from, to, weight });
    from = to;
  }
  return runs.sort((a, b) => b.weight - a.weight).slice(0, most);
}
