import { type Mark } from './mark-state.ts';
import { native } from './native.ts';

/**
 * How many marks are placed wherever they are; beyond, only what comes near the window. A page of thousands of lures must stay
 * usable.
 */
const MOST_FAR = 200;
/** How far around the window, and around what scrolls inside it, counts as near. */
const NEAR = '150% 0px';
/** Milliseconds that a batch shall take at the most, its layout counted. */
const BATCH_MS = 8;
/** Marks of a batch at the most, however fast they are. */
const LARGEST_BATCH = 48;

/**
 * Decides which marks are placed when: those near the window first, in batches of as many as fit half a frame, one batch a frame.
 * The browser tells what is near; nothing is measured for it.
 */
export function createMarkQueue(doc: Document, place: (batch: readonly Mark[]) => void) {
  const near = new Set<Mark>();
  const far = new Set<Mark>();
  const byElement = new Map<Element, Set<Mark>>();
  let placedFar = 0;
  let size = 4;
  const isDue = { near: false, far: false };
  let ended = false;
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) continue;
        for (const mark of byElement.get(target) ?? []) if (far.delete(mark)) near.add(mark);
      }
      schedule();
    },
    // What scrolls inside the page has its own surroundings, where the browser knows them.
    { rootMargin: NEAR, scrollMargin: NEAR } as IntersectionObserverInit,
  );

  function schedule() {
    // The next frame for what is near, an idle moment for the rest.
    if (near.size > 0) due('near', requestAnimationFrame);
    else if (far.size > 0 && placedFar < MOST_FAR)
      due('far', (run) => globalThis.requestIdleCallback?.(run, { timeout: 500 }));
  }

  function due(kind: 'near' | 'far', soon: (run: () => void) => unknown) {
    if (isDue[kind] || ended) return;
    isDue[kind] = true;
    const run = () => {
      if (!isDue[kind]) return;
      isDue[kind] = false;
      if (ended || native(doc, 'hidden')) return;
      try {
        runBatch();
      } finally {
        schedule();
      }
    };
    soon(run);
    // Covered windows get neither frames nor idle moments.
    setTimeout(run, 500);
  }

  function runBatch() {
    const batch: Mark[] = [];
    for (const from of [near, far]) {
      for (const mark of from) {
        if (batch.length >= size || (from === far && placedFar >= MOST_FAR)) break;
        from.delete(mark);
        forget(mark);
        if (from === far) placedFar++;
        batch.push(mark);
      }
      if (batch.length > 0) break;
    }
    const start = performance.now();
    place(batch);
    const spent = performance.now() - start;
    if (spent > BATCH_MS) size = Math.max(1, Math.floor((size * BATCH_MS) / spent));
    else if (spent < BATCH_MS / 2 && batch.length === size) size = Math.min(LARGEST_BATCH, size * 2);
  }

  function forget(mark: Mark) {
    const { element } = mark.request.item;
    const marks = byElement.get(element);
    marks?.delete(mark);
    if (marks?.size !== 0) return;
    byElement.delete(element);
    observer.unobserve(element);
  }

  const onShown = () => schedule();
  native(doc, 'addEventListener')('visibilitychange', onShown);

  return {
    /** Wants a mark placed. `soon`: it stood there before, so it is near. */
    add(mark: Mark, soon = false) {
      if (soon) near.add(mark);
      else {
        far.add(mark);
        const { element } = mark.request.item;
        const marks = byElement.get(element);
        if (marks) marks.add(mark);
        else {
          byElement.set(element, new Set([mark]));
          observer.observe(element);
        }
      }
      schedule();
    },
    drop(mark: Mark) {
      near.delete(mark);
      far.delete(mark);
      forget(mark);
    },
    destroy() {
      ended = true;
      observer.disconnect();
      native(doc, 'removeEventListener')('visibilitychange', onShown);
      near.clear();
      far.clear();
      byElement.clear();
    },
  };
}
