import { browser } from '#imports';

/** Milliseconds after which the browser's policy store counts as silent. */
const SILENCE_MS = 2000;

/**
 * A value that the organisation which manages the browser has set (public/managed-schema.json); not trusted. `undefined` where there is none.
 *
 * Chromium may leave the call unanswered for good where no policy service runs; nothing may wait for it. A policy that comes later tells
 * itself by `storage.onChanged`.
 */
export async function readPolicy(key: string): Promise<unknown> {
  const silence = new Promise<Record<string, unknown>>((done) => setTimeout(() => done({}), SILENCE_MS));
  try {
    return (await Promise.race([browser.storage.managed.get(key), silence]))[key];
  } catch {
    // Firefox rejects where there is no policy at all.
    return undefined;
  }
}
