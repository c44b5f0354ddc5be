import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HASH_BITS } from '../../../core/model/gram-hash.ts';
import { BOOK_SIZE, buildGramIndexInSteps, packRow, PACKED_ROWS } from '../../../core/model/gram-index.ts';
import { packGrams } from '../../../core/model/packed-grams.ts';
import { createFound, createRankedSet, findMembers } from '../../../core/model/ranked-set.ts';
import { finish } from '../../../core/steps.ts';

const buildGramIndex = (packed: string) => finish(buildGramIndexInSteps(packed));
const most = 2 ** HASH_BITS - 1;
/** Any hash, and many that share a number of the index or stand at its ends. */
const hash = fc.oneof(fc.integer({ min: 0, max: most }), fc.integer({ min: 0, max: 70 }), fc.constant(most));
const rowed = fc
  .array(fc.tuple(hash, fc.integer({ min: 0, max: BOOK_SIZE - 1 })), { maxLength: 300 })
  .map((entries) => new Map(entries));
const indexOf = (grams: ReadonlyMap<number, number>) =>
  buildGramIndex(
    packGrams(
      [...grams].map(([key, row]) => ({ key, weights: [packRow(row)] })),
      PACKED_ROWS,
    ),
  );

describe('gram index', () => {
  test('finds of many hashes those it has, in their order, each with its own row', () => {
    const found = createFound();
    fc.assert(
      fc.property(rowed, fc.array(hash, { maxLength: 60 }), (grams, foreign) => {
        const index = indexOf(grams);
        const asked = Int32Array.from([...foreign, ...grams.keys(), ...foreign]);
        findMembers(index.set, asked, asked.length, found);
        const got = Array.from({ length: found.count }, (_, i) => [
          found.places[i],
          index.rows[found.ranks[i]!],
        ]);
        expect(got).toEqual(
          [...asked].flatMap((hash, place) => (grams.has(hash) ? [[place, grams.get(hash)]] : [])),
        );
      }),
    );
  });

  test('numbers grams ascending by hash', () => {
    fc.assert(
      fc.property(rowed, (grams) => {
        const sorted = Int32Array.from([...grams.keys()].sort((a, b) => a - b));
        const found = createFound();
        findMembers(indexOf(grams).set, sorted, sorted.length, found);
        expect([...found.ranks.slice(0, found.count)]).toEqual([...sorted.keys()]);
      }),
    );
  });

  test('makes room for texts of any length', () => {
    const index = indexOf(new Map([[7, 3]]));
    const found = createFound();
    findMembers(index.set, new Int32Array(50_000).fill(7), 50_000, found);
    expect(found.count).toBe(50_000);
    expect(new Set(found.ranks.subarray(0, found.count))).toEqual(new Set([0]));
  });

  test('refuses a key that is no hash', () => {
    const packed = packGrams([{ key: most + 1, weights: [0] }], PACKED_ROWS);
    expect(() => buildGramIndex(packed)).toThrow(/4194304 behind -1 is no key here/);
  });

  test.each([[[3, 3]], [[5, 2]], [[-1, 4]]])('refuses keys that do not ascend: %j', (keys) => {
    expect(() => createRankedSet(Int32Array.from(keys), keys.length, 64)).toThrow(/is no key here/);
  });

  test('says what is wrong with data that is cut', () => {
    const packed = packGrams([{ key: most, weights: [packRow(BOOK_SIZE - 1)] }], PACKED_ROWS);
    expect(() => buildGramIndex(packed.slice(0, -2))).toThrow(/ends inside an entry/);
  });
});
