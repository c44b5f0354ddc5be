/**
 * Aho-Corasick over sound ids, as a double array with fail links. State 0 is the root, state s < soundCount is "the sound
 * s was just read"; deeper states follow.
 *
 * In ordinary text nine of ten characters leave the automaton in one of the first soundCount states, where all it knows is
 * the last sound. So a table of one bit for each pair of sounds tells whether the pair begins a pattern; it fits the first
 * cache, and the scan looks at nothing else until the bit is set.
 */
export interface Automaton {
  readonly soundCount: number;
  readonly states: number;
  /** Bit `first << PAIR_SHIFT | second`: set where the pair begins a pattern, or the second sound is one by itself. */
  readonly pairs: Int32Array;
  /**
   * Three numbers a state, side by side since they are read together: BASE, the offset into `cell`, -1 for a deep state without children; FAIL, the state of the longest suffix that has children or is one sound deep;
   * ENDS, the offset into `ends`, 0 where no pattern ends.
   */
  readonly nodes: Int32Array;
  /** base + sound -> owner << 16 | next state. */
  readonly cell: Int32Array;
  /** Lists of the patterns that end in a state, longest first, each closed by -1. */
  readonly ends: Int32Array;
}

/** Numbers a state takes in `nodes`. */
export const NODE = 3;
export const BASE = 0;
export const FAIL = 1;
export const ENDS = 2;

/** Most states one automaton can hold; about 15,000 terms. */
export const MOST_STATES = 0xffff;
/** Sound ids fit this many bits. */
export const PAIR_SHIFT = 9;

class Trie {
  readonly soundCount: number;
  /** Pair of sounds -> state two sounds deep. */
  readonly second: Int32Array;
  readonly firstPattern: Int32Array;
  readonly child: Int32Array;
  readonly sibling: Int32Array;
  readonly symbol: Int32Array;
  readonly parent: Int32Array;
  states = 0;

  /** @param most - states there can be at most, soundCount included */
  constructor(soundCount: number, most: number) {
    this.soundCount = soundCount;
    this.second = new Int32Array(soundCount << PAIR_SHIFT);
    this.firstPattern = new Int32Array(most).fill(-1);
    this.child = new Int32Array(most);
    this.sibling = new Int32Array(most);
    this.symbol = new Int32Array(most);
    this.parent = new Int32Array(most);
    for (let state = 0; state < soundCount; state++) this.push(0, state);
  }

  private push(parent: number, symbol: number): number {
    const state = this.states++;
    if (state > MOST_STATES)
      throw new RangeError(`The automaton has more than ${MOST_STATES} states: too many terms.`);
    this.symbol[state] = symbol;
    this.parent[state] = parent;
    return state;
  }

  /** The child of a state, 0 for none. */
  find(state: number, sound: number): number {
    if (state < this.soundCount) return this.second[(state << PAIR_SHIFT) | sound] as number;
    let child = this.child[state] as number;
    while (child !== 0 && this.symbol[child] !== sound) child = this.sibling[child] as number;
    return child;
  }

  /** The state behind a sequence, made where missing. */
  insert(sequence: readonly number[]): number {
    let state = sequence[0] as number;
    for (let index = 1; index < sequence.length; index++) {
      const sound = sequence[index] as number;
      let next = this.find(state, sound);
      if (next === 0) {
        next = this.push(state, sound);
        this.sibling[next] = this.child[state] as number;
        this.child[state] = next;
        if (index === 1) this.second[(state << PAIR_SHIFT) | sound] = next;
      }
      state = next;
    }
    return state;
  }
}

/** Rows with more children than this are placed one behind the other instead of searching for the first fit. */
const LARGE_ROW = 4;

/** Puts the children of all states into one array. */
function packChildren(trie: Trie, states: number): { base: Int32Array; cell: Int32Array } {
  const { soundCount } = trie;
  const base = new Int32Array(states);
  let cell = new Int32Array(states * 2 + soundCount * 4);
  // Below soundCount a cell would need a negative base for high sounds: left out, so that every search starts at a free cell.
  let free = soundCount;
  let largeFrom = 0;
  const sounds: number[] = [];
  for (let state = 1; state < states; state++) {
    sounds.length = 0;
    let lowest = soundCount;
    for (let child = trie.child[state] as number; child !== 0; child = trie.sibling[child] as number) {
      const sound = trie.symbol[child] as number;
      sounds.push(sound);
      if (sound < lowest) lowest = sound;
    }
    if (sounds.length === 0) continue;
    while (cell[free] !== 0) free++;
    let at = free - lowest;
    const large = sounds.length > LARGE_ROW;
    if (large && at < largeFrom) at = largeFrom;
    for (;;) {
      if (at + soundCount >= cell.length) {
        const larger = new Int32Array(cell.length * 2);
        larger.set(cell);
        cell = larger;
      }
      let fits = true;
      for (let index = 0; index < sounds.length && fits; index++)
        fits = cell[at + (sounds[index] as number)] === 0;
      if (fits) break;
      at++;
    }
    if (large) largeFrom = at;
    base[state] = at;
    for (let child = trie.child[state] as number; child !== 0; child = trie.sibling[child] as number) {
      cell[at + (trie.symbol[child] as number)] = (state << 16) | child;
    }
  }
  let used = cell.length;
  while (used > 0 && cell[used - 1] === 0) used--;
  return { base, cell: cell.slice(0, used + soundCount) };
}

