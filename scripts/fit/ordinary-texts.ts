import { readFileSync } from 'node:fs';
import type { Row } from './corpus.ts';
import { randomStream } from './random-stream.ts';

/** Longest gram of `background-ngrams.tsv`, in characters, its frame marks included. */
const LONGEST = 4;
/** Texts longer than this are cut; the median of ordinary comments is 25. */
const LENGTH_LIMIT = 60;
/** Characters that a text has at least. */
const SHORTEST = 3;
/** How often a shorter context is asked although a longer one is known: else the texts would repeat the commonest ones. */
const STEP_BACK = 0.35;

/** What follows a context, and how often. */
interface Followers {
  readonly characters: string[];
  /** Running totals of the counts. */
  readonly totals: number[];
}

/**
 * Writes texts that nobody wrote but that string ordinary words as ordinary people do: a chain over the counts of `background-ngrams.tsv`.
 * They join the fit as texts about nothing (level none), never the figures. The corpus has few such texts beside those about debt, and
 * without them the fit takes talk ("悄悄告诉他", "懂的都懂") for a sign of lures: ten times as many ordinary texts were flagged.
 *
 * @param file - path of the counts
 * @param count - how many texts; they are always the same, a larger number goes on behind them
 */
export function writeOrdinaryTexts(file: string, count: number): Row[] {
  const followers = readFollowers(file);
  const random = randomStream(11);
  return Array.from({ length: count }, () => ({
    text: writeText(followers, random),
    level: 'none',
    category: 'none',
    role: 'comment',
    disguised: false,
    voice: 'ordinary-chain',
    unjudged: true,
  }));
}

function readFollowers(file: string): ReadonlyMap<string, Followers> {
  const followers = new Map<string, Followers>();
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const [gram, count] = line.split('\t');
    if (gram === undefined || count === undefined || gram.startsWith('#')) continue;
    const characters = [...gram];
    const last = characters.pop()!;
    if (last === '^') continue;
    const context = characters.join('');
    let known = followers.get(context);
    if (known === undefined) followers.set(context, (known = { characters: [], totals: [] }));
    known.characters.push(last);
    known.totals.push((known.totals.at(-1) ?? 0) + Number(count));
  }
  return followers;
}

function writeText(followers: ReadonlyMap<string, Followers>, random: () => number): string {
  const text = ['^'];
  while (text.length <= LENGTH_LIMIT) {
    const next = nextCharacter(text, followers, random);
    if (next !== '$') text.push(next);
    else if (text.length > SHORTEST) break;
    // A mark or a word says nothing: another begin.
    else text.length = 1;
  }
  return text.slice(1).join('');
}

/** Draws what follows, from the longest known context or, now and then, from a shorter one. */
function nextCharacter(
  text: readonly string[],
  followers: ReadonlyMap<string, Followers>,
  random: () => number,
): string {
  for (let length = Math.min(LONGEST - 1, text.length); length > 0; length--) {
    const known = followers.get(text.slice(-length).join(''));
    if (known === undefined || (length > 1 && random() < STEP_BACK)) continue;
    return draw(known, random);
  }
  return draw(followers.get('')!, random);
}

function draw({ characters, totals }: Followers, random: () => number): string {
  const drawn = random() * totals.at(-1)!;
  let [low, high] = [0, totals.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (totals[middle]! > drawn) high = middle;
    else low = middle + 1;
  }
  return characters[low]!;
}
