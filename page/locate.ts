import { type CompiledItem, type CompiledLocator } from './compile-site.ts';
import { composedClosest, composedParent, findAll } from './deep-select.ts';
import { cutName } from './item-text.ts';
import { longestText } from './longest-text.ts';
import { type PageMatch } from './match-page.ts';
import { isMetaText } from './meta-words.ts';
import {
  attributeOf,
  closest,
  contains,
  documentOf,
  findAllIn,
  findIn,
  matches,
  rootOf,
  textOf,
} from './native.ts';
import { readText } from './text-walk.ts';

/** What a locator needs to know about the item it searches in. */
export interface Field {
  readonly element: Element;
  /** Selector list of all items of this page kind: a field inside a nested item belongs to that item. */
  readonly itemSelector: string;
  readonly page: PageMatch;
  /** Query parameters that belong to a profile's address. */
  readonly keepQuery: readonly string[];
  /** Parts that are no text of the item. */
  readonly exclude?: string;
}

/** The elements a locator points at, in tree order; none that belong to a nested item. */
export function locate(locator: CompiledLocator, field: Field): Element[] {
  if (!locator.longest) return locateAll(locator, field);
  const among = locator.select
    ? locateAll(locator, field)
    : [...findAllIn(field.element, '*')].filter((one) => isOwn(one, field));
  const longest = longestText(
    among,
    field.element,
    (one) => field.exclude !== undefined && field.exclude !== '' && matches(one, field.exclude),
  );
  return longest ? [longest] : [];
}

function locateAll(locator: CompiledLocator, field: Field): Element[] {
  if (locator.page) return locator.select ? findAll(documentOf(field.element), locator.select) : [];
  if (locator.up !== undefined) {
    const scope = composedClosest(field.element, locator.up);
    if (!scope) return [];
    return locator.select ? findAll(scope, locator.select) : [scope];
  }
  if (!locator.select) return [field.element];
  return findAll(field.element, locator.select).filter((found) => isOwn(found, field));
}

/** True where no other item stands between the item and the found element. */
function isOwn(found: Element, { element, itemSelector }: Field): boolean {
  const owner = composedClosest(found, itemSelector);
  if (owner === element || owner === null) return true;
  // The found element may itself carry an item of another description: then it is that item's text, not this one's.
  return contains(owner, element);
}

/** Reads a plain value (an id, a link): the first alternative that gives one. */
function readValue(locators: readonly CompiledLocator[], field: Field): string | undefined {
  for (const locator of locators) {
    for (const element of locate(locator, field)) {
      const value = valueOf(element, locator, field.page.url);
      if (value) return value;
    }
  }
  return undefined;
}

function valueOf(element: Element, locator: CompiledLocator, base: URL): string | undefined {
  let value =
    locator.attribute === undefined
      ? readText(element).text
      : (attributeOf(element, locator.attribute) ?? '');
  if (locator.json !== undefined) value = fromJson(value, locator.json);
  value = value.trim();
  if (locator.prefix !== '') {
    if (!value.startsWith(locator.prefix)) return undefined;
    value = value.slice(locator.prefix.length);
  }
  if (value === '' || !locator.path) return value || undefined;
  const url = parseUrl(value, base);
  return url ? locator.path.match(url)?.[locator.take] : undefined;
}

/** JSON, or what old Tieba writes instead: the same with single quotes. */
function fromJson(text: string, path: string): string {
  for (const candidate of [text, text.replaceAll("'", '"')]) {
    try {
      let value: unknown = JSON.parse(candidate);
      for (const key of path.split('.')) value = (value as Record<string, unknown> | null)?.[key];
      return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
    } catch {
      continue;
    }
  }
  return '';
}

interface Author {
  readonly name?: string;
  readonly url?: string;
}

/** The author: among links to the same profile the one with text, for the first link is often an empty avatar. */
export function readAuthor(item: CompiledItem, field: Field): Author {
  const { name, url } = findAuthor(item, field);
  return { name, url: url ?? readTemplate(item.authorLink, item, field) };
}

/** 1.2万: a counter in an element that is called after the author. */
const COUNTER = /^[\d.]+\s*[万亿wk]\+?$/i;

