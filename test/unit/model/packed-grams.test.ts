import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HASH_BITS } from '../../../core/model/gram-hash.ts';
import {
  largestWeight,
  packGrams,
  unpackGrams,
  WEIGHT_BITS,
  type GramRow,
} from '../../../core/model/packed-grams.ts';

const packing = (width: number, weightBits = WEIGHT_BITS) => ({ width, weightBits });

const rowsOf = (width: number, weightBits: number, keys: number) =>
  fc.uniqueArray(
    fc.record({
      key: fc.integer({ min: 0, max: keys }),
      weights: fc.array(fc.integer({ min: -largestWeight(weightBits), max: largestWeight(weightBits) }), {
        minLength: width,
        maxLength: width,
      }),
    }),
    { selector: ({ key }) => key, maxLength: 300 },
  );

describe('packed grams', () => {
  test('gives back every gram with its weights, ascending, in any order of writing', () => {
    const kinds = fc.tuple(
      fc.integer({ min: 0, max: 5 }),
      fc.integer({ min: 2, max: 8 }),
      fc.constantFrom(500, 2 ** HASH_BITS - 1, 2 ** 24 - 1),
    );
    fc.assert(
      fc.property(
        kinds.chain(([width, bits, keys]) =>
          fc.tuple(fc.constant(packing(width, bits)), rowsOf(width, bits, keys)),
        ),
        ([form, rows]) => {
          const { count, keys, weights } = unpackGrams(packGrams(rows, form), form);
          const back: GramRow[] = Array.from({ length: count }, (_, gram) => ({
            key: keys[gram]!,
            weights: [...weights.slice(gram * form.width, (gram + 1) * form.width)],
          }));
          expect(back).toEqual([...rows].sort((a, b) => a.key - b.key));
        },
      ),
    );
  });

  test('holds nothing when there is nothing', () => {
    expect(unpackGrams(packGrams([], packing(3)), packing(3)).count).toBe(0);
  });

  test('takes no more bits for a key than the keys are apart', () => {
    const rows = (gap: number) => Array.from({ length: 1000 }, (_, at) => ({ key: at * gap, weights: [1] }));
    const bits = (gap: number): number =>
      (packGrams(rows(gap), packing(1)).length * 6.5) / 1000 - WEIGHT_BITS;
    expect(bits(16)).toBeLessThan(6.1);
    expect(bits(1024)).toBeLessThan(12.1);
  });

  test('says what is wrong with data that is cut or not packed', () => {
    const packed = packGrams([{ key: 0x345678, weights: [1, 2, 3] }], packing(3));
    expect(() => unpackGrams(packed.slice(0, -2), packing(3))).toThrow(/ends inside an entry/);
    expect(() => unpackGrams(packed.slice(0, -1), packing(3))).toThrow(/ends inside a pair/);
    expect(() => unpackGrams(packed + '##', packing(3))).toThrow(/more data than entries/);
    expect(() => unpackGrams('', packing(3))).toThrow(/ends inside an entry/);
    expect(() => unpackGrams(`\\${packed.slice(1)}`, packing(3))).toThrow(
      /the characters at 0 .* are none that are written/,
    );
    // 91 * 90 + 2 is one more than 13 bits hold.
    expect(() => unpackGrams('~%'.repeat(4), packing(1))).toThrow(/none that are written/);
  });

  test('refuses to write a weight or key that has no room', () => {
    expect(() => packGrams([{ key: 1, weights: [9] }], packing(1))).toThrow(/9 has no room in 4 bits/);
    expect(() => packGrams([{ key: 2 ** 28, weights: [1] }], packing(1))).toThrow(
      /key of 268435456 has no room/,
    );
    expect(() => packGrams([{ key: -1, weights: [1] }], packing(1))).toThrow(/key of -1 has no room/);
  });

  test('keys in a row and one far off: more 1 bits than are read at once', () => {
    const rows = [...Array.from({ length: 64 }, (_, key) => key), 2 ** HASH_BITS - 1].map((key) => ({
      key,
      weights: [-3],
    }));
    const { keys, weights } = unpackGrams(packGrams(rows, packing(1)), packing(1));
    expect([...keys]).toEqual(rows.map(({ key }) => key));
    expect(new Set(weights)).toEqual(new Set([-3]));
  });

  test('asks for no more room than the data can fill', () => {
    // A pair of 1 bits alone.
    expect(() => unpackGrams('~$'.repeat(4), packing(1))).toThrow(/says that it holds 1048575 grams/);
  });
});
