import { type Steps } from '../core/steps.ts';
import {
  attributeOf,
  childCountOf,
  childrenOf,
  closest,
  contains,
  findAllIn,
  findIn,
  native,
  parentOf,
  tagOf,
  textOf,
} from './native.ts';
import { findAuthor, isProfileLink } from './find-author.ts';
import { cutName } from './item-text.ts';
import { isLaidOut } from './layout.ts';
import { longestText } from './longest-text.ts';
import { isMetaElement, isMetaText } from './meta-words.ts';
import { postsBefore } from './opening-post.ts';
import { type ReadItem } from './read-item.ts';
import { type BuiltText } from './text-builder.ts';
import { readText, TYPING } from './text-walk.ts';

type FoundItem = Omit<ReadItem, 'key' | 'site' | 'name' | 'count'>;

/** Parts of a page that repeat without being anybody's words. */
const FURNITURE = `nav, header, footer, menu, form, dialog, [role="navigation"], [role="menu"], [role="menubar"], [role="tablist"], [role="banner"], [role="contentinfo"], [role="listbox"], ${TYPING}`;
/** Fewer alike siblings than this are no list. */
const SHORTEST_LIST = 2;
/** Larger documents are read no further than this many elements: about 20 ms on a slow laptop. */
const MOST_ELEMENTS = 40_000;

/** Shorter texts before a list of comments are labels, no posts. */
const SHORTEST_POST = 8;

/** Elements whose children are grouped in one step. */
const PARENTS_A_STEP = 200;

/**
 * Finds groups of alike siblings that carry authors' texts. In steps: each reads one element at most. What crashes the reading of one
 * element, or the grouping of one parent's children, costs that one alone.
 */
export function* findListsInSteps(document: Document, url: string): Steps<FoundItem[]> {
  const items: FoundItem[] = [];
  const taken = new Set<Element>();
  const anchors = new Set<Element>();
  /** The first of each list of comments. */
  const firsts: Element[] = [];
  for (const group of yield* siblingGroups(document)) {
    // An outer group was read already: its items' parts are no items, but replies nested in it are, when they have an author too.
    const found: FoundItem[] = [];
    for (const element of group) {
      const item = unlessItCrashes(() => readOne(element, url));
      if (item) found.push(item);
      yield;
    }
    if (!isListOfTexts(found, group.length)) continue;
    const before = items.length;
    for (const item of found) {
      if (taken.has(item.element) || anchors.has(item.anchor)) continue;
      const outer = outerItem(item.element, taken);
      if (outer && item.author === undefined) continue;
      taken.add(item.element);
      anchors.add(item.anchor);
      items.push(outer ? { ...item, role: 'reply' } : item);
    }
    const first = items[before];
    if (first?.role === 'comment') firsts.push(first.element);
  }
  const post = yield* findOpeningPost(firsts, taken, url);
  return post ? [post, ...items] : items;
}

/** The post above the comments, where it is built unlike them. */
function* findOpeningPost(
  firsts: readonly Element[],
  taken: ReadonlySet<Element>,
  url: string,
): Steps<FoundItem | undefined> {
  for (const element of firsts.flatMap((first) => [...postsBefore(first)])) {
    yield;
    if (closest(element, FURNITURE) || [...taken].some((item) => contains(element, item))) continue;
    const post = unlessItCrashes(() => readOne(element, url));
    if (post?.role === 'comment' && post.text.length >= SHORTEST_POST) return { ...post, role: 'caption' };
  }
  return undefined;
}

function outerItem(element: Element, taken: ReadonlySet<Element>): Element | null {
  for (let up = parentOf(element); up; up = parentOf(up)) if (taken.has(up)) return up;
  return null;
}

/** Groups of siblings with the same make-up, outer groups first. */
function* siblingGroups(document: Document): Steps<Element[][]> {
  const groups: Element[][] = [];
  const body = native(document, 'body');
  const parents = [body, ...native(body, 'querySelectorAll')('*')].slice(0, MOST_ELEMENTS);
  for (const [index, parent] of parents.entries()) {
    if (index % PARENTS_A_STEP === PARENTS_A_STEP - 1) yield;
    groups.push(...(unlessItCrashes(() => alikeChildren(parent)) ?? []));
  }
  return groups;
}

