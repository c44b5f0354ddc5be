import './plain-errors.ts';
import { appendFileSync, existsSync, openAsBlob } from 'node:fs';
import { join } from 'node:path';
import { readBundle } from '../reports/bundle/read-bundle.ts';
import { readCorpus } from './fit/corpus.ts';
import { ROOT } from './read-rules.ts';
import { learnLines } from './rules/learn-lines.ts';
import { readArguments } from './read-arguments.ts';

/**
 * `npm run rules:learn -- FILE.zhaishao.zip`: turns a desk's team file into corpus lines (rules/corpus/desk.jsonl), personal data removed. A person
 * looks at the lines before they are committed.
 */
const USAGE = `npm run rules:learn -- FILE.zhaishao.zip   turns a desk's team file into corpus lines, personal data removed
  --out FILE         rules/corpus/desk.jsonl
  --dry              only prints them`;
const { values, positionals } = readArguments(USAGE, {
  allowPositionals: true,
  options: {
    out: { type: 'string', default: join(ROOT, 'rules', 'corpus', 'desk.jsonl') },
    dry: { type: 'boolean', default: false },
  },
});
const [path] = positionals;
if (path === undefined)
  throw new Error(
    'Give a file that the desk exported for the team: npm run rules:learn -- FILE.zhaishao.zip',
  );
if (!existsSync(path)) throw new Error(`There is no ${path}.`);
const read = await readBundle(await openAsBlob(path), { now: Date.now() });
if (!read.ok) throw new Error(`${path}: ${read.error}: ${read.message}`);
const known = new Set(readCorpus(join(ROOT, 'rules', 'corpus')).map(({ text }) => text));
const { lines, leftOut } = learnLines(
  read.value.reports.map(({ report }) => report),
  read.value.events,
  known,
);
const text = lines.map((line) => JSON.stringify(line) + '\n').join('');
if (values.dry) process.stdout.write(text);
else appendFileSync(values.out, text);
for (const { subject, because } of leftOut) console.error(`left out: ${subject}: ${because}.`);
if (read.value.errorCount > 0)
  console.error(`${read.value.errorCount} line(s) of the file could not be read.`);
console.error(
  `${lines.length} line(s)${values.dry ? '' : ` added to ${values.out}`}; ${leftOut.length} left out. Read them before you commit.`,
);
