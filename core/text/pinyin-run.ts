/** Runs longer than this are words, addresses or noise, not pinyin; the bound also keeps folding linear. */
export const LONGEST_PINYIN_RUN = 24;

const LETTERS = 26;

/**
 * A trie over the syllables of two letters and more. Single letters (a, e, o) are left out: in running text they are
 * letters.
 *
 * @returns `syllableTrie`: node * 26 + letter -> node, 0 for none; `syllableAt`: node -> index of the syllable, or -1
 */
export function buildSyllableTrie(syllables: readonly string[]): {
  syllableTrie: Int16Array;
  syllableAt: Int16Array;
} {
  const trie: number[] = new Array<number>(LETTERS).fill(0);
  const at: number[] = [-1];
  syllables.forEach((syllable, index) => {
    if (syllable.length < 2) return;
    let node = 0;
    for (let position = 0; position < syllable.length; position++) {
      const cell = node * LETTERS + syllable.charCodeAt(position) - 0x61;
      let next = trie[cell] ?? 0;
      if (next === 0) {
        next = at.length;
        trie[cell] = next;
        at.push(-1);
        for (let letter = 0; letter < LETTERS; letter++) trie.push(0);
      }
      node = next;
    }
    at[node] = index;
  });
  return { syllableTrie: Int16Array.from(trie), syllableAt: Int16Array.from(at) };
}

const cost = new Uint8Array(LONGEST_PINYIN_RUN + 1);
const from = new Uint8Array(LONGEST_PINYIN_RUN + 1);
const via = new Int16Array(LONGEST_PINYIN_RUN + 1);
const UNREACHED = 255;

/**
 * Cuts letters into the fewest pinyin syllables; of two ways with equally many, the one whose later syllable is shorter
 * (fang-an rather than fan-gan would need marks in real pinyin, so no way is surely right).
 *
 * @param units - folded units whose sound is a letter (1-26), read from `first`
 * @param length - at most LONGEST_PINYIN_RUN
 * @param syllables - filled with the index of each syllable
 * @param ends - filled with the offset behind each syllable, from `first`
 * @returns number of syllables, 0 when the letters are no pinyin
 */
export function cutPinyin(
  units: Int32Array,
  first: number,
  length: number,
  trie: Int16Array,
  syllableAt: Int16Array,
  syllables: Int16Array,
  ends: Uint8Array,
): number {
  cost.fill(UNREACHED, 1, length + 1);
  cost[0] = 0;
  for (let at = 0; at < length; at++) {
    const here = cost[at] as number;
    if (here === UNREACHED) continue;
    let node = 0;
    for (let to = at; to < length; to++) {
      node = trie[node * LETTERS + ((units[first + to] as number) >>> 16) - 1] as number;
      if (node === 0) break;
      const syllable = syllableAt[node] as number;
      if (syllable >= 0 && here + 1 < (cost[to + 1] as number)) {
        cost[to + 1] = here + 1;
        from[to + 1] = at;
        via[to + 1] = syllable;
      }
    }
  }
  const count = cost[length] as number;
  if (count === UNREACHED) return 0;
  for (let index = count - 1, at = length; index >= 0; index--) {
    syllables[index] = via[at] as number;
    ends[index] = at;
    at = from[at] as number;
  }
  return count;
}
