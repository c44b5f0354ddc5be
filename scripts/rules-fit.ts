import './plain-errors.ts';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fitCategories } from './fit/categories.ts';
import { fingerprintOf } from '../core/model/glance.ts';
import { readCorpus } from './fit/corpus.ts';
import { crossFit, readMaterial } from './fit/fit.ts';
import { fitHeads } from './fit/heads.ts';
import { chooseThresholds } from './fit/thresholds.ts';
import { writeModel } from './fit/write-model.ts';
import { readRuleset } from './ruleset-file.ts';
import { readArguments } from './read-arguments.ts';

/**
 * `npm run rules:fit`: fits the text model on rules/corpus and writes rules/model/model.json. Deterministic. Prints the
 * thresholds that keep the budget; a person copies them into rules/policy.yaml, so that a change of policy is seen and reviewed.
 */
readArguments(
  'npm run rules:fit   fits the text model on rules/corpus and writes rules/model/model.json; takes minutes',
);
const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const GROUPS = 8;

const rows = readCorpus(path('../rules/corpus'));
const ruleset = readRuleset();
const material = readMaterial(rows, ruleset, path('../rules/corpus/background-ngrams.tsv'));
const { calibration, joint, scored, leastLook } = crossFit(material, GROUPS);
const policy = chooseThresholds(scored, ruleset.policy);
const heads = fitHeads(material.texts, material.shared);
const categories = fitCategories(material.texts, material.shared.gramCount);
const glance = {
  ...material.glance,
  least: leastLook,
  terms: fingerprintOf(ruleset.matcher.terms),
};
const corpus = createHash('sha256')
  .update(rows.map((row) => JSON.stringify(row)).join('\n'))
  .digest('hex')
  .slice(0, 16);
const model = writeModel(
  { heads, calibration, joint, categories, glance },
  material.vocabulary,
  material.featureNames,
  {
    texts: rows.length,
    voices: new Set(rows.map(({ voice }) => voice)).size,
    corpus,
  },
);
const json = JSON.stringify(model);
mkdirSync(path('../rules/model'), { recursive: true });
writeFileSync(path('../rules/model/model.json'), json + '\n');
console.log(
  `${rows.length} texts, ${model.fittedOn.voices} voices -> rules/model/model.json, ${(json.length / 1024).toFixed(0)} KB`,
);
console.log('Thresholds that keep the budget (for rules/policy.yaml):');
console.log(JSON.stringify({ gate: policy.gate, thresholds: policy.thresholds }, undefined, 1));
