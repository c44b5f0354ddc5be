import { type Role } from '../core/item.ts';
import { finish, type Steps } from '../core/steps.ts';
import { readArticle } from './article-reader.ts';
import { readGenericInSteps } from './generic-reader.ts';
import { contains } from './native.ts';
import { type ReadPass } from './read-items.ts';
import { type ReadItem } from './read-item.ts';
import { findListsInSteps } from './repeated-items.ts';
import { hashText } from './text-hash.ts';
import { type PageView } from './watch-events.ts';

/** What the generic reader reads on a described site, and what came of the page view. */
export interface Fallback {
  readonly items: ReadItem[];
  readonly view: PageView;
}

/** Fewer alike texts with authors than this are taken for no list of comments: every page has a pair of something. */
const FEWEST_COMMENTS = 3;
/** Longest text of a post that is handed on as `thread`, in UTF-16 code units. */
const LONGEST_THREAD = 2000;

const COMMENTS: ReadonlySet<Role> = new Set(['comment', 'reply']);
export const isComment = (item: { readonly role?: Role | undefined }) =>
  item.role !== undefined && COMMENTS.has(item.role);

/**
 * What to do where a description found nothing: on a wall nothing, on an article page the article reader, elsewhere the generic reader.
 * Where it found the post and none of the comments that this kind of page can have, the generic reader looks for comments beside what was
 * read. The work is done in steps.
 *
 * @param found - items that the description found
 */
export function* readFallbackInSteps(
  document: Document,
  pass: ReadPass,
  site: string,
  found: readonly ReadItem[],
): Steps<Fallback> {
  const { page } = pass;
  const url = page.url.href;
  const expected = page.page?.full === true || page.page?.article === true;
  const hasComments = found.some(isComment);
  const view: PageView = {
    site,
    kind: page.kind,
    found: found.length,
    generic: 0,
    wall: false,
    suspect: false,
    ...(hasComments && { comments: 'found' as const }),
  };
  if (found.length > 0) {
    if (hasComments || !pass.hasComments || pass.isWall()) return { items: [], view };
    const items = yield* readComments(document, pass, site, found);
    if (items.length === 0) return { items, view };
    return { items, view: { ...view, generic: items.length, comments: 'missing' } };
  }
  if (!expected) return { items: [], view };
  if (pass.isWall()) return { items: [], view: { ...view, wall: true } };
  const article = page.page?.article ? readArticle(document, { site, url, sure: true }) : [];
  yield;
  const items = article.length > 0 ? article : yield* readGenericInSteps(document, url);
  // Without any text there is nothing the description could have found: an unloaded shell.
  return { items, view: { ...view, generic: items.length, suspect: items.length > 0 } };
}

/** The same at once. */
export function readFallback(
  document: Document,
  pass: ReadPass,
  site: string,
  found: readonly ReadItem[],
): Fallback {
  return finish(readFallbackInSteps(document, pass, site, found));
}

/** Texts of several people that stand in a list apart from everything the description read: nothing is read twice. */
function* readComments(
  document: Document,
  pass: ReadPass,
  site: string,
  found: readonly ReadItem[],
): Steps<ReadItem[]> {
  const texts = new Set(found.map((item) => item.text));
  const thread = found.find((item) => item.role === 'caption' || item.role === 'article') ?? found[0];
  const lists = yield* findListsInSteps(document, pass.page.url.href);
  const apart = lists.filter(
    (item) =>
      isComment(item) &&
      item.author !== undefined &&
      !texts.has(item.text) &&
      !pass.isIgnored(item.element) &&
      !found.some(
        ({ element, anchor }) =>
          contains(element, item.element) || contains(item.element, element) || contains(anchor, item.anchor),
      ),
  );
  if (apart.length < FEWEST_COMMENTS) return [];
  return apart.map((item) => ({
    ...item,
    site,
    name: 'comments-by-structure',
    count: 1,
    thread: thread?.text.slice(0, LONGEST_THREAD),
    key: `${site}/by-structure|${item.permalink ?? `${item.authorUrl ?? item.author}|${hashText(item.text)}`}`,
  }));
}
