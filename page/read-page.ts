import { readArticle } from './article-reader.ts';
import { readGeneric } from './generic-reader.ts';
import { type ReadPass } from './read-items.ts';
import { type ReadItem } from './read-item.ts';
import { type PageView } from './watch-events.ts';

/**
 * What to do where a description found nothing: on a wall nothing, on an article page the article reader, elsewhere the generic reader.
 *
 * @param found - items that the description found
 */
export function readFallback(
  document: Document,
  pass: ReadPass,
  site: string,
  found: number,
): { items: ReadItem[]; view: PageView } {
  const { page } = pass;
  const url = page.url.href;
  const expected = page.page?.full === true || page.page?.article === true;
  const view = { site, kind: page.kind, found, generic: 0, wall: false, suspect: false };
  if (found > 0 || !expected) return { items: [], view };
  if (pass.isWall()) return { items: [], view: { ...view, wall: true } };
  const article = page.page?.article ? readArticle(document, { site, url, sure: true }) : [];
  const items = article.length > 0 ? article : readGeneric(document, url);
  // Without any text there is nothing the description could have found: an unloaded shell.
  return { items, view: { ...view, generic: items.length, suspect: items.length > 0 } };
}
