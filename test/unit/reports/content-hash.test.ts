import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../../reports/content-hash.ts';

const byNode = (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex');

describe('hashing', () => {
  it('is SHA-256 of the UTF-8, whatever the text and however long', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.nat(600), (text, times) => {
        const long = text.repeat(times);
        expect(sha256Hex(long)).toBe(byNode(long));
      }),
    );
    for (const length of [0, 1, 55, 56, 64, 8_191, 8_192, 8_193, 24_577, 200_000])
      for (const unit of ['a', '债', '😀', '\ud83d']) {
        const text = unit.repeat(Math.ceil(length / unit.length));
        expect(sha256Hex(text)).toBe(byNode(text));
      }
  });

  it('leaves bytes that are hashed as they are', () => {
    const bytes = new Uint8Array([1, 2, 3]);
    const before = sha256Hex(bytes);
    sha256Hex('停息挂账');
    expect(sha256Hex(bytes)).toBe(before);
    expect(before).toBe(byNode(bytes));
  });
});
