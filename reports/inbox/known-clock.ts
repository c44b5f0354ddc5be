import { z } from 'zod';
import type { ReportStore } from '../store/report-store.ts';

const KEY = 'inbox:clock';
/** Less is no matter: answers take their time, and desks take in what is a day ahead. */
const TOLERATED = 3_600_000;
const Known = z.object({ address: z.string(), ahead: z.number() });

/**
 * For `onDate` of the inbox: keeps how far the clock of this device is ahead of the inbox's, as the first answer of a run tells. Every desk
 * refuses what is dated more than a day ahead, and nobody but this device can tell whoever writes it.
 *
 * @param clock - ms since 1970 on this device
 */
export function clockNoter(
  store: ReportStore,
  address: string,
  clock: () => number = Date.now,
): (now: number) => void {
  let noted = false;
  return (now) => {
    if (noted) return;
    noted = true;
    // Only words for a person hang on it: where the store is full or blocked, the sending itself says so.
    void store.saveSetting(KEY, { address, ahead: clock() - now }).catch(() => {});
  };
}

/**
 * How far this device was ahead of the inbox when it last answered, in ms, negative when behind; `null` where the clocks agree to the hour
 * or the inbox's could not be read.
 */
export async function knownClock(store: ReportStore, address: string): Promise<number | null> {
  const known = Known.safeParse(await store.setting(KEY));
  if (!known.success || known.data.address !== address) return null;
  return Math.abs(known.data.ahead) < TOLERATED ? null : known.data.ahead;
}
