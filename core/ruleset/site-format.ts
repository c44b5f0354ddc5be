import { z } from 'zod';
import { ROLES } from '../item.ts';

/**
 * The language of site descriptions (`rules/sites/*.yaml`). A description is data: it can be mended by an update and is never code.
 *
 * Authors get a strict reading ({@link SiteFile}: an unknown key is a mistake, every mistake is listed). Clients get a lenient one
 * ({@link parseSite}: unknown keys, and single locators or items of a form that this release does not know, are skipped).
 * How to write one: docs/site-descriptions.md.
 */

const Name = z.string().regex(/^[a-z][a-z0-9-]*$/, 'a name is lower-case letters, digits and hyphens');
/** CSS; ` >>> ` steps into the open shadow root of what the left side found. `self` is the item's own element. */
const Selector = z.string().min(1).max(400);
const Template = z.string().min(1).max(300);

/**
 * Where one value is found. The short form is a string: `selector`, `selector@attribute` or `@attribute`.
 */
const locatorShape = {
  /** Found inside the item; left out: the item's own element. */
  select: Selector.optional(),
  /** First go up to the closest ancestor that matches (across shadow hosts), then `select` inside it. */
  up: Selector.optional(),
  /** Search the whole page instead of the item. */
  page: z.boolean().optional(),
  /** Take this attribute; left out: the text. */
  attribute: z.string().optional(),
  /** The value is JSON: take this dotted path. Single-quoted JSON is understood. */
  json: z.string().optional(),
  /** The value is a link: read the variables of this URL pattern from it. */
  path: z.string().optional(),
  /** Which variable of `path`; default `id`. */
  take: z.string().optional(),
  /** The value must begin so, and what follows is taken. */
  prefix: z.string().optional(),
  /** Take every match, one after another, and not the first that has text. */
  all: z.boolean().optional(),
  /** The attribute holds `\\x0a` and the like for characters. */
  unescape: z.boolean().optional(),
  /** No stable hook: among the matches (left out: all elements of the item) the one with the longest text of its own. */
  longest: z.boolean().optional(),
};

const threadShape = {
  /** Name of the item description whose text is the thread. */
  item: Name,
  /** Search in the closest ancestor that matches, or `self`; left out: the nearest ancestor item of that name. */
  up: Selector.optional(),
  /** Search the whole page. */
  page: z.boolean().optional(),
  /** Only elements that also match. */
  where: Selector.optional(),
  /** Take the last one that stands before this item (flat lists); default: the first. */
  before: z.boolean().optional(),
};

const pageShape = {
  kind: Name,
  /** URL patterns: `//host/path/{id}`, `/path/*`, `?key={id}`. See core/ruleset/url-pattern.ts. */
  url: z.array(z.string().min(1)).min(1),
  /** The page's address without what does not matter, from the pattern's variables; `{page.url}` in permalinks. */
  canonical: z.string().optional(),
  /** Pages of this kind always carry items; none at all over many views means that the description is stale. */
  full: z.boolean().optional(),
  /** Read by the article reader when the description finds nothing. */
  article: z.boolean().optional(),
};

const Many = <T extends z.ZodType>(part: T) => z.array(part).min(1);

function itemShape<L extends z.ZodType, T extends z.ZodType>(locator: L, thread: T) {
  return {
    name: Name,
    role: z.enum(ROLES),
    /** Page kinds it is found on; left out: all. */
    pages: Many(Name).optional(),
    /** Elements that are one item each; the selectors are alternatives and all are tried. */
    item: Many(Selector),
    /** The first locator that gives text wins. Left out: the whole element. */
    text: Many(locator).optional(),
    /** Parts of the text that are no text: times, counters, buttons, names. */
    exclude: Many(Selector).optional(),
    /** Characters dropped where the text begins, such as the colon after a name. */
    dropLeading: z.string().optional(),
    /** Line breaks in the page's text are shown as such (`white-space: pre-…`), also where its style sheet is missing. */
    lines: z.boolean().optional(),
    author: Many(locator).optional(),
    /** Left out: the link around, in or at the author. */
    authorUrl: Many(locator).optional(),
    /** Where no link to the author is found: a template, filled as `permalink` is. */
    authorLink: Many(Template).optional(),
    /** Values for the templates, each with alternatives. `{page.x}` is the variable x of the page's URL pattern. */
    vars: z.record(z.string(), Many(locator)).optional(),
    /** The first template whose variables are all known wins. */
    permalink: Many(Template).optional(),
    thread: Many(thread).optional(),
    /** Never handed out: it only serves as a thread, and is left out of the text around it. */
    threadOnly: z.boolean().optional(),
    /** Equal texts are one item with a count (danmaku). */
    group: z.boolean().optional(),
    /** Read even where nothing is laid out (text kept in `hidden` parts). Default: only what is visible. */
    hidden: z.boolean().optional(),
  };
}

