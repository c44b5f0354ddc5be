import { finish, type Steps } from '../steps.ts';
import { buildSlots, cellFor, type GramSlots, mayHave, numberOf } from './gram-slots.ts';
import { type UnpackedGrams, unpackGrams } from './packed-grams.ts';

/**
 * Gram weights ready for look-up. The grams that weigh for a category are the frequent ones by the way they are chosen: one in
 * ten of all kept grams, half of those of several characters that a text has (measured on the corpus). They have small tables of
 * their own, with the weights of the categories beside those of the heads; the other table is a megabyte.
 */
export interface GramTable {
  /** Numbers are indices into `rows`. */
  readonly frequent: GramSlots;
  /**
   * One row a frequent gram: its {@link packWeight packed weights}, then the weights of four categories a number, each a byte with
   * {@link BYTE_BIAS} added, the first in the low byte.
   */
  readonly rows: Int32Array;
  /** Numbers are {@link packWeight packed weights}. */
  readonly others: GramSlots;
  /** Numbers a row takes. */
  readonly rowSize: number;
}

/** Added to a category's weight where it is a byte, so that bytes can be added up side by side without borrowing from each other. */
export const BYTE_BIAS = 128;

/** A weight in its place among packed weights, which are three signed bytes in one number: lure, debt, severe, from high to low. */
export function packWeight(weight: number, head: number): number {
  return (weight & 255) << (16 - head * 8);
}
export const lureWeight = (packed: number): number => (packed << 8) >> 24;
export const debtWeight = (packed: number): number => (packed << 16) >> 24;
export const severeWeight = (packed: number): number => (packed << 24) >> 24;

/**
 * Unpacks grams into a table. Throws a sentence when the data is cut or not base64.
 *
 * @param heads - packed grams of each head, one weight a gram
 * @param categories - packed grams of the categories
 * @param columns - weights a gram of the categories
 */
export function buildGramTable(heads: readonly string[], categories: string, columns: number): GramTable {
  return finish(buildGramTableInSteps(heads, categories, columns));
}

/** The same in steps of some milliseconds. */
export function* buildGramTableInSteps(
  heads: readonly string[],
  categories: string,
  columns: number,
): Steps<GramTable> {
  const ranked = unpackGrams(categories, columns);
  const rowSize = 1 + Math.ceil(columns / 4);
  // Row 0 is that of a free slot: it weighs nothing.
  const rows = new Int32Array((ranked.count + 1) * rowSize).fill(BYTE_BIAS * 0x01010101, 1, rowSize);
  const rowAt = new Int32Array(ranked.count);
  for (let gram = 0; gram < ranked.count; gram++) {
    const row = (rowAt[gram] = (gram + 1) * rowSize);
    for (let column = 0; column < columns; column++)
      rows[row + 1 + (column >> 2)]! |=
        (ranked.weights[gram * columns + column]! + BYTE_BIAS) << ((column & 3) * 8);
  }
  const frequent = buildSlots(ranked.hashes, rowAt, ranked.count);
  yield;
  let joined: Joined = { count: 0, hashes: new Int32Array(0), weights: new Int32Array(0) };
  for (let head = 0; head < heads.length; head++) {
    const grams = unpackGrams(heads[head]!, 1);
    yield;
    joined = join(joined, grams, head);
    yield;
  }
  const count = moveFrequent(joined, frequent, rows);
  yield;
  return { frequent, rows, others: buildSlots(joined.hashes, joined.weights, count), rowSize };
}

/** Grams of several heads, ascending by hash; weights are {@link packWeight packed}. */
interface Joined {
  readonly count: number;
  readonly hashes: Int32Array;
  readonly weights: Int32Array;
}

/** Joins the grams of one more head. */
function join(before: Joined, grams: UnpackedGrams, head: number): Joined {
  const most = before.count + grams.count;
  const hashes = new Int32Array(most);
  const weights = new Int32Array(most);
  let count = 0;
  for (let a = 0, b = 0; a < before.count || b < grams.count; count++) {
    const first = a < before.count ? before.hashes[a]! : Infinity;
    const second = b < grams.count ? grams.hashes[b]! : Infinity;
    hashes[count] = first < second ? first : second;
    if (first <= second) weights[count] = before.weights[a++]!;
    if (second <= first) weights[count]! |= packWeight(grams.weights[b++]!, head);
  }
  return { count, hashes, weights };
}

/** Moves the weights of frequent grams to their rows; returns how many others are left. */
function moveFrequent({ count, hashes, weights }: Joined, frequent: GramSlots, rows: Int32Array): number {
  let left = 0;
  for (let gram = 0; gram < count; gram++) {
    const hash = hashes[gram]!;
    // Free slots hold hash 0 and lead to row 0, which must stay empty.
    const row = hash === 0 ? undefined : numberOf(frequent, hash);
    if (row !== undefined) rows[row]! |= weights[gram]!;
    else {
      hashes[left] = hash;
      weights[left++] = weights[gram]!;
    }
  }
  return left;
}

/** Some grams of a text. Entries from `count` on are leftovers. */
export interface GramList {
  count: number;
  /** Where each stands among the hashes of the text, ascending. */
  places: Int32Array;
  /** Its number: a row in `GramTable.rows`, or packed weights. */
  numbers: Int32Array;
}

/** Grams of a text that a table has; filled again and again. */
export interface FoundGrams {
  readonly frequent: GramList;
  readonly others: GramList;
}

const createList = (): GramList => ({
  count: 0,
  places: new Int32Array(1024),
  numbers: new Int32Array(1024),
});
export const createFound = (): FoundGrams => ({ frequent: createList(), others: createList() });

function reserve(list: GramList, capacity: number): void {
  if (list.places.length >= capacity) return;
  list.places = new Int32Array(capacity * 2);
  list.numbers = new Int32Array(capacity * 2);
}

/**
 * Looks up all grams of a text.
 *
 * @param count - how many of `hashes` count
 * @param found - filled with those the table has
 */
export function findGrams(table: GramTable, hashes: Int32Array, count: number, found: FoundGrams): void {
  reserve(found.frequent, count);
  reserve(found.others, count);
  notePossible(table, hashes, count, found);
  keepKnown(table.frequent, hashes, found.frequent);
  keepKnown(table.others, hashes, found.others);
}

/**
 * Notes the places of grams that the filters let through. Which do is anyone's guess, so there is no branch that the processor
 * would guess at.
 */
function notePossible(
  { frequent, others }: GramTable,
  hashes: Int32Array,
  count: number,
  found: FoundGrams,
): void {
  const often = found.frequent.places;
  const seldom = found.others.places;
  const oftenFilter = frequent.filter;
  const seldomFilter = others.filter;
  let oftens = 0;
  let seldoms = 0;
  for (let place = 0; place < count; place++) {
    const hash = hashes[place]!;
    often[oftens] = seldom[seldoms] = place;
    oftens += mayHave(oftenFilter, hash);
    seldoms += mayHave(seldomFilter, hash);
  }
  found.frequent.count = oftens;
  found.others.count = seldoms;
}

/** Leaves of the noted places those whose gram is there, and reads its number. */
function keepKnown(slots: GramSlots, hashes: Int32Array, list: GramList): void {
  const { places, numbers, count } = list;
  const { cells } = slots;
  let kept = 0;
  for (let index = 0; index < count; index++) {
    const place = places[index]!;
    const hash = hashes[place]!;
    const cell = cellFor(slots, hash);
    places[kept] = place;
    numbers[kept] = cells[cell + 1]!;
    kept += cells[cell] === hash ? 1 : 0;
  }
  list.count = kept;
}
