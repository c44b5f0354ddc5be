import { parseSite, type SiteDescription, SiteFile } from './site-format.ts';
import { compileUrlPattern, hostMatches } from './url-pattern.ts';

/** The hosts that an unchecked description names. */
function hostsOf(raw: unknown): readonly string[] {
  const { hosts } = (raw ?? {}) as { readonly hosts?: unknown };
  return Array.isArray(hosts) ? hosts.filter((host) => typeof host === 'string') : [];
}

/**
 * The description for a host, an exact name before `*.host`. Only those that name the host are parsed, since to parse all is dear in a page;
 * one that cannot be used, broken or for a newer engine, is passed over.
 *
 * @param sites - the `sites` section of a compiled ruleset, unchecked
 * @returns `undefined` where there is none: then the generic reader reads
 */
export function siteFor(sites: readonly unknown[], hostname: string): SiteDescription | undefined {
  const naming = (fits: (host: string) => boolean): unknown[] =>
    sites.filter((site) => hostsOf(site).some(fits));
  for (const site of [
    ...naming((host) => host === hostname),
    ...naming((host) => hostMatches(host, hostname)),
  ]) {
    const parsed = parseSite(site);
    if (parsed.ok) return parsed.value;
  }
  return undefined;
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
