import { checkExamples } from '../core/ruleset/check-examples.ts';
import { checkTerms } from '../core/ruleset/check-terms.ts';
import { loadRuleset } from '../core/ruleset/load-ruleset.ts';
import { buildRuleset } from './build-ruleset.ts';

/** `npm run rules:lint`: every mistake in `rules/`, with file, path and a sentence. Fails if there is one. */
const built = buildRuleset();
const problems = [...built.problems];
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
for (const { file, path, message } of problems)
  console.error(`${file}${path === '' ? '' : ` › ${path}`}: ${message}`);
if (problems.length > 0) {
  console.error(`${problems.length} mistake(s).`);
  process.exit(1);
}
console.log(
  `No mistakes in ${built.authored.rules.length} rules and ${built.authored.groups.length} signal groups (${built.terms} terms).`,
);
