import { documentOf, isConnected, native, typeOf } from './native.ts';
import { type ReadItem } from './read-item.ts';

/**
 * The DOM ranges of a raw span of an item, for the CSS Custom Highlight API. Also inside open shadow roots.
 *
 * @param item - an item as read from the page
 * @param start - raw offset in `item.text`, inclusive
 * @param end - raw offset, exclusive
 * @returns one range per stretch of text, in order. Empty where the page has changed since: a wrong mark is worse than none.
 */
export function rangesFor(item: ReadItem, start: number, end: number): Range[] {
  const ranges: Range[] = [];
  for (let i = firstAfter(item, start); i < item.textMap.length; i++) {
    const segment = item.textMap[i]!;
    if (segment.start >= end) break;
    const from = Math.max(start, segment.start);
    const to = Math.min(end, segment.start + segment.length);
    if (to <= from) continue;
    const { node } = segment;
    if (!isConnected(node)) return [];
    const range = native(documentOf(node), 'createRange')();
    if (typeOf(node) === 3) {
      const text = node as Text;
      const nodeStart = segment.offset + from - segment.start;
      const nodeEnd = segment.offset + to - segment.start;
      if (!sameText(text.data.slice(nodeStart, nodeEnd), item.text.slice(from, to))) return [];
      range.setStart(text, nodeStart);
      range.setEnd(text, nodeEnd);
    } else {
      range.selectNode(node);
    }
    ranges.push(range);
  }
  return ranges;
}

/** True while an item's words stand in the nodes they were read from. */
export function isInPlace({ text, textMap }: ReadItem): boolean {
  return textMap.every(({ node, start, length, offset }) => {
    if (!isConnected(node)) return false;
    if (typeOf(node) !== 3) return true;
    return sameText((node as Text).data.slice(offset, offset + length), text.slice(start, start + length));
  });
}

/** Index of the first segment that ends after `offset`. */
function firstAfter(item: ReadItem, offset: number): number {
  let low = 0;
  let high = item.textMap.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const segment = item.textMap[middle]!;
    if (segment.start + segment.length <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** White space of the page is folded to one blank or newline in the item's text, one for one inside a segment. */
function sameText(page: string, read: string): boolean {
  return page === read || page.replace(/\s/g, ' ') === read.replace(/\s/g, ' ');
}