function alikeChildren(parent: Element): Element[][] {
  if (childCountOf(parent) < SHORTEST_LIST || closest(parent, FURNITURE)) return [];
  const bySignature = new Map<string, Element[]>();
  for (const child of childrenOf(parent)) {
    const signature = signatureOf(child);
    if (signature === '') continue;
    const alike = bySignature.get(signature);
    if (alike) alike.push(child);
    else bySignature.set(signature, [child]);
  }
  return [...bySignature.values()].filter((alike) => alike.length >= SHORTEST_LIST);
}

function unlessItCrashes<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}

/** Tag and the unhashed part of the first class; rows that differ only by state classes belong together. */
function signatureOf(element: Element): string {
  if (
    /^(SCRIPT|STYLE|LINK|META|BR|HR|OPTION|TEMPLATE|SVG|PATH|IMG|SPAN|A|P|B|I|EM|STRONG|BUTTON|TD|TH)$/i.test(
      tagOf(element),
    )
  )
    return '';
  const name = (
    attributeOf(element, 'data-e2e') ??
    attributeOf(element, 'data-testid') ??
    attributeOf(element, 'class')?.trim().split(/\s+/)[0] ??
    ''
  ).replace(/[-_]?\d+$/, '');
  return `${tagOf(element)}.${name}`;
}

/** A list of posts or comments: most have an author; or a list of long titles that are links. */
function isListOfTexts(found: readonly FoundItem[], size: number): boolean {
  if (found.length < SHORTEST_LIST || found.length < size * 0.5) return false;
  const authored = found.filter((item) => item.author !== undefined || item.authorUrl !== undefined).length;
  if (authored >= found.length * 0.6) return true;
  const average = found.reduce((sum, item) => sum + item.text.length, 0) / found.length;
  const linked = found.filter((item) => item.permalink !== undefined).length;
  return found.length >= 3 && linked >= found.length * 0.8 && average >= 12;
}

function readOne(element: Element, url: string): FoundItem | null {
  if (!isLaidOut(element)) return null;
  const author = findAuthor(element);
  const best = findText(element, author);
  if (!best || !isLaidOut(best.anchor)) return null;
  const permalink = findPermalink(element, best.anchor, author, url);
  // A headline is a link to what it announces; what people write is not, though it may hold links.
  const link = closest(best.anchor, 'a[href]') ?? findIn(best.anchor, 'a[href]');
  const isHeadline = link !== null && ownText(link).includes(ownText(best.anchor));
  const role = author && !isHeadline ? 'comment' : 'title';
  return {
    role,
    text: best.text,
    textMap: best.textMap,
    element,
    anchor: best.anchor,
    permalink,
    author: author && (cutName(readText(author).text.replace(/\s+/g, ' ').trim()) || undefined),
    authorUrl: author && linkOf(author, url),
  };
}

function findText(element: Element, author: Element | undefined): (BuiltText & { anchor: Element }) | null {
  const isAuthor = (one: Element) => one === author;
  const among = [element, ...findAllIn(element, '*')].filter(
    (one) => !author || (!contains(one, author) && !contains(author, one)),
  );
  const anchor = longestText(among, element, isAuthor);
  if (!anchor) return null;
  const built = readText(anchor, { skip: (one) => one === author || isMetaElement(one) });
  return built.text.length >= 2 ? { ...built, anchor } : null;
}

function findPermalink(
  element: Element,
  anchor: Element,
  author: Element | undefined,
  url: string,
): string | undefined {
  const links = [...findAllIn(element, 'a[href]')];
  const around = closest(anchor, 'a[href]');
  const best =
    links.find((link) => findIn(link, 'time')) ??
    (around && contains(element, around) ? around : undefined) ??
    links.find(
      (link) => link !== author && isMetaText(ownText(link)) && ownText(link) !== '' && !isProfileLink(link),
    ) ??
    (author ? undefined : findIn(anchor, 'a[href]'));
  const found = best ? linkOf(best, url) : undefined;
  if (found) return found;
  const id = attributeOf(element, 'id');
  return id ? `${url.split('#')[0]}#${id}` : undefined;
}

function linkOf(element: Element, base: string): string | undefined {
  const link = closest(element, 'a[href]') ?? findIn(element, 'a[href]');
  const href = link && attributeOf(link, 'href');
  if (!href || /^(javascript:|#)/.test(href)) return undefined;
  try {
    const target = new URL(href, base);
    return /^https?:$/.test(target.protocol) ? target.href : undefined;
  } catch {
    return undefined;
  }
}

function ownText(element: Element): string {
  return textOf(element).trim();
}
