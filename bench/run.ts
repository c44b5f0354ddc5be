import '../scripts/plain-errors.ts';
import { readFileSync } from 'node:fs';
import { readRuleset, RULESET_FILE } from '../scripts/ruleset-file.ts';
import { wholeNumber } from '../scripts/whole-number.ts';
import { measureDetection } from './detection.ts';
import { measureLoading } from './loading.ts';
import { FEED_NOTE } from './texts.ts';
import { readArguments } from '../scripts/read-arguments.ts';

/**
 * `npm run bench`: what detection costs, as ratios within one run. Nothing here asserts: figures are read,
 * and recorded in docs/benchmarks.md. The moderators' side has its own: `npm run bench:reports`.
 */
const USAGE = `npm run bench   speed of detection, as ratios within one run
  --rounds N         200
  --json             the figures as JSON`;
const { values } = readArguments(USAGE, {
  options: { json: { type: 'boolean', default: false }, rounds: { type: 'string', default: '200' } },
});
const rounds = wholeNumber('--rounds', values.rounds, 1);

// Before detection: the rivals' tables would fill the heap and the collector's time.
const loading = measureLoading(readFileSync(RULESET_FILE, 'utf8'), Math.max(5, Math.ceil(rounds / 10)));
const detection = measureDetection(readRuleset(), rounds);

if (FEED_NOTE !== undefined) console.error(FEED_NOTE);
if (values.json) {
  console.log(JSON.stringify({ detection, loading }));
} else {
  for (const { texts, characters, timings, fasterThanNpm } of detection) {
    console.log(`\n${texts}, ${characters} characters`);
    for (const { job, nsPerCharacter, timesBare } of timings) {
      console.log(
        `${job.padEnd(42)} ${nsPerCharacter.toFixed(2).padStart(9)} ns/char ${timesBare.toFixed(1).padStart(8)} x bare`,
      );
    }
    console.log(`fold + match is ${fasterThanNpm.toFixed(1)} times as fast as the best npm matcher`);
  }
  console.log(
    `\nruleset: ${loading.loadMs.toFixed(1)} ms to load, ${loading.terms} terms, ${loading.patterns} patterns, ${loading.rulesetKB} KB ` +
      `(folding ${loading.foldingKB}, model ${loading.modelKB}), ${loading.memoryKB} KB of tables in memory`,
  );
}
