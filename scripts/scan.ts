import './plain-errors.ts';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { assess } from '../core/assess.ts';
import { ROLES } from '../core/item.ts';
import { LONGEST_LINE, linesOf } from './lines-of.ts';
import { readArguments } from './read-arguments.ts';
import { readRuleset } from './ruleset-file.ts';

/**
 * `npm run scan -- FILE.jsonl` (or `-` for standard input): one JSON verdict a line, in the order of the lines
 * `{text, role?, thread?, author?}`. A line that cannot be judged gives `{"error": …}` in its place and exit code 1.
 *
 * `npm run scan -- --html PAGE.html --url URL`: one JSON line for each item that the extension reads on the saved page.
 */
const USAGE =
  'Usage: npm run scan -- FILE.jsonl | npm run scan -- - | npm run scan -- --html PAGE.html --url URL';

const Line = z.object({
  text: z.string(),
  // An unknown role is read as a comment: the reader of the figures wants the verdict, not a lesson.
  role: z.enum(ROLES).catch('comment').optional(),
  thread: z.string().nullish(),
  author: z.string().nullish(),
});

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(2);
}

async function scanLines(file: string): Promise<void> {
  if (file !== '-' && !existsSync(file)) fail(`There is no file ${file}. ${USAGE}`);
  const ruleset = readRuleset();
  const input = file === '-' ? process.stdin : createReadStream(file);
  let number = 0;
  for await (const line of linesOf(input)) {
    number++;
    if (line?.trim() === '') continue;
    console.log(JSON.stringify(judgeLine(line, number)));
  }

  function judgeLine(line: string | null, at: number): object {
    if (line === null) return wrong(`Line ${at} is longer than ${LONGEST_LINE} characters.`);
    let parsed: unknown;
    try {
      parsed = JSON.parse(line.replace(/^\uFEFF/, ''));
    } catch (error) {
      return wrong(`Line ${at} is not JSON: ${(error as Error).message}`);
    }
    const result = Line.safeParse(parsed);
    if (!result.success)
      return wrong(
        `Line ${at}: ${result.error.issues.map(({ path, message }) => [...path, message].join(': ')).join('; ')}`,
      );
    const { text, role, thread, author } = result.data;
    return assess({ text, role, thread: thread ?? undefined, author: author ?? undefined }, ruleset);
  }
}

/** What stands in the place of a verdict. */
function wrong(error: string): object {
  process.exitCode = 1;
  return { error };
}

async function scanHtml(file: string, url: string | undefined): Promise<void> {
  if (url === undefined || !/^https?:$/.test(URL.parse(url)?.protocol ?? ''))
    fail(`--html needs --url with the page's address, for example https://www.douyin.com/video/1. ${USAGE}`);
  if (!existsSync(file)) fail(`There is no file ${file}. ${USAGE}`);
  const { scanPage } = await import('./scan-page.ts');
  for (const item of await scanPage({ html: readFileSync(file), url, ruleset: readRuleset() }))
    console.log(JSON.stringify(item));
}

const { values, positionals } = readArguments(USAGE, {
  options: { html: { type: 'string' }, url: { type: 'string' } },
  allowPositionals: true,
});
if (values.html !== undefined) await scanHtml(values.html, values.url);
else if (positionals.length === 1) await scanLines(positionals[0]!);
else fail(USAGE);
