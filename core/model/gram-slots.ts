/**
 * Hashes of grams with one number each, laid out so that every gram stands in the one slot where it is looked for: hashes fall
 * into small groups, and each group has a turn that sends its hashes to slots of their own. A look-up has no loop and no branch
 * that the processor would have to guess at, which is what made look-ups dear.
 */
export interface GramSlots {
  /** By group: its turn. */
  readonly turns: Uint8Array;
  /** Two numbers a slot, side by side since they are read together: the hash, then its number. */
  readonly cells: Int32Array;
  /** 32 less the number of bits of a slot. */
  readonly shift: number;
  /** One bit for each of the hashes' low bits, see {@link mayHave}. */
  readonly filter: Uint8Array;
}

/** Bits of the filter for each gram: with sixteen, one foreign gram of twenty gets through. */
const FILTER_BITS = 16;
/** Hashes of a group on average: more make turns rarer to find, fewer make more groups to look at. */
const GROUP_SIZE = 2;
/** A turn is a byte. */
const MOST_TURNS = 256;

const groupOf = (hash: number, turns: Uint8Array): number => (hash ^ (hash >>> 15)) & (turns.length - 1);

/** Where a hash stands in `cells` if its group has this turn. */
const cellOf = (hash: number, turn: number, shift: number): number =>
  (Math.imul(hash ^ Math.imul(turn, 0x85ebca6b), 0x9e3779b1) >>> shift) << 1;

/** Index into `cells` where a hash stands if it is there at all; its number is the next one. */
export function cellFor({ turns, shift }: GramSlots, hash: number): number {
  return cellOf(hash, turns[groupOf(hash, turns)] as number, shift);
}

/** Number of a hash, `undefined` where it is not there. Hash 0 is what free slots hold: its number may be 0. */
export function numberOf(slots: GramSlots, hash: number): number | undefined {
  if (mayHave(slots.filter, hash) === 0) return undefined;
  const cell = cellFor(slots, hash);
  return slots.cells[cell] === hash ? slots.cells[cell + 1] : undefined;
}

/** 1 where a hash may be among those a filter (`GramSlots.filter`) was made of, 0 where it is not. */
export function mayHave(filter: Uint8Array, hash: number): number {
  return ((filter[(hash >>> 3) & (filter.length - 1)] as number) >>> (hash & 7)) & 1;
}

function powerOfTwo(least: number): number {
  let size = 64;
  while (size < least) size *= 2;
  return size;
}

/**
 * Gives every hash a slot.
 *
 * @param hashes - see gram-hash.ts, each once; any 32 bits will do
 * @param numbers - what stands beside each
 * @param count - how many of both count
 */
export function buildSlots(hashes: Int32Array, numbers: Int32Array, count: number): GramSlots {
  const turns = new Uint8Array(powerOfTwo(count / GROUP_SIZE));
  const groups = groupHashes(hashes, count, turns);
  let size = powerOfTwo(count * 1.4);
  let cells = placeAll(hashes, numbers, groups, turns, size);
  // Happens to crowded groups once in a long while; a table twice as large has room for them.
  while (cells === undefined) cells = placeAll(hashes, numbers, groups, turns, (size *= 2));
  const filter = new Uint8Array(powerOfTwo(count * FILTER_BITS) >> 3);
  for (let at = 0; at < count; at++) {
    const hash = hashes[at] as number;
    filter[(hash >>> 3) & (filter.length - 1)]! |= 1 << (hash & 7);
  }
  return { turns, cells, shift: 32 - Math.log2(size), filter };
}

/** Indices of hashes, those of a group side by side, large groups first: small ones find a place in what is left. */
interface Groups {
  readonly order: Int32Array;
  /** Where each group begins in `order`, in the order of placing; one more for the end. */
  readonly starts: Int32Array;
}

function groupHashes(hashes: Int32Array, count: number, turns: Uint8Array): Groups {
  const sizes = new Uint16Array(turns.length);
  let largest = 0;
  for (let at = 0; at < count; at++) {
    const size = ++sizes[groupOf(hashes[at] as number, turns)]!;
    if (size > largest) largest = size;
  }
  /** By size: how many groups there are, then where the next one goes among the groups and in `order`. */
  const groups = new Int32Array(largest + 1);
  for (let group = 0; group < turns.length; group++) groups[sizes[group] as number]!++;
  const nextStart = new Int32Array(largest + 1);
  const nextOrder = new Int32Array(largest + 1);
  for (let size = largest, begun = 0, from = 0; size >= 0; size--) {
    nextStart[size] = begun;
    nextOrder[size] = from;
    begun += groups[size] as number;
    from += (groups[size] as number) * size;
  }
  const starts = new Int32Array(turns.length + 1);
  starts[turns.length] = count;
  /** Where the next hash of a group goes in `order`. */
  const next = new Int32Array(turns.length);
  for (let group = 0; group < turns.length; group++) {
    const size = sizes[group] as number;
    next[group] = starts[nextStart[size]!++] = nextOrder[size] as number;
    nextOrder[size]! += size;
  }
  const order = new Int32Array(count);
  for (let at = 0; at < count; at++) order[next[groupOf(hashes[at] as number, turns)]!++] = at;
  return { order, starts };
}

/** Finds a turn for each group; undefined where one has none. Fills `turns`. */
function placeAll(
  hashes: Int32Array,
  numbers: Int32Array,
  { order, starts }: Groups,
  turns: Uint8Array,
  size: number,
): Int32Array | undefined {
  const shift = 32 - Math.log2(size);
  const cells = new Int32Array(size * 2);
  const taken = new Uint8Array(size);
  for (let index = 0; index + 1 < starts.length; index++) {
    const from = starts[index] as number;
    const to = starts[index + 1] as number;
    if (from === to) break;
    let turn = 0;
    while (!fits(hashes, order, from, to, turn, shift, taken)) if (++turn === MOST_TURNS) return undefined;
    turns[groupOf(hashes[order[from] as number] as number, turns)] = turn;
    for (let at = from; at < to; at++) {
      const hash = hashes[order[at] as number] as number;
      const cell = cellOf(hash, turn, shift);
      cells[cell] = hash;
      cells[cell + 1] = numbers[order[at] as number] as number;
    }
  }
  return cells;
}

/** Takes the slots of a group's hashes, if all of them are free. */
function fits(
  hashes: Int32Array,
  order: Int32Array,
  from: number,
  to: number,
  turn: number,
  shift: number,
  taken: Uint8Array,
): boolean {
  for (let at = from; at < to; at++) {
    const slot = cellOf(hashes[order[at] as number] as number, turn, shift) >> 1;
    if (taken[slot] === 0) {
      taken[slot] = 1;
      continue;
    }
    while (--at >= from) taken[cellOf(hashes[order[at] as number] as number, turn, shift) >> 1] = 0;
    return false;
  }
  return true;
}
