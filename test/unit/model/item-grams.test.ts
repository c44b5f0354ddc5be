import { describe, expect, test } from 'vitest';
import { hashOfGram, SEED } from '../../../core/model/gram-hash.ts';
import { hashItem } from '../../../core/model/item-grams.ts';
import { canonicalOf, gramsOf } from './slow-ways.ts';

/** Hashes of the grams of a text under one seed; in any order. */
const hashesOf = (text: string, seed: number, shortest: number, longest: number): number[] =>
  gramsOf(text, shortest, longest).map((gram) => hashOfGram(gram, seed));

function read(text: string, thread?: string): number[] {
  const under = thread === undefined ? undefined : canonicalOf(thread);
  const { hashes, count } = hashItem(canonicalOf(text), under);
  return [...hashes.subarray(0, count)].sort((a, b) => a - b);
}

const sorted = (...parts: number[][]): number[] => parts.flat().sort((a, b) => a - b);

const LETTERS = 'abcdefghijklmnopqrst';

describe('what is read of an item', () => {
  test('a short text that stands alone', () => {
    expect(read('ab')).toEqual(
      sorted(
        hashesOf('ab', SEED.text, 1, 3),
        hashesOf('ab', SEED.ending, 2, 2),
        hashesOf('ab', SEED.alone, 1, 1),
        hashesOf('ab', SEED.short, 1, 2),
      ),
    );
  });

  test('a longer one under another: no short text, pairs of its last sixteen characters, pairs of the thread', () => {
    expect(read(LETTERS, 'xy')).toEqual(
      sorted(
        hashesOf(LETTERS, SEED.text, 1, 3),
        hashesOf(LETTERS.slice(-16), SEED.ending, 2, 2),
        hashesOf(LETTERS, SEED.replying, 1, 1),
        hashesOf('xy', SEED.thread, 2, 2),
      ),
    );
  });

  test.each([
    [14, true],
    [15, false],
  ])('%d characters are a short text: %s', (length, short) => {
    const text = LETTERS.slice(0, length);
    const all = new Set(read(text));
    expect(hashesOf(text, SEED.short, 2, 2).every((hash) => all.has(hash))).toBe(short);
  });

  test('a thread is read as far as its first three hundred characters', () => {
    const thread = 'x'.repeat(300);
    expect(read('ab', `${thread}z`)).toEqual(read('ab', thread));
  });
});
