import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  createFound,
  findGram,
  findGrams,
  packGrams,
  unpackGrams,
  type GramRow,
} from '../../../core/model/packed-grams.ts';

const rowsOf = (width: number) =>
  fc.uniqueArray(
    fc.record({
      hash: fc.integer({ min: 0, max: 0xffffffff }),
      weights: fc.array(fc.integer({ min: -127, max: 127 }), { minLength: width, maxLength: width }),
    }),
    { selector: ({ hash }) => hash, maxLength: 300 },
  );

/** Weights of a gram as the table holds them; undefined if it is not there. */
function weightsOf(packed: string, width: number, hash: number): number[] | undefined {
  const table = unpackGrams([{ packed, column: 0, width }], width);
  const slot = findGram(table, hash | 0);
  return slot < 0 ? undefined : [...table.weights.slice(slot * width, (slot + 1) * width)];
}

describe('packed grams', () => {
  test('gives back every gram with its weights, in any order of writing', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }).chain((width) => fc.tuple(fc.constant(width), rowsOf(width))),
        ([width, rows]) => {
          // Hash 0 is stored as 1, so the two cannot stand side by side.
          const some = rows.filter(({ hash }) => hash !== 0);
          const packed = packGrams(some, width);
          const table = unpackGrams([{ packed, column: 0, width }], width);
          expect(table.count).toBe(some.length);
          for (const { hash, weights } of some) {
            const slot = findGram(table, hash | 0);
            expect([...table.weights.slice(slot * width, (slot + 1) * width)]).toEqual(weights);
          }
        },
      ),
    );
  });

  test('finds many grams at once as one by one', () => {
    const found = createFound();
    fc.assert(
      fc.property(
        rowsOf(2),
        fc.array(fc.integer(), { maxLength: 50 }),
        fc.nat(40),
        (rows, foreign, every) => {
          const table = unpackGrams([{ packed: packGrams(rows, 2), column: 0, width: 2 }], 2);
          const hashes = Int32Array.from([...foreign, ...rows.map(({ hash }) => hash | 0), ...foreign]);
          const asked = Math.max(0, hashes.length - every);
          findGrams(table, hashes, asked, found);
          const one = [...hashes.subarray(0, asked)].flatMap((hash, place) => {
            const row = findGram(table, hash);
            return row < 0 ? [] : [[place, row]];
          });
          const places = [...found.places.subarray(0, found.count)];
          expect(places.map((place, index) => [place, found.rows[index]])).toEqual(one);
        },
      ),
    );
  });

  test('finds nothing for a gram that was not packed', () => {
    const rows: GramRow[] = [
      { hash: 5, weights: [1] },
      { hash: 0xfffffffe, weights: [-127] },
    ];
    const packed = packGrams(rows, 1);
    expect(weightsOf(packed, 1, 5)).toEqual([1]);
    expect(weightsOf(packed, 1, 0xfffffffe)).toEqual([-127]);
    expect(weightsOf(packed, 1, 6)).toBeUndefined();
  });

  test('fills one column after another for the same gram', () => {
    const parts = [3, -4].map((weight, column) => ({
      packed: packGrams([{ hash: 9, weights: [weight] }], 1),
      column,
      width: 1,
    }));
    const table = unpackGrams(parts, 2);
    expect(table.count).toBe(1);
    expect([...table.weights.slice(findGram(table, 9) * 2, findGram(table, 9) * 2 + 2)]).toEqual([3, -4]);
  });

  test('takes hash 0, which also marks an empty slot', () => {
    expect(weightsOf(packGrams([{ hash: 0, weights: [7] }], 1), 1, 0)).toEqual([7]);
  });

  test('holds nothing when there is nothing', () => {
    expect(unpackGrams([{ packed: '', column: 0, width: 3 }], 3).count).toBe(0);
  });

  test('says what is wrong with data that is cut or not base64', () => {
    const packed = packGrams([{ hash: 0x12345678, weights: [1, 2, 3] }], 3);
    expect(() => unpackGrams([{ packed: packed.slice(0, 4), column: 0, width: 3 }], 3)).toThrow(
      /ends inside an entry/,
    );
    expect(() => unpackGrams([{ packed: 'ab{d', column: 0, width: 3 }], 3)).toThrow(/not base64/);
  });
});
