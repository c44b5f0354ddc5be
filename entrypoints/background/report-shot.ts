import { browser, storage } from '#imports';

/** A picture of the visible tab, kept on this device until the volunteer uses or drops it. Never part of a report by itself. */
export interface ShotCandidate {
  readonly dataUrl: string;
  /** Where the item stood in the window, CSS px; the picture is that times `scale`. */
  readonly box: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  } | null;
  /** Width of the window in CSS px, to find the picture's scale; `null` when unknown. */
  readonly viewportWidth: number | null;
}

const keyOf = (draft: string) => `local:report-shot:${draft}` as const;

/** Takes a picture of the visible tab when the browser allows it: after a click on our button, menu or key (`activeTab`). */
export async function takeShot(windowId: number | undefined): Promise<string | null> {
  try {
    const options = { format: 'jpeg', quality: 88 } as const;
    return windowId === undefined
      ? await browser.tabs.captureVisibleTab(options)
      : await browser.tabs.captureVisibleTab(windowId, options);
  } catch {
    // Without `activeTab` (the marker card) the browser refuses. The report page then tells how to add one.
    return null;
  }
}

export const saveShot = (draft: string, shot: ShotCandidate) => storage.setItem(keyOf(draft), shot);
export const loadShot = (draft: string) => storage.getItem<ShotCandidate>(keyOf(draft));
export const dropShot = (draft: string) => storage.removeItem(keyOf(draft));
/** Calls back when a picture arrives for this draft. */
export const watchShot = (draft: string, onShot: (shot: ShotCandidate | null) => void) =>
  storage.watch<ShotCandidate>(keyOf(draft), onShot);

interface WaitingShot {
  readonly draft: string;
  readonly since: number;
}
const waiting = storage.defineItem<WaitingShot | null>('session:report-shot-waiting', { fallback: null });
/** A draft waits ten minutes for the reader to go back to the page and press the key. */
const WAIT_MS = 10 * 60_000;

/** The report page asks that the next press of the key adds a picture to this draft instead of starting another. */
export const waitForShot = (draft: string) => waiting.setValue({ draft, since: Date.now() });

/** The draft that waits for a picture, if any; asked once. */
export async function takeWaiting(): Promise<string | null> {
  const value = await waiting.getValue();
  if (value === null) return null;
  await waiting.setValue(null);
  return Date.now() - value.since < WAIT_MS ? value.draft : null;
}
