import './plain-errors.ts';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { examine } from '../core/examine.ts';
import type { Item } from '../core/item.ts';
import { loadRuleset } from '../core/ruleset/load-ruleset.ts';
import { LEVELS, type Level } from '../core/verdict.ts';
import { buildRuleset } from './build-ruleset.ts';
import { ROOT } from './read-rules.ts';
import { readArguments } from './read-arguments.ts';

/** `npm run rules:signals`: how often each combination and signal is present in corpus lines of each level, so that dead and noisy ones show. */
type Line = Item & { readonly level: Level; readonly file: string };
type Counts = Record<Level, number>;

const USAGE = `npm run rules:signals   hits of each combination and signal by level
  --files a,b        only these voices (names without .jsonl)
  --errors           every honest line on which a danger combination fired, with the combination
  --id TEXT          examples for the combination or signal whose id contains TEXT
  --short            combinations without signals`;
const { values } = readArguments(USAGE, {
  options: {
    files: { type: 'string' },
    errors: { type: 'boolean', default: false },
    id: { type: 'string' },
    short: { type: 'boolean', default: false },
  },
});
const built = buildRuleset();
if (built.compiled === undefined) throw new Error('The rules have mistakes: run npm run rules:lint.');
const loaded = loadRuleset(built.compiled);
if (!loaded.ok) throw new Error(`The ruleset does not load: ${loaded.error.detail}.`);
const ruleset = loaded.value;

const only = values.files?.split(',');
const corpus = join(ROOT, 'rules', 'corpus');
const lines: Line[] = readdirSync(corpus)
  .filter((name) => name.endsWith('.jsonl') && (only === undefined || only.includes(name.slice(0, -6))))
  .flatMap((name) =>
    readFileSync(join(corpus, name), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => ({ ...(JSON.parse(line) as Line), file: name.slice(0, -6) })),
  );

if (lines.length === 0)
  throw new Error(
    `No lines: --files takes names of files in rules/corpus without .jsonl, with commas between.`,
  );

const zero = (): Counts => ({ none: 0, topic: 0, caution: 0, danger: 0 });
const totals = zero();
const fired = new Map<string, Counts>();
const free = new Map<string, Counts>();
const against = new Map<string, Counts>();
const domain = zero();
const proposed = { danger: zero(), caution: zero() };
const wanted = values.id;
const count = (map: Map<string, Counts>, id: string, level: Level): void => {
  const counts = map.get(id) ?? zero();
  counts[level]++;
  map.set(id, counts);
};
for (const line of lines) {
  totals[line.level]++;
  const { evidence } = examine(line, ruleset);
  if (evidence.domain.item || evidence.domain.thread) domain[line.level]++;
  const firedIds = new Set(
    evidence.fired.map(({ combination }) => ruleset.judge.tables.combinations[combination]!.id),
  );
  if (evidence.proposed === 'danger' || evidence.proposed === 'caution')
    proposed[evidence.proposed][line.level]++;
  const idOf = (signal: number): string => ruleset.judge.tables.signals[signal]!.id;
  const freeIds = new Set(
    evidence.occurrences.filter(({ stance }) => stance === 0).map(({ signal }) => idOf(signal)),
  );
  const againstIds = new Set(
    evidence.occurrences.filter(({ stance }) => stance !== 0).map(({ signal }) => idOf(signal)),
  );
  for (const id of firedIds) count(fired, id, line.level);
  for (const id of freeIds) count(free, id, line.level);
  for (const id of againstIds) if (!freeIds.has(id)) count(against, id, line.level);
  const honest = line.level === 'topic' || line.level === 'none';
  if (values.errors && honest && evidence.proposed === 'danger') {
    const why = evidence.fired
      .filter(({ level }) => level === 'danger')
      .map(
        ({ combination, occurrences }) =>
          `${ruleset.judge.tables.combinations[combination]!.id} [${occurrences.map(({ start, end }) => line.text.slice(start, end)).join(' + ')}]`,
      );
    console.log(
      `${line.file} ${line.level}: ${line.text.replaceAll('\n', '⏎').slice(0, 160)}\n    ${why.join('; ')}`,
    );
  }
  if (wanted !== undefined && [...firedIds, ...freeIds].some((id) => id.includes(wanted))) {
    const words = evidence.occurrences
      .filter(({ signal }) => idOf(signal).includes(wanted))
      .map(({ start, end, disguised }) => line.text.slice(start, end) + (disguised ? '*' : ''));
    console.log(
      `${line.file} ${line.level}: ${line.text.replaceAll('\n', '⏎').slice(0, 120)}  [${words.join(' ')}]`,
    );
  }
}

const show = (title: string, ids: readonly string[], map: Map<string, Counts>): void => {
  console.log(
    `\n${title.padEnd(44)}${[...LEVELS]
      .reverse()
      .map((level) => level.padStart(9))
      .join('')}   lift`,
  );
  for (const id of ids) {
    const counts = map.get(id) ?? zero();
    const lure = (counts.danger + counts.caution + 0.5) / (totals.danger + totals.caution);
    const honest = (counts.topic + counts.none + 0.5) / (totals.topic + totals.none);
    console.log(
      `${id.padEnd(44)}${[...LEVELS]
        .reverse()
        .map((level) => String(counts[level]).padStart(9))
        .join('')} ${(lure / honest).toFixed(1).padStart(7)}`,
    );
  }
};
if (wanted === undefined) {
  const { tables } = ruleset.judge;
  console.log(
    `${lines.length} lines; ${tables.signals.length} signals, ${tables.combinations.length} combinations, ${ruleset.judge.layout.size} features.`,
  );
  show('lines', ['all'], new Map([['all', totals]]));
  show('about debt (domain)', ['domain'], new Map([['domain', domain]]));
  show('proposed', ['danger', 'caution'], new Map(Object.entries(proposed)));
  show(
    'combinations',
    tables.combinations.map(({ id }) => id),
    fired,
  );
  if (!values.short) {
    show(
      'signals, free',
      tables.signals.map(({ id }) => id),
      free,
    );
    show(
      'signals, spoken against only',
      tables.signals.map(({ id }) => id),
      against,
    );
  }
}
