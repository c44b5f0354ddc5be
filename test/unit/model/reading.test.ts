import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createBook, LARGEST_ROW_WEIGHT } from '../../../core/model/book.ts';
import { addUpCategories } from '../../../core/model/category-sums.ts';
import {
  buildCategoryTableInSteps,
  LARGEST_CATEGORY_WEIGHT,
  packCategories,
} from '../../../core/model/category-table.ts';
import { hashOfGram, SEED } from '../../../core/model/gram-hash.ts';
import { BOOK_SIZE, buildGramIndexInSteps, packRow, PACKED_ROWS } from '../../../core/model/gram-index.ts';
import { HEADS } from '../../../core/model/heads.ts';
import { hashItem } from '../../../core/model/item-grams.ts';
import type { Model } from '../../../core/model/load-model.ts';
import { packGrams } from '../../../core/model/packed-grams.ts';
import { headMargins, readItem } from '../../../core/model/score.ts';
import { weighWords } from '../../../core/model/weigh-words.ts';
import { finish } from '../../../core/steps.ts';
import { canonicalOf } from './slow-ways.ts';

const CHARS = [...'征信修a0 |'];
const COLUMNS = 5;
const word = (most: number) =>
  fc
    .array(fc.constantFrom(...CHARS), { minLength: 1, maxLength: most, size: 'max' })
    .map((chars) => chars.join(''));
const weights = (width: number, most: number, least = -most) =>
  fc.array(fc.integer({ min: least, max: most }), { minLength: width, maxLength: width });

/** A gram that the texts may well have, the marks at both ends among them. */
const hash = fc
  .tuple(
    fc.oneof(word(3), fc.constantFrom('\u0002', '\u0003', '\u0002征')),
    fc.constantFrom(...Object.values(SEED)),
  )
  .map(([gram, seed]) => hashOfGram(gram, seed));
/** Its row, and what it weighs for the categories. */
const gram = fc.tuple(
  hash,
  fc.integer({ min: 0, max: BOOK_SIZE - 1 }),
  fc.option(weights(COLUMNS, LARGEST_CATEGORY_WEIGHT, 0)),
);
const grams = fc
  .array(gram, { maxLength: 40 })
  .map((list) => new Map(list.map(([hash, row, categories]) => [hash, { row, categories }])));
const book = fc.array(weights(HEADS.length, LARGEST_ROW_WEIGHT), {
  minLength: BOOK_SIZE,
  maxLength: BOOK_SIZE,
});

type Grams = ReadonlyMap<number, { readonly row: number; readonly categories: readonly number[] | null }>;

function modelOf(known: Grams, rows: readonly (readonly number[])[]): Model {
  const sorted = [...known].sort(([a], [b]) => a - b);
  const packed = packGrams(
    sorted.map(([key, { row }]) => ({ key, weights: [packRow(row)] })),
    PACKED_ROWS,
  );
  const categories = packCategories(
    sorted.flatMap(([, { categories }], gram) =>
      categories === null ? [] : [{ gram, weights: categories }],
    ),
  );
  return {
    glance: { weights: new Int8Array(0x10000), bias: 0, scale: 1, least: -1 },
    grams: finish(buildGramIndexInSteps(packed)),
    book: createBook(rows),
    scale: [1, 1, 1, 1],
    bias: [0, 0, 0, 0],
    features: new Float32Array(0),
    join: { bias: 0, weights: [] },
    calibration: { debt: { slope: 1, offset: 0 }, severe: { slope: 1, offset: 0 } },
    categories: {
      columns: [0, 1, 2, 3, 4],
      table: finish(buildCategoryTableInSteps(categories, COLUMNS, known.size)),
      bias: [0, 0, 0, 0, 0],
      scale: 1,
      vote: 0,
    },
  };
}

describe('reading an item', () => {
  test('adds up every gram once, however often it stands, for the heads and for the categories', () => {
    fc.assert(
      fc.property(
        grams,
        book,
        word(400),
        fc.option(word(20), { nil: undefined }),
        (known, rows, text, thread) => {
          const model = modelOf(known, rows);
          const item = canonicalOf(text);
          const under = thread === undefined ? undefined : canonicalOf(thread);
          const { hashes, count } = hashItem(item, under);
          const all = [...new Set(hashes.subarray(0, count))].flatMap((hash) => known.get(hash) ?? []);

          const reading = readItem(item, under, model);
          expect(reading.count).toBe(count);
          headMargins(reading, [], model).forEach((margin, head) => {
            const sum = all.reduce((total, { row }) => total + rows[row]![head]!, 0);
            expect(margin * Math.sqrt(count)).toBeCloseTo(sum, 3);
          });
          const { found } = reading;
          const totals = addUpCategories(model.categories.table, found.ranks, found.count);
          for (let column = 0; column < COLUMNS; column++) {
            const sum = all.reduce((total, { categories }) => total + (categories?.[column] ?? 0), 0);
            expect(totals[column]).toBe(sum);
          }
        },
      ),
    );
  });

  test('names the words that weigh for a lure, and not their neighbours', () => {
    const rows = Array.from({ length: BOOK_SIZE }, (_, row) => [
      row === 1 ? 40 : row === 2 ? -40 : 0,
      0,
      0,
      0,
    ]);
    const known = new Map(
      [
        ['征信', 1],
        ['信修', 1],
        ['a', 2],
        ['0', 1],
      ].map(([gram, row]) => [
        hashOfGram(gram as string, SEED.text),
        { row: row as number, categories: null },
      ]),
    );
    const model = modelOf(known, rows);
    const reading = readItem(canonicalOf('aa征信修aa0a'), undefined, model);
    expect(weighWords(reading, model)).toEqual([
      { from: 2, to: 5, weight: 80 },
      { from: 7, to: 8, weight: 40 },
    ]);
  });
});
