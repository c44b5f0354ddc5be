import { browser } from '#imports';

/** Milliseconds after which the browser's policy store counts as silent. */
const SILENCE_MS = 20_000;

/**
 * A value that the organisation which manages the browser has set (public/managed-schema.json); not trusted. `undefined` where there is none.
 *
 * Chromium answers the first call of a session only once it has read all policies: three to four seconds after its start (measured on two
 * busy cores), later in milliseconds. For an extension that is installed while the browser runs it answers at once that there is nothing, and
 * tells what there is by `storage.onChanged` (`watchPolicy`); the late first answer tells itself in no such way.
 *
 * @param patience - milliseconds to wait, for callers that have something to go on with
 * @param onLate - told when a value arrives after all; the next call answers at once
 */
export async function readPolicy(key: string, patience = SILENCE_MS, onLate?: () => void): Promise<unknown> {
  let isLate = false;
  const answer = valueOf(key).then((value) => {
    if (isLate && value !== undefined) onLate?.();
    return value;
  });
  const silence = new Promise<undefined>((done) => setTimeout(() => done(undefined), patience));
  return Promise.race([answer, silence.then(() => void (isLate = true))]);
}

async function valueOf(key: string): Promise<unknown> {
  try {
    return (await browser.storage.managed.get(key))[key];
  } catch {
    // Firefox rejects where there is no policy at all.
    return undefined;
  }
}

/** Calls back when the organisation's value changes, also when it arrives after the first answer. @returns stops watching */
export function watchPolicy(key: string, onChange: () => void): () => void {
  const changed = (changes: Record<string, unknown>, area: string) => {
    if (area === 'managed' && key in changes) onChange();
  };
  browser.storage.onChanged.addListener(changed);
  return () => browser.storage.onChanged.removeListener(changed);
}
