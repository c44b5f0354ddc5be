import { browser } from '#imports';

export const ALARM = 'updates:check';
const DAY_MINUTES = 24 * 60;
/** After a failed check: soon again, but not at the same minute on a million devices. */
const RETRY_MINUTES = 60;

/**
 * Minutes until the next check: a day, give or take a sixth; after a failure about an hour. Spread, so that a channel's server is not asked
 * by everybody at once.
 *
 * @param random - 0 to 1
 */
export function nextDelay(failed: boolean, random: number): number {
  const base = failed ? RETRY_MINUTES : DAY_MINUTES;
  const spread = failed ? 0.5 : 1 / 6;
  return base * (1 - spread + 2 * spread * random);
}

/** Sets the alarm for the next check in place of the one before. */
export async function scheduleNext(failed: boolean): Promise<void> {
  await browser.alarms.create(ALARM, { delayInMinutes: nextDelay(failed, Math.random()) });
}

/** Browsers may forget alarms: called on every start of the worker. The first check comes within the first ten minutes. */
export async function ensureScheduled(): Promise<void> {
  if ((await browser.alarms.get(ALARM)) === undefined) {
    await browser.alarms.create(ALARM, { delayInMinutes: 1 + 9 * Math.random() });
  }
}
