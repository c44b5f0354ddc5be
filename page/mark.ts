import { native } from './native.ts';
import { type Level } from '../core/verdict.ts';
import { createHighlights, type HighlightKind } from './highlights.ts';
import { createLayer, type Layer } from './layer.ts';
import { createHost, type HostOptions } from './marker-host.ts';
import { isClipped, isCovered, isSeen, placeLine, type Placement } from './placement.ts';
import { rangesFor } from './ranges.ts';
import { type ReadItem } from './read-item.ts';
import { themeAt, type Theme } from './theme.ts';

/** What shall stand at an item. */
export interface MarkRequest {
  readonly item: ReadItem;
  readonly level: Level;
  /** Raw spans of the matched words. */
  readonly spans: readonly (readonly [start: number, end: number])[];
  /** Cover the item's text until the reader asks for it. */
  readonly cover: boolean;
}

/** How a mark stands now; handed to the drawing. */
export interface MarkView {
  readonly request: MarkRequest;
  readonly theme: Theme;
  readonly placement: Placement;
  readonly covered: boolean;
}

export interface MarksOptions extends HostOptions {
  /** Draws, or draws again, a mark's content. Called with the same element for the same mark. */
  draw(into: HTMLElement, view: MarkView): void;
  /** Takes the drawing away. */
  undraw(from: HTMLElement): void;
  /** A mark could not be kept on the page: told in badge and popup instead. */
  lost(key: string): void;
}

interface Mark {
  request: MarkRequest;
  host: HTMLElement;
  inner: HTMLElement;
  /** Where the host was put; elsewhere it is not at its item. */
  home: Node | null;
  theme: Theme;
  placement: Placement;
  covered: boolean;
  revealed: boolean;
  attempts: number;
  lost: boolean;
}

/** A mark that the page removes, hides or covers is put back so often; then badge and popup have to tell. */
const MAX_ATTEMPTS = 3;
/** Milliseconds after placing at which a mark is looked at again. */
const LOOKS_MS = [700, 2500, 9000];

