import {
  type ItemDescription,
  type Locator,
  type SiteDescription,
  type SitePage,
  type ThreadLocator,
} from '../core/ruleset/site-format.ts';
import { compileUrlPattern, type UrlPattern } from '../core/ruleset/url-pattern.ts';
import { type DeepSelector, parseDeepSelector } from './deep-select.ts';

/** A locator with its selectors and patterns checked against this browser. */
export interface CompiledLocator {
  readonly select?: DeepSelector;
  readonly up?: string;
  readonly page: boolean;
  readonly attribute?: string;
  readonly json?: string;
  readonly path?: UrlPattern;
  readonly take: string;
  readonly prefix: string;
  readonly all: boolean;
  readonly longest: boolean;
  readonly unescape: boolean;
}

/** An item description whose selectors this browser understands. Selector lists are joined to one; empty where there is none. */
export interface CompiledItem {
  readonly name: string;
  readonly role: ItemDescription['role'];
  /** Page kinds; empty: all. */
  readonly pages: readonly string[];
  /** One selector list for the item's elements. */
  readonly selector: string;
  readonly text: readonly CompiledLocator[];
  readonly exclude: string;
  readonly dropLeading: string;
  readonly lines: boolean;
  readonly author: readonly CompiledLocator[];
  readonly authorUrl: readonly CompiledLocator[];
  readonly vars: ReadonlyMap<string, readonly CompiledLocator[]>;
  readonly permalink: readonly string[];
  readonly thread: readonly ThreadLocator[];
  readonly authorLink: readonly string[];
  readonly threadOnly: boolean;
  readonly group: boolean;
  readonly hidden: boolean;
}

/** A site description ready to read one document with. */
export interface CompiledSite {
  readonly id: string;
  readonly pages: readonly { readonly page: SitePage; readonly patterns: readonly UrlPattern[] }[];
  readonly items: readonly CompiledItem[];
  /** Selector list of shadow hosts; empty where the site has none. */
  readonly shadow: string;
  readonly ignore: string;
  readonly first: string;
  readonly walls: string;
  readonly keepQuery: readonly string[];
  /** Attributes whose change can mean another item in the same node. */
  readonly attributes: readonly string[];
  /** What this browser could not use. `rules:lint` and `pages:expect` tell of it; pages are read without it. */
  readonly problems: readonly string[];
}

/** Attributes that sites change when they recycle a node, whatever the description reads. */
const RECYCLED = [
  'href',
  'hidden',
  'data-id',
  'data-index',
  'data-active',
  'data-e2e',
  'data-e2e-vid',
  'is-active',
  'title',
  'alt',
];

/** Compiles a description for one document. What this browser does not understand is left out and named in `problems`. */
export function compileSite(site: SiteDescription, document: Document): CompiledSite {
  const problems: string[] = [];
  const attributes = new Set(RECYCLED);

  const usable = (where: string, selectors: readonly string[] = []): string[] =>
    selectors.filter((selector) => {
      const ok = parseDeepSelector(selector, document)?.length === 1;
      if (!ok) problems.push(`${site.id} ${where}: selector not understood: ${selector}`);
      return ok;
    });

  const locator = (where: string, raw: Locator): CompiledLocator[] => {
    const full = typeof raw === 'string' ? shortForm(raw) : raw;
    const select =
      full.select === undefined || full.select === 'self'
        ? undefined
        : parseDeepSelector(full.select, document);
    const up = full.up === undefined ? undefined : usable(where, [full.up])[0];
    if (select === null || (full.up !== undefined && up === undefined)) {
      problems.push(`${site.id} ${where}: locator left out: ${full.select ?? full.up}`);
      return [];
    }
    const path = full.path === undefined ? undefined : pattern(where, full.path);
    if (full.path !== undefined && !path) return [];
    if (full.attribute !== undefined) attributes.add(full.attribute);
    return [
      {
        select,
        up,
        path,
        attribute: full.attribute ?? (path ? 'href' : undefined),
        json: full.json,
        page: full.page ?? false,
        take: full.take ?? 'id',
        prefix: full.prefix ?? '',
        all: full.all ?? false,
        longest: full.longest ?? false,
        unescape: full.unescape ?? false,
      },
    ];
  };

  const pattern = (where: string, source: string): UrlPattern | undefined => {
    try {
      return compileUrlPattern(source);
    } catch (error) {
      problems.push(`${site.id} ${where}: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  };

  const threads = (one: ItemDescription) =>
    (one.thread ?? []).filter(
      ({ up, where }) =>
        usable(
          `${one.name}.thread`,
          [up, where].filter((x) => x !== undefined),
        ).length === [up, where].filter(Boolean).length,
    );

  const item = (one: ItemDescription): CompiledItem[] => {
    const locators = (field: string, list: readonly Locator[] = []) =>
      list.flatMap((raw) => locator(`${one.name}.${field}`, raw));
    const selector = usable(`${one.name}.item`, one.item).join(', ');
    const text = locators('text', one.text);
    if (selector === '' || (one.text && text.length === 0)) return [];
    const vars = new Map(
      Object.entries(one.vars ?? {}).map(([name, list]) => [name, locators(`vars.${name}`, list)]),
    );
    return [
      {
        name: one.name,
        role: one.role,
        pages: one.pages ?? [],
        selector,
        text,
        exclude: usable(`${one.name}.exclude`, one.exclude).join(', '),
        dropLeading: one.dropLeading ?? '',
        lines: one.lines ?? false,
        author: locators('author', one.author),
        authorUrl: locators('authorUrl', one.authorUrl),
        vars,
        permalink: one.permalink ?? [],
        thread: threads(one),
        group: one.group ?? false,
        threadOnly: one.threadOnly ?? false,
        authorLink: one.authorLink ?? [],
        hidden: one.hidden ?? false,
      },
    ];
  };

  const items = site.items.flatMap(item);
  return {
    id: site.id,
    pages: site.pages.map((page) => ({
      page,
      patterns: page.url.flatMap((source) => pattern(`page ${page.kind}`, source) ?? []),
    })),
    items,
    shadow: usable('shadow', site.shadow).join(', '),
    ignore: usable('ignore', site.ignore).join(', '),
    first: usable('first', site.first).join(', '),
    walls: usable('walls', site.walls).join(', '),
    keepQuery: site.keepQuery ?? [],
    attributes: [...attributes],
    problems,
  };
}

/** `selector@attribute`, `@attribute` or `selector`. An `@` inside quotes or brackets belongs to the selector. */
function shortForm(text: string): Exclude<Locator, string> {
  const parts = /^(.*?)@([a-zA-Z][\w-]*)$/.exec(text);
  if (!parts) return { select: text };
  return parts[1] === '' ? { attribute: parts[2] } : { select: parts[1], attribute: parts[2] };
}
