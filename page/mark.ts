import { isConnected, native } from './native.ts';
import { createFloats } from './float-marks.ts';
import { createHighlights, type HighlightKind } from './highlights.ts';
import { createLayer, type Layer } from './layer.ts';
import { createGuard } from './mark-guard.ts';
import { createMarkQueue } from './mark-queue.ts';
import {
  isPlaced,
  newMark,
  type Mark,
  type MarkRequest,
  type MarksOptions,
  type PlacedMark,
} from './mark-state.ts';
import { createHost } from './marker-host.ts';
import { findLine, isClipped, type LineSpot } from './placement.ts';
import { rangesFor } from './ranges.ts';
import { themeAt } from './theme.ts';

/** A mark that the page removes, hides or covers is put back so often; then badge and popup have to tell. */
const MAX_ATTEMPTS = 3;
/** What moves across a picture is gone in seconds; its notice in the corner stays so long after it, ms. */
const LINGER_MS = 6000;

/** All marks of one document. */
export function createMarks(doc: Document, options: MarksOptions) {
  const marks = new Map<string, Mark>();
  const highlights = createHighlights(doc);
  const layer: Layer = createLayer(doc, options);
  const floats = createFloats(doc);
  const timers = new Set<ReturnType<typeof setTimeout>>();
  const queue = createMarkQueue(doc, (batch) => placeAll(batch));
  const guard = createGuard(doc, {
    layer,
    isKept: (mark) => marks.get(mark.request.item.key) === mark,
    repair: (harmed) => {
      for (const mark of harmed) putBack(mark);
    },
  });
  let inCorner: PlacedMark | undefined;

  const later = (wait: number, run: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      run();
    }, wait);
    timers.add(timer);
  };
  const draw = (mark: Mark) => {
    if (!isPlaced(mark) || mark.lost) return;
    const { request, theme, placement, covered } = mark;
    mark.inner.className = `zs-root zs-theme-${theme}`;
    options.draw(mark.inner, { request, theme, placement, covered });
  };

  /** First everything is read, then everything written, then what was written is measured once: one layout for all. */
  function placeAll(batch: readonly Mark[]) {
    const spots = new Map<Mark, LineSpot | undefined>();
    each(batch, (mark) => {
      mark.theme = themeAt(mark.request.item.anchor);
      spots.set(mark, mark.attempts >= 2 ? undefined : findLine(mark.request.item));
    });
    each(spots.keys(), (mark) => stand(mark, spots.get(mark)));
    const clipped: PlacedMark[] = [];
    each(standing(batch), (mark) => {
      if (mark.placement === 'line' && isClipped(mark.host)) clipped.push(mark);
    });
    for (const mark of clipped) {
      mark.host.remove();
      mark.home = null;
      mark.placement = 'float';
      draw(mark);
    }
    each(standing(batch), (mark) => {
      if (mark.placement !== 'line') placeInLayer(mark);
    });
    guard.watch(standing(batch));
  }

  /** Makes a mark's host, and puts it into its line. */
  function stand(mark: Mark, spot: LineSpot | undefined) {
    Object.assign(mark, createHost(doc, options));
    const placed = mark as PlacedMark;
    placed.placement = spot ? 'line' : mark.request.item.role === 'danmaku' ? 'corner' : 'float';
    draw(placed);
    paint(placed);
    if (!spot) return;
    native(spot.parent, 'insertBefore')(placed.host, spot.before);
    placed.home = placed.host.parentNode;
  }

  /** One mark at a time: what a page made to crash one of them costs the others nothing, and that one is told as lost. */
  function each<T extends Mark>(some: Iterable<T>, run: (mark: T) => void) {
    for (const mark of some) {
      try {
        run(mark);
      } catch {
        lose(mark);
      }
    }
  }

  function standing(some: readonly Mark[]): PlacedMark[] {
    return some.filter((mark): mark is PlacedMark => isPlaced(mark) && !mark.lost);
  }

  function placeInLayer(mark: PlacedMark) {
    if (!layer.ensure()) return lose(mark);
    mark.host.setAttribute('data-place', mark.placement);
    if (mark.placement === 'corner') {
      // One place for all that moves: the latest stands there.
      layer.slot('corner').replaceChildren(mark.host);
      inCorner = mark;
    } else {
      layer.slot('float').append(mark.host);
      floats.add(mark);
    }
  }

  function putBack(mark: PlacedMark) {
    if (++mark.attempts > MAX_ATTEMPTS) return lose(mark);
    remove(mark);
    queue.add(mark, true);
  }

  function lose(mark: Mark) {
    if (mark.lost) return;
    mark.lost = true;
    // Nothing is left to uncover the words with.
    mark.covered = false;
    remove(mark);
    options.lost(mark.request.item.key);
    each([mark], paint);
  }

  function remove(mark: Mark) {
    queue.drop(mark);
    guard.leave(mark);
    if (!isPlaced(mark)) return;
    const { inner, host } = mark;
    floats.drop(mark);
    options.undraw(inner);
    host.remove();
    if (inCorner === mark) inCorner = undefined;
    Object.assign(mark, { host: undefined, inner: undefined, home: null, occluded: false, inWindow: false });
  }

  function paint(mark: Mark) {
    const { item, level, spans } = mark.request;
    if (level === 'none') return;
    const cover: HighlightKind = mark.theme === 'dark' ? 'cover-dark' : 'cover-light';
    if (mark.covered) {
      highlights.clear(item.key, level);
      highlights.set(item.key, cover, rangesFor(item, 0, item.text.length));
      return;
    }
    highlights.clear(item.key, cover);
    const words = spans.flatMap(([start, end]) => rangesFor(item, start, end));
    highlights.set(item.key, level, words);
  }

  /** @param leaving - the item has left the page: a notice in the corner stays a moment longer, unless another takes its place */
  const drop = (key: string, leaving = false) => {
    const mark = marks.get(key);
    if (!mark) return;
    marks.delete(key);
    highlights.clear(key);
    if (leaving && mark === inCorner) later(LINGER_MS, () => remove(mark));
    else remove(mark);
  };

  return {
    layer,
    /** Marks an item as soon as it comes near the window, or brings its mark up to date. */
    put(request: MarkRequest) {
      const { key } = request.item;
      const old = marks.get(key);
      const same =
        old &&
        old.request.item.element === request.item.element &&
        old.request.item.text === request.item.text;
      if (old && same) {
        old.request = request;
        old.covered = request.cover && !old.revealed && !old.lost && highlights.supported;
        if (!isPlaced(old)) return;
        paint(old);
        draw(old);
        return;
      }
      // The same words on another node: what the reader uncovered stays uncovered.
      const revealed = old?.revealed === true && old.request.item.text === request.item.text;
      const wasPlaced = old !== undefined && isPlaced(old);
      drop(key);
      const mark = newMark(request, request.cover && !revealed && highlights.supported, revealed);
      marks.set(key, mark);
      queue.add(mark, wasPlaced);
    },
    drop,
    /** Shows the covered text for good. */
    reveal(key: string) {
      const mark = marks.get(key);
      if (!mark) return;
      mark.revealed = true;
      mark.covered = false;
      paint(mark);
      draw(mark);
    },
    /** Scrolls to an item and flashes it; false when it is no longer on the page. */
    show(key: string): boolean {
      const mark = marks.get(key);
      const element = mark?.request.item.element;
      if (!mark || !element || !isConnected(element)) return false;
      const calm =
        native(doc, 'defaultView')?.matchMedia('(prefers-reduced-motion: reduce)').matches ?? false;
      native(element, 'scrollIntoView')({ block: 'center', behavior: calm ? 'auto' : 'smooth' });
      highlights.set(key, 'flash', rangesFor(mark.request.item, 0, mark.request.item.text.length));
      later(1800, () => highlights.clear(key, 'flash'));
      return true;
    },
    /** Where a mark stands in the window; undefined where it stands nowhere. */
    boxOf(key: string): DOMRect | undefined {
      return (
        marks.get(key)?.inner?.getBoundingClientRect() ??
        (inCorner?.request.item.key === key ? inCorner.inner.getBoundingClientRect() : undefined)
      );
    },
    /** True where an item's mark cannot be seen: the page took it away, or hides it along with the item. */
    isUnseen(key: string): boolean {
      const mark = marks.get(key);
      return mark !== undefined && (mark.lost || guard.isBuried(mark));
    },
    /** Draws a mark again, or all: for example after its card was opened, or the language changed. */
    redraw(key?: string) {
      const one = key === undefined ? undefined : marks.get(key);
      for (const mark of key === undefined ? marks.values() : one ? [one] : []) draw(mark);
    },
    destroy() {
      for (const key of [...marks.keys()]) drop(key);
      if (inCorner) remove(inCorner);
      for (const timer of timers) clearTimeout(timer);
      queue.destroy();
      guard.destroy();
      floats.destroy();
      highlights.destroy();
      layer.destroy();
    },
  };
}

export type Marks = ReturnType<typeof createMarks>;
