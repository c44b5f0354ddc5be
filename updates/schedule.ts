import { browser } from '#imports';

export const ALARM = 'updates:check';
const DAY_MINUTES = 24 * 60;
/** After a failed check: soon again, but not at the same minute on a million devices. */
const RETRY_MINUTES = 60;

/**
 * Minutes until the next check: a day, give or take a sixth; after a failure about an hour, and twice that after each further one, up to a
 * day: a channel that is gone is not asked more often than one that answers. Spread, so that a channel's server is not asked by everybody
 * at once.
 *
 * @param failures - failed checks in a row
 * @param random - 0 to 1
 */
export function nextDelay(failures: number, random: number): number {
  const retry = failures === 0 ? DAY_MINUTES : RETRY_MINUTES * 2 ** (failures - 1);
  const base = Math.min(DAY_MINUTES, retry);
  const spread = base === DAY_MINUTES ? 1 / 6 : 0.5;
  return base * (1 - spread + 2 * spread * random);
}

/** Failed checks in a row of the channel that may soonest answer again; 0 where all that are on answered. */
export function failuresIn(
  channels: readonly { readonly off: boolean; readonly failures?: number | undefined }[],
): number {
  const failing = channels.flatMap(({ off, failures = 0 }) => (off || failures === 0 ? [] : [failures]));
  return failing.length === 0 ? 0 : Math.min(...failing);
}

/** Sets the alarm for the next check in place of the one before. */
export async function scheduleNext(failures: number): Promise<void> {
  await browser.alarms.create(ALARM, { delayInMinutes: nextDelay(failures, Math.random()) });
}

/** Browsers may forget alarms: called on every start of the worker. The first check comes within the first ten minutes. */
export async function ensureScheduled(): Promise<void> {
  if ((await browser.alarms.get(ALARM)) === undefined) {
    await browser.alarms.create(ALARM, { delayInMinutes: 1 + 9 * Math.random() });
  }
}
