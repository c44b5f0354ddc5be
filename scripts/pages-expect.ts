import './plain-errors.ts';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { comparable, type ExpectedPage } from '../test/pages/expected-page.ts';
import { readSavedPage } from './scan-page.ts';
import { readArguments } from './read-arguments.ts';

/** Writes `expected.json` of one saved page anew. */
const USAGE = `npm run pages:expect -- SITE/PAGE [ADDRESS]   writes expected.json of one saved page anew
  SITE/PAGE is a folder of test/pages with a page.html; ADDRESS is left out where expected.json has it.`;
const { positionals } = readArguments(USAGE, { allowPositionals: true });
const [page, address] = positionals;
if (!page) throw new Error(USAGE);
const folder = new URL(`../test/pages/${page}/`, import.meta.url);
const target = new URL('expected.json', folder);
const url =
  address ??
  (existsSync(target) ? (JSON.parse(readFileSync(target, 'utf8')) as ExpectedPage).url : undefined);
if (!url)
  throw new Error(`${page} has no expected.json yet: give the page's address as the second argument.`);
if (!existsSync(new URL('page.html', folder))) throw new Error(`There is no test/pages/${page}/page.html.`);
const result = await readSavedPage({ html: readFileSync(new URL('page.html', folder)), url });
const expected = comparable(url, result);
writeFileSync(target, `${JSON.stringify(expected, null, 2)}\n`);
console.log(
  `${page}: ${expected.items.length} items. Review ${target.pathname} by eye: it is what the test will hold to.`,
);
for (const problem of result.problems) console.warn(problem);
