import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { writeOrdinaryTexts } from '../scripts/fit/ordinary-texts.ts';

/** Characters a round runs over: enough for all kinds of text, short enough for an undisturbed round. */
const CHARACTERS = 24_000;
const folder = new URL('../rules/corpus/', import.meta.url);

/** A set of texts to time on. */
export interface TextSet {
  readonly title: string;
  readonly texts: readonly string[];
  readonly characters: number;
}

/** Every n-th of some texts, about CHARACTERS in all. */
function textSet(title: string, all: readonly string[]): TextSet {
  const every = Math.max(1, Math.round(sum(all) / CHARACTERS));
  const texts = all.filter((_, index) => index % every === 0);
  return { title, texts, characters: sum(texts) };
}

const textsOf = (file: string | URL): string[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as { text: string }).text);

/** Texts of the corpus files whose name passes. */
const readTexts = (wanted: (name: string) => boolean): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl') && wanted(name))
    .flatMap((name) => textsOf(new URL(name, folder)));

const REAL = new URL('../../shared/corpus/real/normal.dev.jsonl', import.meta.url);
/** More than any fit has seen of them; the next ones are measured on. */
const SEEN_BY_FITS = 30_000;

/** Said where the public texts are missing: the figures are of other texts then. */
export const FEED_NOTE = existsSync(REAL)
  ? undefined
  : `There is no ${fileURLToPath(REAL)}: the feed is written by the chain, its figures are not those of docs/benchmarks.md.`;

/** What a feed mostly holds: public ordinary texts, measured in place; where they are missing, ones that the chain writes. */
function feed(): TextSet {
  if (FEED_NOTE === undefined) return textSet('a feed (public ordinary texts)', textsOf(REAL));
  const written = writeOrdinaryTexts(
    fileURLToPath(new URL('background-ngrams.tsv', folder)),
    SEEN_BY_FITS + 2000,
  );
  return textSet(
    'a feed (written by the chain)',
    written.slice(SEEN_BY_FITS).map(({ text }) => text),
  );
}

const sum = (texts: readonly string[]): number => texts.reduce((total, text) => total + text.length, 0);

/** The whole corpus (most of it about debt: the hardest case), honest texts with near words, and what a feed mostly holds. */
export const TEXT_SETS: readonly TextSet[] = [
  textSet(
    'all voices of the corpus',
    readTexts(() => true),
  ),
  textSet(
    'ordinary texts with near words (m-, u-, yf-)',
    readTexts((name) => /^(m|u|yf)-/.test(name)),
  ),
  feed(),
];
