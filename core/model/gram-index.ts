import type { Steps } from '../steps.ts';
import { HASH_BITS } from './gram-hash.ts';
import { unpackGramsInSteps } from './packed-grams.ts';
import { createRankedSet, type RankedSet } from './ranked-set.ts';

/** The grams that weigh something. Which gram it is, is its rank among their hashes (docs/adr/0024). */
export interface GramIndex {
  /** Of hashes. */
  readonly set: RankedSet;
  /** By gram: its row in the book (core/model/book.ts). */
  readonly rows: Uint8Array;
}

/** Half of the rows a book can have. A gram is packed with its row less this as its weight, so that it is a number around 0. */
const HALF_BOOK = 16;
/** Bits of a row's number. */
const ROW_BITS = 5;
/** How many rows a book can have. */
export const BOOK_SIZE = 2 * HALF_BOOK;

/** What a gram of this row is packed with. */
export const packRow = (row: number): number => row - HALF_BOOK;
/** How grams are packed, under their hashes. */
export const PACKED_ROWS = { width: 1, weightBits: ROW_BITS } as const;

/** Unpacks grams into an index, in steps of some milliseconds. Throws a sentence when the data is cut, not packed or no hashes. */
export function* buildGramIndexInSteps(packed: string): Steps<GramIndex> {
  const { count, keys, weights } = yield* unpackGramsInSteps(packed, PACKED_ROWS);
  yield;
  const rows = new Uint8Array(count);
  for (let gram = 0; gram < count; gram++) rows[gram] = weights[gram]! + HALF_BOOK;
  yield;
  return { set: createRankedSet(keys, count, 2 ** HASH_BITS), rows };
}
