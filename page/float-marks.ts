import { composedParent } from './deep-select.ts';
import { boxOf, documentOf, native } from './native.ts';
import { type PlacedMark } from './mark-state.ts';

/** Boxes that cut an item off are looked for so far up. */
const MOST_CLIPS = 5;
/** Items also move without any scrolling: pictures load, panels open. Floating marks follow at least so often, ms. */
const FOLLOW_MS = 400;

interface Floating {
  readonly mark: PlacedMark;
  /** Boxes around the item that scroll or cut: outside them the item is not to be seen. */
  readonly clips: readonly Element[];
}

interface Spot {
  readonly inner: HTMLElement;
  readonly at: { left: number; top: number } | undefined;
}

/** Keeps floating marks at their items, and out of sight while the item is scrolled away, in the window or inside a scroller. */
export function createFloats(doc: Document) {
  const floats = new Map<PlacedMark, Floating>();
  let isDue = false;
  let timer: ReturnType<typeof setInterval> | undefined;

  const soon = () => {
    if (isDue || floats.size === 0) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      follow([...floats.values()]);
    });
  };
  // Scrolling does not bubble; caught on the way down it is seen of every scroller.
  native(doc, 'addEventListener')('scroll', soon, { capture: true, passive: true });
  native(doc, 'defaultView')?.addEventListener('resize', soon, { passive: true });

  /** All boxes are read before anything is moved. */
  function follow(all: readonly Floating[]) {
    const spots = all.map(({ mark, clips }): Spot => ({ inner: mark.inner, at: spotOf(mark, clips) }));
    for (const { inner, at } of spots) {
      inner.toggleAttribute('hidden', at === undefined);
      if (at) inner.style.setProperty('transform', `translate(${at.left}px, ${at.top}px)`);
    }
  }

  function spotOf({ request, inner }: PlacedMark, clips: readonly Element[]): Spot['at'] {
    const view = native(doc, 'defaultView')!;
    const box = boxOf(request.item.element);
    let { top, bottom, left, right } = box;
    for (const clip of clips) {
      const frame = boxOf(clip);
      [top, bottom] = [Math.max(top, frame.top), Math.min(bottom, frame.bottom)];
      [left, right] = [Math.max(left, frame.left), Math.min(right, frame.right)];
    }
    [top, bottom] = [Math.max(top, 0), Math.min(bottom, view.innerHeight)];
    [left, right] = [Math.max(left, 0), Math.min(right, view.innerWidth)];
    // A sliver of an item has no room for a mark that points at it.
    if (bottom - top < Math.min(12, box.height / 2) || right - left < 12) return undefined;
    const width = inner.offsetWidth || 120;
    return {
      left: Math.round(Math.max(4, Math.min(right - width - 6, view.innerWidth - width - 4))),
      top: Math.round(Math.max(4, top + 6)),
    };
  }

  return {
    add(mark: PlacedMark) {
      const floating = { mark, clips: clipsAround(mark.request.item.element) };
      floats.set(mark, floating);
      follow([floating]);
      timer ??= setInterval(() => {
        if (!native(doc, 'hidden')) soon();
      }, FOLLOW_MS);
    },
    drop(mark: PlacedMark) {
      floats.delete(mark);
      if (floats.size > 0) return;
      clearInterval(timer);
      timer = undefined;
    },
    destroy() {
      clearInterval(timer);
      floats.clear();
      native(doc, 'removeEventListener')('scroll', soon, { capture: true });
      native(doc, 'defaultView')?.removeEventListener('resize', soon);
    },
  };
}

function clipsAround(element: Element): Element[] {
  const view = native(documentOf(element), 'defaultView')!;
  const body = native(documentOf(element), 'body');
  const clips: Element[] = [];
  let position = view.getComputedStyle(element).position;
  for (
    let at = composedParent(element);
    at && at !== body && clips.length < MOST_CLIPS;
    at = composedParent(at)
  ) {
    // What is fixed or absolute leaves boxes that are not its own.
    if (position === 'fixed') break;
    const style = view.getComputedStyle(at);
    if (position === 'absolute' && style.position === 'static') continue;
    if (style.overflowX !== 'visible' || style.overflowY !== 'visible') clips.push(at);
    position = style.position;
  }
  return clips;
}
