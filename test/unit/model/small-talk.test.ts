import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Evidence } from '../../../core/judge/evidence.ts';
import type { Glance } from '../../../core/model/glance.ts';
import { leaveOutSmallTalk } from '../../../core/model/small-talk.ts';
import { canonicalText } from '../../../core/text/canonical.ts';
import { canonicalOf } from './slow-ways.ts';

const weights = new Int8Array(0x10000);
weights['债'.charCodeAt(0)] = 9;
weights['猫'.charCodeAt(0)] = -9;
const glance: Glance = { weights, bias: 0, scale: 1, least: 0 };

/** What is left of a text, `|` where a sentence ends. */
function left(text: string, item = true): string {
  const read = canonicalOf(text);
  const evidence = { domain: { item, thread: false } } as Evidence;
  leaveOutSmallTalk({ text: read, thread: undefined, evidence }, glance);
  return canonicalText(read);
}

describe('small talk', () => {
  test.each([
    ['猫猫|债务|猫', '债务|'],
    ['债|猫猫猫|债', '债|债'],
    ['债务|债', '债务|债'],
    ['猫猫|务|债', '务|债'],
  ])('of %s only %s is read', (text, expected) => {
    expect(left(text)).toBe(expected);
  });

  test.each(['猫猫|猫', '|猫', ''])('a text that is nothing else stays whole: %s', (text) => {
    expect(left(text)).toBe(text);
  });

  test('a text that names nothing of the trade stays whole', () => {
    expect(left('猫猫|债务', false)).toBe('猫猫|债务');
  });

  test('what is left is whole sentences in their order, each with its raw place', () => {
    const text = fc.array(fc.constantFrom(...'债猫务|'), { maxLength: 60 }).map((chars) => chars.join(''));
    const says = (sentence: string): number => {
      const sum = [...sentence].reduce((total, char) => total + weights[char.charCodeAt(0)]!, 0);
      return sum / Math.sqrt(sentence.length);
    };
    fc.assert(
      fc.property(text, (raw) => {
        const read = canonicalOf(raw);
        const evidence = { domain: { item: true, thread: false } } as Evidence;
        leaveOutSmallTalk({ text: read, thread: undefined, evidence }, glance);
        for (let at = 0; at < read.length; at++) expect(raw.charCodeAt(read.start[at]!)).toBe(read.codes[at]);
        const tells = (sentence: string): boolean => sentence !== '' && says(sentence) >= -2.5;
        const sentences = raw.split('|');
        const kept = raw
          .split(/(?<=\|)/)
          .filter((sentence) => sentence === '|' || tells(sentence.replace('|', '')));
        expect(canonicalText(read)).toBe(sentences.some(tells) ? kept.join('') : raw);
      }),
      { numRuns: 500 },
    );
  });
});
