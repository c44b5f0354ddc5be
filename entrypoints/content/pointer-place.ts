import { composedClosest } from '../../page/deep-select.ts';
import { native } from '../../page/native.ts';

/** Remembers where the reader opened the browser's menu: the menu itself tells no place. */
export class PointerPlace {
  #node: WeakRef<Node> | undefined;

  /** @param signal - ends it */
  constructor(window: Window, signal: AbortSignal) {
    const options = { capture: true, passive: true, signal };
    // A page may swallow the second event; then the first has made us forget the place before.
    window.addEventListener('pointerdown', (event) => this.#forget(event), options);
    window.addEventListener('contextmenu', (event) => this.#note(event), options);
  }

  /** The place, if it is still on the page and is what the browser says was pointed at. */
  node(url: string | undefined): Node | null {
    const node = this.#node?.deref();
    if (!node || !node.isConnected) return null;
    return url === undefined || pointsTo(node, url) ? node : null;
  }

  // Events that the page makes say nothing of the reader.
  #forget(event: Event): void {
    if (event.isTrusted) this.#node = undefined;
  }

  #note(event: Event): void {
    if (!event.isTrusted) return;
    const node = native(event, 'composedPath')()[0];
    this.#node = node instanceof Node ? new WeakRef(node) : undefined;
  }
}

/** True where a place is in a link to an address, or is the picture or video from there. */
function pointsTo(node: Node, url: string): boolean {
  if (node.nodeType !== 1) return false;
  const element = node as Element & { src?: unknown; currentSrc?: unknown };
  const link = composedClosest(element, 'a[href], area[href]') as HTMLAnchorElement | null;
  const addresses = [link && native(link, 'href'), element.currentSrc, element.src];
  return addresses.some((address) => typeof address === 'string' && address.slice(0, 4000) === url);
}
