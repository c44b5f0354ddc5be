import { readdirSync, readFileSync } from 'node:fs';

/** Characters a round runs over: enough for all kinds of text, short enough for an undisturbed round. */
const CHARACTERS = 24_000;
const folder = new URL('../rules/corpus/', import.meta.url);

/** A set of texts to time on. */
export interface TextSet {
  readonly title: string;
  readonly texts: readonly string[];
  readonly characters: number;
}

/** Every n-th text of the corpus files whose name passes, about CHARACTERS in all. */
function readTexts(title: string, wanted: (name: string) => boolean): TextSet {
  const all = readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl') && wanted(name))
    .flatMap((name) => readFileSync(new URL(name, folder), 'utf8').split('\n').filter(Boolean))
    .map((line) => (JSON.parse(line) as { text: string }).text);
  const every = Math.max(1, Math.round(sum(all) / CHARACTERS));
  const texts = all.filter((_, index) => index % every === 0);
  return { title, texts, characters: sum(texts) };
}

const sum = (texts: readonly string[]): number => texts.reduce((total, text) => total + text.length, 0);

/** The whole corpus (most of it about debt: the hardest case) and what a feed mostly holds. */
export const TEXT_SETS: readonly TextSet[] = [
  readTexts('all voices of the corpus', () => true),
  readTexts('ordinary texts (m-, u-, yf-)', (name) => /^(m|u|yf)-/.test(name)),
];
