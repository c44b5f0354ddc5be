import { describe, expect, test } from 'vitest';
import { hashOfGram, SEED } from '../../../core/model/gram-hash.ts';
import { hashItem } from '../../../core/model/item-grams.ts';
import type { Canonical } from '../../../core/text/canonical.ts';

function canonicalOf(text: string): Canonical {
  const codes = Uint16Array.from(text, (char) => char.charCodeAt(0));
  const start = Int32Array.from(codes, (_, at) => at);
  return { length: codes.length, codes, start, end: start.map((at) => at + 1) };
}

/** Hashes of the grams of a framed text, found the slow way; in any order. */
function gramsOf(text: string, seed: number, shortest: number, longest: number): number[] {
  const framed = `\u0002${text}\u0003`;
  const hashes: number[] = [];
  for (let i = 0; i < framed.length; i++)
    for (let n = shortest; n <= longest && i + n <= framed.length; n++)
      hashes.push(hashOfGram(framed.slice(i, i + n), seed));
  return hashes;
}

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
        gramsOf('ab', SEED.text, 1, 3),
        gramsOf('ab', SEED.ending, 2, 2),
        gramsOf('ab', SEED.alone, 1, 1),
        gramsOf('ab', SEED.short, 1, 2),
      ),
    );
  });

  test('a longer one under another: no short text, pairs of its last sixteen characters, pairs of the thread', () => {
    expect(read(LETTERS, 'xy')).toEqual(
      sorted(
        gramsOf(LETTERS, SEED.text, 1, 3),
        gramsOf(LETTERS.slice(-16), SEED.ending, 2, 2),
        gramsOf(LETTERS, SEED.replying, 1, 1),
        gramsOf('xy', SEED.thread, 2, 2),
      ),
    );
  });

  test.each([
    [14, true],
    [15, false],
  ])('%d characters are a short text: %s', (length, short) => {
    const text = LETTERS.slice(0, length);
    const all = new Set(read(text));
    expect(gramsOf(text, SEED.short, 2, 2).every((hash) => all.has(hash))).toBe(short);
  });

  test('a thread is read as far as its first three hundred characters', () => {
    const thread = 'x'.repeat(300);
    expect(read('ab', `${thread}z`)).toEqual(read('ab', thread));
  });
});
