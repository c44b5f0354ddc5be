import { finish, type Steps } from '../core/steps.ts';
import { contains, native } from './native.ts';
import { canonicalAddress, readArticle } from './article-reader.ts';
import { findListsInSteps } from './repeated-items.ts';
import { type ReadItem } from './read-item.ts';
import { hashText } from './text-hash.ts';

/** Id under which items of no site description are known. */
export const GENERIC = 'generic';

/**
 * Reads a page of which nothing is known: repeated structures with text (posts, comments, result lists), and the article where there is
 * one. Shells, login walls and captcha pages have neither.
 *
 * @param readArticleNow - gives the article; default: looks for one
 * @returns items in tree order; the article first
 */
export function* readGenericInSteps(
  document: Document,
  url: string,
  readArticleNow = (): ReadItem[] => readArticle(document, { site: GENERIC, url, sure: false }),
): Steps<ReadItem[]> {
  const article = readArticleNow();
  yield;
  const body = article.find((item) => item.role === 'article');
  const address = canonicalAddress(document, url);
  // A forum's thread: what all stands under is the page's heading.
  const heading = native(document, 'querySelector')('h1')?.textContent?.trim() || undefined;
  const lists = yield* findListsInSteps(document, url);
  const opening = lists.find((found) => found.role === 'caption');
  const repeated = lists.map((found): ReadItem => {
    const identity = found.permalink ?? `${found.authorUrl ?? found.author ?? ''}|${hashText(found.text)}`;
    return {
      ...found,
      site: GENERIC,
      name: GENERIC,
      count: 1,
      thread: (body?.text ?? heading ?? (found === opening ? undefined : opening?.text))?.slice(0, 500),
      key: `${GENERIC}|${identity}`,
    };
  });
  // What lies inside the article's own text is part of it, unless it has an author: comments are often below the text.
  const outside = repeated.filter((item) => !body || !isPartOf(body, item));
  const comments = outside.filter((item) => item.role !== 'caption');
  const isThread = body !== undefined && comments.length > 0 && coveredBy(body, comments);
  const kept = isThread || !body ? outside : comments;
  return [...(isThread ? [] : article), ...kept].map((item) =>
    item.permalink === undefined && item.role !== 'comment' ? { ...item, permalink: address } : item,
  );
}

/** The same at once. */
export function readGeneric(document: Document, url: string): ReadItem[] {
  return finish(readGenericInSteps(document, url));
}

function isPartOf(article: ReadItem, item: ReadItem): boolean {
  return (
    item.author === undefined &&
    contains(article.element, item.element) &&
    article.text.includes(item.text.slice(0, 40))
  );
}

/** True where the "article" is nothing but the list of comments: Readability takes a long thread for one text. */
function coveredBy(article: ReadItem, items: readonly ReadItem[]): boolean {
  let inside = 0;
  for (const item of items) if (contains(article.element, item.element)) inside += item.text.length;
  return inside > article.text.length * 0.6;
}
