import { setTimeout as later } from 'node:timers/promises';
import type { PageReport } from '../../messaging/findings.ts';

const PAUSE_MS = 700;
const PATIENCE_MS = 30_000;

/**
 * What the extension found on a page, once reading has come to rest: two answers in a row count the same items, and not none.
 *
 * @param ask - asks the page; rejects while nobody answers there yet
 * @throws a sentence when that has not come about after `patienceMs`
 */
export async function settledReport(
  ask: () => Promise<PageReport>,
  patienceMs = PATIENCE_MS,
  pauseMs = PAUSE_MS,
): Promise<PageReport> {
  const end = performance.now() + patienceMs;
  let before: PageReport | undefined;
  while (performance.now() < end) {
    const tooLate = later(end - performance.now(), undefined, { ref: false });
    const report = await Promise.race([ask().catch(() => undefined), tooLate]);
    if (report && report.summary.checked > 0 && report.summary.checked === before?.summary.checked)
      return report;
    before = report;
    await later(pauseMs);
  }
  const seen = before === undefined ? 'it does not answer' : `${before.summary.checked} items read`;
  throw new Error(
    `The extension has not read the page within ${patienceMs / 1000} s (${seen}). Run it again; if it stays so, look at the errors on chrome://extensions.`,
  );
}
