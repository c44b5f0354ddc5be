import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { JOIN_INPUTS, joinHeads, joinInputs, NEVER_AGAINST } from '../../../core/model/join-heads.ts';

const inputsOf = (margins: [number, number, number, number], count: number): number[] => [
  ...joinInputs({ margins, count }, new Float64Array(JOIN_INPUTS)),
];
const margin = fc.double({ min: -1e4, max: 1e4, noNaN: true });

describe('joining the heads', () => {
  test('goes by length, by each head and by the lesser of each two', () => {
    const inputs = inputsOf([2, -1, 5, 0.5], Math.round(Math.exp(6)));
    expect(inputs[0]).toBeCloseTo(1, 2);
    expect(inputs.slice(2).filter((_, at) => at % 3 === 0 && at < 12)).toEqual([2, -1, 5, 0.5]);
    expect(inputs.slice(-6)).toEqual([-1, 2, 0.5, -1, -1, 0.5]);
  });

  test('length counts no further than what was fitted', () => {
    expect(inputsOf([1, 1, 1, 1], 1e9)).toEqual(inputsOf([1, 1, 1, 1], 1e12));
    expect(inputsOf([1, 1, 1, 1], 0)).toEqual(inputsOf([1, 1, 1, 1], 1));
  });

  test('may not count a head, nor the lesser of two, against a lure', () => {
    const [z, log] = [(head: number) => 2 + 3 * head, (head: number) => 3 + 3 * head];
    const bound = NEVER_AGAINST.flatMap((held, at) => (held ? [at] : []));
    expect(bound).toEqual([z(0), log(0), z(1), log(1), z(2), log(2), 14, 15, 16, 17, 18, 19]);
  });

  test('gives a finite number for any margins', () => {
    const weights = Array.from({ length: JOIN_INPUTS }, (_, at) => at - 10);
    fc.assert(
      fc.property(fc.tuple(margin, margin, margin, margin), fc.nat(), (margins, count) => {
        expect(Number.isFinite(joinHeads({ margins, count }, { bias: 1, weights }))).toBe(true);
      }),
    );
  });

  test('a sure "about debt" cannot stand in for an offer that is missing', () => {
    // Weights on the six lesser margins alone.
    const weights = Array.from({ length: JOIN_INPUTS }, (_, at) => (at < JOIN_INPUTS - 6 ? 0 : 1));
    const at = (debt: number): number =>
      joinHeads({ margins: [-1, -2, debt, 0], count: 100 }, { bias: 0, weights });
    expect(at(50)).toBe(at(5));
  });
});
