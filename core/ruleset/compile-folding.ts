import type { TermSpec } from '../match/hit.ts';
import { createHits, isDisguised, kindsOf } from '../match/hits.ts';
import { buildMatcher, match } from '../match/matcher.ts';
import { HOMOPHONE, LOOKALIKE, TRADITIONAL, WIDTH } from '../text/disguise.ts';
import { charOf, type FoldTables, soundOf, SYLLABLE_SOUND } from '../text/fold-tables.ts';
import { BASE64 } from '../base64-alphabet.ts';
import { type FoldingData, HAN_FIRST, HAN_LAST, LONGEST_ORDINARY } from '../text/folding-data.ts';
import { loadFoldTables } from '../text/load-fold-tables.ts';
import { createFolded, fold } from '../text/fold.ts';
import { classRuns, compatibilityPairs } from './folding-classes.ts';
import type { AuthoredFolding } from './folding-format.ts';

/** What the build reads from maintained tables and hands in, so that this stays pure. */
export interface FoldingSources {
  /** Traditional character -> simplified character, only where they differ. */
  readonly simplified: ReadonlyMap<string, string>;
  /** Character -> toneless syllable in its most common reading, `lv` for lü. */
  readonly syllables: ReadonlyMap<string, string>;
}

function packSounds(sources: FoldingSources): { syllables: string; sounds: string } {
  const names = [...new Set(sources.syllables.values())].filter((name) => /^[a-z]+$/.test(name)).sort();
  const numberOf = new Map(names.map((name, index) => [name, index + 1]));
  let sounds = '';
  for (let code = HAN_FIRST; code <= HAN_LAST; code++) {
    const char = String.fromCharCode(code);
    const number = numberOf.get(sources.syllables.get(char) ?? '') ?? 0;
    sounds += BASE64.charAt(number >> 6) + BASE64.charAt(number & 63);
  }
  return { syllables: names.join(' '), sounds };
}

/** Pairs written -> standard from "standard: written forms". */
function pairs(stands: Record<string, string>): string {
  return Object.entries(stands)
    .map(([standard, written]) => [...written].map((char) => char + standard).join(''))
    .join('');
}

/**
 * Packs the authored folding files and the maintained tables into the folding section of a ruleset. Pure and deterministic.
 *
 * @throws Error when a word names a `near` group that is not there
 */
export function compileFolding(authored: AuthoredFolding, sources: FoldingSources): FoldingData {
  const { homophones, lookalikes, initials } = authored;
  const nearGroup = (name: string | undefined): string | undefined => {
    if (name === undefined) return undefined;
    const chars = initials.near[name];
    if (chars === undefined)
      throw new Error(`There is no near group "${name}" in rules/folding/initials.yaml.`);
    return chars;
  };
  const compatibility = compatibilityPairs();
  let traditional = '';
  for (const [from, to] of sources.simplified)
    if (from.length === 1 && to.length === 1 && from !== to) traditional += from + to;
  return {
    ...packSounds(sources),
    traditional: traditional + pairs(lookalikes.spellings),
    lookalikes: pairs(lookalikes.always) + pairs(lookalikes.letters) + compatibility.letters,
    enclosed: compatibility.enclosed + pairs(authored.enclosed),
    classes: classRuns(authored.separators),
    emoji: authored.emoji.map(({ emoji, ...rest }) => ({ code: emoji.codePointAt(0) ?? 0, ...rest })),
    split: Object.entries(authored['split-characters']).flatMap(([whole, ways]) =>
      ways.map((parts): [string, string] => [parts, whole]),
    ),
    latinWords: authored['latin-words'].words.trim(),
    gluedWords: authored['latin-words'].glued.trim(),
    open: homophones.open,
    keyTerms: homophones.keyTerms.trim().replace(/\s+/g, ' '),
    common: '',
    trade: homophones.trade,
    listed: [
      ...Object.entries(homophones.characters).map(([char, others]): FoldingData['listed'][number] => [
        char,
        others,
        'homophone',
      ]),
      ...Object.entries(lookalikes.perhaps).map(([char, others]): FoldingData['listed'][number] => [
        char,
        others,
        'lookalike',
      ]),
    ],
    polyphones: Object.entries(homophones.polyphones),
    digits: Object.entries(authored.digits.stands),
    measures: authored.digits.measures,
    aliases: [
      ...initials.initials.map(({ text, term, near }) => ({
        text,
        term,
        kind: 'initials' as const,
        near: nearGroup(near),
      })),
      ...homophones.words.map(({ text, term, near }) => ({
        text,
        term,
        kind: 'homophone' as const,
        near: nearGroup(near),
      })),
    ],
    falseFriends: authored['false-friends'].map(({ text, hides }) => ({ text, hides })),
    ordinary: homophones.ordinary,
  };
}

/** This many of the most frequent characters never stand in by sound alone. */
const COMMON_CHARACTERS = 500;

/**
 * The most frequent characters of ordinary texts.
 *
 * @param grams - passages of ordinary texts with their counts, see rules/corpus/background-ngrams.tsv
 */
export function commonCharacters(grams: Iterable<readonly [string, number]>, tables: FoldTables): string {
  return [...grams]
    .filter(([gram]) => gram.length === 1 && soundOf(tables.entry[gram.charCodeAt(0)] ?? 0) >= SYLLABLE_SOUND)
    .sort((a, b) => b[1] - a[1])
    .slice(0, COMMON_CHARACTERS)
    .map(([gram]) => String.fromCharCode(charOf(tables.entry[gram.charCodeAt(0)] ?? 0)))
    .join('');
}

/**
 * Ordinary words and passages that the matcher would take for a disguised term (可以坐 beside 可以做, 负责 beside 负债): every frequent passage that
 * is a hit by homophones or look-alikes from end to end.
 *
 * @param terms - all terms of the ruleset
 * @param grams - passages of ordinary texts with their counts
 * @param data - the folding section without them
 */
export function ordinaryPassages(
  terms: readonly TermSpec[],
  grams: Iterable<readonly [string, number]>,
  data: FoldingData,
): string[] {
  // Any neighbourhood counts: the passage stands alone here, in a text it may stand near words of the trade.
  const tables = loadFoldTables({ ...data, ordinary: [], falseFriends: [], aliases: [] });
  const matcher = buildMatcher(terms, { ...tables, trade: ANYWHERE });
  const folded = createFolded();
  const hits = createHits();
  const ordinary = new Set<string>();
  for (const [gram] of grams) {
    if (gram.length < 2 || gram.length > LONGEST_ORDINARY) continue;
    fold(gram, tables, folded);
    match(folded, matcher, hits);
    let hidden = false;
    for (let hit = 0; hit < hits.count && !hidden; hit++)
      hidden =
        hits.from[hit] === 0 &&
        hits.to[hit] === folded.length &&
        isDisguised(hits, hit) &&
        (kindsOf(hits, hit) & ~SOUND_OR_SHAPE) === 0;
    if (hidden) ordinary.add(String.fromCharCode(...folded.unit.subarray(0, folded.length).map(charOf)));
  }
  return [...ordinary].sort();
}

const SOUND_OR_SHAPE = HOMOPHONE | LOOKALIKE | TRADITIONAL | WIDTH;
/** A set that holds everything. */
const ANYWHERE: ReadonlySet<number> = Object.assign(new Set<number>(), { has: () => true });
