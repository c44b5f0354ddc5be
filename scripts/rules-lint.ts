import './plain-errors.ts';
import { basename, join } from 'node:path';
import { checkExamples } from '../core/ruleset/check-examples.ts';
import { checkTerms } from '../core/ruleset/check-terms.ts';
import { loadRuleset } from '../core/ruleset/load-ruleset.ts';
import { checkSelectors } from './rules/check-selectors.ts';
import { tellProblems } from './rules/tell-problems.ts';
import { buildRuleset } from './build-ruleset.ts';
import { readFolder, ROOT } from './read-rules.ts';
import { readArguments } from './read-arguments.ts';

/** `npm run rules:lint`: every mistake in `rules/`, with file, path and a sentence. Fails if there is one. */
readArguments('npm run rules:lint   every mistake in rules/, with file, path and a sentence');
const built = buildRuleset();
const sites = readFolder(join(ROOT, 'rules', 'sites'));
const problems = [
  ...built.problems,
  ...checkSelectors(sites.map(({ path, content }) => ({ name: basename(path, '.yaml'), raw: content }))),
];
if (built.compiled !== undefined) {
  const loaded = loadRuleset(built.compiled);
  if (!loaded.ok)
    problems.push({
      file: 'rules',
      path: '',
      message: `The compiled ruleset does not load: ${loaded.error.detail}`,
    });
  else {
    for (const { section, id, detail } of loaded.value.skipped)
      problems.push({ file: 'rules', path: `${section}.${id}`, message: `Clients skip it: ${detail}` });
    problems.push(
      ...checkTerms(built.authored, loaded.value.foldTables),
      ...checkExamples(built.authored, loaded.value),
    );
  }
}
tellProblems(problems);
if (problems.length > 0) {
  console.error(`${problems.length} mistake(s).`);
  if (built.compiled === undefined)
    console.error('The spelling of terms and the examples are tried once these are mended.');
  process.exit(1);
}
console.log(
  `No mistakes in ${built.authored.rules.length} rules and ${built.authored.groups.length} signal groups (${built.terms} terms).`,
);
