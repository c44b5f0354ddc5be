import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { isLure, readCorpus } from '../../scripts/fit/corpus.ts';
import { crossFit, readMaterial } from '../../scripts/fit/fit.ts';
import { figuresOf, type Figures } from '../../scripts/fit/measure.ts';
import { decisionOf } from '../../scripts/fit/thresholds.ts';
import { readRuleset } from '../../scripts/ruleset-file.ts';

/**
 * What the rules and the fit reach on voices they have not seen, with the shipped thresholds. The bounds are a few points under what
 * `npm run rules:eval` measured (docs/detection.md): a change that costs more than that must be seen.
 */
const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
let figures: Figures;

describe('detection on voices not fitted on', () => {
  beforeAll(() => {
    const ruleset = readRuleset();
    const rows = readCorpus(path('../../rules/corpus'));
    const material = readMaterial(rows, ruleset, path('../../rules/corpus/background-ngrams.tsv'));
    const { scored } = crossFit(material, 4);
    figures = figuresOf(scored.map((one) => ({ row: one.text.row, ...decisionOf(one, ruleset.policy) })));
    expect(scored.filter(({ text }) => isLure(text.row)).length).toBeGreaterThan(3_000);
  }, 600_000);

  test('finds lures, plain and disguised', () => {
    expect(figures.recallPlain.share).toBeGreaterThan(0.6);
    expect(figures.recallDisguised.share).toBeGreaterThan(0.6);
  });

  test('leaves honest texts about debt alone', () => {
    expect(figures.topicFlagged.share).toBeLessThan(0.025);
  });

  test('leaves unrelated texts alone', () => {
    expect(figures.noneFlagged.share).toBeLessThan(0.015);
  });

  test('calls danger only what is a lure', () => {
    expect(figures.dangerPrecision.share).toBeGreaterThan(0.98);
  });
});
