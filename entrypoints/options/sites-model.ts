import type { SiteModel, SitesModel } from '../../components/options/options-model.ts';
import { parseSite } from '../../core/ruleset/site-format.ts';
import { hostMatches } from '../../core/ruleset/url-pattern.ts';
import { isGranted, optedInOrigins, sitePattern } from '../../settings/own-sites.ts';
import { isQuietSite, type Settings } from '../../settings/settings.ts';
import { healthOf, type SiteHealth } from '../../settings/site-health.ts';

/** Match patterns a site needs. `*.host` in a description is the browser's own wildcard. */
export function patternsOf(hosts: readonly string[]): string[] {
  return hosts.map(sitePattern);
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
  const models = await Promise.all(
    read.map(async ({ id, title, hosts }): Promise<SiteModel> => {
      return {
        id,
        title,
        hosts,
        on: !hosts.every((host) => isQuietSite(settings, host)),
        granted: await isGranted(patternsOf(hosts)),
        health: healthOf(health, id),
      };
    }),
  );
  const listed = models.flatMap(({ hosts }) => hosts);
  return {
    sites: models,
    optedIn: await optedInOrigins(),
    quiet: settings.quietSites.filter(
      (host) => !listed.some((pattern) => pattern === host || hostMatches(pattern, host)),
    ),
  };
}
