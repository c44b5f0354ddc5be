import { native } from './native.ts';

/** Where our own pieces live on a page: elements with a random name and a closed shadow root. */

/** Events that must not reach the page's own handlers: players and feeds listen for keys and clicks everywhere. */
const KEPT_EVENTS = [
  'click',
  'dblclick',
  'mousedown',
  'mouseup',
  'pointerdown',
  'pointerup',
  'touchstart',
  'touchend',
  'keydown',
  'keyup',
  'keypress',
  'wheel',
  'contextmenu',
] as const;

/**
 * Page styles cannot touch the host: an important declaration inside the shadow root wins over important ones outside, also over
 * `style="… !important"`. (`all` leaves out direction and bidi, by which words could be turned round.) Everything is px: `html { font-size: 5px }` changes nothing.
 */
const HOST_CSS = `
:host { all: initial !important; direction: ltr !important; unicode-bidi: isolate !important; display: block !important; position: relative !important; contain: style !important; z-index: 1 !important;
  flex: none !important; grid-column: 1 / -1 !important; clear: both !important; max-width: 100% !important; visibility: visible !important; opacity: 1 !important; }
:host([data-layer]) { position: fixed !important; inset: 0 !important; width: auto !important; height: auto !important; margin: 0 !important;
  z-index: 2147483647 !important; pointer-events: none !important; background: transparent !important; overflow: visible !important; contain: none !important; max-width: none !important; }
:host([data-place='float']) { position: fixed !important; inset: 0 auto auto 0 !important; width: max-content !important; }
:host([data-place='top']) { position: fixed !important; inset: 8px 0 auto 0 !important; width: min(860px, 100vw - 24px) !important; margin: 0 auto !important; }
:host([data-place='corner']) { position: fixed !important; inset: auto auto 16px 16px !important; width: max-content !important; }
`;

export interface MarkerHost {
  readonly host: HTMLElement;
  /** Inside the shadow root: draw here. */
  readonly inner: HTMLElement;
}

export interface HostOptions {
  /** CSS of what is drawn inside. */
  readonly css: string;
  /** Open shadow roots, for tests that must look inside. Never in a release. */
  readonly open: boolean;
}

/** A name that no page can look for: letters and one hyphen, drawn anew each time. */
export function randomName(): string {
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  const random = crypto.getRandomValues(new Uint8Array(12));
  const part = (from: number, to: number) => [...random.slice(from, to)].map((n) => letters[n % 26]).join('');
  return `${part(0, 5)}-${part(5, 5 + 3 + (random[11]! % 4))}`;
}

/** Makes a host. It is not in the page yet. */
export function createHost(doc: Document, options: HostOptions): MarkerHost {
  const host = native(doc, 'createElement')(randomName());
  const root = host.attachShadow({ mode: options.open ? 'open' : 'closed' });
  addStyles(doc, root, HOST_CSS + options.css);
  const inner = native(doc, 'createElement')('div');
  root.append(inner);
  for (const type of KEPT_EVENTS)
    host.addEventListener(type, (event) => event.stopPropagation(), { passive: true });
  return { host, inner };
}

const sheets = new Map<string, CSSStyleSheet>();

/**
 * Adds styles to a shadow root or document without a style attribute or, where the browser can, a style element.
 *
 * @returns takes them away again; for styles that go before their root does
 */
export function addStyles(doc: Document, root: ShadowRoot | Document, css: string): () => void {
  try {
    const sheet = sheets.get(css) ?? new CSSStyleSheet();
    if (!sheets.has(css)) sheet.replaceSync(css);
    sheets.set(css, sheet);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    return () => {
      sheets.delete(css);
      root.adoptedStyleSheets = root.adoptedStyleSheets.filter((one) => one !== sheet);
    };
  } catch {
    // Firefox refuses constructed sheets from a content script's world; an element in the root does the same.
    const style = native(doc, 'createElement')('style');
    style.textContent = css;
    (root instanceof ShadowRoot ? root : (native(doc, 'head') ?? native(doc, 'documentElement'))).append(
      style,
    );
    return () => style.remove();
  }
}