/** All marks of one document. */
export function createMarks(doc: Document, options: MarksOptions) {
  const marks = new Map<string, Mark>();
  const highlights = createHighlights(doc);
  const layer: Layer = createLayer(doc, options);
  const timers = new Set<ReturnType<typeof setTimeout>>();
  const byHost = new WeakMap<Element, Mark>();
  const sight = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      const mark = byHost.get(entry.target);
      const gone = !mark?.host.isConnected || entry.boundingClientRect.height === 0;
      if (mark && gone) later(mark, 50 * 4 ** mark.attempts);
    }
  });
  let framePending = false;
  const reposition = () => {
    if (framePending) return;
    framePending = true;
    requestAnimationFrame(() => {
      framePending = false;
      for (const mark of marks.values()) if (mark.placement === 'float' && !mark.lost) positionFloat(mark);
    });
  };
  native(doc, 'addEventListener')('scroll', reposition, { capture: true, passive: true });
  native(doc, 'defaultView')?.addEventListener('resize', reposition, { passive: true });

  const draw = (mark: Mark) => {
    const { request, theme, placement, covered } = mark;
    mark.inner.className = `zs-root zs-theme-${theme}`;
    options.draw(mark.inner, { request, theme, placement, covered });
  };

  function place(mark: Mark) {
    const { item } = mark.request;
    const wanted: Placement = item.role === 'danmaku' ? 'corner' : mark.attempts >= 2 ? 'float' : 'line';
    mark.placement = wanted;
    draw(mark);
    if (wanted === 'line' && placeLine(item, mark.host)) {
      mark.home = mark.host.parentNode;
      byHost.set(mark.host, mark);
      sight.observe(mark.host);
    } else {
      mark.placement = wanted === 'corner' ? 'corner' : 'float';
      draw(mark);
      if (!layer.ensure()) return lose(mark);
      // What moves across a picture has one place in the corner for all: the latest stands there.
      if (mark.placement === 'corner') layer.slot('corner').replaceChildren(mark.host);
      else layer.slot('float').append(mark.host);
      mark.host.setAttribute('data-place', mark.placement);
      positionFloat(mark);
    }
    for (const wait of LOOKS_MS) later(mark, wait);
  }

  function positionFloat(mark: Mark) {
    if (mark.placement !== 'float') return;
    const box = mark.request.item.element.getBoundingClientRect();
    const view = native(doc, 'defaultView')!;
    const visible =
      box.height > 0 &&
      box.bottom > 0 &&
      box.top < view.innerHeight &&
      box.right > 0 &&
      box.left < view.innerWidth;
    mark.inner.toggleAttribute('hidden', !visible);
    if (!visible) return;
    const width = mark.inner.offsetWidth || 120;
    const left = Math.max(4, Math.min(box.right - width - 6, view.innerWidth - width - 4));
    mark.inner.style.setProperty(
      'transform',
      `translate(${Math.round(left)}px, ${Math.round(Math.max(4, box.top + 6))}px)`,
    );
  }

  function later(mark: Mark, wait: number) {
    const timer = setTimeout(() => {
      timers.delete(timer);
      if (marks.get(mark.request.item.key) === mark && !mark.lost) look(mark);
    }, wait);
    timers.add(timer);
  }

  /** Puts a mark back when the page took it away, hid it or laid something over it. */
  function look(mark: Mark) {
    const { element } = mark.request.item;
    // Left: the watcher will tell. Folded away by the site: nothing to see, so nothing to put back.
    if (!element.isConnected || element.getClientRects().length === 0) return;
    if (mark.placement === 'corner') return void layer.ensure();
    if (mark.placement === 'line') {
      mark.host.removeAttribute('inert');
      const isHome = mark.host.isConnected && mark.host.parentNode === mark.home;
      if (isHome && isSeen(mark.host) && !isClipped(mark.host) && !isCovered(mark.host)) return;
    } else {
      const inLayer = layer.host.isConnected && mark.host.isConnected;
      if (inLayer) {
        layer.ensure();
        const hidden = mark.inner.hasAttribute('hidden');
        if (hidden || !isCovered(layer.host, mark.inner.getBoundingClientRect())) return;
      }
    }
    if (++mark.attempts > MAX_ATTEMPTS) return lose(mark);
    remove(mark);
    const fresh = createHost(doc, options);
    mark.host = fresh.host;
    mark.inner = fresh.inner;
    place(mark);
  }

  function lose(mark: Mark) {
    mark.lost = true;
    remove(mark);
    options.lost(mark.request.item.key);
  }

  function remove(mark: Mark) {
    sight.unobserve(mark.host);
    options.undraw(mark.inner);
    mark.host.remove();
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

  const drop = (key: string) => {
    const mark = marks.get(key);
    if (!mark) return;
    marks.delete(key);
    highlights.clear(key);
    remove(mark);
  };

  return {
    layer,
    /** Marks an item, or brings its mark up to date. */
    put(request: MarkRequest) {
      const { key } = request.item;
      const old = marks.get(key);
      const same =
        old &&
        old.request.item.element === request.item.element &&
        old.request.item.text === request.item.text;
      if (old && same) {
        old.request = request;
        old.covered = request.cover && !old.revealed && highlights.supported;
        paint(old);
        if (!old.lost) draw(old);
        return;
      }
      // The same words on another node: what the reader uncovered stays uncovered.
      const revealed = old?.revealed === true && old.request.item.text === request.item.text;
      drop(key);
      const { host, inner } = createHost(doc, options);
      const theme = themeAt(request.item.anchor);
      const covered = request.cover && !revealed && highlights.supported;
      const mark: Mark = {
        request,
        host,
        inner,
        home: null,
        theme,
        placement: 'line',
        covered,
        revealed,
        attempts: 0,
        lost: false,
      };
      marks.set(key, mark);
      place(mark);
      paint(mark);
    },
    drop,
    /** Shows the covered text for good. */
    reveal(key: string) {
      const mark = marks.get(key);
      if (!mark) return;
      mark.revealed = true;
      mark.covered = false;
      paint(mark);
      if (!mark.lost) draw(mark);
    },
    /** Scrolls to an item and flashes it; false when it is no longer on the page. */
    show(key: string): boolean {
      const mark = marks.get(key);
      const element = mark?.request.item.element;
      if (!mark || !element?.isConnected) return false;
      const calm =
        native(doc, 'defaultView')?.matchMedia('(prefers-reduced-motion: reduce)').matches ?? false;
      element.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' });
      highlights.set(key, 'flash', rangesFor(mark.request.item, 0, mark.request.item.text.length));
      const timer = setTimeout(() => {
        timers.delete(timer);
        highlights.clear(key, 'flash');
      }, 1800);
      timers.add(timer);
      return true;
    },
    /** Where a mark stands in the window; undefined when it is lost. */
    boxOf(key: string): DOMRect | undefined {
      const mark = marks.get(key);
      return mark && !mark.lost ? mark.inner.getBoundingClientRect() : undefined;
    },
    isLost: (key: string): boolean => marks.get(key)?.lost ?? false,
    /** Draws all marks again, for example after the language changed. */
    redraw() {
      for (const mark of marks.values()) if (!mark.lost) draw(mark);
    },
    destroy() {
      for (const key of [...marks.keys()]) drop(key);
      for (const timer of timers) clearTimeout(timer);
      sight.disconnect();
      native(doc, 'removeEventListener')('scroll', reposition, { capture: true });
      native(doc, 'defaultView')?.removeEventListener('resize', reposition);
      highlights.destroy();
      layer.destroy();
    },
  };
}

export type Marks = ReturnType<typeof createMarks>;
