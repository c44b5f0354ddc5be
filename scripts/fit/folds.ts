import type { Prepared } from './examples.ts';
import { fitHeads, marginsOf, type Heads, type Margins, type SharedOptions } from './heads.ts';

/** Canonical texts shorter than this (怎么联系) are said by everybody and are no copy of each other. */
const COPY_LENGTH = 12;

/** Names of the voices, in order of first appearance. */
export function voicesOf(texts: readonly Prepared[]): string[] {
  return [...new Set(texts.map(({ row }) => row.voice))];
}

/** Texts to fit on when `held` is tested: other voices, without copies of a held text. */
export function textsWithout(texts: readonly Prepared[], held: ReadonlySet<string>): Prepared[] {
  const copies = new Set(
    texts
      .filter(({ row, canonical }) => held.has(row.voice) && canonical.length >= COPY_LENGTH)
      .map(({ canonical }) => canonical),
  );
  return texts.filter(({ row, canonical }) => !held.has(row.voice) && !copies.has(canonical));
}

/**
 * Margins of every text from heads that have not seen its voice.
 *
 * @param groups - how many fits: voices are dealt out into so many groups; as many as voices = leave one voice out
 * @param onHeads - told of each group's heads, to score other texts with them
 */
export function outOfFold(
  texts: readonly Prepared[],
  groups: number,
  shared: SharedOptions,
  onHeads: (held: ReadonlySet<string>, heads: Heads) => void = () => {},
): Map<Prepared, Margins> {
  const voices = voicesOf(texts);
  const margins = new Map<Prepared, Margins>();
  for (let group = 0; group < groups; group++) {
    const held = new Set(voices.filter((_, index) => index % groups === group));
    const heads = fitHeads(textsWithout(texts, held), shared);
    onHeads(held, heads);
    for (const text of texts)
      if (held.has(text.row.voice) && !text.row.unjudged) margins.set(text, marginsOf(text, heads));
  }
  return margins;
}
