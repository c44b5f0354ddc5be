import { native } from './native.ts';
import { createHost, type HostOptions } from './marker-host.ts';

/** Our layer over the page: cards, floating markers, the spoken region. In the browser's top layer, so that no z-index covers it. */
export interface Layer {
  readonly host: HTMLElement;
  /** Draw here; one element a purpose. */
  slot(name: string): HTMLElement;
  /** Puts the layer back when the page took it away. False when that was done too often. */
  ensure(): boolean;
  /** Says a sentence to screen readers, politely. */
  announce(sentence: string): void;
  destroy(): void;
}

/** The page may take the layer away so often before we stop putting it back. */
const MAX_RETURNS = 8;

export function createLayer(doc: Document, options: HostOptions): Layer {
  const { host, inner } = createHost(doc, options);
  const slots = new Map<string, HTMLElement>();
  const live = native(doc, 'createElement')('div');
  live.className = 'zs-hidden';
  live.setAttribute('role', 'status');
  live.setAttribute('aria-live', 'polite');
  inner.append(live);
  let returns = 0;

  const ensure = () => {
    // Again each time: a page that takes one of these away would get our card under its own things, or out of reach.
    if (!host.hasAttribute('data-layer')) host.setAttribute('data-layer', '');
    if (host.getAttribute('popover') !== 'manual') host.setAttribute('popover', 'manual');
    host.removeAttribute('inert');
    if (!host.isConnected) {
      if (returns++ > MAX_RETURNS) return false;
      native(doc, 'documentElement').append(host);
    }
    try {
      if (!host.matches(':popover-open')) host.showPopover();
    } catch {
      // No top layer here (old browser, or a document that forbids it): the z-index has to do.
    }
    return true;
  };
  return {
    host,
    ensure,
    slot(name) {
      let slot = slots.get(name);
      if (!slot) {
        slot = native(doc, 'createElement')('div');
        inner.append(slot);
        slots.set(name, slot);
      }
      return slot;
    },
    announce(sentence) {
      if (ensure()) live.textContent = sentence;
    },
    destroy: () => host.remove(),
  };
}
