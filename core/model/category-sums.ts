import { BYTE_BIAS, type GramTable } from './gram-table.ts';
import type { Model } from './load-model.ts';
import { framedUnit, type Reading } from './reading.ts';
import { addLanes, type SingleGrams } from './single-grams.ts';

/** Sum of weights a category, in whole steps; with room for the bytes that fill up the last number of a row. */
let totals = new Int32Array(32);
/** Two sums of biased bytes side by side in each number, see `addLanes`. */
let lanes = new Int32Array(16);
/** So many bytes can be added up in 16 bits. */
const MOST_ADDED = 256;

/**
 * Moves what was added up in lanes to the totals.
 *
 * @param bytes - how many were added up in each lane; their bias is taken away
 * @param width - columns, filled up to whole numbers
 */
function emptyLanes(bytes: number, width: number): void {
  for (let column = 0; column < width; column++) {
    const lane = lanes[(column >> 2) * 2 + (column & 1)]!;
    totals[column]! += ((column & 2) === 0 ? lane & 0xffff : lane >>> 16) - bytes * BYTE_BIAS;
  }
  lanes.fill(0);
}

/** The single characters: two readings a row, added up beforehand. */
function addSingles({ text, singles }: Reading, { rowOf }: SingleGrams, width: number): void {
  const numbers = width / 2;
  const most = MOST_ADDED / 2;
  for (let from = -1; from <= text.length; from += most) {
    const to = Math.min(text.length + 1, from + most);
    for (let at = from; at < to; at++) {
      const row = rowOf[framedUnit(text, at)]! * numbers;
      for (let n = 0; n < numbers; n++) lanes[n] = lanes[n]! + singles.lanes[row + n]!;
    }
    emptyLanes((to - from) * 2, width);
  }
}

function addFrequent({ found }: Reading, { rows, rowSize }: GramTable, width: number): void {
  const { count, numbers } = found.frequent;
  for (let from = 0; from < count; from += MOST_ADDED) {
    const to = Math.min(count, from + MOST_ADDED);
    for (let i = from; i < to; i++) addLanes(rows, numbers[i]! + 1, rowSize - 1, lanes, 0);
    emptyLanes(to - from, width);
  }
}

/**
 * Adds up what the grams of an item weigh for each category.
 *
 * @returns sums by column of the model's categories; the buffer is filled again by the next call
 */
export function addUpCategories(reading: Reading, { grams, singles }: Model): Int32Array {
  const width = (grams.rowSize - 1) * 4;
  if (totals.length < width) totals = new Int32Array(width);
  else totals.fill(0);
  if (lanes.length < width / 2) lanes = new Int32Array(width / 2);
  else lanes.fill(0);
  addSingles(reading, singles, width);
  addFrequent(reading, grams, width);
  return totals;
}
