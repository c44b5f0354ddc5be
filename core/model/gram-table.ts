import { finish, type Steps } from '../steps.ts';
import { buildSlots, cellFor, type GramSlots, mayHave, numberOf } from './gram-slots.ts';
import { HEADS } from './heads.ts';
import { type UnpackedGrams, unpackGrams, unpackGramsInSteps } from './packed-grams.ts';

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

/** A weight in its place among packed weights, which are four signed bytes in one number, in the order of HEADS from high to low. */
export function packWeight(weight: number, head: number): number {
  return (weight & 255) << (24 - head * 8);
}
export const lureWeight = (packed: number): number => packed >> 24;
export const offerWeight = (packed: number): number => (packed << 8) >> 24;
export const debtWeight = (packed: number): number => (packed << 16) >> 24;
export const severeWeight = (packed: number): number => (packed << 24) >> 24;

/**
 * Unpacks grams into a table. Throws a sentence when the data is cut or not base64.
 *
 * @param heads - packed grams with one weight a head
 * @param categories - packed grams of the categories
 * @param columns - weights a gram of the categories
 */
export function buildGramTable(heads: string, categories: string, columns: number): GramTable {
  return finish(buildGramTableInSteps(heads, categories, columns));
}

/** The same in steps of some milliseconds. */
export function* buildGramTableInSteps(heads: string, categories: string, columns: number): Steps<GramTable> {
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
  const grams = yield* unpackGramsInSteps(heads, HEADS.length);
  yield;
  const packed = packRows(grams);
  const count = moveFrequent(packed, frequent, rows);
  yield;
  return { frequent, rows, others: buildSlots(packed.hashes, packed.weights, count), rowSize };
}

/** Grams of the heads, ascending by hash; weights are {@link packWeight packed}. */
interface PackedRows {
  readonly count: number;
  readonly hashes: Int32Array;
  readonly weights: Int32Array;
}

function packRows({ count, hashes, weights }: UnpackedGrams): PackedRows {
  const packed = new Int32Array(count);
  for (let gram = 0, at = 0; gram < count; gram++)
    for (let head = 0; head < HEADS.length; head++) packed[gram]! |= packWeight(weights[at++]!, head);
  return { count, hashes, weights: packed };
}

/** Moves the weights of frequent grams to their rows; returns how many others are left. */
function moveFrequent({ count, hashes, weights }: PackedRows, frequent: GramSlots, rows: Int32Array): number {
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
