/** Sound ids fit this many bits. */
export const SOUND_BITS = 9;
/** Most states one automaton can hold; about 15,000 terms. */
export const MOST_STATES = 0xffff;

/** Spreads keys over a table; the high bits are the good ones. */
const SPREAD = 0x9e3779b1;

/**
 * The state behind `state` by way of `sound`, 0 for none.
 *
 * @param edges - open addressing: state << SOUND_BITS | sound, then the next state; 0, 0 where free
 * @param shift - 32 less the number of bits of a slot
 */
export function findEdge(edges: Int32Array, shift: number, state: number, sound: number): number {
  const key = (state << SOUND_BITS) | sound;
  const last = edges.length - 2;
  let at = (Math.imul(key, SPREAD) >>> shift) * 2;
  for (;;) {
    const found = edges[at] as number;
    if (found === key) return edges[at + 1] as number;
    if (found === 0) return 0;
    at = at === last ? 0 : at + 2;
  }
}

function putEdge(edges: Int32Array, shift: number, key: number, next: number): void {
  const last = edges.length - 2;
  let at = (Math.imul(key, SPREAD) >>> shift) * 2;
  while (edges[at] !== 0) at = at === last ? 0 : at + 2;
  edges[at] = key;
  edges[at + 1] = next;
}

/**
 * Sequences of sounds as a tree. State 0 is the root, state s < soundCount is "the sound s was just read"; deeper states
 * follow. Edges stand in one hash table from the start, so that nothing has to be packed when the last sequence is in:
 * a ruleset is loaded in every tab.
 */
export class Trie {
  readonly soundCount: number;
  states: number;
  /** See {@link findEdge}. */
  edges = new Int32Array(1 << 15);
  shift = 32 - 14;
  /** State -> 1 + number of the last pattern that ends there, 0 for none. */
  readonly lastPattern = new Int32Array(MOST_STATES + 1);
  /** Pattern -> 1 + number of the one before it that ends in the same state, 0 for none. */
  readonly patternBefore: number[] = [];
  readonly parent = new Uint16Array(MOST_STATES + 1);
  readonly symbol = new Uint16Array(MOST_STATES + 1);
  /** Sounds of a state less two, by state; 0 for the first soundCount. */
  readonly depth = new Uint8Array(MOST_STATES + 1);

  /** @throws RangeError when there are more sounds than SOUND_BITS can tell */
  constructor(soundCount: number) {
    if (soundCount > 1 << SOUND_BITS)
      throw new RangeError(`There are ${soundCount} sounds, more than ${1 << SOUND_BITS}.`);
    this.soundCount = soundCount;
    this.states = soundCount;
  }

  find(state: number, sound: number): number {
    return findEdge(this.edges, this.shift, state, sound);
  }

  /**
   * Adds a pattern; patterns are numbered in the order they come.
   *
   * @param sounds - ids from 1 to soundCount - 1
   * @param length - how many of them count, at least one
   * @throws RangeError when there are more than MOST_STATES states
   */
  insert(sounds: readonly number[], length: number): void {
    let state = sounds[0] as number;
    for (let index = 1; index < length; index++) {
      const sound = sounds[index] as number;
      const next = this.find(state, sound);
      state = next !== 0 ? next : this.grow(state, sound, index - 1);
    }
    this.patternBefore.push(this.lastPattern[state] as number);
    this.lastPattern[state] = this.patternBefore.length;
  }

  private grow(parent: number, sound: number, depth: number): number {
    const state = this.states++;
    if (state > MOST_STATES)
      throw new RangeError(`The automaton has more than ${MOST_STATES} states: too many terms.`);
    this.parent[state] = parent;
    this.symbol[state] = sound;
    this.depth[state] = depth;
    // Three of four slots at the most: eight slots share a cache line, so a short walk costs nothing.
    if ((state - this.soundCount) * 8 > this.edges.length * 3) this.widen();
    putEdge(this.edges, this.shift, (parent << SOUND_BITS) | sound, state);
    return state;
  }

  private widen(): void {
    const wider = new Int32Array(this.edges.length * 2);
    this.shift--;
    for (let at = 0; at < this.edges.length; at += 2) {
      const key = this.edges[at] as number;
      if (key !== 0) putEdge(wider, this.shift, key, this.edges[at + 1] as number);
    }
    this.edges = wider;
  }
}
