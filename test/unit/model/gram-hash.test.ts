import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gramCount, hashGrams, hashOfGram, MAX_GRAM, SEED } from '../../../core/model/gram-hash.ts';
import { gramsOf } from './slow-ways.ts';

const codesOf = (text: string): Uint16Array => Uint16Array.from(text, (char) => char.charCodeAt(0));

/** Shortest and longest gram. */
const SIZES = [
  [1, 1],
  [1, 2],
  [1, MAX_GRAM],
  [2, 2],
  [2, MAX_GRAM],
  [3, MAX_GRAM],
] as const;

const han = fc.stringMatching(/^[征信修复停息挂账a-z0 |]{0,40}$/);

describe('hashes of grams', () => {
  test('are those of the grams of the framed text, each once for every place it stands', () => {
    fc.assert(
      fc.property(han, fc.constantFrom(...SIZES), (text, [shortest, longest]) => {
        const out = new Int32Array(1000);
        const end = hashGrams(codesOf(text), text.length, SEED.text, out, 0, shortest, longest);
        expect(end).toBe(gramCount(text.length, shortest, longest));
        expect([...out.slice(0, end)]).toEqual(
          gramsOf(text, shortest, longest).map((gram) => hashOfGram(gram, SEED.text)),
        );
      }),
    );
  });

  test('differ between the text and what it stands under', () => {
    expect(hashOfGram('停息', SEED.text)).not.toBe(hashOfGram('停息', SEED.thread));
  });

  test('are written from the place that is asked for', () => {
    const out = new Int32Array(20);
    expect(hashGrams(codesOf('息'), 1, SEED.text, out, 5, 1, 1)).toBe(8);
    expect([...out.slice(0, 5)]).toEqual([0, 0, 0, 0, 0]);
  });
});
