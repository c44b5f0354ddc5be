import type { Canonical } from '../text/canonical.ts';
import { hashItem } from './item-grams.ts';
import type { Model } from './load-model.ts';
import { createFound, findMembers, type Found } from './ranked-set.ts';

/** The grams of one item that the model knows. Its buffers are filled again by the next {@link readItem}. */
export interface Reading {
  readonly text: Canonical;
  /** How many grams the item has, known or not. */
  readonly count: number;
  /** Where each stands among them (`hashItem`), and which gram of `Model.grams` it is. */
  readonly found: Found;
}

const found = createFound();

/**
 * Looks up what the fitted part knows of an item.
 *
 * @param text - canonical text of the item
 * @param thread - canonical text of what it stands under
 */
export function readItem(text: Canonical, thread: Canonical | undefined, { grams }: Model): Reading {
  const { hashes, count } = hashItem(text, thread);
  findMembers(grams.set, hashes, count, found);
  return { text, count, found };
}
