import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  buildGlance,
  fingerprintOf,
  glanceAt,
  glanceUnit,
  isWorthReading,
  PACKED_UNITS,
} from '../../../core/model/glance.ts';
import { packGrams } from '../../../core/model/packed-grams.ts';
import { tables as foldTables } from '../text/folding-fixture.ts';

const TERMS = [{ text: '债务优化' }, { text: '征信' }];
const weighing = (weights: Record<string, number>) => ({
  grams: packGrams(
    Object.entries(weights).map(([unit, weight]) => ({ key: unit.charCodeAt(0), weights: [weight] })),
    PACKED_UNITS,
  ),
  scale: 1,
  bias: -1,
  least: 0,
  terms: fingerprintOf(TERMS),
});
const glance = buildGlance(weighing({ 债: 3, 信: 2, a: 2, '0': 1, 猫: -5, '❤': 4 }), foldTables, TERMS);

describe('glance', () => {
  test('adds up what characters weigh over the root of the length', () => {
    expect(glanceAt({ text: '债务猫债' }, glance)).toBeCloseTo(-1 + (3 - 5 + 3) / 2);
  });

  test.each(['债务', '债务。猫猫猫', '猫猫？债务', '猫\n债务\n猫', '猫！！债务；猫'])(
    'the most telling sentence counts: %s',
    (text) => {
      const telling = text.includes('；') ? '债务；猫' : '债务';
      expect(glanceAt({ text }, glance)).toBe(glanceAt({ text: telling }, glance));
    },
  );

  test('a character that repeats the one before it says nothing more', () => {
    expect(glanceAt({ text: '猫猫猫猫债' }, glance)).toBe(glanceAt({ text: '猫债' }, glance));
  });

  test.each([
    ['債', '债'],
    ['Ａ', 'a'],
    ['７', '0'],
    ['❤', '❤'],
  ])('reads %s as %s', (written, standard) => {
    expect(glanceUnit(written.charCodeAt(0), foldTables)).toBe(standard.charCodeAt(0));
    expect(glanceAt({ text: written }, glance)).toBe(glanceAt({ text: standard }, glance));
  });

  test('punctuation and what is invisible weigh nothing', () => {
    for (const char of '，。,.!！ \u200b\ufe0f') expect(glanceUnit(char.charCodeAt(0), foldTables)).toBe(0);
  });

  test('an item under a text that may matter is read, under another it is not', () => {
    expect(isWorthReading({ text: '猫' }, glance)).toBe(false);
    expect(isWorthReading({ text: '猫', thread: '债' }, glance)).toBe(true);
    expect(isWorthReading({ text: '猫', thread: '猫' }, glance)).toBe(false);
    expect(isWorthReading({ text: '债', thread: '猫' }, glance)).toBe(true);
  });

  test('long texts are always read: a lure may stand in one paragraph', () => {
    expect(isWorthReading({ text: '猫'.repeat(200) }, glance)).toBe(false);
    expect(isWorthReading({ text: '猫'.repeat(201) }, glance)).toBe(true);
  });

  test('reads everything beside rules with other terms than it was fitted beside', () => {
    const data = weighing({ 猫: -5 });
    const worth = (terms: readonly { text: string }[]): boolean =>
      isWorthReading({ text: '猫猫猫' }, buildGlance(data, foldTables, terms));
    expect(worth(TERMS)).toBe(false);
    expect(worth([...TERMS, { text: '小海豚计划' }])).toBe(true);
    expect(worth([{ text: '债务优' }, { text: '化征信' }])).toBe(true);
  });

  test('any text gives a number', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (text, thread) => {
        expect(glanceAt({ text, thread }, glance)).not.toBeNaN();
      }),
    );
  });

  test('data that is cut is refused', () => {
    const { grams } = weighing({ 债: 3, 信: 2, 猫: 1 });
    expect(() => buildGlance({ ...weighing({}), grams: grams.slice(0, 5) }, foldTables, TERMS)).toThrow(
      /too short|ends inside/,
    );
  });
});