const siteShape = {
  id: Name,
  title: z.string(),
  /** Oldest engine that can read this description. */
  minEngine: z.number().int().positive().optional(),
  /** Exact host names, or `*.host` for its subdomains. */
  hosts: Many(z.string().min(3)),
  /** What a description was checked against; for people. */
  checked: z.string().optional(),
  note: z.string().optional(),
  /** Elements that hold open shadow roots to walk. */
  shadow: z.array(Selector).optional(),
  /** Subtrees that are never read. */
  ignore: z.array(Selector).optional(),
  /** What lies over the rest of the page (a note opened over the feed) is read first. */
  first: z.array(Selector).optional(),
  /** Shells, login walls, captcha: where one of these is on the page, finding nothing is right. */
  walls: z.array(Selector).optional(),
  /** Query parameters that are part of a profile's address; all others are dropped from it. */
  keepQuery: z.array(z.string()).optional(),
};

const strictLocator = z.union([z.string().min(1).max(400), z.strictObject(locatorShape)]);
const lenientLocator = z.union([z.string().min(1).max(400), z.object(locatorShape)]);

/** A site description as authors write it: strict. */
export const SiteFile = z.strictObject({
  ...siteShape,
  pages: Many(z.strictObject(pageShape)),
  items: Many(z.strictObject(itemShape(strictLocator, z.strictObject(threadShape)))),
});

const LenientPage = z.object(pageShape);
const LenientItem = z.object(itemShape(lenientLocator, z.object(threadShape)));
const LenientSite = z.object({ ...siteShape, pages: z.array(z.unknown()), items: z.array(z.unknown()) });

export type Locator = z.infer<typeof lenientLocator>;
export type ThreadLocator = z.infer<z.ZodObject<typeof threadShape>>;
export type SitePage = z.infer<typeof LenientPage>;
export type ItemDescription = z.infer<typeof LenientItem>;
export type SiteDescription = Omit<z.infer<typeof LenientSite>, 'pages' | 'items'> & {
  pages: SitePage[];
  items: ItemDescription[];
};

/** Version of this language. A description with a higher `minEngine` is skipped. */
const SITE_ENGINE = 1;

type ParsedSite = { ok: true; value: SiteDescription; skipped: string[] } | { ok: false; error: string };

/** Fields of an item that are lists of alternatives: one that is not understood is skipped, the others stand. */
const ALTERNATIVES = ['text', 'author', 'authorUrl', 'thread'] as const;

/**
 * Reads a description as a client: what it does not understand is skipped, piece by piece.
 *
 * @param raw - one site of a compiled ruleset
 * @returns the description with sentences about what was skipped, or why nothing of it can be used
 */
export function parseSite(raw: unknown): ParsedSite {
  const site = LenientSite.safeParse(raw);
  if (!site.success) return { ok: false, error: firstProblem('site', site.error) };
  if ((site.data.minEngine ?? 1) > SITE_ENGINE) {
    return {
      ok: false,
      error: `site ${site.data.id} needs engine ${site.data.minEngine}, this is ${SITE_ENGINE}`,
    };
  }
  const skipped: string[] = [];
  const keep = <T>(what: string, list: unknown[], schema: z.ZodType<T>, prepare = (x: unknown) => x): T[] =>
    list.flatMap((entry, index) => {
      const result = schema.safeParse(prepare(entry));
      if (result.success) return [result.data];
      skipped.push(firstProblem(`${site.data.id}: ${what} ${index + 1}`, result.error));
      return [];
    });
  const pages = keep('page', site.data.pages, LenientPage);
  const items = keep('item', site.data.items, LenientItem, dropUnknownAlternatives);
  if (pages.length === 0 || items.length === 0)
    return { ok: false, error: `site ${site.data.id} has no usable ${pages.length === 0 ? 'page' : 'item'}` };
  return { ok: true, value: { ...site.data, pages, items }, skipped };
}

function dropUnknownAlternatives(entry: unknown): unknown {
  if (typeof entry !== 'object' || entry === null) return entry;
  const copy: Record<string, unknown> = { ...entry };
  for (const field of ALTERNATIVES) {
    const list = copy[field];
    if (!Array.isArray(list)) continue;
    const schema: z.ZodType = field === 'thread' ? z.object(threadShape) : lenientLocator;
    const known = list.filter((one) => schema.safeParse(one).success);
    // A text without one known locator would become "the whole element": then the item is better skipped.
    if (known.length > 0 || field !== 'text') copy[field] = known.length > 0 ? known : undefined;
  }
  return copy;
}

function firstProblem(what: string, error: z.ZodError): string {
  const issue = error.issues[0];
  return `${what}: ${issue ? `${issue.path.join('.')} ${issue.message}` : 'not understood'}`;
}
