import './plain-errors.ts';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildRuleset } from './build-ruleset.ts';
import { tellProblems } from './rules/tell-problems.ts';
import { ROOT } from './read-rules.ts';
import { readArguments } from './read-arguments.ts';

/** `npm run rules:build`: compiles `rules/` into `.generated/ruleset.json`. Lists all mistakes and writes nothing when there are any. */
readArguments('npm run rules:build   compiles rules/ into .generated/ruleset.json');
const started = performance.now();
const built = buildRuleset();
if (built.problems.length > 0) {
  tellProblems(built.problems);
  console.error(`${built.problems.length} mistake(s). Nothing was written.`);
  process.exit(1);
}
const json = JSON.stringify(built.compiled);
mkdirSync(join(ROOT, '.generated'), { recursive: true });
writeFileSync(join(ROOT, '.generated', 'ruleset.json'), json);
const { rules, signals, sites, version } = built.compiled!;
console.log(
  `.generated/ruleset.json ${version}: ${rules.length} rules, ${signals.length} signal groups, ${built.terms} terms, ${sites.length} sites, ` +
    `${(json.length / 1024).toFixed(0)} K characters, ${(performance.now() - started).toFixed(0)} ms.`,
);
for (const section of ['folding', 'guidance', 'channels', 'model'] as const) {
  if (built.compiled![section] === undefined) console.log(`No section ${section} yet.`);
}
