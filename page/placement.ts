import {
  boxOf,
  contains,
  documentOf,
  isConnected,
  native,
  nextOf,
  parentNodeOf,
  parentOf,
  rootOf,
} from './native.ts';
import { type ReadItem } from './read-item.ts';

/** Where a marker stands: on a line of its own in the item, floating over it, or in the corner (for what moves). */
export type Placement = 'line' | 'float' | 'corner';

/** Roles whose items move across the picture: a line of their own is impossible. */
const MOVING = new Set(['danmaku', 'live']);

/** Where a host would go: as a child of `parent` before `before` (at the end where that is null). */
export interface LineSpot {
  readonly parent: ParentNode & Node;
  readonly before: Node | null;
}

/**
 * Finds a line of its own after the item's text. Nothing of the page is moved or wrapped: the host becomes a further child of an element inside the
 * item. Where no block stands open for it (rows of flex, grids), there is none and it floats. Reads styles, writes nothing.
 */
export function findLine(item: ReadItem): LineSpot | undefined {
  if (MOVING.has(item.role)) return undefined;
  const view = native(documentOf(item.element), 'defaultView');
  if (!view || !isConnected(item.element)) return undefined;
  let after: Element =
    contains(item.element, item.anchor) || isInOtherRoot(item) ? item.anchor : item.element;
  // Text that is an inline element, or stands in a row: go up until a line of its own is possible.
  for (let steps = 0; steps < 8; steps++) {
    const parent = parentOf(after);
    if (!parent) {
      const root = parentNodeOf(after);
      return root ? { parent: root, before: nextOf(after) } : undefined;
    }
    if (stacksChildren(view.getComputedStyle(parent)) && isBlockLevel(view.getComputedStyle(after)))
      return { parent, before: nextOf(after) };
    if (after === item.element) {
      // The item stands in a row of its siblings: stay inside it.
      const isOpen = stacksChildren(view.getComputedStyle(item.element));
      return isOpen ? { parent: item.element, before: null } : undefined;
    }
    after = parent;
  }
  return undefined;
}

/** The text stands in a shadow tree of the item's, or the other way round. */
function isInOtherRoot(item: ReadItem): boolean {
  return rootOf(item.anchor) !== rootOf(item.element);
}

function stacksChildren(style: CSSStyleDeclaration): boolean {
  if (style.display === 'flex' || style.display === 'inline-flex')
    return style.flexDirection.startsWith('column');
  return (
    style.display === 'block' ||
    style.display === 'flow-root' ||
    style.display === 'list-item' ||
    style.display === 'inline-block'
  );
}

function isBlockLevel(style: CSSStyleDeclaration): boolean {
  return (
    !style.display.startsWith('inline') &&
    style.float === 'none' &&
    style.position !== 'absolute' &&
    style.position !== 'fixed'
  );
}

/** True when the host has no room: squeezed to nothing, or cut by a box with hidden overflow. */
export function isClipped(host: HTMLElement): boolean {
  const view = native(host.ownerDocument, 'defaultView');
  const box = host.getBoundingClientRect();
  if (!view || box.height === 0 || box.width < 60) return true;
  let at = parentOf(host);
  for (let steps = 0; at && steps < 6; steps++, at = parentOf(at)) {
    const style = view.getComputedStyle(at);
    if (!/hidden|clip/.test(style.overflowY)) continue;
    const frame = boxOf(at);
    // A box that can still scroll, or the page itself, is not a cut.
    if (at !== native(host.ownerDocument, 'body') && frame.height > 0 && box.bottom > frame.bottom + 2)
      return true;
  }
  return false;
}

/** False when something around the host is wholly transparent or not drawn: its own style no page can change. */
export function isSeen(host: HTMLElement): boolean {
  return host.checkVisibility?.({ opacityProperty: true, visibilityProperty: true }) ?? true;
}