/** One bit for each pair of sounds that a scan has to look at. */
function packPairs(trie: Trie): Int32Array {
  const { soundCount, second } = trie;
  const pairs = new Int32Array((1 << (PAIR_SHIFT * 2)) >>> 5);
  const set = (pair: number): void => {
    pairs[pair >>> 5] = (pairs[pair >>> 5] as number) | (1 << (pair & 31));
  };
  for (let pair = 0; pair < second.length; pair++) if (second[pair] !== 0) set(pair);
  for (let sound = 1; sound < soundCount; sound++) {
    if (trie.firstPattern[sound] === -1) continue;
    for (let before = 0; before < soundCount; before++) set((before << PAIR_SHIFT) | sound);
  }
  return pairs;
}

/**
 * Builds the automaton.
 *
 * @param sequences - one sequence of sound ids (1 to soundCount - 1, at least one) a pattern
 * @param soundCount - sound ids are below this; at most 512
 * @throws RangeError when there are more than MOST_STATES states or 512 sounds
 */
export function buildAutomaton(sequences: readonly (readonly number[])[], soundCount: number): Automaton {
  if (soundCount > 1 << PAIR_SHIFT)
    throw new RangeError(`There are ${soundCount} sounds, more than ${1 << PAIR_SHIFT}.`);
  let most = soundCount;
  for (const sequence of sequences) most += sequence.length - 1;
  const trie = new Trie(soundCount, most);
  const nextPattern = new Int32Array(sequences.length).fill(-1);
  sequences.forEach((sequence, pattern) => {
    const state = trie.insert(sequence);
    nextPattern[pattern] = trie.firstPattern[state] as number;
    trie.firstPattern[state] = pattern;
  });
  const states = trie.states;
  const { base, cell } = packChildren(trie, states);
  const fail = failLinks(trie);
  const nodes = new Int32Array(states * NODE);
  const ends = [-1];
  for (let state = 1; state < states; state++) {
    nodes[state * NODE + BASE] =
      state >= soundCount && trie.child[state] === 0 ? -1 : (base[state] as number);
    let useful = fail[state] as number;
    while (useful >= soundCount && trie.child[useful] === 0) useful = fail[useful] as number;
    nodes[state * NODE + FAIL] = useful;
    const list = ends.length;
    for (let suffix = state; suffix !== 0; suffix = fail[suffix] as number) {
      for (
        let pattern = trie.firstPattern[suffix] as number;
        pattern >= 0;
        pattern = nextPattern[pattern] as number
      ) {
        ends.push(pattern);
      }
    }
    if (ends.length === list) continue;
    nodes[state * NODE + ENDS] = list;
    ends.push(-1);
  }
  return { soundCount, states, pairs: packPairs(trie), nodes, cell, ends: Int32Array.from(ends) };
}

/** State -> longest proper suffix that is a state too; 0 for states one sound deep. */
function failLinks(trie: Trie): Uint16Array {
  const { soundCount } = trie;
  const states = trie.states;
  const fail = new Uint16Array(states);
  // Fail states are shorter, so states are taken level by level.
  const depth = new Uint8Array(states);
  const byDepth: number[][] = [];
  for (let state = soundCount; state < states; state++) {
    const parent = trie.parent[state] as number;
    const level = parent < soundCount ? 0 : (depth[parent] as number) + 1;
    depth[state] = level;
    (byDepth[level] ??= []).push(state);
  }
  for (const level of byDepth) {
    for (const state of level) {
      const sound = trie.symbol[state] as number;
      let from = trie.parent[state] as number;
      let target = 0;
      while (from >= soundCount && target === 0) {
        from = fail[from] as number;
        target = trie.find(from, sound);
      }
      fail[state] = target === 0 ? sound : target;
    }
  }
  return fail;
}
