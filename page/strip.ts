import { childCountOf, documentOf, native, parentNodeOf, parentOf } from './native.ts';
import { type Layer } from './layer.ts';
import { createHost, type HostOptions, type MarkerHost } from './marker-host.ts';
import { isClipped } from './placement.ts';
import { type ReadItem } from './read-item.ts';
import { themeAt, type Theme } from './theme.ts';

interface StripOptions extends HostOptions {
  undraw(from: HTMLElement): void;
}

/** The strip above a page's results: before the first result where a line of its own is possible, else at the window's upper edge. */
export function createStrip(doc: Document, options: StripOptions) {
  let current: MarkerHost | undefined;

  const remove = () => {
    if (!current) return;
    options.undraw(current.inner);
    current.host.remove();
    current = undefined;
  };
  return {
    remove,
    put(first: ReadItem | undefined, layer: Layer, draw: (into: HTMLElement, theme: Theme) => void) {
      if (current?.host.isConnected) return;
      remove();
      current = createHost(doc, options);
      const { host, inner } = current;
      const list = first && listAbove(first.element);
      draw(inner, themeAt(list ?? native(doc, 'body') ?? native(doc, 'documentElement')));
      if (list) {
        const parent = parentNodeOf(list);
        if (parent) native(parent, 'insertBefore')(host, list);
        if (!isClipped(host)) return;
        host.remove();
      }
      if (!layer.ensure()) return;
      host.setAttribute('data-place', 'top');
      layer.slot('strip').append(host);
    },
  };
}

/** The block that holds the whole list of results: the first ancestor with several items whose own parent stacks its children. */
function listAbove(item: Element): Element | undefined {
  const view = native(documentOf(item), 'defaultView');
  if (!view) return undefined;
  let at = item;
  for (let parent = parentOf(at); parent; at = parent, parent = parentOf(at)) {
    if (parent === native(documentOf(item), 'body')) return childCountOf(at) > 1 ? at : undefined;
    const style = view.getComputedStyle(parent);
    const stacks =
      style.display === 'block' ||
      style.display === 'flow-root' ||
      (style.display === 'flex' && style.flexDirection === 'column');
    const own = view.getComputedStyle(at);
    if (
      stacks &&
      own.position !== 'absolute' &&
      own.position !== 'fixed' &&
      childCountOf(at) > 1 &&
      at !== item
    )
      return at;
  }
  return undefined;
}
