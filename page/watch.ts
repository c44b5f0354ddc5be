import { type SiteDescription } from '../core/ruleset/site-format.ts';
import { GenericWatch } from './generic-watch.ts';
import { type IdleWork } from './idle-work.ts';
import { type PageWatchOptions } from './page-watch.ts';
import { SiteWatch } from './site-watch.ts';
import { type Watching } from './watch-events.ts';

interface WatchOptions extends PageWatchOptions {
  /** The page's site description; left out: the generic reader reads it. */
  readonly site?: SiteDescription;
  /** Time of being shown after which a page view counts as settled and is told by `viewed`, ms. */
  readonly settle?: number;
}

/**
 * Reads a page and goes on reading as it changes: feeds that grow, nodes that are reused for other items, navigation without loading.
 *
 * One observer watches the document and every open shadow root that is met. Its callback only notes which subtrees were touched; reading
 * happens in idle slices of at most 8 ms and only there. The cost of an added comment does not depend on the length of the list.
 */
export function watchPage(options: WatchOptions): Watching & { readonly cost: IdleWork['cost'] } {
  return options.site ? new SiteWatch(options, options.site, options.settle) : new GenericWatch(options);
}
