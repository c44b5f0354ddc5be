import { type SiteDescription, type ThreadLocator } from '../core/ruleset/site-format.ts';
import { type CompiledItem, type CompiledLocator, type CompiledSite, compileSite } from './compile-site.ts';
import { composedClosest, composedParent, findAll, openRoots, type Scope } from './deep-select.ts';
import { isLaidOut } from './layout.ts';
import { attributeText, isText } from './item-text.ts';
import { type Field, locate, readAuthor, readPermalink } from './locate.ts';
import { matchPage, type PageMatch } from './match-page.ts';
import { comparePosition, contains, matches, native, typeOf } from './native.ts';
import { type ReadItem } from './read-item.ts';
import { type BuiltText } from './text-builder.ts';
import { hashText } from './text-hash.ts';
import { readText, TYPING } from './text-walk.ts';

/** Longest text of a post or comment that is handed on as `thread`, in UTF-16 code units. */
const LONGEST_THREAD = 2000;

/** Reads the items of one document by one site description. Never throws for what a page contains. */
export class ItemReader {
  readonly site: CompiledSite;
  readonly #document: Document;
  readonly #failed: (where: string, error: unknown) => void;

  constructor(
    site: SiteDescription,
    document: Document,
    failed: (where: string, error: unknown) => void = () => {},
  ) {
    this.site = compileSite(site, document);
    this.#document = document;
    this.#failed = failed;
  }

  /** Begins a pass: what is looked up once for many items is remembered until the next pass. */
  pass(url: string): ReadPass {
    return new ReadPass(this.site, this.#document, matchPage(this.site, url), this.#failed);
  }
}

/** One reading at one moment. Cheap to make; do not keep it across changes of the page. */
export class ReadPass {
  readonly page: PageMatch;
  /** Selector list of all items of this page kind. */
  readonly itemSelector: string;
  readonly #site: CompiledSite;
  readonly #document: Document;
  readonly #items: readonly CompiledItem[];
  readonly #failed: (where: string, error: unknown) => void;
  readonly #texts = new Map<CompiledItem, Map<Element, (BuiltText & { anchor: Element }) | null>>();
  readonly #pageThreads = new Map<string, Element | null>();

  constructor(
    site: CompiledSite,
    document: Document,
    page: PageMatch,
    failed: (where: string, error: unknown) => void,
  ) {
    this.#site = site;
    this.#document = document;
    this.page = page;
    this.#failed = failed;
    this.#items = site.items.filter((item) => item.pages.length === 0 || item.pages.includes(page.kind));
    this.itemSelector = this.#items.map((item) => item.selector).join(', ');
  }

