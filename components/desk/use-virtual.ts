import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core';
import { useEffect, useLayoutEffect, useReducer, useState } from 'preact/hooks';
import type { RefObject } from 'preact';

/** One row in sight: where it stands, in px from the top. */
interface VirtualRow {
  readonly index: number;
  readonly start: number;
  readonly size: number;
}

interface VirtualList {
  readonly rows: readonly VirtualRow[];
  /** Height of all rows, px. */
  readonly height: number;
  readonly scrollTo: (index: number) => void;
}

/** Rows of equal height, drawn only where they can be seen. */
export function useVirtual(
  scroller: RefObject<HTMLDivElement | null>,
  count: number,
  rowHeight: number,
): VirtualList {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const [virtualizer] = useState(
    () =>
      new Virtualizer<HTMLElement, HTMLElement>({
        count,
        getScrollElement: () => scroller.current,
        estimateSize: () => rowHeight,
        overscan: 8,
        scrollToFn: elementScroll,
        observeElementRect,
        observeElementOffset,
        onChange: () => redraw(0),
      }),
  );
  virtualizer.setOptions({ ...virtualizer.options, count, estimateSize: () => rowHeight });
  useEffect(() => virtualizer._didMount(), []);
  useLayoutEffect(() => virtualizer._willUpdate());
  return {
    rows: virtualizer.getVirtualItems(),
    height: virtualizer.getTotalSize(),
    scrollTo: (index) => virtualizer.scrollToIndex(index, { align: 'auto' }),
  };
}
