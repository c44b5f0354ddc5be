import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { readCorpus } from '../../scripts/fit/corpus.ts';
import { crossFit, readMaterial } from '../../scripts/fit/fit.ts';
import { judgeHeldOut } from '../../scripts/fit/held-out.ts';
import { figuresOf, type Figures } from '../../scripts/fit/measure.ts';
import { voicesOf } from '../../scripts/fit/folds.ts';
import { chooseThresholds, decisionOf, type Scored } from '../../scripts/fit/thresholds.ts';
import { readRuleset } from '../../scripts/ruleset-file.ts';

/**
 * What is reached on voices not fitted on. The bounds are some points under what was measured (docs/detection.md): a change that costs more
 * than that must be seen.
 */
const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

describe('the ruleset as shipped, on voices that nothing was fitted on', () => {
  const { judged, category } = judgeHeldOut(path('../../rules/held-out'), readRuleset());
  const figures = figuresOf(judged);

  test('finds lures, plain and disguised', () => {
    expect(figures.recall.of).toBeGreaterThan(3000);
    expect(figures.recallPlain.share).toBeGreaterThan(0.82);
    expect(figures.recallDisguised.share).toBeGreaterThan(0.88);
  });

  test('leaves honest texts alone', () => {
    expect(figures.topicFlagged.share).toBeLessThan(0.02);
    expect(figures.noneFlagged.share).toBeLessThan(0.006);
  });

  test('calls danger only what is a lure, and by the right name', () => {
    expect(figures.dangerPrecision.share).toBeGreaterThan(0.98);
    expect(category.share).toBeGreaterThan(0.89);
  });
});

/**
 * On the 22 voices the corpus began with, each judged by a fit on most of the others, thresholds chosen on every second voice and judged on the rest: with all voices the
 * test would take ten minutes. With so little to learn from, thresholds hold less well than those that ship.
 */
describe('a fit, on voices it has not seen', () => {
  let figures: Figures;

  beforeAll(() => {
    const ruleset = readRuleset();
    const rows = readCorpus(path('../../rules/corpus')).filter(({ voice }) => /^[a-x]-/.test(voice));
    const material = readMaterial(rows, ruleset, path('../../rules/corpus/background-ngrams.tsv'));
    const { scored } = crossFit(material, 6);
    const voices = voicesOf(material.texts);
    const ofHalf = (half: number): Scored[] =>
      scored.filter(({ text }) => voices.indexOf(text.row.voice) % 2 === half);
    const policy = chooseThresholds(ofHalf(0), ruleset.policy);
    figures = figuresOf(ofHalf(1).map((one) => ({ row: one.text.row, ...decisionOf(one, policy) })));
  }, 600_000);

  test('finds lures', () => {
    expect(figures.recall.of).toBeGreaterThan(1000);
    expect(figures.recallPlain.share).toBeGreaterThan(0.65);
    expect(figures.recallDisguised.share).toBeGreaterThan(0.7);
  });

  test('leaves honest texts alone', () => {
    expect(figures.topicFlagged.share).toBeLessThan(0.1);
    expect(figures.noneFlagged.share).toBeLessThan(0.04);
    expect(figures.dangerPrecision.share).toBeGreaterThan(0.88);
  });
});
