import { contains, native, parentOf, rootOf, tagOf } from './native.ts';

/** Looks so often on one page: each costs the browser one round of styles for the whole document. */
const MOST_LOOKS = 6;
/** At this opacity or less, words under a sheet can still be read. */
const SEE_THROUGH = 0.5;

/**
 * Finds sheets that lie over a mark and let clicks through (`pointer-events: none`): ordinary hit tests see through them. For one
 * moment everything on the page takes clicks; nothing of the page runs in that moment, and no node is touched.
 */
export function createSheetFinder(doc: Document) {
  let looks = 0;
  let sheet: CSSStyleSheet | undefined;

  return {
    /** The hosts among these that something lies over which one cannot see through. Hosts outside the window are left out. */
    findUnder<T extends { readonly host: Element; readonly box: DOMRect }>(hosts: readonly T[]): T[] {
      if (hosts.length === 0 || looks >= MOST_LOOKS) return [];
      looks++;
      try {
        if (!sheet) {
          sheet = new CSSStyleSheet();
          sheet.replaceSync('* { pointer-events: auto !important; }');
        }
        doc.adoptedStyleSheets = [...doc.adoptedStyleSheets, sheet];
      } catch {
        // Firefox lends no constructed sheets to content scripts, and an element would be seen by the page.
        return [];
      }
      try {
        return hosts.filter(({ host, box }) => isUnder(doc, host, box));
      } finally {
        doc.adoptedStyleSheets = doc.adoptedStyleSheets.filter((one) => one !== sheet);
      }
    },
  };
}

function isUnder(doc: Document, host: Element, box: DOMRect): boolean {
  const view = native(doc, 'defaultView')!;
  const x = box.left + Math.min(box.width / 2, 60);
  const y = box.top + box.height / 2;
  if (x < 0 || y < 0 || x >= view.innerWidth || y >= view.innerHeight) return false;
  const root = rootOf(host) as Document | ShadowRoot;
  const own = root instanceof ShadowRoot ? root.host : host;
  for (const element of native(doc, 'elementsFromPoint')(x, y)) {
    if (element === host || element === own || contains(element, host) || contains(element, own))
      return false;
    if (hides(view, element)) return true;
  }
  return false;
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
