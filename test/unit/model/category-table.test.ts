import { describe, expect, test } from 'vitest';
import {
  buildCategoryTableInSteps,
  LARGEST_CATEGORY_WEIGHT,
  packCategories,
  PACKED_KEYS,
  PACKED_PAIRS,
} from '../../../core/model/category-table.ts';
import { createBitWriter } from '../../../core/model/bit-stream.ts';
import { packGrams } from '../../../core/model/packed-grams.ts';
import { finish } from '../../../core/steps.ts';

const keys = packGrams([{ key: 2, weights: [] }], PACKED_KEYS);
const build = (packed: Parameters<typeof buildCategoryTableInSteps>[0], columns: number, grams: number) =>
  finish(buildCategoryTableInSteps(packed, columns, grams));

// What the table adds up to is tested in reading.test.ts.
describe('category table', () => {
  test('refuses a pair of a gram or category that there is not', () => {
    const weights = packGrams([{ key: 5, weights: [1] }], PACKED_PAIRS);
    expect(() => build({ grams: keys, weights }, 5, 3)).toThrow(
      /pair 5 behind -1 is none of 1 grams with 5 categories/,
    );
    expect([...build({ grams: keys, weights }, 6, 3).from]).toEqual([0, 1]);
  });

  test('refuses pairs that do not ascend: each has room for one weight', () => {
    const twice = createBitWriter();
    twice.write(2, 20);
    twice.write(0, 5);
    for (let pair = 0; pair < 2; pair++) {
      twice.write(0, 1);
      twice.write(3, 3);
    }
    expect(() => build({ grams: keys, weights: twice.text() }, 5, 3)).toThrow(/pair 0 behind 0 is none/);
  });

  test('makes nothing for more grams than the index has', () => {
    const many = packGrams(
      Array.from({ length: 5000 }, (_, key) => ({ key, weights: [] })),
      PACKED_KEYS,
    );
    const weights = packGrams([], PACKED_PAIRS);
    expect(() => build({ grams: many, weights }, 17, 3)).toThrow(/3 behind 2 is no key here/);
  });

  test('refuses a gram that the index does not have', () => {
    const weights = packGrams([], PACKED_PAIRS);
    expect(() => build({ grams: keys, weights }, 5, 2)).toThrow(/2 behind -1 is no key here/);
  });

  test('refuses data that is cut', () => {
    const packed = packCategories([{ gram: 1, weights: [0, 3, 8] }]);
    expect(() => build({ ...packed, weights: packed.weights.slice(0, -2) }, 3, 4)).toThrow(/ends inside/);
    expect(() => build({ ...packed, grams: '' }, 3, 4)).toThrow(/ends inside/);
  });

  test('does not pack a weight that is none', () => {
    for (const weight of [-1, LARGEST_CATEGORY_WEIGHT + 1])
      expect(() => packCategories([{ gram: 1, weights: [0, weight] }])).toThrow(/has no room/);
  });

  test('leaves out what weighs nothing', () => {
    const few = packCategories([{ gram: 1, weights: Array<number>(17).fill(0) }]);
    expect(few.weights.length).toBe(packGrams([], PACKED_PAIRS).length);
  });
});
