import './plain-errors.ts';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { comparable, type ExpectedPage } from '../test/pages/expected-page.ts';
import { readSavedPage } from './scan-page.ts';

/** Writes `expected.json` of one saved page anew. The address comes from the second argument or from the file that is there. */
const [page, address] = process.argv.slice(2);
if (!page) {
  console.error(
    'Use: npm run pages:expect -- SITE/PAGE [ADDRESS]   (SITE/PAGE is a folder of test/pages with a page.html)',
  );
  process.exit(2);
}
const folder = new URL(`../test/pages/${page}/`, import.meta.url);
const target = new URL('expected.json', folder);
const url =
  address ??
  (existsSync(target) ? (JSON.parse(readFileSync(target, 'utf8')) as ExpectedPage).url : undefined);
if (!url) {
  console.error(`${page} has no expected.json yet: give the page's address as the second argument.`);
  process.exit(2);
}
if (!existsSync(new URL('page.html', folder))) throw new Error(`There is no test/pages/${page}/page.html.`);
const result = await readSavedPage({ html: readFileSync(new URL('page.html', folder)), url });
const expected = comparable(url, result);
writeFileSync(target, `${JSON.stringify(expected, null, 2)}\n`);
console.log(
  `${page}: ${expected.items.length} items. Review ${target.pathname} by eye: it is what the test will hold to.`,
);
for (const problem of result.problems) console.warn(problem);
