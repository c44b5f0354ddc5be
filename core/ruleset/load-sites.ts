import { parseSite, type SiteDescription, SiteFile } from './site-format.ts';
import { compileUrlPattern, hostMatches } from './url-pattern.ts';

interface LoadedSites {
  readonly sites: readonly SiteDescription[];
  /** Sentences about what this client did not understand and left out. */
  readonly skipped: readonly string[];
}

/** Reads the `sites` section of a compiled ruleset as a client: one description that cannot be used does not harm the others. */
export function loadSites(raw: readonly unknown[]): LoadedSites {
  const sites: SiteDescription[] = [];
  const skipped: string[] = [];
  for (const one of raw) {
    const parsed = parseSite(one);
    if (parsed.ok) {
      sites.push(parsed.value);
      skipped.push(...parsed.skipped);
    } else {
      skipped.push(parsed.error);
    }
  }
  return { sites, skipped };
}

/** The description for a host: an exact name goes before `*.host`. */
export function siteFor(sites: readonly SiteDescription[], hostname: string): SiteDescription | undefined {
  return (
    sites.find((site) => site.hosts.includes(hostname)) ??
    sites.find((site) => site.hosts.some((host) => hostMatches(host, hostname)))
  );
}

/**
 * Lists every mistake of an authored description: form, URL patterns, and names that point nowhere.
 * Selectors need a document: `scripts/rules/check-selectors.ts` checks them for `npm run rules:lint`, and the page tests in a browser.
 *
 * @param name - file name without extension; must be the id
 * @returns path and sentence of each mistake; empty when it is in order
 */
export function siteMistakes(name: string, raw: unknown): { path: string; sentence: string }[] {
  const parsed = SiteFile.safeParse(raw);
  if (!parsed.success)
    return parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), sentence: issue.message }));
  const site = parsed.data;
  const mistakes: { path: string; sentence: string }[] = [];
  const add = (path: string, sentence: string) => mistakes.push({ path, sentence });
  if (site.id !== name) add('id', `the id "${site.id}" must be the file name "${name}"`);

  const kinds = new Set(site.pages.map((page) => page.kind));
  const items = new Set(site.items.map((item) => item.name));
  const pattern = (path: string, source: string) => {
    try {
      compileUrlPattern(source);
    } catch (error) {
      add(path, error instanceof Error ? error.message : String(error));
    }
  };
  site.pages.forEach((page, i) => page.url.forEach((source, j) => pattern(`pages.${i}.url.${j}`, source)));
  if (items.size < site.items.length) add('items', 'two items have the same name');
  site.items.forEach((item, i) => {
    for (const kind of item.pages ?? [])
      if (!kinds.has(kind)) add(`items.${i}.pages`, `no page kind is called "${kind}"`);
    for (const thread of item.thread ?? [])
      if (!items.has(thread.item)) add(`items.${i}.thread`, `no item is called "${thread.item}"`);
    for (const template of [...(item.permalink ?? []), ...(item.authorLink ?? [])]) {
      for (const [, variable] of template.matchAll(/\{([\w.]+)\}/g)) {
        if (!variable!.startsWith('page.') && !item.vars?.[variable!])
          add(`items.${i}`, `nothing is called "${variable}" under vars`);
      }
    }
    for (const [variable, locators] of Object.entries(item.vars ?? {})) {
      for (const locator of locators)
        if (typeof locator !== 'string' && locator.path) pattern(`items.${i}.vars.${variable}`, locator.path);
    }
  });
  return mistakes;
}
