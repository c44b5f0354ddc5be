import { type Mark, type PlacedMark, isPlaced } from './mark-state.ts';
import { boxesOf, isConnected, native } from './native.ts';
import { isClipped, isCovered, isSeen } from './placement.ts';
import { createSheetFinder } from './sheets.ts';

/** Milliseconds after placing at which marks are looked at again. */
const LOOKS_MS = [700, 2500, 9000];
/** Milliseconds after which the browser's word that something lies over a mark is followed up. */
const OCCLUDED_MS = 400;

interface GuardOptions {
  /** Our layer over the page; put back when the page took it away. */
  readonly layer: { readonly host: HTMLElement; ensure(): boolean };
  readonly isKept: (mark: Mark) => boolean;
  /** The page removed, hid or covered these marks. */
  readonly repair: (marks: readonly PlacedMark[]) => void;
}

/**
 * Looks after marks that stand: whether the page took them away, hid them or laid something over them. Looks are taken together and only
 * read; what has to be put back is told at the end.
 */
export function createGuard(doc: Document, { layer, isKept, repair }: GuardOptions) {
  const timers = new Set<ReturnType<typeof setTimeout>>();
  const byHost = new WeakMap<Element, PlacedMark>();
  const sheets = createSheetFinder(doc);
  const suspects = new Set<PlacedMark>();
  let isSuspectDue = false;

  // `trackVisibility` (Chromium): also told when something lies over the mark, whether or not it takes clicks.
  const sight = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        const mark = byHost.get(entry.target);
        if (!mark) continue;
        const { isVisible } = entry as IntersectionObserverEntry & { isVisible?: boolean };
        const gone =
          !mark.host.isConnected || (mark.placement === 'line' && entry.boundingClientRect.height === 0);
        mark.occluded = isVisible === false && entry.isIntersecting && !gone;
        if (gone) later(50 * 4 ** mark.attempts, () => look([mark]));
        else if (mark.occluded) suspects.add(mark);
      }
      if (suspects.size === 0 || isSuspectDue) return;
      isSuspectDue = true;
      later(OCCLUDED_MS, () => {
        isSuspectDue = false;
        const still = [...suspects].filter((mark) => mark.occluded);
        suspects.clear();
        look(still);
      });
    },
    { trackVisibility: true, delay: 500 } as IntersectionObserverInit,
  );

  function later(wait: number, run: () => void) {
    const timer = setTimeout(() => {
      timers.delete(timer);
      run();
    }, wait);
    timers.add(timer);
  }

  function look(marks: readonly PlacedMark[]) {
    const standing = marks.filter((mark) => isKept(mark) && isPlaced(mark) && !mark.lost);
    if (standing.length === 0) return;
    if (standing.some(({ placement }) => placement !== 'line')) layer.ensure();
    const harmed = new Set(standing.filter(isHarmed));
    const boxed = standing
      .filter((mark) => mark.occluded && !harmed.has(mark) && mark.placement !== 'corner')
      .map((mark) => ({ mark, host: mark.host as Element, box: mark.inner.getBoundingClientRect() }));
    for (const { mark } of sheets.findUnder(boxed)) harmed.add(mark);
    if (harmed.size > 0) repair([...harmed]);
  }

  function isHarmed(mark: PlacedMark): boolean {
    const { element } = mark.request.item;
    // Left: the watcher will tell. Folded away by the site: nothing to see, so nothing to put back.
    if (!isConnected(element) || boxesOf(element).length === 0) return false;
    if (mark.placement === 'corner') return false;
    if (mark.placement === 'line') {
      if (mark.host.hasAttribute('inert')) mark.host.removeAttribute('inert');
      const isHome = mark.host.isConnected && mark.host.parentNode === mark.home;
      return !isHome || !isSeen(mark.host) || isClipped(mark.host) || isCovered(mark.host);
    }
    if (!layer.host.isConnected || !mark.host.isConnected) return true;
    return !mark.inner.hasAttribute('hidden') && isCovered(layer.host, mark.inner.getBoundingClientRect());
  }

  return {
    watch(marks: readonly PlacedMark[]) {
      for (const mark of marks) {
        if (mark.placement === 'corner') continue;
        // A floating host has no place of its own: what is drawn in it is moved.
        const target = mark.placement === 'line' ? mark.host : mark.inner;
        byHost.set(target, mark);
        sight.observe(target);
      }
      for (const wait of LOOKS_MS) later(wait, () => !native(doc, 'hidden') && look(marks));
    },
    leave(mark: Mark) {
      for (const target of [mark.host, mark.inner]) if (target) sight.unobserve(target);
    },
    destroy() {
      for (const timer of timers) clearTimeout(timer);
      sight.disconnect();
    },
  };
}
