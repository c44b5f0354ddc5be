import { siteFor } from '../core/ruleset/site-for.ts';
import { readGeneric } from '../page/generic-reader.ts';
import { ItemReader } from '../page/read-items.ts';
import { readItems } from '../page/read-now.ts';
import { readFallback } from '../page/read-page.ts';
import { type ReadItem } from '../page/read-item.ts';
import { type PageView } from '../page/watch-events.ts';

/** An item without its nodes, as it leaves the page. */
export type PlainItem = Omit<ReadItem, 'element' | 'anchor' | 'textMap'>;

export interface FrameResult {
  readonly items: PlainItem[];
  readonly view: PageView;
  readonly problems: readonly string[];
}

/** Runs inside the page, in an isolated world: reads it as the content script would. */
export function scanFrame(rawSites: readonly unknown[], url: string): FrameResult {
  const site = siteFor(rawSites, new URL(url).hostname);
  if (!site) {
    const items = readGeneric(document, url);
    return {
      items: items.map(plain),
      view: {
        site: 'generic',
        kind: 'unknown',
        found: 0,
        generic: items.length,
        wall: false,
        suspect: false,
      },
      problems: [],
    };
  }
  const problems: string[] = [];
  const reader = new ItemReader(site, document, (where, error) =>
    problems.push(`${where}: ${String(error)}`),
  );
  const items = readItems(document, site, url);
  const { items: fallback, view } = readFallback(document, reader.pass(url), site.id, items);
  return {
    items: [...items, ...fallback].map(plain),
    view,
    problems: [...reader.site.problems, ...problems],
  };
}

const NODES: ReadonlySet<string> = new Set<keyof ReadItem>(['element', 'anchor', 'textMap']);

function plain(item: ReadItem): PlainItem {
  return Object.fromEntries(
    Object.entries(item).filter(([name]) => !NODES.has(name)),
  ) as unknown as PlainItem;
}
