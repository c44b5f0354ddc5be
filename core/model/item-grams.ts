import type { Canonical } from '../text/canonical.ts';
import { gramCount, hashGrams, SEED } from './gram-hash.ts';

/**
 * The pairs of the last code units of a text are read a second time under a seed of their own: stories turn into an offer (or into none) in
 * their last words. 8 units gave less, 24 no more. Trigrams beside them find nothing more and take room in the shipped model (docs/adr/0025).
 */
const ENDING = 16;

/**
 * Texts of at most so many code units are read again as short texts: "主页有" alone is a gesture, inside a story it is nothing.
 * With the single characters that know whether the item stands under another text it is worth half a point at 1 % of honest texts flagged;
 * trigrams of the one and pairs of the other only take room.
 */
const SHORT = 14;

/** Code units of the thread that are read: what a post says first says what it is about. */
const THREAD_LIMIT = 300;

let hashes = new Int32Array(4096);
/** The last units of a text. A copy costs less than a view: small typed arrays are dear to make. */
const ending = new Uint16Array(ENDING);

/**
 * Hashes of everything that is read of one item: grams of the text, bigrams of the thread. The buffer is filled again by the next
 * call; entries from `count` on are leftovers.
 */
export function hashItem(
  text: Canonical,
  thread: Canonical | undefined,
): { readonly hashes: Int32Array; readonly count: number } {
  const threadLength = thread === undefined ? 0 : Math.min(thread.length, THREAD_LIMIT);
  const room =
    gramCount(text.length) +
    gramCount(ENDING, 2, 2) +
    gramCount(text.length, 1, 1) +
    gramCount(SHORT, 1, 2) +
    gramCount(threadLength, 2, 2);
  if (hashes.length < room) hashes = new Int32Array(room * 2);
  let count = hashGrams(text.codes, text.length, SEED.text, hashes, 0);
  const endingLength = Math.min(ENDING, text.length);
  for (let at = 0; at < endingLength; at++) ending[at] = text.codes[text.length - endingLength + at]!;
  count = hashGrams(ending, endingLength, SEED.ending, hashes, count, 2, 2);
  count = hashGrams(
    text.codes,
    text.length,
    thread === undefined ? SEED.alone : SEED.replying,
    hashes,
    count,
    1,
    1,
  );
  if (text.length <= SHORT) count = hashGrams(text.codes, text.length, SEED.short, hashes, count, 1, 2);
  if (thread !== undefined) count = hashGrams(thread.codes, threadLength, SEED.thread, hashes, count, 2, 2);
  return { hashes, count };
}
