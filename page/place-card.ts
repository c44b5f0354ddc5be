import { native } from './native.ts';

/** Distance to the window's edge and to the marker, CSS px. */
const GAP = 8;

/**
 * Puts a fixed card beside its marker: below where there is room, else above, never outside the window. On a narrow window it stands at
 * the lower edge. Writes custom positions by CSSOM only (no style attribute in markup).
 */
export function placeCard(card: HTMLElement, marker: DOMRect | undefined): void {
  const view = native(card.ownerDocument, 'defaultView');
  if (!view) return;
  const { innerWidth: width, innerHeight: height } = view;
  const box = card.getBoundingClientRect();
  let left = marker ? marker.left : width - box.width - GAP;
  let top = marker ? marker.bottom + 4 : height - box.height - GAP;
  if (width < 460) {
    left = GAP;
    top = height - box.height - GAP;
  } else if (top + box.height > height - GAP && marker) {
    const above = marker.top - box.height - 4;
    top = above >= GAP ? above : height - box.height - GAP;
    // Neither below nor above: beside the marker's start, so that it stays in sight.
    if (above < GAP && marker.left + Math.min(marker.width, 160) + box.width < width)
      left = marker.left + 160;
  }
  left = Math.max(GAP, Math.min(left, width - box.width - GAP));
  card.style.setProperty(
    'transform',
    `translate(${Math.round(left)}px, ${Math.round(Math.max(GAP, top))}px)`,
  );
}
