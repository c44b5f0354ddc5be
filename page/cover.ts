import { contains, documentOf, native, parentOf, rootOf, tagOf } from './native.ts';
import { type MarkRequest } from './mark-state.ts';
import { rangesFor } from './ranges.ts';

/** What lies over a place: nothing, something that takes its clicks and can be seen through, or something that hides it. */
export const COVER = { none: 0, barred: 1, hidden: 2 } as const;
type Cover = (typeof COVER)[keyof typeof COVER];

/** At this opacity or less, words under a sheet can still be read. */
const SEE_THROUGH = 0.5;

/**
 * What lies over the middle of an element's box, as far as it takes clicks.
 *
 * @param layer - our own layer, which covers nothing
 * @returns undefined outside the window
 */
export function coverOver(own: Element, box: DOMRect, layer: Element): Cover | undefined {
  const view = native(documentOf(own), 'defaultView');
  if (!view || box.width === 0 || box.height === 0) return COVER.hidden;
  const x = box.left + Math.min(box.width / 2, 60);
  const y = box.top + box.height / 2;
  if (x < 0 || y < 0 || x >= view.innerWidth || y >= view.innerHeight) return undefined;
  const root = rootOf(own) as Document | ShadowRoot;
  const outer = root instanceof ShadowRoot ? root.host : own;
  let cover: Cover = COVER.none;
  for (const element of native(root, 'elementsFromPoint')(x, y)) {
    if (contains(element, own) || contains(element, outer) || contains(own, element)) break;
    if (element === layer) continue;
    if (hides(view, element)) return COVER.hidden;
    cover = COVER.barred;
  }
  return cover;
}

/** What lies over an item's words at the least: where some can be read, the reader needs the mark. */
export function coverOverWords({ item, spans }: MarkRequest, layer: Element): Cover {
  const all = rangesFor(item, 0, item.text.length);
  const matched = spans.flatMap(([start, end]) => rangesFor(item, start, end));
  let least: Cover | undefined;
  for (const range of new Set([...matched, ...all.slice(0, 1), ...all.slice(-1)])) {
    const boxes = range.getClientRects();
    const own = parentOf(range.startContainer);
    for (const box of own ? [boxes[0], boxes[boxes.length - 1]] : []) {
      const cover = box && box.width > 0 ? coverOver(own!, box, layer) : undefined;
      if (cover === COVER.none) return cover;
      if (cover !== undefined) least = least === undefined || cover < least ? cover : least;
    }
  }
  return least ?? COVER.none;
}

/** True where an element paints so much that what lies under it is gone. A picture counts, whatever it shows: we cannot see it. */
function hides(view: Window, element: Element): boolean {
  const style = view.getComputedStyle(element);
  if (style.visibility !== 'visible') return false;
  let opacity = 1;
  for (let at: Element | null = element; at; at = parentOf(at))
    opacity *= Number(view.getComputedStyle(at).opacity);
  if (opacity <= SEE_THROUGH) return false;
  const alpha = /^rgba\(.*[,/]\s*([\d.]+)\)$/.exec(style.backgroundColor)?.[1];
  const ground = style.backgroundColor === 'transparent' ? 0 : Number(alpha ?? 1);
  return (
    ground * opacity > SEE_THROUGH ||
    style.backgroundImage !== 'none' ||
    /blur/.test(style.backdropFilter) ||
    /^(img|video|canvas|svg|iframe|object|embed)$/i.test(tagOf(element))
  );
}
