import { finish, type Steps } from '../steps.ts';
import { SOUND_BITS, type Trie } from './trie.ts';

/**
 * Aho-Corasick over sound ids: the edges of a trie, with fail links and lists of what ends where.
 *
 * In ordinary text seven of ten characters leave the automaton in one of the first soundCount states, where all it knows is
 * the last sound. So a table of one bit for each pair of sounds tells whether the pair begins a pattern; it fits the first
 * cache, and the scan looks at nothing else until the bit is set.
 */
export interface Automaton {
  readonly soundCount: number;
  readonly states: number;
  /** Bit `first << SOUND_BITS | second`: set where the pair begins a pattern, or the second sound is one by itself. */
  readonly pairs: Int32Array;
  /** See `findEdge`. */
  readonly edges: Int32Array;
  readonly shift: number;
  /**
   * Three numbers a state, side by side since they are read together: CHILDREN, bits `sound & 31` of the sounds that may go on;
   * FAIL, the state of the longest suffix that has children or is one sound deep; ENDS, the offset into `lists`, 0 where no pattern ends.
   */
  readonly nodes: Int32Array;
  /**
   * What ends in a state, longest first: patterns one behind the other as their writer wrote them, then 0 and the offset of
   * the list of the longest suffix that has one, 0 for none.
   */
  readonly lists: Int32Array;
}

/** Numbers a state takes in `nodes`. */
export const NODE = 3;
export const CHILDREN = 0;
export const FAIL = 1;
export const ENDS = 2;

/** Writes patterns, known by their number, into `Automaton.lists`. */
export interface PatternWriter {
  /** Numbers it takes. */
  sizeOf(pattern: number): number;
  /** Writes the pattern; its first number must not be 0. */
  write(pattern: number, into: Int32Array, at: number): void;
}

/** One bit for each pair of sounds that a scan has to look at. */
function packPairs({ soundCount, states, parent, symbol, lastPattern }: Trie): Int32Array {
  const pairs = new Int32Array((1 << (SOUND_BITS * 2)) >>> 5);
  const set = (first: number, second: number): void => {
    const pair = (first << SOUND_BITS) | second;
    pairs[pair >>> 5] = (pairs[pair >>> 5] as number) | (1 << (pair & 31));
  };
  for (let state = soundCount; state < states; state++) {
    const first = parent[state] as number;
    if (first < soundCount) set(first, symbol[state] as number);
  }
  for (let sound = 1; sound < soundCount; sound++) {
    if (lastPattern[sound] === 0) continue;
    for (let before = 0; before < soundCount; before++) set(before, sound);
  }
  return pairs;
}

/** States below soundCount, then the others by depth. */
function byDepth({ soundCount, states, depth }: Trie): Uint16Array {
  const from = new Uint32Array(258);
  for (let state = soundCount; state < states; state++) from[(depth[state] as number) + 1]!++;
  for (let level = 1; level < from.length; level++) from[level]! += from[level - 1]!;
  const order = new Uint16Array(states);
  for (let state = 0; state < soundCount; state++) order[state] = state;
  for (let state = soundCount; state < states; state++)
    order[soundCount + from[depth[state] as number]!++] = state;
  return order;
}

/** State -> longest proper suffix that is a state too; 0 for states one sound deep. */
function failLinks(trie: Trie, order: Uint16Array): Uint16Array {
  const { soundCount, parent, symbol } = trie;
  const fail = new Uint16Array(trie.states);
  // Fail states are shorter, so states are taken level by level.
  for (let index = soundCount; index < order.length; index++) {
    const state = order[index] as number;
    const sound = symbol[state] as number;
    let from = parent[state] as number;
    let target = 0;
    while (from >= soundCount && target === 0) {
      from = fail[from] as number;
      target = trie.find(from, sound);
    }
    fail[state] = target === 0 ? sound : target;
  }
  return fail;
}

/** Writes the patterns of all states; `nodes` gets their offsets, the order being such that suffixes come first. */
function layOutLists(
  { states, soundCount, lastPattern, patternBefore }: Trie,
  order: Uint16Array,
  fail: Uint16Array,
  nodes: Int32Array,
  writer: PatternWriter,
): Int32Array {
  // Offset 0 is "no list", so the first two numbers stay free.
  let size = 2;
  for (let pattern = 0; pattern < patternBefore.length; pattern++) size += writer.sizeOf(pattern);
  for (let state = 0; state < states; state++) if (lastPattern[state] !== 0) size += 2;
  const lists = new Int32Array(size);
  let at = 2;
  for (let index = 1; index < states; index++) {
    const state = order[index] as number;
    const suffix = state < soundCount ? 0 : (nodes[(fail[state] as number) * NODE + ENDS] as number);
    let pattern = lastPattern[state] as number;
    if (pattern === 0) {
      nodes[state * NODE + ENDS] = suffix;
      continue;
    }
    nodes[state * NODE + ENDS] = at;
    for (; pattern !== 0; pattern = patternBefore[pattern - 1] as number) {
      writer.write(pattern - 1, lists, at);
      at += writer.sizeOf(pattern - 1);
    }
    lists[at + 1] = suffix;
    at += 2;
  }
  return lists;
}

/** Makes a trie with all its patterns ready to scan with; the trie is used up. */
export function buildAutomaton(trie: Trie, writer: PatternWriter): Automaton {
  return finish(buildAutomatonInSteps(trie, writer));
}

/** The same in steps of some milliseconds, see `finish`. */
export function* buildAutomatonInSteps(trie: Trie, writer: PatternWriter): Steps<Automaton> {
  const { soundCount, states, parent, symbol } = trie;
  const order = byDepth(trie);
  yield;
  const fail = failLinks(trie, order);
  yield;
  const nodes = new Int32Array(states * NODE);
  for (let state = soundCount; state < states; state++)
    nodes[(parent[state] as number) * NODE + CHILDREN]! |= 1 << ((symbol[state] as number) & 31);
  for (let index = soundCount; index < states; index++) {
    const state = order[index] as number;
    const suffix = fail[state] as number;
    const barren = suffix >= soundCount && nodes[suffix * NODE + CHILDREN] === 0;
    // A suffix without children only fails on; its own link is made already.
    nodes[state * NODE + FAIL] = barren ? (nodes[suffix * NODE + FAIL] as number) : suffix;
  }
  yield;
  const lists = layOutLists(trie, order, fail, nodes, writer);
  yield;
  return { soundCount, states, pairs: packPairs(trie), edges: trie.edges, shift: trie.shift, nodes, lists };
}
