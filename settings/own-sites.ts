import { browser } from '#imports';
import { hostMatches } from '../core/ruleset/url-pattern.ts';

/** Match patterns of the manifest's own content scripts: the sites that are read without being asked for one by one. */
function ownPatterns(): readonly string[] {
  return browser.runtime.getManifest().content_scripts?.flatMap((script) => script.matches ?? []) ?? [];
}

/** True for hosts that fall under the manifest's own patterns. */
export function isOwnSite(host: string): boolean {
  return isUnder(ownPatterns(), host);
}

/** True for hosts that fall under one of these match patterns. */
export function isUnder(patterns: readonly string[], host: string): boolean {
  return patterns.some((pattern) => {
    const own = hostOf(pattern);
    // A browser's `*.host` covers the host itself, too.
    return own === '*' || hostMatches(own, host) || own === `*.${host}`;
  });
}

/** Host part of a match pattern. */
export function hostOf(pattern: string): string {
  return /^[^:]+:\/\/([^/]+)\//.exec(pattern)?.[1] ?? '';
}

/** Match pattern to ask for so that a site may be read. */
export function sitePattern(host: string): string {
  return `*://${host}/*`;
}

/**
 * True for a match pattern that was asked for so that a site may be read. Sites are asked for with both schemes, the host of a team inbox with
 * that of its address alone (`inboxOrigin`): the browser's record itself tells what a host was granted for, and one granted for both is read.
 */
export function isSitePattern(pattern: string): boolean {
  return pattern.startsWith('*://');
}

/** Everything granted beyond the manifest's own sites, whatever for. */
export async function addedOrigins(): Promise<string[]> {
  const { origins = [] } = await browser.permissions.getAll();
  const own = ownPatterns();
  return origins.filter((origin) => !own.includes(origin));
}

/** Sites that the reader added to be read. */
export async function optedInOrigins(): Promise<string[]> {
  return (await addedOrigins()).filter(isSitePattern);
}

/**
 * True when the browser lets us read all of these match patterns. Chrome grants the manifest's own sites at installation and does not
 * count them in `permissions.contains`; Firefox asks for each, and counts them.
 */
export async function isGranted(origins: readonly string[]): Promise<boolean> {
  const own = ownPatterns();
  if (!import.meta.env.FIREFOX && origins.every((origin) => own.includes(origin))) return true;
  return browser.permissions.contains({ origins: [...origins] });
}

/** The same for one host. Firefox may have been given this host alone out of a wider pattern. */
export async function isHostGranted(host: string): Promise<boolean> {
  if (!import.meta.env.FIREFOX && isOwnSite(host)) return true;
  return browser.permissions.contains({ origins: [sitePattern(host)] });
}
