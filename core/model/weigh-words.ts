import { lureWeight } from './book.ts';
import { gramCount, MAX_GRAM } from './gram-hash.ts';
import type { Model } from './load-model.ts';
import type { Reading } from './reading.ts';

/** A run of canonical code units and what it adds to the lure score. */
export interface Weighed {
  /** Canonical index, inclusive. */
  readonly from: number;
  /** Canonical index, exclusive. */
  readonly to: number;
  readonly weight: number;
}

/** Lure weight by the place of a gram, and by the unit of the text; reused. */
let weights = new Int8Array(4096);
let share = new Float64Array(1024);

/** Grams that begin with framed unit `at` of `length` units and two marks. */
const gramsFrom = (at: number, length: number): number => Math.min(MAX_GRAM, length + 2 - at);

/** Spreads the weights of an item's grams out by their place; those of the text, which are the first `count`, are all that counts here. */
function spread({ found }: Reading, count: number, { grams, book }: Model): void {
  if (weights.length < count) weights = new Int8Array(count * 2);
  else weights.fill(0, 0, count);
  for (let i = 0; i < found.count && found.places[i]! < count; i++)
    weights[found.places[i]!] = lureWeight(book[grams.rows[found.ranks[i]!]!]!);
}

/**
 * The runs of units that spoke for a lure, in the order of the text: every gram's weight is shared out over its units. Grams with the mark of
 * a text's begin or end are left out.
 */
export function weighWords(reading: Reading, model: Model): Weighed[] {
  const { text } = reading;
  const { length } = text;
  const scale = model.scale[0]!;
  spread(reading, gramCount(length), model);
  if (share.length < length) share = new Float64Array(length * 2);
  else share.fill(0, 0, length);
  // As `hashGrams` writes them: by framed unit, the first of which is the mark of the begin, then from short to long.
  let place = gramsFrom(0, length);
  for (let unit = 1; unit <= length; unit++) {
    const grams = gramsFrom(unit, length);
    for (let size = 1; size <= grams && unit + size <= length + 1; size++) {
      const weight = (weights[place + size - 1]! * scale) / size;
      if (weight !== 0) for (let at = unit - 1; at < unit - 1 + size; at++) share[at]! += weight;
    }
    place += grams;
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
  return runs;
}
