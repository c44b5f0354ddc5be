import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildSlots, numberOf } from '../../../core/model/gram-slots.ts';
import {
  BYTE_BIAS,
  buildGramTable,
  createFound,
  debtWeight,
  findGrams,
  lureWeight,
  offerWeight,
  severeWeight,
} from '../../../core/model/gram-table.ts';
import { HASH_BITS } from '../../../core/model/gram-hash.ts';
import { HEADS } from '../../../core/model/heads.ts';
import { LARGEST_WEIGHT, packGrams } from '../../../core/model/packed-grams.ts';

const weight = fc.integer({ min: -LARGEST_WEIGHT, max: LARGEST_WEIGHT });
const most = 2 ** HASH_BITS - 1;
const hash = fc.oneof(fc.integer({ min: 0, max: most }), fc.integer({ min: 0, max: 3 }));
const weighed = (width: number) =>
  fc
    .array(fc.tuple(hash, fc.array(weight, { minLength: width, maxLength: width })), { maxLength: 200 })
    .map((entries) => new Map(entries));
const pack = (grams: ReadonlyMap<number, readonly number[]>, width: number): string =>
  packGrams(
    [...grams].map(([hash, weights]) => ({ hash, weights })),
    width,
  );

describe('slots of grams', () => {
  test('hold every hash with its number and no other', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(hash, { maxLength: 2000, size: 'max' }),
        fc.array(hash, { maxLength: 50 }),
        (hashes, foreign) => {
          const numbers = Int32Array.from(hashes, (_, at) => at * 7 - 5);
          const slots = buildSlots(Int32Array.from(hashes), numbers, hashes.length);
          hashes.forEach((hash, at) => expect(numberOf(slots, hash)).toBe(numbers[at]));
          const kept = new Set(hashes);
          // Hash 0 is what a free slot holds; its number is 0 then.
          for (const hash of foreign)
            if (!kept.has(hash))
              expect([undefined, hash === 0 ? 0 : undefined]).toContain(numberOf(slots, hash));
        },
      ),
      { numRuns: 30 },
    );
  });

  test('find room for hashes that differ in one bit', () => {
    const hashes = Int32Array.from({ length: 32 }, (_, bit) => 1 << bit);
    const slots = buildSlots(hashes, hashes, hashes.length);
    for (const hash of hashes) expect(numberOf(slots, hash)).toBe(hash);
  });
});

describe('gram table', () => {
  test('finds of many hashes those it has, with the weights of all heads and categories', () => {
    const found = createFound();
    fc.assert(
      fc.property(
        weighed(HEADS.length),
        weighed(5),
        fc.array(hash, { maxLength: 60 }),
        (heads, categories, foreign) => {
          const table = buildGramTable(pack(heads, HEADS.length), pack(categories, 5), 5);
          const asked = Int32Array.from([...foreign, ...heads.keys(), ...categories.keys()]);
          findGrams(table, asked, asked.length, found);
          const got = asked.reduce(
            (sums, _, place) => sums.set(place, [0, 0, 0, 0, 0, 0, 0, 0, 0]),
            new Map<number, number[]>(),
          );
          const addUp = (place: number, packed: number, categories: readonly number[]): void => {
            const ofHeads = [lureWeight, offerWeight, debtWeight, severeWeight].map((read) => read(packed));
            const weights = [...ofHeads, ...categories];
            got.set(
              place,
              got.get(place)!.map((sum, at) => sum + (weights[at] ?? 0)),
            );
          };
          const { frequent, others } = found;
          for (let i = 0; i < frequent.count; i++) {
            const row = frequent.numbers[i]!;
            const bytes = Array.from(
              { length: 5 },
              (_, column) =>
                ((table.rows[row + 1 + (column >> 2)]! >>> ((column & 3) * 8)) & 255) - BYTE_BIAS,
            );
            addUp(frequent.places[i]!, table.rows[row]!, bytes);
          }
          for (let i = 0; i < others.count; i++) addUp(others.places[i]!, others.numbers[i]!, []);
          asked.forEach((hash, place) => {
            const own = heads.get(hash) ?? HEADS.map(() => 0);
            expect(got.get(place)).toEqual([...own, ...(categories.get(hash) ?? [0, 0, 0, 0, 0])]);
          });
        },
      ),
    );
  });
});