function findAuthor(item: CompiledItem, field: Field): Author {
  let emptyLink: string | undefined;
  for (const locator of item.author) {
    for (const element of locate(locator, field)) {
      const name = authorName(element, locator, field.page.url);
      const link = locator.attribute === undefined ? linkAround(element, name, field) : undefined;
      if (name === '' || COUNTER.test(name)) {
        emptyLink ??= link;
        continue;
      }
      if (emptyLink !== undefined && link !== undefined && link !== emptyLink) continue;
      return { name, url: readUrl(item.authorUrl, field) ?? link ?? emptyLink };
    }
  }
  return { url: readUrl(item.authorUrl, field) ?? emptyLink };
}

/** A name as the site shows it, in one line, without the colon that leads over to the text. */
function authorName(element: Element, locator: CompiledLocator, base: URL): string {
  const value = valueOf(element, locator, base) ?? '';
  return cutName(
    value
      .replace(/\s+/g, ' ')
      .replace(/\s*[:：]$/, '')
      .trim(),
  );
}

/** A link around a name is the author's only when it holds little else (a time, a number): whole cards are links, too. */
function linkAround(element: Element, name: string, field: Field): string | undefined {
  const around = closest(element, 'a[href]');
  const rest = (around ? textOf(around) : '').replace(name, '').replace('@', '').trim();
  const isNamed = around !== null && (around === element || rest === '' || isMetaText(rest));
  const link = isNamed ? around : (findIn(element, 'a[href]') ?? hostLink(element));
  return link ? absolute(attributeOf(link, 'href') ?? '', field) : undefined;
}

function hostLink(element: Element): Element | null {
  const parent = composedParent(element);
  return parent && rootOf(parent) !== rootOf(element) ? closest(parent, 'a[href]') : null;
}

function readUrl(locators: readonly CompiledLocator[], field: Field): string | undefined {
  const value = readValue(locators, field);
  return value === undefined ? undefined : absolute(value, field);
}

/** Absolute, without fragment and without query parameters that identify nobody; undefined where it is no web address. */
function absolute(href: string, { page, keepQuery }: Field): string | undefined {
  const url = parseUrl(href, page.url);
  if (!url || !/^https?:$/.test(url.protocol)) return undefined;
  // Not `keys()`: in Firefox a content script sees the page's iterators without their way to iterate.
  const names: string[] = [];
  url.searchParams.forEach((_value, name) => names.push(name));
  for (const name of names) if (!keepQuery.includes(name)) url.searchParams.delete(name);
  url.hash = '';
  return url.href;
}

function parseUrl(href: string, base: URL): URL | undefined {
  if (href === '' || href.startsWith('javascript:')) return undefined;
  try {
    return new URL(href, base);
  } catch {
    return undefined;
  }
}

/** The item's own address. */
export function readPermalink(item: CompiledItem, field: Field): string | undefined {
  return readTemplate(item.permalink, item, field);
}

/** The first template whose variables are all known. */
function readTemplate(templates: readonly string[], item: CompiledItem, field: Field): string | undefined {
  const known = new Map<string, string | undefined>();
  const lookUp = (name: string): string | undefined => {
    if (!known.has(name))
      known.set(
        name,
        name.startsWith('page.')
          ? pageValue(name.slice(5), field)
          : readValue(item.vars.get(name) ?? [], field),
      );
    return known.get(name);
  };
  for (const template of templates) {
    const filled = fillTemplate(template, lookUp);
    const url = filled === undefined ? undefined : parseUrl(filled, field.page.url);
    if (url && /^https?:$/.test(url.protocol)) return url.href;
  }
  return undefined;
}

/** Fills `{name}`; undefined where one is unknown. A whole template of one variable may be a full address. */
function fillTemplate(template: string, lookUp: (name: string) => string | undefined): string | undefined {
  let missing = false;
  const filled = template.replace(/\{([\w.]+)\}/g, (whole, name: string) => {
    const value = lookUp(name);
    if (value === undefined) missing = true;
    return whole === template || name === 'page.url'
      ? (value ?? '')
      : encodeURIComponent(value ?? '').replaceAll('%40', '@');
  });
  return missing ? undefined : filled;
}

/** The page's canonical address, or a variable of its URL pattern. */
function pageValue(name: string, { page }: Field): string | undefined {
  if (name !== 'url') return page.vars[name];
  const canonical = page.page?.canonical;
  if (canonical === undefined) return undefined;
  return fillTemplate(canonical, (variable) => page.vars[variable]);
}
