import { browser } from '#imports';
import { ACTIVE_RULESET_KEY, readActiveRuleset } from '../../core/ruleset/active-ruleset.ts';
import { siteFor } from '../../core/ruleset/site-for.ts';

/**
 * Id of the site description in use for a host, or `''`. A page that is just changing, or one we do not read, cannot tell its site itself;
 * the report must still be filed under the site that moderators know.
 */
export async function siteOfHost(host: string): Promise<string> {
  const stored = await browser.storage.local.get(ACTIVE_RULESET_KEY);
  const compiled = readActiveRuleset(stored[ACTIVE_RULESET_KEY])?.compiled as { sites?: unknown } | undefined;
  const sites = compiled?.sites;
  return Array.isArray(sites) ? (siteFor(sites, host)?.id ?? '') : '';
}
