/**
 * Aho-Corasick over sound ids. The root and the states one sound deep are rows of a dense table, since a scan spends
 * nearly all its steps there; deeper states live in a double array with fail links. Both together fit a second-level
 * cache, which a dense table over all states does not.
 *
 * State 0 is the root, state s < soundCount is "the sound s was just read", deeper states follow.
 */
export interface Automaton {
  readonly soundCount: number;
  readonly states: number;
  /** State < soundCount: row * soundCount + sound -> next state. */
  readonly dense: Uint16Array;
  /** Deep state -> offset into `cell`. */
  readonly base: Int32Array;
  /** base + sound -> owner << 16 | next state. */
  readonly cell: Int32Array;
  readonly fail: Uint16Array;
  /** State -> nearest state on its suffix chain (itself included) where a pattern ends, 0 for none. */
  readonly output: Uint16Array;
  /** State -> first pattern ending there, or -1; more by `nextPattern`. */
  readonly firstPattern: Int32Array;
  readonly nextPattern: Int32Array;
}

/** Most states one automaton can hold; about 15,000 terms. */
export const MOST_STATES = 0xffff;

class Trie {
  readonly soundCount: number;
  readonly dense: Uint16Array;
  readonly firstPattern: number[] = [];
  readonly child: number[] = [];
  readonly sibling: number[] = [];
  readonly symbol: number[] = [];
  readonly parent: number[] = [];

  constructor(soundCount: number) {
    this.soundCount = soundCount;
    this.dense = new Uint16Array(soundCount * soundCount);
    for (let state = 0; state < soundCount; state++) this.push(0, state);
    for (let row = 0; row < soundCount; row++) {
      for (let sound = 1; sound < soundCount; sound++) this.dense[row * soundCount + sound] = sound;
    }
  }

  private push(parent: number, symbol: number): number {
    const state = this.symbol.length;
    if (state > MOST_STATES)
      throw new RangeError(`The automaton has more than ${MOST_STATES} states: too many terms.`);
    this.firstPattern.push(-1);
    this.child.push(0);
    this.sibling.push(0);
    this.symbol.push(symbol);
    this.parent.push(parent);
    return state;
  }

  find(state: number, sound: number): number {
    let child = this.child[state] as number;
    while (child !== 0 && this.symbol[child] !== sound) child = this.sibling[child] as number;
    return child;
  }

  /** The state behind a sequence, made where missing. */
  insert(sequence: readonly number[]): number {
    let state = sequence[0] as number;
    for (let index = 1; index < sequence.length; index++) {
      const sound = sequence[index] as number;
      const cell = state * this.soundCount + sound;
      // In a row one sound deep, a value above soundCount is the child.
      const dense = index === 1 ? (this.dense[cell] as number) : 0;
      let next = index === 1 ? (dense >= this.soundCount ? dense : 0) : this.find(state, sound);
      if (next === 0) {
        next = this.push(state, sound);
        if (index === 1) this.dense[cell] = next;
        else {
          this.sibling[next] = this.child[state] as number;
          this.child[state] = next;
        }
      }
      state = next;
    }
    return state;
  }
}

/** Puts the children of all deep states into one array, first fit. */
function packChildren(trie: Trie, states: number): { base: Int32Array; cell: Int32Array } {
  const { soundCount } = trie;
  const base = new Int32Array(states);
  let cell = new Int32Array(states + soundCount * 4);
  // Below soundCount a cell would need a negative base for high sounds: left out, so that every search starts at a free cell.
  let free = soundCount;
  const sounds: number[] = [];
  for (let state = soundCount; state < states; state++) {
    sounds.length = 0;
    for (let child = trie.child[state] as number; child !== 0; child = trie.sibling[child] as number) {
      sounds.push(trie.symbol[child] as number);
    }
    if (sounds.length === 0) continue;
    while (cell[free] !== 0) free++;
    let lowest = soundCount;
    for (const sound of sounds) if (sound < lowest) lowest = sound;
    let at = free - lowest;
    for (;;) {
      if (at + soundCount >= cell.length) {
        const larger = new Int32Array(cell.length * 2);
        larger.set(cell);
        cell = larger;
      }
      let fits = true;
      for (const sound of sounds) {
        if (cell[at + sound] !== 0) {
          fits = false;
          break;
        }
      }
      if (fits) break;
      at++;
    }
    base[state] = at;
    for (let child = trie.child[state] as number; child !== 0; child = trie.sibling[child] as number) {
      cell[at + (trie.symbol[child] as number)] = (state << 16) | child;
    }
  }
  let used = cell.length;
  while (used > 0 && cell[used - 1] === 0) used--;
  return { base, cell: cell.slice(0, used + soundCount) };
}

/**
 * Builds the automaton.
 *
 * @param sequences - one sequence of sound ids (1 to soundCount - 1, at least one) a pattern
 * @param soundCount - sound ids are below this
 * @throws RangeError when there are more than MOST_STATES states
 */
export function buildAutomaton(sequences: readonly (readonly number[])[], soundCount: number): Automaton {
  const trie = new Trie(soundCount);
  const nextPattern = new Int32Array(sequences.length).fill(-1);
  sequences.forEach((sequence, pattern) => {
    const state = trie.insert(sequence);
    nextPattern[pattern] = trie.firstPattern[state] as number;
    trie.firstPattern[state] = pattern;
  });
  const states = trie.symbol.length;
  const { base, cell } = packChildren(trie, states);

  const fail = new Uint16Array(states);
  const output = new Uint16Array(states);
  // States are numbered along each sequence, so a parent always precedes its child, but a fail state may not: walk by depth.
  const depth = new Uint8Array(states);
  const byDepth: number[][] = [];
  for (let state = 0; state < soundCount; state++) {
    if (trie.firstPattern[state] !== -1) output[state] = state;
  }
  for (let state = soundCount; state < states; state++) {
    const level =
      (trie.parent[state] as number) < soundCount ? 0 : (depth[trie.parent[state] as number] as number) + 1;
    depth[state] = level;
    (byDepth[level] ??= []).push(state);
  }
  for (const level of byDepth) {
    for (const state of level) {
      const sound = trie.symbol[state] as number;
      const parent = trie.parent[state] as number;
      let target = sound;
      if (parent >= soundCount) {
        let from = fail[parent] as number;
        for (;;) {
          if (from < soundCount) {
            target = trie.dense[from * soundCount + sound] as number;
            break;
          }
          const next = trie.find(from, sound);
          if (next !== 0) {
            target = next;
            break;
          }
          from = fail[from] as number;
        }
      }
      fail[state] = target;
      output[state] = trie.firstPattern[state] !== -1 ? state : (output[target] as number);
    }
  }
  return {
    soundCount,
    states,
    dense: trie.dense,
    base,
    cell,
    fail,
    output,
    firstPattern: Int32Array.from(trie.firstPattern),
    nextPattern,
  };
}
