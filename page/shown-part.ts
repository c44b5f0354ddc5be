import { composedParent } from './deep-select.ts';
import { isDrawn } from './layout.ts';
import { typeOf } from './native.ts';
import { type ReadItem } from './read-item.ts';

/** Those of an item's words that are drawn. */
interface ShownPart {
  readonly text: string;
  /** The span of the item's text that a span of `text` stands in. */
  rawSpan(start: number, end: number): [start: number, end: number];
}

/**
 * An item without the words that a browser does not draw: a page can put a warning beside a lure that no reader sees, but a judge reads.
 * What counts as drawn: see `isDrawn`. Asks for styles, not for boxes.
 *
 * @returns null where all words are drawn, or none: articles are served invisible until a script has run
 */
export function shownPart({ text, textMap }: ReadItem): ShownPart | null {
  const holders = textMap.map(({ node }) => (typeOf(node) === 1 ? (node as Element) : composedParent(node)));
  // Most items stand in one element, which is drawn as a whole or not at all: nothing is asked.
  if (holders.every((one) => one === holders[0])) return null;
  const drawn = new Map([...new Set(holders)].map((one) => [one, one !== null && isDrawn(one)]));
  const shown = [...textMap.keys()].filter((index) => drawn.get(holders[index]!));
  if (shown.length === 0 || shown.length === textMap.length) return null;
  // A newline between two blocks stands in no node; it goes with what is before it.
  const pieces = shown.map((index) => {
    const from = textMap[index]!.start;
    return { from, text: text.slice(from, textMap[index + 1]?.start) };
  });
  const rawAt = (offset: number): number => {
    let before = 0;
    for (const piece of pieces) {
      if (offset < before + piece.text.length) return piece.from + offset - before;
      before += piece.text.length;
    }
    return text.length;
  };
  return {
    text: pieces.map((piece) => piece.text).join(''),
    rawSpan: (start, end) => [rawAt(start), rawAt(end - 1) + 1],
  };
}
