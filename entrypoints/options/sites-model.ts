import { browser } from '#imports';
import type { SiteModel, SitesModel } from '../../components/options/options-model.ts';
import { parseSite } from '../../core/ruleset/site-format.ts';
import { hostMatches } from '../../core/ruleset/url-pattern.ts';
import { isQuietSite, type Settings } from '../../settings/settings.ts';
import { healthOf, type SiteHealth } from '../../settings/site-health.ts';

/** Match patterns a site needs. `*.host` in a description is the browser's own wildcard. */
export function patternsOf(hosts: readonly string[]): string[] {
  return hosts.map((host) => `*://${host}/*`);
}

/** The sites of the ruleset with the reader's switch, the browser's grant and how well they are read. */
export async function sitesModel(
  sites: readonly unknown[],
  settings: Settings,
  health: SiteHealth,
): Promise<SitesModel> {
  const read = sites.flatMap((raw) => {
    const site = parseSite(raw);
    return site.ok ? [site.value] : [];
  });
  const own = new Set(
    browser.runtime.getManifest().content_scripts?.flatMap((script) => script.matches ?? []) ?? [],
  );
  const isGranted = async (hosts: readonly string[]): Promise<boolean> => {
    const origins = patternsOf(hosts);
    // Chrome grants the manifest's own sites at installation and does not count them here; Firefox asks for each.
    if (!import.meta.env.FIREFOX && origins.every((origin) => own.has(origin))) return true;
    return browser.permissions.contains({ origins });
  };
  const models = await Promise.all(
    read.map(async ({ id, title, hosts }): Promise<SiteModel> => {
      return {
        id,
        title,
        hosts,
        on: !hosts.every((host) => isQuietSite(settings, host)),
        granted: await isGranted(hosts),
        health: healthOf(health, id),
      };
    }),
  );
  const { origins = [] } = await browser.permissions.getAll();
  const listed = models.flatMap(({ hosts }) => hosts);
  return {
    sites: models,
    optedIn: origins.filter((origin) => !own.has(origin) && /^(\*|https?):\/\//.test(origin)),
    quiet: settings.quietSites.filter(
      (host) => !listed.some((pattern) => pattern === host || hostMatches(pattern, host)),
    ),
  };
}
