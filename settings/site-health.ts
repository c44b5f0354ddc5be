import { z } from 'zod';

/** Key in `storage.local`: how the site descriptions fare on this device. Host and text are not kept. */
export const SITE_HEALTH_KEY = 'site-health';
/** Views in a row without a single item before a description is called stale. */
const STALE_AFTER = 3;

const Health = z.object({
  /** Views in a row on which the description found nothing where it should have. */
  misses: z.number().int().nonnegative(),
  /** Epoch milliseconds of the last change. */
  at: z.number(),
});
export const SiteHealth = z.record(z.string().max(60), Health);
export type SiteHealth = z.infer<typeof SiteHealth>;

export function readSiteHealth(stored: unknown): SiteHealth {
  const read = SiteHealth.safeParse(stored);
  return read.success ? read.data : {};
}

/** Puts one page view in. The same object comes back when nothing changed. Repeated tellings within ten seconds count once. */
export function withView(health: SiteHealth, site: string, missed: boolean, now: number): SiteHealth {
  const known = health[site];
  if (!missed) return known?.misses === 0 ? health : { ...health, [site]: { misses: 0, at: now } };
  const before = known ?? { misses: 0, at: 0 };
  if (before.misses > 0 && now - before.at < 10_000) return health;
  return { ...health, [site]: { misses: Math.min(before.misses + 1, 1000), at: now } };
}

/** Name under which the comments of one kind of page are counted, apart from the site: a redesign may leave the posts as they were. */
export function commentsOf(site: string, kind: string): string {
  return `${site}#${kind}`.slice(0, 60);
}

/** How a description fares: `stale` when the site, or the comments of a kind of page, probably changed their layout. */
export function healthOf(health: SiteHealth, site: string): 'unseen' | 'well' | 'stale' {
  const seen = Object.entries(health).filter(([name]) => name === site || name.startsWith(`${site}#`));
  if (seen.length === 0) return 'unseen';
  return seen.some(([, { misses }]) => misses >= STALE_AFTER) ? 'stale' : 'well';
}
