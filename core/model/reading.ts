import type { Canonical } from '../text/canonical.ts';
import { END_MARK, START_MARK } from './gram-hash.ts';
import { createFound, findGrams, type FoundGrams } from './gram-table.ts';
import { hashItem, singleCount } from './item-grams.ts';
import type { Model } from './load-model.ts';
import type { SingleRows } from './single-grams.ts';

/** The grams of one item that the model knows. Its buffers are filled again by the next {@link readItem}. */
export interface Reading {
  readonly text: Canonical;
  /** What its single characters weigh, as it stands alone or not. */
  readonly singles: SingleRows;
  /** How many grams the item has, known or not. */
  readonly count: number;
  /** Those of several characters. */
  readonly found: FoundGrams;
}

const found = createFound();

/**
 * Looks up what the fitted part knows of an item.
 *
 * @param text - canonical text of the item
 * @param thread - canonical text of what it stands under
 */
export function readItem(text: Canonical, thread: Canonical | undefined, model: Model): Reading {
  const { hashes, count } = hashItem(text, thread, 2);
  findGrams(model.grams, hashes, count, found);
  const singles = thread === undefined ? model.singles.alone : model.singles.replying;
  return { text, singles, count: count + singleCount(text), found };
}

/** Code unit of a text with a mark before and behind it; `at` from -1 to `length`. */
export function framedUnit({ codes, length }: Canonical, at: number): number {
  return at < 0 ? START_MARK : at === length ? END_MARK : codes[at]!;
}
