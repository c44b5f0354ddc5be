import { browser } from '#imports';
import { commentsOf, readSiteHealth, SITE_HEALTH_KEY, withView } from '../../settings/site-health.ts';
import type { PageSummary } from '../../messaging/findings.ts';

let writing: Promise<unknown> = Promise.resolve();

/**
 * Counts page views on which a site description found nothing, or no comments on a kind of page where there were some; a description that
 * finds them again is well again.
 */
export function noteHealth(summary: PageSummary): Promise<void> {
  const { site, reading, checked, kind, comments } = summary;
  if (site === undefined || reading === 'off' || (reading === 'site' && checked === 0))
    return Promise.resolve();
  const next = writing.then(async () => {
    const stored = readSiteHealth((await browser.storage.local.get(SITE_HEALTH_KEY))[SITE_HEALTH_KEY]);
    const now = Date.now();
    let changed = withView(stored, site, reading === 'stale', now);
    if (kind !== undefined && comments !== undefined)
      changed = withView(changed, commentsOf(site, kind), comments === 'missing', now);
    if (changed !== stored) await browser.storage.local.set({ [SITE_HEALTH_KEY]: changed });
  });
  writing = next.catch(() => undefined);
  return next;
}
