import { composedParent } from './deep-select.ts';
import { native, parentOf, typeOf } from './native.ts';
import { rangesFor } from './ranges.ts';
import { type ReadItem } from './read-item.ts';

/** Words of one item that the reader has selected. */
interface SelectedWords {
  readonly item: ReadItem;
  /** Raw span of `item.text`. */
  readonly start: number;
  readonly end: number;
}

/**
 * The item whose own words are selected.
 *
 * @returns null where no item's words are in the selection or those of several are: whose they are would be a guess
 */
export function selectedIn(range: Range, items: readonly ReadItem[]): SelectedWords | null {
  const touched = items
    .filter((item) => range.intersectsNode(item.anchor) || range.intersectsNode(item.element))
    .flatMap((item) => {
      const span = spanOf(item, range);
      return span ? [{ item, ...span }] : [];
    });
  const keys = new Set(touched.map(({ item }) => item.key));
  return keys.size === 1 ? touched[0]! : null;
}

/**
 * The item that a place of the page belongs to: in its words, or beside them in a part of the page where no other item stands. A post's
 * box often holds all its comments, and what is under one of those is not the post.
 */
export function itemAt(place: Node, items: readonly ReadItem[]): ReadItem | null {
  const above = new Set(ancestorsOf(place));
  const holding = items.filter(({ element }) => above.has(element));
  const inner = holding.filter(
    ({ element }) => !holding.some((other) => other.element !== element && isAbove(element, other.element)),
  );
  // Title and text of one post can share a box.
  const owner = inner.find(({ anchor }) => above.has(anchor)) ?? (inner.length === 1 ? inner[0] : undefined);
  if (!owner) return null;
  if (above.has(owner.anchor)) return owner;
  const shared = ancestorsOf(owner.anchor).find((element) => above.has(element));
  const isAlone = !items.some(({ element }) => element !== owner.element && isAbove(shared!, element));
  return isAlone ? owner : null;
}

/** What is selected, with both ends in one tree; also in open shadow trees, of which `roots` are those that matter. */
export function selectionRange(document: Document, roots: readonly ShadowRoot[]): Range | null {
  const selection = native(document, 'getSelection')();
  if (!selection || selection.rangeCount === 0) return null;
  const composed = (selection as ComposedSelection).getComposedRanges?.({ shadowRoots: [...roots] })[0];
  if (!composed) return selection.getRangeAt(0);
  const range = native(document, 'createRange')();
  range.setStart(composed.startContainer, composed.startOffset);
  range.setEnd(composed.endContainer, composed.endOffset);
  return range;
}

/** Newer than the DOM types: Firefox has it from 142. */
type ComposedSelection = {
  getComposedRanges?: (options: { shadowRoots: ShadowRoot[] }) => StaticRange[];
};

/** First to last character of an item that a range covers; null where there is none, or the page has changed since it was read. */
function spanOf(item: ReadItem, range: Range): { start: number; end: number } | null {
  let start = Infinity;
  let end = -Infinity;
  for (const { node, start: at, offset, length } of item.textMap) {
    if (!range.intersectsNode(node)) continue;
    const isText = typeOf(node) === 3;
    const from = isText && node === range.startContainer ? Math.max(offset, range.startOffset) : offset;
    const to =
      isText && node === range.endContainer ? Math.min(offset + length, range.endOffset) : offset + length;
    if (to <= from) continue;
    start = Math.min(start, at + from - offset);
    end = Math.max(end, at + to - offset);
  }
  if (end <= start || item.text.slice(start, end).trim() === '') return null;
  return rangesFor(item, start, end).length > 0 ? { start, end } : null;
}

/** The element of a node and all above it, out of shadow trees, innermost first. */
function ancestorsOf(node: Node): Element[] {
  const all: Element[] = [];
  for (let next = typeOf(node) === 1 ? (node as Element) : parentOf(node); next; next = composedParent(next))
    all.push(next);
  return all;
}

const isAbove = (element: Element, inner: Element) => ancestorsOf(inner).includes(element);
