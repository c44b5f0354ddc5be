import './plain-errors.ts';
import { join } from 'node:path';
import { loadRuleset } from '../core/ruleset/load-ruleset.ts';
import type { Ruleset } from '../core/ruleset/ruleset.ts';
import { readBase } from './channel/team-overlay.ts';
import { readCorpus } from './fit/corpus.ts';
import { buildRuleset } from './build-ruleset.ts';
import { compareRulesets, type Change } from './rules/compare-rulesets.ts';
import { ROOT } from './read-rules.ts';
import { wholeNumber } from './whole-number.ts';
import { readArguments } from './read-arguments.ts';

/**
 * `npm run rules:diff -- OLD.json [NEW.json]`: what a change does to the corpus: newly flagged, newly silent, level changes, and rules that
 * decide nothing any more.
 */
const USAGE = `npm run rules:diff -- OLD.json [NEW.json]   what a change does to the corpus; NEW is built from rules/ when left out
  --budget N         fail when more honest lines than this are newly flagged: 0
  --most N           lines shown of each kind: 20
  --corpus FOLDER    rules/corpus`;
const { values, positionals } = readArguments(USAGE, {
  allowPositionals: true,
  options: {
    corpus: { type: 'string', default: join(ROOT, 'rules', 'corpus') },
    budget: { type: 'string', default: '0' },
    most: { type: 'string', default: '20' },
  },
});
const budget = wholeNumber('--budget', values.budget);
const most = wholeNumber('--most', values.most);
const [oldPath, newPath] = positionals;
if (oldPath === undefined)
  throw new Error('Give the older ruleset: npm run rules:diff -- OLD.json [NEW.json]');
const before = load(oldPath, readBase(oldPath));
const after = newPath === undefined ? load('rules/', built()) : load(newPath, readBase(newPath));
const rows = readCorpus(values.corpus);
const diff = compareRulesets(before, after, rows);
show(
  '新提示 newly flagged, honest (false alarms)',
  diff.newlyFlagged.filter(({ honest }) => honest),
);
show(
  '新提示 newly flagged, lures',
  diff.newlyFlagged.filter(({ honest }) => !honest),
);
show(
  '不再提示 newly silent, lures (misses)',
  diff.newlySilent.filter(({ honest }) => !honest),
);
show(
  '不再提示 newly silent, honest',
  diff.newlySilent.filter(({ honest }) => honest),
);
show('级别变化 other level', diff.otherLevel);
console.log(
  `${rows.length} lines. Rules that take part in no verdict on the corpus any more: ${diff.nowDead.join(', ') || 'none'}.`,
);
if (diff.dead.length > 0) console.log(`Dead before as well: ${diff.dead.join(', ')}.`);
const falseAlarms = diff.newlyFlagged.filter(({ honest }) => honest).length;
if (falseAlarms > budget) {
  console.error(`${falseAlarms} honest line(s) newly flagged; the budget is ${budget}.`);
  process.exit(1);
}

function built(): unknown {
  const { compiled } = buildRuleset();
  if (compiled === undefined) throw new Error('The rules have mistakes: run npm run rules:lint.');
  return compiled;
}

function load(name: string, compiled: unknown): Ruleset {
  const loaded = loadRuleset(compiled);
  if (!loaded.ok) throw new Error(`${name} does not load: ${loaded.error.detail}`);
  return loaded.value;
}

function show(title: string, changes: readonly Change[]): void {
  console.log(`\n${title}: ${changes.length}`);
  for (const { row, from, to, why } of changes.slice(0, most))
    console.log(
      `  ${row.voice} [${row.level}] ${from} → ${to}${why && ` (${why})`}: ${row.text.replaceAll('\n', '⏎').slice(0, 100)}`,
    );
  if (changes.length > most) console.log(`  … and ${changes.length - most} more (--most N)`);
}
