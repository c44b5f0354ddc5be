import { describe, expect, test } from 'vitest';
import { LARGEST_ROW_WEIGHT } from '../../../core/model/book.ts';
import { BOOK_SIZE } from '../../../core/model/gram-index.ts';
import { HEADS } from '../../../core/model/heads.ts';
import { refitRows, shareRows } from '../../../scripts/fit/book.ts';
import { chooseGrams, type Counted } from '../../../scripts/fit/choose-grams.ts';
import type { Head } from '../../../core/model/heads.ts';

/** All heads alike but for a factor, so that what is right can be told at a glance. */
const heads = (weights: readonly number[], counts: readonly number[]): Record<Head, Counted> =>
  Object.fromEntries(
    HEADS.map((head, at) => [
      head,
      {
        weights: {
          bias: 0,
          grams: Float32Array.from(weights, (weight) => weight * (at + 1)),
          features: new Float32Array(1),
        },
        counts: Uint32Array.from(counts),
      },
    ]),
  ) as Record<Head, Counted>;

describe('choosing grams', () => {
  test('keeps those that move most texts most, whatever their sign', () => {
    expect([...chooseGrams(heads([3, -3, 0.1, 1, 0], [2, 2, 9, 50, 100]), 3)]).toEqual([1, 1, 0, 1, 0]);
  });

  test('keeps no gram that weighs nothing, even where there is room', () => {
    expect([...chooseGrams(heads([1, 0, 2], [1, 9, 1]), 3)]).toEqual([1, 0, 1]);
  });
});

describe('sharing rows', () => {
  const kinds = [4, -2, 0.5];
  const weights = Array.from({ length: 300 }, (_, id) => kinds[id % 3]!);
  const fitted = heads(weights, new Array<number>(300).fill(3));
  const kept = Uint8Array.from(weights, (_, id) => (id < 297 ? 1 : 0));
  const shared = shareRows(fitted, kept);

  test('gives grams that weigh alike one row, with their weights', () => {
    weights.slice(0, 297).forEach((weight, id) =>
      HEADS.forEach((_, head) => {
        expect(shared.rows[shared.rowOf[id]!]![head]).toBeCloseTo(weight * (head + 1), 5);
      }),
    );
    expect(shared.rows).toHaveLength(BOOK_SIZE);
  });

  test('leaves row 0 empty and grams that are not kept without a row', () => {
    expect([...shared.rows[0]!]).toEqual(HEADS.map(() => 0));
    expect([...shared.rowOf.slice(297)]).toEqual([-1, -1, -1]);
  });

  test('fits rows again towards the answers, in whole steps, the same every time', () => {
    // Gram 0 stands in lures only, gram 1 in honest texts only: their rows must move apart.
    const examples = Array.from({ length: 400 }, (_, at) => ({
      grams: Int32Array.from([at % 2, 2]),
      count: 2,
      features: [0],
    }));
    const answers = examples.map(({ grams }) => grams[0] === 0);
    const refit = () => refitRows(examples, answers, fitted.lure.weights, shared, 0);
    const { weights: after, row, step } = refit();
    expect(after.grams[0]!).toBeGreaterThan(4);
    expect(after.grams[1]!).toBeLessThan(-2);
    for (const id of [0, 1, 2]) expect(after.grams[id]! / step).toBeCloseTo(row[shared.rowOf[id]!]!, 3);
    expect(Math.max(...row.map(Math.abs))).toBe(LARGEST_ROW_WEIGHT);
    expect(row[0]).toBe(0);
    expect(refit()).toEqual({ weights: after, row, step });
  });
});
