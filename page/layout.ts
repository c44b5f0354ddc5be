import { composedParent } from './deep-select.ts';
import { boxesOf, documentOf, isRendered, native } from './native.ts';

/**
 * Whether a browser lays the element out at all. Sites keep hidden twins of comments (0 × 0 or `display: none`), and the former page of
 * a single-page site. `visibility: hidden` and transparency count as shown: articles are served so until a script has run.
 */
export function isLaidOut(element: Element): boolean {
  for (const box of boxesOf(element)) if (box.width > 0 || box.height > 0) return true;
  return false;
}

/**
 * Whether a browser draws what stands in the element. False under `display: none`, in closed `<details>`, where `visibility` hides it and
 * where it or something around it is wholly transparent. What is drawn where or as nobody can see it counts as drawn: out of the window,
 * clipped, covered, in letters of no size or of the colour of their ground.
 */
export function isDrawn(element: Element): boolean {
  for (let at: Element | null = element; at; at = composedParent(at)) {
    if (isRendered(at, { opacityProperty: true, visibilityProperty: true })) return true;
    // `display: contents`: there is no box of its own, but one around it.
    const style = native(documentOf(at), 'defaultView')?.getComputedStyle(at);
    if (style?.display !== 'contents' || style.visibility !== 'visible') return false;
  }
  return false;
}