  /**
   * Elements below `root` (itself included) that carry items, in tree order, across the site's open shadow roots; what lies over the
   * page comes first.
   */
  elements(root: Scope): Element[] {
    if (this.itemSelector === '') return [];
    const all = openRoots(root, this.#site.shadow).flatMap((scope) => {
      const found = [...native(scope, 'querySelectorAll')(this.itemSelector)];
      if (scope === root && typeOf(scope) === 1 && matches(scope as Element, this.itemSelector))
        found.unshift(scope as Element);
      return found;
    });
    const { first } = this.#site;
    if (first === '' || !native(this.#document, 'querySelector')(first)) return all;
    const isFirst = (element: Element) => composedClosest(element, first) !== null;
    return [...all.filter(isFirst), ...all.filter((element) => !isFirst(element))];
  }

  /** The element of the item that `element` belongs to. */
  owner(element: Element): Element | null {
    return this.itemSelector === '' ? null : composedClosest(element, this.itemSelector);
  }

  /**
   * The item that an element carries, by the first description that fits; null where it is empty, hidden or a field the reader
   * types in.
   */
  read(element: Element): ReadItem | null {
    if (this.isIgnored(element)) return null;
    for (const item of this.#items) {
      try {
        const read = matches(element, item.selector) ? this.#readOne(item, element) : null;
        if (read) return item.threadOnly ? null : read;
      } catch (error) {
        this.#failed(`${this.#site.id}/${item.name}`, error);
      }
    }
    return null;
  }

  /** True where this kind of page can have comments by its description. */
  get hasComments(): boolean {
    return this.#items.some((item) => item.role === 'comment' && !item.threadOnly);
  }

  /** True in parts that the description leaves out, and where the reader types. */
  isIgnored(element: Element): boolean {
    return (
      composedClosest(element, TYPING) !== null ||
      (this.#site.ignore !== '' && composedClosest(element, this.#site.ignore) !== null)
    );
  }

  /** True where a shell, a login wall or a captcha stands on the page: finding nothing is right there. */
  isWall(): boolean {
    return (
      this.#site.walls !== '' &&
      [...native(this.#document, 'querySelectorAll')(this.#site.walls)].some(isLaidOut)
    );
  }

  #readOne(item: CompiledItem, element: Element): ReadItem | null {
    const found = this.#text(item, element);
    if (!found) return null;
    if (!item.hidden && !isLaidOut(element) && !isLaidOut(found.anchor)) return null;
    const field = this.#field(element);
    const author = readAuthor(item, field);
    const permalink = readPermalink(item, field);
    const identity = permalink ?? `${author.url ?? author.name ?? ''}|${hashText(found.text)}`;
    return {
      text: found.text,
      role: item.role,
      thread: this.#thread(item, element),
      author: author.name,
      key: `${this.#site.id}/${item.name}|${identity}`,
      site: this.#site.id,
      name: item.name,
      authorUrl: author.url,
      permalink,
      count: 1,
      element,
      anchor: found.anchor,
      textMap: found.textMap,
    };
  }

  #field(element: Element, exclude?: string): Field {
    return {
      element,
      itemSelector: this.itemSelector,
      page: this.page,
      keepQuery: this.#site.keepQuery,
      exclude,
    };
  }

  #text(item: CompiledItem, element: Element): (BuiltText & { anchor: Element }) | null {
    let known = this.#texts.get(item);
    if (!known) this.#texts.set(item, (known = new Map()));
    let text = known.get(element);
    if (text === undefined) known.set(element, (text = this.#readTextOf(item, element)));
    return text;
  }

  #readTextOf(item: CompiledItem, element: Element): (BuiltText & { anchor: Element }) | null {
    const field = this.#field(element, item.exclude);
    const locators: readonly CompiledLocator[] = item.text.length > 0 ? item.text : [WHOLE];
    for (const locator of locators) {
      const roots = locate(locator, field);
      if (roots.length === 0) continue;
      for (const group of locator.all ? [outermost(roots)] : roots.map((one) => [one])) {
        const built =
          locator.attribute === undefined ? this.#walk(item, group, element) : attributeText(group, locator);
        if (isText(built.text)) return { ...built, anchor: group[0]! };
      }
    }
    return null;
  }

  #walk(item: CompiledItem, roots: Element[], element: Element): BuiltText {
    const isNested = (one: Element) => one !== element && matches(one, this.itemSelector);
    const skip = (one: Element) => (item.exclude !== '' && matches(one, item.exclude)) || isNested(one);
    return readText(roots, { skip, dropLeading: item.dropLeading, lines: item.lines });
  }

  #thread(item: CompiledItem, element: Element): string | undefined {
    for (const locator of item.thread) {
      const target = this.#items.find((one) => one.name === locator.item);
      const source = target && this.#threadElement(locator, target, element);
      const text = source && source !== element ? this.#text(target, source)?.text : undefined;
      if (text) return text.slice(0, LONGEST_THREAD);
    }
    return undefined;
  }

  #threadElement(locator: ThreadLocator, target: CompiledItem, element: Element): Element | null {
    if (locator.page) return this.#pageThread(target, locator.where);
    const parent = composedParent(element);
    if (locator.up === undefined) return composedClosest(parent, target.selector);
    const scope = locator.up === 'self' ? element : composedClosest(parent, locator.up);
    if (!scope) return null;
    const found = findAll(scope, [target.selector]).filter(
      (one) => one !== element && isMatch(one, locator.where) && this.#text(target, one),
    );
    if (!locator.before) return found[0] ?? null;
    return found.filter((one) => comparePosition(one, element) & 4).at(-1) ?? null;
  }

  #pageThread(target: CompiledItem, where?: string): Element | null {
    const name = `${target.name}|${where ?? ''}`;
    let element = this.#pageThreads.get(name);
    if (element === undefined) {
      const isShown = (one: Element) => {
        const text = this.#text(target, one);
        return text !== null && (target.hidden || isLaidOut(one) || isLaidOut(text.anchor));
      };
      element =
        [...native(this.#document, 'querySelectorAll')(target.selector)].find(
          (one) => isMatch(one, where) && isShown(one),
        ) ?? null;
      this.#pageThreads.set(name, element);
    }
    return element;
  }
}

function isMatch(element: Element, where: string | undefined): boolean {
  return where === undefined || matches(element, where);
}

/** Where a description says nothing of the text: all of the item. */
const WHOLE: CompiledLocator = {
  page: false,
  take: 'id',
  prefix: '',
  all: false,
  longest: false,
  unescape: false,
};

/** Matches that lie in another match would be read twice. */
function outermost(elements: Element[]): Element[] {
  return elements.filter((one) => !elements.some((other) => other !== one && contains(other, one)));
}
