import { type SiteDescription } from '../core/ruleset/site-format.ts';
import { type Scope } from './deep-select.ts';
import { documentOf, typeOf } from './native.ts';
import { ItemReader } from './read-items.ts';
import { type ReadItem } from './read-item.ts';

/**
 * Reads all items below `root` now.
 *
 * @param root - the document, or a subtree of it
 * @param site - a site description as parsed by `parseSite`
 * @param url - the page's address; page kinds and relative links depend on it
 * @returns items in tree order; equal texts of grouped descriptions (danmaku) are one item with a count
 */
export function readItems(root: Scope, site: SiteDescription, url: string): ReadItem[] {
  const document = typeOf(root) === 9 ? (root as Document) : documentOf(root);
  const reader = new ItemReader(site, document);
  const pass = reader.pass(url);
  const grouped = new Map(reader.site.items.map((item) => [item.name, item.group]));
  return groupEqual(
    pass.elements(root).flatMap((element) => pass.read(element) ?? []),
    (item) => grouped.get(item.name) === true,
  );
}

function groupEqual(items: ReadItem[], isGrouped: (item: ReadItem) => boolean): ReadItem[] {
  const groups = new Map<string, number>();
  const kept: ReadItem[] = [];
  const seen = new Set<string>();
  for (const item of items) {
    // A sticky header repeats the title: the same address with the same text is the same item.
    if (item.permalink !== undefined && seen.has(`${item.key}|${item.text}`)) continue;
    seen.add(`${item.key}|${item.text}`);
    const group = isGrouped(item) ? `${item.name}|${item.text}` : undefined;
    const at = group === undefined ? undefined : groups.get(group);
    if (at !== undefined) {
      kept[at] = { ...kept[at]!, count: kept[at]!.count + 1 };
      continue;
    }
    if (group !== undefined) groups.set(group, kept.length);
    kept.push(item);
  }
  return kept;
}
