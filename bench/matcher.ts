/**
 * Folding and matching against a bare loop over the same text and against multi-pattern matchers from npm, on the terms of the built ruleset and
 * the project's corpus. Run: `npx node bench/matcher.ts` (needs `npm run rules:build`). Prints a table; every figure is the least of
 * many interleaved rounds, so that a busy machine spoils it little. Nothing here asserts: figures are read and recorded in docs/detection.md.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { AhoCorasick as Monyone } from '@monyone/aho-corasick';
import Modern from 'modern-ahocorasick';
import { buildMatcher, match, type Hit, type TermSpec } from '../core/match/matcher.ts';
import { RECORD } from '../core/match/verify.ts';
import { loadRuleset } from '../core/ruleset/load-ruleset.ts';
import { canonical, createCanonical } from '../core/text/canonical.ts';
import { FoldingData, loadFoldTables } from '../core/text/fold-tables.ts';
import { createFolded, fold } from '../core/text/fold.ts';

const ROUNDS = Number(process.argv[2] ?? 300);
/** Characters of corpus text a round runs over: enough for all kinds of text, short enough for an undisturbed round. */
const CHARACTERS = 24_000;
const root = new URL('../', import.meta.url);

/** Every n-th text of the files whose name passes, CHARACTERS in all. */
function readTexts(wanted: (name: string) => boolean): string[] {
  const folder = new URL('rules/corpus/', root);
  const texts = readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl') && wanted(name))
    .flatMap((name) => readFileSync(new URL(name, folder), 'utf8').split('\n').filter(Boolean))
    .map((line) => (JSON.parse(line) as { text: string }).text);
  const total = texts.reduce((sum, text) => sum + text.length, 0);
  const every = Math.max(1, Math.round(total / CHARACTERS));
  return texts.filter((_, index) => index % every === 0);
}

const compiled = readFileSync(new URL('.generated/ruleset.json', root), 'utf8');
const loaded = loadRuleset(JSON.parse(compiled));
if (!loaded.ok) throw new Error(`The built ruleset does not load: ${loaded.error.detail}`);
const { matcher, foldTables: tables } = loaded.value;
const { terms } = matcher;
const words = [...new Set(terms.map(({ text }) => text))];

const folded = createFolded();
const written = createCanonical();
const hits: Hit[] = [];
const modern = new Modern(words);
const monyone = new Monyone(words);
const alternation = new RegExp(
  [...words]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('|'),
  'g',
);

const jobsOn = (texts: readonly string[]): Record<string, () => number> => ({
  'bare charCodeAt loop': () => {
    let sum = 0;
    for (const text of texts) for (let at = 0; at < text.length; at++) sum = (sum + text.charCodeAt(at)) | 0;
    return sum;
  },
  fold: () => {
    let sum = 0;
    for (const text of texts) sum += fold(text, tables, folded).length;
    return sum;
  },
  'fold + match': () => {
    let sum = 0;
    for (const text of texts) sum += match(fold(text, tables, folded), matcher, hits).length;
    return sum;
  },
  'fold + match + canonical': () => {
    let sum = 0;
    for (const text of texts) {
      match(fold(text, tables, folded), matcher, hits);
      sum += canonical(folded, hits, matcher.standard, written).length;
    }
    return sum;
  },
  'modern-ahocorasick, matching alone': () => {
    let sum = 0;
    for (const text of texts) sum += modern.search(text).length;
    return sum;
  },
  '@monyone/aho-corasick, matching alone': () => {
    let sum = 0;
    for (const text of texts) sum += monyone.matchInText(text).length;
    return sum;
  },
  'one RegExp alternation, matching alone': () => {
    let sum = 0;
    for (const text of texts) sum += text.match(alternation)?.length ?? 0;
    return sum;
  },
});

/** Least time of each job over interleaved rounds, in milliseconds. Jobs that take long run less often. */
function measure(all: Record<string, () => number>, rounds: number): Map<string, number> {
  const least = new Map<string, number>();
  for (let round = 0; round < rounds; round++) {
    for (const [name, job] of Object.entries(all)) {
      const known = least.get(name) ?? 0;
      if (known > 5 && round % 10 !== 0) continue;
      const from = performance.now();
      job();
      const took = performance.now() - from;
      if (known === 0 || took < known) least.set(name, took);
    }
  }
  return least;
}

console.log(`${terms.length} terms, ${words.length} different words, ${ROUNDS} rounds`);
for (const [title, wanted] of [
  ['all voices of the corpus', () => true],
  ['ordinary texts alone (m-, u-, yf-)', (name: string) => /^(m|u|yf)-/.test(name)],
] as const) {
  const texts = readTexts(wanted);
  const characters = texts.reduce((sum, text) => sum + text.length, 0);
  const times = measure(jobsOn(texts), ROUNDS);
  const bare = times.get('bare charCodeAt loop') ?? Number.NaN;
  console.log(`\n${title}: ${texts.length} texts, ${characters} characters`);
  for (const [name, ms] of times) {
    const each = ((ms * 1e6) / characters).toFixed(2).padStart(8);
    console.log(`${name.padEnd(40)} ${each} ns/char ${(ms / bare).toFixed(1).padStart(8)} x bare`);
  }
  const ours = times.get('fold + match') ?? Number.NaN;
  const others = [...times].filter(([name]) => name.endsWith('matching alone')).map(([, ms]) => ms);
  console.log(
    `fold + match is ${(Math.min(...others) / ours).toFixed(1)} times as fast as the best of the others`,
  );
}
console.log();

const section = (JSON.parse(compiled) as { folding: unknown }).folding;
const some: TermSpec[] = terms.slice(0, 3_000);
const building = measure(
  {
    'check and unpack the folding section': () => loadFoldTables(FoldingData.parse(section)).soundCount,
    [`build the matcher, ${some.length} terms`]: () => buildMatcher(some, tables).automaton.states,
    [`build the matcher, all ${terms.length} terms`]: () => buildMatcher(terms, tables).automaton.states,
    'modern-ahocorasick, all words': () => new Modern(words).count('a'),
    '@monyone/aho-corasick, all words': () => (new Monyone(words).hasKeywordInText('a') ? 1 : 0),
  },
  40,
);
for (const [name, ms] of building) console.log(`${name.padEnd(40)} ${ms.toFixed(1).padStart(8)} ms`);

const { automaton, verifier } = matcher;
const bytes = [automaton.pairs, automaton.nodes, automaton.cell, automaton.ends, verifier.records]
  .map((array) => array.byteLength)
  .reduce((sum, size) => sum + size, 0);
console.log(
  `${verifier.records.length / RECORD} patterns, ${automaton.states} states, automaton ${(bytes / 1024).toFixed(0)} KiB, ` +
    `fold tables ${((tables.entry.byteLength + tables.tails.byteLength) / 1024).toFixed(0)} KiB, ` +
    `folding section ${(Buffer.byteLength(JSON.stringify(section)) / 1024).toFixed(0)} KiB`,
);
