import { readFileSync } from 'node:fs';
import { examine } from '../../core/examine.ts';
import type { Glance } from '../../core/model/glance.ts';
import { hashItem } from '../../core/model/item-grams.ts';
import { END_MARK, hashOfGram, MAX_GRAM, SEED, START_MARK } from '../../core/model/gram-hash.ts';
import { leaveOutSmallTalk } from '../../core/model/small-talk.ts';
import type { Ruleset } from '../../core/ruleset/ruleset.ts';
import type { Evidence } from '../../core/judge/evidence.ts';
import { canonicalText } from '../../core/text/canonical.ts';
import type { Row } from './corpus.ts';
import type { Example } from './logistic.ts';

/** A row with all that the fit and the verdict need of it. */
export interface Prepared extends Example {
  readonly row: Row;
  readonly evidence: Pick<Evidence, 'proposed' | 'domain' | 'votes' | 'fired'>;
  /** Canonical text, to find the same text in another voice. */
  readonly canonical: string;
}

/** Dense ids of the grams that stand in at least two texts. */
export interface Vocabulary {
  readonly hashes: Int32Array;
  readonly ids: ReadonlyMap<number, number>;
}

/** A row before its grams have ids. */
interface Raw {
  readonly row: Row;
  readonly hashes: Int32Array;
  readonly evidence: Evidence;
  readonly canonical: string;
}

/** What the engine makes of a row. */
function readRow(row: Row, ruleset: Ruleset, glance: Glance): Raw {
  const examined = examine(row, ruleset);
  leaveOutSmallTalk(examined, glance);
  const { text, thread, evidence } = examined;
  const { hashes, count } = hashItem(text, thread);
  return { row, hashes: hashes.slice(0, count), evidence, canonical: canonicalText(text) };
}

/** Keeps grams in at least two texts: one text's own words teach nothing about another's. */
function buildVocabulary(texts: readonly Raw[]): Vocabulary {
  const seen = new Map<number, number>();
  const last = new Map<number, number>();
  texts.forEach(({ hashes }, index) => {
    for (const hash of hashes) {
      if (last.get(hash) === index) continue;
      last.set(hash, index);
      seen.set(hash, (seen.get(hash) ?? 0) + 1);
    }
  });
  const kept = [...seen].filter(([, count]) => count >= 2).map(([hash]) => hash);
  return { hashes: Int32Array.from(kept), ids: new Map(kept.map((hash, id) => [hash, id])) };
}

/** Ids of the grams that a vocabulary has, each once. */
const knownOf = (hashes: Int32Array, { ids }: Vocabulary): Int32Array =>
  Int32Array.from([...new Set(hashes)].flatMap((hash) => ids.get(hash) ?? []));

/**
 * Reads rows through the engine. Given a vocabulary, grams outside it are left out; else one is built.
 *
 * @param glance - tells small talk
 */
export function prepare(
  rows: readonly Row[],
  ruleset: Ruleset,
  glance: Glance,
  given?: Vocabulary,
): { readonly prepared: Prepared[]; readonly vocabulary: Vocabulary } {
  const texts = rows.map((row) => readRow(row, ruleset, glance));
  const vocabulary = given ?? buildVocabulary(texts);
  const prepared = texts.map(({ row, hashes, evidence, canonical }) => ({
    row,
    canonical,
    grams: knownOf(hashes, vocabulary),
    count: hashes.length,
    features: evidence.features,
    evidence: {
      proposed: evidence.proposed,
      domain: evidence.domain,
      votes: evidence.votes,
      fired: evidence.fired,
    },
  }));
  return { prepared, vocabulary };
}

/**
 * Counts of ordinary texts by gram id, from `background-ngrams.tsv` (its README tells how it was made).
 * Punctuation there becomes the gap mark here, as canonical text has it.
 */
export function readBackground(
  file: string,
  vocabulary: Vocabulary,
): { readonly counts: Float64Array; readonly documents: number } {
  const counts = new Float64Array(vocabulary.hashes.length);
  let documents = 0;
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const [gram, count] = line.split('\t');
    if (gram === undefined || count === undefined) continue;
    if (gram === '# documents') {
      documents = Number(count);
      continue;
    }
    // Longer ones are no grams here; their hashes would be those of others.
    if (gram.length > MAX_GRAM) continue;
    const id = vocabulary.ids.get(hashOfBackgroundGram(gram));
    if (id !== undefined) counts[id]! += Number(count);
  }
  return { counts, documents };
}

function hashOfBackgroundGram(gram: string): number {
  const units = Array.from(gram, (char) =>
    char === '^'
      ? START_MARK
      : char === '$'
        ? END_MARK
        : /[\p{P}\p{S}\s]/u.test(char)
          ? 0x20
          : char.charCodeAt(0),
  );
  return hashOfGram(String.fromCharCode(...units), SEED.text);
}
