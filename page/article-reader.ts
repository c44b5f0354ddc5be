import { contains, findAllIn, native, parentOf, tagOf, textOf } from './native.ts';
import { isProbablyReaderable, Readability } from '@mozilla/readability';
import { cutName } from './item-text.ts';
import { type ReadItem } from './read-item.ts';
import { hashText } from './text-hash.ts';
import { readText } from './text-walk.ts';

/**
 * Readability's thresholds are for English (500 characters). A Chinese character carries about three times as much, and the shortest
 * adverts written as articles on WeChat have some 120 of them.
 */
const SHORTEST_ARTICLE = 120;
/** For pages of which nothing is known: what `isProbablyReaderable` wants of a paragraph, and of their sum of square roots. */
const UNKNOWN_PAGE = { minContentLength: 40, minScore: 12 };
/** Larger documents are not cloned: it would freeze the page. About 60 ms of cloning on a slow laptop. */
const LARGEST_DOCUMENT = 30_000;

const INDEX = 'data-i';
/** Elements that documents and forms can be asked for by name. */
const NAMED =
  'form, input, button, select, textarea, output, fieldset, object, img, iframe, embed, applet, frame';
/** What sites write before an author's name. */
const BYLINE_WORD = /^(作者|文|编辑|来源|撰文|by)\s*[:：|｜/]?\s*/i;

interface ArticleOptions {
  readonly site: string;
  readonly url: string;
  /** The site description says that this is an article; else the page must look like one. */
  readonly sure: boolean;
}

/**
 * Finds the article of a page with Readability, on a clone: it changes the document it parses. The text is then read from the live
 * page, so that offsets map to live nodes.
 *
 * @returns the title and the text as two items, or nothing
 */
export function readArticle(document: Document, { site, url, sure }: ArticleOptions): ReadItem[] {
  const live = native(document, 'querySelectorAll')('*');
  if (live.length > LARGEST_DOCUMENT || (!sure && !looksLikeArticle(document))) return [];
  const found = parseClone(document, live);
  if (!found) return [];
  const { kept, title, author } = found;
  const root = commonAncestor(kept);
  if (!root) return [];
  const wanted = withAncestors(kept, root);
  const { text, textMap } = readText(root, {
    skip: (element) => !wanted.has(element) || isHeading(element, title),
  });
  if (text.length < SHORTEST_ARTICLE || (!sure && isListOfLinks(root, text))) return [];
  const shared = { site, name: 'article', author, count: 1, permalink: canonicalAddress(document, url) };
  const items: ReadItem[] = [];
  const heading = headingOf(document, title);
  if (heading)
    items.push({
      ...shared,
      name: 'title',
      ...heading,
      role: 'title',
      key: `${site}/title|${shared.permalink ?? hashText(heading.text)}`,
    });
  items.push({
    ...shared,
    text,
    textMap,
    role: 'article',
    thread: heading?.text ?? (title || undefined),
    element: root,
    anchor: root,
    key: `${site}/article|${shared.permalink ?? hashText(text)}`,
  });
  return items;
}

/** Readability asks the document itself, on which a picture may be named like what it asks. */
function looksLikeArticle(document: Document): boolean {
  const plain = { querySelectorAll: native(document, 'querySelectorAll') };
  return isProbablyReaderable(plain as unknown as Document, UNKNOWN_PAGE);
}

/** Front pages are lists of headlines: most of such a "text" is links. */
function isListOfLinks(root: Element, text: string): boolean {
  let linked = 0;
  for (const link of findAllIn(root, 'a[href]')) linked += textOf(link).trim().length;
  return linked > text.length / 2;
}

/** The title at the head of the text is an item of its own. */
function isHeading(element: Element, title: string): boolean {
  return tagOf(element) === 'H1' && title.includes(textOf(element).trim());
}

function parseClone(
  document: Document,
  live: ArrayLike<Element>,
): { kept: Element[]; title: string; author?: string } | null {
  const clone = native(document, 'cloneNode')(true) as Document;
  for (const [index, element] of [...native(clone, 'querySelectorAll')('*')].entries())
    native(element, 'setAttribute')(INDEX, String(index));
  // What stands in forms and documents under its name would be found in place of the properties that Readability asks for.
  for (const named of native(clone, 'querySelectorAll')(NAMED))
    for (const name of ['name', 'id']) native(named, 'removeAttribute')(name);
  // WeChat serves the body invisible until its script has run; Readability would drop it.
  for (const hidden of clone.querySelectorAll('[style*="visibility"], [style*="opacity"]'))
    hidden.removeAttribute('style');
  const parsed = parse(clone);
  if (!parsed?.content) return null;
  const kept: Element[] = [];
  for (const element of parsed.content.querySelectorAll(`[${INDEX}]`)) {
    const original = live[Number(element.getAttribute(INDEX))];
    if (original) kept.push(original);
  }
  return {
    kept,
    title: parsed.title?.trim() ?? '',
    author: cutName(parsed.byline?.trim().replace(BYLINE_WORD, '') ?? '') || undefined,
  };
}

/** Readability was not made for pages that are built to crash it: then there is no article, and the rest of the page is read. */
function parse(clone: Document): ReturnType<Readability<Element>['parse']> {
  try {
    return new Readability<Element>(clone, {
      charThreshold: SHORTEST_ARTICLE,
      serializer: (node) => node as Element,
    }).parse();
  } catch {
    return null;
  }
}

function commonAncestor(elements: readonly Element[]): Element | null {
  let common: Element | null = elements[0] ?? null;
  for (const element of elements) while (common && !contains(common, element)) common = parentOf(common);
  return common;
}

/** The kept elements with everything below them and the way up to the root. */
function withAncestors(kept: readonly Element[], root: Element): Set<Element> {
  const wanted = new Set<Element>(kept);
  for (const element of kept) {
    for (let up = parentOf(element); up && up !== root && !wanted.has(up); up = parentOf(up)) wanted.add(up);
  }
  return wanted;
}

function headingOf(
  document: Document,
  title: string,
): Pick<ReadItem, 'text' | 'textMap' | 'element' | 'anchor'> | null {
  for (const element of native(document, 'querySelectorAll')('h1, h2, [class*="title"]')) {
    const { text, textMap } = readText(element);
    if (text !== '' && (title === '' || title.includes(text) || text.includes(title)))
      return { text, textMap, element, anchor: element };
  }
  return null;
}

export function canonicalAddress(document: Document, url: string): string {
  const named =
    native(document, 'querySelector')('link[rel="canonical"]')?.getAttribute('href') ??
    native(document, 'querySelector')('meta[property="og:url"]')?.getAttribute('content');
  try {
    const own = new URL(url);
    const canonical = new URL(named || url, own);
    // A canonical link to the front page is a common mistake of site templates.
    return canonical.hostname === own.hostname && canonical.pathname !== '/' ? canonical.href : own.href;
  } catch {
    return url;
  }
}
