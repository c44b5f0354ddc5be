import { z } from 'zod';
import { LIMITS } from './limits.ts';
import { UpdateError } from './update-error.ts';

/**
 * Where a channel comes from: put in when the extension was built, set by the organisation that manages the browser, or added by
 * the reader.
 */
export const CHANNEL_ORIGINS = ['built-in', 'policy', 'hand'] as const;

/** A source of rules: an address and the root of trust that was confirmed for it. */
export const Channel = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  title: z.string().max(80),
  /** Folder that holds `metadata/` and `targets/`; ends with `/`. */
  url: z.string().max(2000),
  /** First trusted root file, as text; empty while only the fingerprint is known (policy). */
  root: z.string().max(LIMITS.rootBytes),
  /** SHA-256 of the canonical signed part of that root, hex. */
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
  origin: z.enum(CHANNEL_ORIGINS),
  /** `base`: its ruleset takes the place of the bundled one. `overlay`: its rules, switches and sites are put on top. */
  role: z.enum(['base', 'overlay']),
  addedAt: z.number(),
});
export type Channel = z.infer<typeof Channel>;

/** One changelog entry for people, newest first in the list. */
export const ChangelogEntry = z.object({
  version: z.string().max(40),
  date: z.string().max(40),
  changes: z.object({
    'zh-CN': z.array(z.string().max(300)).max(30),
    'zh-TW': z.array(z.string().max(300)).max(30).optional(),
    en: z.array(z.string().max(300)).max(30).optional(),
  }),
});
export type ChangelogEntry = z.infer<typeof ChangelogEntry>;
export const Changelog = z.object({ entries: z.array(ChangelogEntry).max(50) });

/** A verified ruleset of a channel as it is kept. Its text lies apart, under its hash: see channel-store.ts. */
export const KeptRuleset = z.object({
  /** SHA-256 of the text, hex. */
  hash: z.string(),
  version: z.string().max(80),
  createdAt: z.string().max(40),
  fetchedAt: z.number(),
  changelog: z.array(ChangelogEntry).default([]),
});
export type KeptRuleset = z.infer<typeof KeptRuleset>;

/** Verified metadata, as texts. Kept so that older ones are refused later. */
export const TrustedMetadata = z.object({
  root: z.string(),
  timestamp: z.string().optional(),
  snapshot: z.string().optional(),
  targets: z.string().optional(),
});
export type TrustedMetadata = z.infer<typeof TrustedMetadata>;

/** Everything the background remembers of a channel. Written in one piece. */
export const ChannelState = z.object({
  /** Fingerprint `trusted` began with; another one in the channel's configuration starts trust anew. */
  fingerprint: z.string().optional(),
  trusted: TrustedMetadata.optional(),
  current: KeptRuleset.optional(),
  /** The last good one before `current`. */
  previous: KeptRuleset.optional(),
  /** Signed, but could not be loaded by this version of the extension: not tried again until the extension changes. */
  rejected: z
    .object({ hash: z.string(), version: z.string(), extension: z.string(), error: UpdateError })
    .optional(),
  /** Hashes the reader went back from: they stay away until the channel publishes something else. A single one was kept as such. */
  rolledBackFrom: z.union([z.array(z.string()), z.string().transform((hash) => [hash])]).optional(),
  /** Switched off by the reader; nothing is fetched and nothing of it is used. */
  off: z.boolean().default(false),
  /** Last check that reached the end with everything verified. A failed one does not move it. */
  checkedAt: z.number().optional(),
  triedAt: z.number().optional(),
  /** Checks in a row that failed. One that came to a ruleset we cannot use has not: asking again would not help. */
  failures: z.number().optional(),
  error: UpdateError.optional(),
});
export type ChannelState = z.infer<typeof ChannelState>;
export const EMPTY_STATE: ChannelState = { off: false };
