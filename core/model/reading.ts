import type { Examined } from '../examine.ts';
import type { Canonical } from '../text/canonical.ts';
import { hashItem } from './item-grams.ts';
import type { Model } from './load-model.ts';
import { createFound, findMembers, type Found } from './ranked-set.ts';
import { leaveOutSmallTalk } from './small-talk.ts';

/** The grams of one item that the model knows. Its buffers are filled again by the next {@link readItem}. */
export interface Reading {
  readonly text: Canonical;
  /** How many grams the item has, known or not, as often as they stand. */
  readonly count: number;
  /** Where each stands first among them (`hashItem`), and which gram of `Model.grams` it is. */
  readonly found: Found;
}

const found = createFound();
/** By gram: the last call that met it. */
let met = new Uint8Array(0);
let call = 0;

/** Leaves each gram once: what is said again and again (会挺过去的会挺过去的) weighs no more for it. Worth a point of recall at 1 % of honest texts flagged. */
function keepFirst(list: Found, grams: number): void {
  if (met.length < grams) met = new Uint8Array(grams);
  if (++call > 255) {
    met.fill(0);
    call = 1;
  }
  const { places, ranks, count } = list;
  let kept = 0;
  for (let index = 0; index < count; index++) {
    const gram = ranks[index]!;
    places[kept] = places[index]!;
    ranks[kept] = gram;
    kept += met[gram] === call ? 0 : 1;
    met[gram] = call;
  }
  list.count = kept;
}

/**
 * Looks up what the fitted part knows of an item.
 *
 * @param text - canonical text of the item
 * @param thread - canonical text of what it stands under
 */
export function readItem(text: Canonical, thread: Canonical | undefined, { grams }: Model): Reading {
  const { hashes, count } = hashItem(text, thread);
  findMembers(grams.set, hashes, count, found);
  keepFirst(found, grams.rows.length);
  return { text, count, found };
}

/** {@link readItem}, without the small talk around what was examined. */
export function readExamined(examined: Examined, model: Model): Reading {
  leaveOutSmallTalk(examined, model.glance);
  return readItem(examined.text, examined.thread, model);
}
