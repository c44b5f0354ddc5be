import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HASH_BITS } from '../../../core/model/gram-hash.ts';
import { LARGEST_WEIGHT, packGrams, unpackGrams, type GramRow } from '../../../core/model/packed-grams.ts';

const rowsOf = (width: number) =>
  fc.uniqueArray(
    fc.record({
      hash: fc.integer({ min: 0, max: 2 ** HASH_BITS - 1 }),
      weights: fc.array(fc.integer({ min: -LARGEST_WEIGHT, max: LARGEST_WEIGHT }), {
        minLength: width,
        maxLength: width,
      }),
    }),
    { selector: ({ hash }) => hash, maxLength: 300 },
  );

describe('packed grams', () => {
  test('gives back every gram with its weights, ascending, in any order of writing', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }).chain((width) => fc.tuple(fc.constant(width), rowsOf(width))),
        ([width, rows]) => {
          const { count, hashes, weights } = unpackGrams(packGrams(rows, width), width);
          const back: GramRow[] = Array.from({ length: count }, (_, gram) => ({
            hash: hashes[gram]!,
            weights: [...weights.slice(gram * width, (gram + 1) * width)],
          }));
          expect(back).toEqual([...rows].sort((a, b) => a.hash - b.hash));
        },
      ),
    );
  });

  test('holds nothing when there is nothing', () => {
    expect(unpackGrams(packGrams([], 3), 3).count).toBe(0);
  });

  test('says what is wrong with data that is cut or not base64', () => {
    const packed = packGrams([{ hash: 0x345678, weights: [1, 2, 3] }], 3);
    expect(() => unpackGrams(packed.slice(0, -1), 3)).toThrow(/ends inside an entry/);
    expect(() => unpackGrams('', 3)).toThrow(/ends inside an entry/);
    expect(() => unpackGrams(`{${packed.slice(1)}`, 3)).toThrow(/character 0 \("\{"\) is not base64/);
  });

  test('asks for no more room than the data can fill', () => {
    expect(() => unpackGrams('////////', 1)).toThrow(/says that it holds 1048575 grams/);
  });
});
