import { z } from 'zod';
import { hostMatches } from '../core/ruleset/url-pattern.ts';
import { LANGUAGES } from '../locales/translate.ts';

/** What may be covered until the reader clicks. */
export const COVER_MODES = ['off', 'comments', 'all'] as const;

/**
 * The reader's settings. Every field has a default, so that a stored value of an older version is filled up, never replaced.
 * Rules the reader switched off are kept here and not in the ruleset: no update can switch them on again.
 */
export const Settings = z.object({
  /** `auto` follows the browser. */
  language: z.enum(['auto', ...LANGUAGES]).default('auto'),
  /** Epoch milliseconds until which everything is quiet; `null`: not paused; -1: until switched on again. */
  pausedUntil: z.number().nullable().default(null),
  /** Host names, or `*.host` for its subdomains, on which the extension stays quiet. Outranks every rule and every update. */
  quietSites: z.array(z.string()).default([]),
  /** `danger` items are covered until clicked: in comments only, everywhere, or not at all. */
  cover: z.enum(COVER_MODES).default('comments'),
  /** Also mark items that are about debt and no lure, with the free official help. */
  showTopic: z.boolean().default(false),
  /** The calm strip above the results when the query itself is a lure. */
  searchStrip: z.boolean().default(true),
  /** Search strip was closed: it stays away. */
  searchStripClosed: z.boolean().default(false),
  /** Ids of rules the reader switched off. */
  rulesOff: z.array(z.string()).default([]),
});
export type Settings = z.infer<typeof Settings>;

export const DEFAULT_SETTINGS: Settings = Object.freeze(Settings.parse({}));

/** True while the reader has paused the extension everywhere. `now` is epoch milliseconds. */
export function isPaused(settings: Settings, now: number): boolean {
  return settings.pausedUntil !== null && (settings.pausedUntil === -1 || settings.pausedUntil > now);
}

/** When the present pause ends by itself, epoch milliseconds; `Infinity` where there is none or it does not. */
export function pauseEnd({ pausedUntil }: Settings, now: number): number {
  return pausedUntil !== null && pausedUntil > now ? pausedUntil : Infinity;
}

/** True when the reader switched this host off. */
export function isQuietSite(settings: Settings, host: string): boolean {
  return settings.quietSites.some((site) => hostMatches(site, host));
}

/** Switches one host on or off; a new value, the old one is untouched. */
export function withSite(settings: Settings, host: string, on: boolean): Settings {
  if (!on && isQuietSite(settings, host)) return settings;
  const others = settings.quietSites.filter((site) => !hostMatches(site, host));
  return { ...settings, quietSites: on ? others : [...others, host] };
}

/**
 * Reads stored settings of the current version. A field that cannot be read falls back to its default; the others stay.
 */
export function readSettings(stored: unknown): Settings {
  const whole = Settings.safeParse(stored ?? {});
  if (whole.success) return whole.data;
  if (typeof stored !== 'object' || stored === null) return DEFAULT_SETTINGS;
  const kept: Record<string, unknown> = {};
  for (const [key, schema] of Object.entries(Settings.shape)) {
    const field = schema.safeParse((stored as Record<string, unknown>)[key]);
    if (field.success) kept[key] = field.data;
  }
  return Settings.parse(kept);
}
