import { type Mark, type PlacedMark, isPlaced } from './mark-state.ts';
import { boxesOf, isConnected, native } from './native.ts';
import { COVER, coverOver, coverOverWords } from './cover.ts';
import { isClipped, isSeen } from './placement.ts';
import { createSheetFinder } from './sheets.ts';

/** Milliseconds after placing at which marks are looked at again. */
const LOOKS_MS = [700, 2500, 9000];
/** Milliseconds after which the browser's word that something lies over a mark is followed up. */
const OCCLUDED_MS = 400;
/** Milliseconds after which is looked whether a mark is still hidden along with its words. */
const BURIED_MS = 3000;

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
  const buried = new Set<PlacedMark>();
  let isBuriedDue = false;

  // `trackVisibility` (Chromium): also told when something lies over the mark, whether or not it takes clicks.
  const sight = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        const mark = byHost.get(entry.target);
        if (!mark) continue;
        const { isVisible } = entry as IntersectionObserverEntry & { isVisible?: boolean };
        const gone =
          !mark.host.isConnected || (mark.placement === 'line' && entry.boundingClientRect.height === 0);
        mark.inWindow = entry.isIntersecting;
        if (isVisible) buried.delete(mark);
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
    const wasBuried = new Set(standing.filter((mark) => buried.delete(mark)));
    const harmed = new Set(standing.filter(isHarmed));
    const unclear = standing.filter(
      (mark) => mark.occluded && !harmed.has(mark) && !buried.has(mark) && mark.placement !== 'corner',
    );
    // Once our own layer is open it lies over all marks: the browser's word alone does not tell that a sheet is still there.
    const again = unclear.some((mark) => wasBuried.has(mark));
    if (unclear.length > 0)
      sheets.whileSolid(() => {
        for (const mark of unclear) if (isCovered(mark, COVER.hidden)) harmed.add(mark);
      }, again);
    if (harmed.size > 0) repair([...harmed]);
    if (buried.size === 0 || isBuriedDue) return;
    isBuriedDue = true;
    later(BURIED_MS, () => {
      isBuriedDue = false;
      look([...buried]);
    });
  }

  function isHarmed(mark: PlacedMark): boolean {
    const { element } = mark.request.item;
    // Left: the watcher will tell. Folded away by the site: nothing to see, so nothing to put back.
    if (!isConnected(element) || boxesOf(element).length === 0) return false;
    if (mark.placement === 'corner') return false;
    if (mark.placement === 'line') {
      if (mark.host.hasAttribute('inert')) mark.host.removeAttribute('inert');
      const isHome = mark.host.isConnected && mark.host.parentNode === mark.home;
      return !isHome || !isSeen(mark.host) || isClipped(mark.host) || isCovered(mark);
    }
    if (!layer.host.isConnected || !mark.host.isConnected) return true;
    return !mark.inner.hasAttribute('hidden') && isCovered(mark);
  }

  /**
   * True when more lies over the mark than over its item's words. What lies over both, as the site's own dialogs and pictures do, is no
   * attack; where it hides both, that is noted, for the popup to tell.
   */
  function isCovered(mark: PlacedMark, atLeast: number = COVER.barred): boolean {
    const own = mark.placement === 'line' ? mark.host : layer.host;
    const box = (mark.placement === 'line' ? mark.host : mark.inner).getBoundingClientRect();
    const cover = coverOver(own, box, layer.host) ?? COVER.none;
    if (cover < atLeast) return false;
    if (cover > coverOverWords(mark.request, layer.host)) return true;
    // Scrolled away inside a box of its own, a mark is not hidden by what stands there instead.
    if (cover === COVER.hidden && mark.inWindow) buried.add(mark);
    return false;
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
    /** True while something hides a mark along with its item's words. */
    isBuried: (mark: Mark): boolean => buried.has(mark as PlacedMark),
    leave(mark: Mark) {
      buried.delete(mark as PlacedMark);
      for (const target of [mark.host, mark.inner]) if (target) sight.unobserve(target);
    },
    destroy() {
      for (const timer of timers) clearTimeout(timer);
      sight.disconnect();
    },
  };
}
