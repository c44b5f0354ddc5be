/**
 * What grams weigh for the heads, as a book of some rows that all grams share: four signed bytes in one number, in the order of HEADS from
 * high to low. A gram of the model takes 11 bits this way, 6 to know it by and 5 for its row; with weights of its own it took 19.
 */
export type Book = Int32Array;

/** Largest weight of a row either way. */
export const LARGEST_ROW_WEIGHT = 127;

/** One row of a {@link Book}, in whole steps of each head. */
const bookRow = (weights: readonly number[]): number =>
  weights.reduce((row, weight, head) => row | ((weight & 255) << (24 - head * 8)), 0);

export const createBook = (rows: readonly (readonly number[])[]): Book => Int32Array.from(rows, bookRow);

/** What a row weighs for a lure, in whole steps. */
export const lureWeight = (row: number): number => row >> 24;
const offerWeight = (row: number): number => (row << 8) >> 24;
const debtWeight = (row: number): number => (row << 16) >> 24;
const severeWeight = (row: number): number => (row << 24) >> 24;

/** One number a head, in the order of HEADS. */
export type Totals = [number, number, number, number];

/**
 * Adds up the weights of grams, in whole steps.
 *
 * @param grams - which; the first `count` of them
 * @param rows - by gram: its row
 */
export function addUpRows(book: Book, rows: Uint8Array, grams: Int32Array, count: number): Totals {
  let [lure, offer, debt, severe] = [0, 0, 0, 0];
  for (let i = 0; i < count; i++) {
    const row = book[rows[grams[i]!]!]!;
    lure += lureWeight(row);
    offer += offerWeight(row);
    debt += debtWeight(row);
    severe += severeWeight(row);
  }
  return [lure, offer, debt, severe];
}
