import './plain-errors.ts';
import { readFileSync } from 'node:fs';
import { type Hit, listHits, match } from '../core/match/matcher.ts';
import { disguiseNames } from '../core/text/disguise.ts';
import { fold } from '../core/text/fold.ts';
import { readRuleset } from './ruleset-file.ts';
import { readArguments } from './read-arguments.ts';

/**
 * `npm run rules:folding`: measures folding on texts with the terms of the built ruleset: how many hidden terms are recovered, how many texts get
 * a disguised hit, and the commonest of those.
 */
const USAGE = `npm run rules:folding -- pairs FILE.jsonl …       lines with text and plain (the disguise undone)
npm run rules:folding -- disguised FILE.jsonl …   lines with text
  --show             list what was missed or hit`;
const { values, positionals } = readArguments(USAGE, {
  allowPositionals: true,
  options: { show: { type: 'boolean', default: false } },
});
const { show } = values;
const [mode, ...files] = positionals;
if ((mode !== 'pairs' && mode !== 'disguised') || files.length === 0) throw new Error(USAGE);
const { matcher, foldTables: tables } = readRuleset();

interface Line {
  readonly text: string;
  readonly plain?: string;
}
const read = (path: string): Line[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);
const find = (text: string): Hit[] => {
  const folded = fold(text, tables);
  return listHits(match(folded, matcher), folded);
};
const textOf = (term: number): string => matcher.terms[term]?.text ?? '';
const isKey = (text: string): boolean => keys.has(text);
const keys = new Set(matcher.terms.filter(({ key }) => key === true).map(({ text }) => text));
const percent = (part: number, whole: number): string =>
  `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;

/** Terms of `plain` that the text does not show as they are: how many are found in it all the same. */
function recovered(lines: readonly Line[]): void {
  const counts = { all: 0, found: 0, key: 0, keyFound: 0 };
  for (const { text, plain = text } of lines) {
    const meant = new Set(find(plain).flatMap((hit) => (hit.disguised ? [] : [textOf(hit.term)])));
    const seen = new Set(find(text).map((hit) => textOf(hit.term)));
    for (const term of meant) {
      if (text.includes(term) || term.length < 2) continue;
      counts.all++;
      if (isKey(term)) counts.key++;
      if (seen.has(term)) {
        counts.found++;
        if (isKey(term)) counts.keyFound++;
      } else if (show)
        console.log(`  ${term}${isKey(term) ? '*' : ''} <- ${text.replaceAll('\n', '⏎').slice(0, 70)}`);
    }
  }
  console.log(
    `${counts.all} hidden terms, recovered ${percent(counts.found, counts.all)}; ` +
      `${counts.key} of key terms, recovered ${percent(counts.keyFound, counts.key)}`,
  );
}

/** Texts with a disguised hit; in ordinary texts these are false. */
function disguised(lines: readonly Line[]): void {
  const seen = new Map<string, number>();
  let texts = 0;
  let keyed = 0;
  for (const { text } of lines) {
    const hits = find(text).filter((hit) => hit.disguised);
    if (hits.length === 0) continue;
    texts++;
    if (hits.some((hit) => isKey(textOf(hit.term)))) keyed++;
    for (const hit of hits) {
      const name = `${textOf(hit.term)} <- ${text.slice(hit.start, hit.end)} (${disguiseNames(hit.kinds).join(' ')})`;
      seen.set(name, (seen.get(name) ?? 0) + 1);
    }
  }
  const rate = ((10_000 * texts) / Math.max(1, lines.length)).toFixed(1);
  console.log(
    `${lines.length} texts, ${texts} with a disguised hit (${rate} in 10,000), ${keyed} of them of a key term`,
  );
  if (show)
    for (const [name, count] of [...seen].sort((a, b) => b[1] - a[1]).slice(0, 120))
      console.log(`  ${count} ${name}`);
}

for (const file of files) {
  console.log(file);
  if (mode === 'pairs') recovered(read(file));
  else disguised(read(file));
}
