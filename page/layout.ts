/**
 * Whether a browser lays the element out at all. Sites keep hidden twins of comments (0 × 0 or `display: none`), and the former page of
 * a single-page site. `visibility: hidden` and transparency count as shown: articles are served so until a script has run.
 */
export function isLaidOut(element: Element): boolean {
  for (const box of element.getClientRects()) if (box.width > 0 || box.height > 0) return true;
  return false;
}
