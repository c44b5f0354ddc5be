import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addUpCategories } from '../../../core/model/category-sums.ts';
import { hashOfGram, SEED } from '../../../core/model/gram-hash.ts';
import { buildGramTable } from '../../../core/model/gram-table.ts';
import { hashItem } from '../../../core/model/item-grams.ts';
import type { Model } from '../../../core/model/load-model.ts';
import { HEADS } from '../../../core/model/heads.ts';
import { LARGEST_WEIGHT, packGrams } from '../../../core/model/packed-grams.ts';
import { headMargins, readItem } from '../../../core/model/score.ts';
import { buildSingles } from '../../../core/model/single-grams.ts';
import type { Canonical } from '../../../core/text/canonical.ts';

const CHARS = [...'征信修a0 |'];
const COLUMNS = 5;
const word = (most: number) =>
  fc
    .array(fc.constantFrom(...CHARS), { minLength: 1, maxLength: most, size: 'max' })
    .map((chars) => chars.join(''));
const weight = fc.integer({ min: -LARGEST_WEIGHT, max: LARGEST_WEIGHT });
/** Hash -> weights, of grams that the texts may well have, the marks at both ends among them. */
const weighed = (width: number) =>
  fc
    .array(
      fc.tuple(
        fc.oneof(word(3), fc.constantFrom('\u0002', '\u0003', '\u0002征')),
        fc.constantFrom(...Object.values(SEED)),
        fc.array(weight, { minLength: width, maxLength: width }),
      ),
      { maxLength: 40 },
    )
    .map((grams) => new Map(grams.map(([gram, seed, weights]) => [hashOfGram(gram, seed), weights])));
const pack = (grams: ReadonlyMap<number, readonly number[]>, width: number): string =>
  packGrams(
    [...grams].map(([hash, weights]) => ({ hash, weights })),
    width,
  );

function canonicalOf(text: string): Canonical {
  const codes = Uint16Array.from(text, (char) => char.charCodeAt(0));
  const start = Int32Array.from(codes, (_, at) => at);
  return { length: codes.length, codes, start, end: start.map((at) => at + 1) };
}

describe('reading an item', () => {
  test('adds up every gram once, single characters by themselves or by hash alike', () => {
    fc.assert(
      fc.property(
        weighed(HEADS.length),
        weighed(COLUMNS),
        word(400),
        fc.option(word(20), { nil: undefined }),
        (heads, categories, text, thread) => {
          const grams = buildGramTable(pack(heads, HEADS.length), pack(categories, COLUMNS), COLUMNS);
          const model: Model = {
            glance: { weights: new Int8Array(0x10000), bias: 0, scale: 1, least: -1 },
            grams,
            singles: buildSingles(grams),
            scale: [1, 1, 1, 1],
            bias: [0, 0, 0, 0],
            features: new Float32Array(0),
            join: { bias: 0, weights: [] },
            calibration: { debt: { slope: 1, offset: 0 }, severe: { slope: 1, offset: 0 } },
            categories: { columns: [0, 1, 2, 3, 4], bias: [0, 0, 0, 0, 0], scale: 1, vote: 0 },
          };
          const item = canonicalOf(text);
          const under = thread === undefined ? undefined : canonicalOf(thread);
          const reading = readItem(item, under, model);
          const { hashes, count } = hashItem(item, under);
          const all = [...hashes.subarray(0, count)];
          expect(reading.count).toBe(count);

          const margins = headMargins(readItem(item, under, model), [], model);
          margins.forEach((margin, head) => {
            const sum = all.reduce((total, hash) => total + (heads.get(hash)?.[head] ?? 0), 0);
            expect(margin * Math.sqrt(count)).toBeCloseTo(sum, 3);
          });

          const totals = addUpCategories(readItem(item, under, model), model);
          for (let column = 0; column < COLUMNS; column++) {
            const sum = all.reduce((sum, hash) => sum + (categories.get(hash)?.[column] ?? 0), 0);
            expect(totals[column]).toBe(sum);
          }
        },
      ),
    );
  });
});
