import { z } from 'zod';
import { CHANNEL_ORIGINS, ChangelogEntry } from './channel.ts';
import { UpdateError } from './update-error.ts';

/** Key in `storage.local`; written by the background, read and watched by the options page and the popup. */
export const STATUS_KEY = 'updates:status';

/** A channel as shown to people. */
export const ChannelSummary = z.object({
  id: z.string(),
  title: z.string(),
  url: z.string(),
  fingerprint: z.string(),
  origin: z.enum(CHANNEL_ORIGINS),
  role: z.enum(['base', 'overlay']),
  off: z.boolean(),
  version: z.string().optional(),
  createdAt: z.string().optional(),
  changelog: z.array(ChangelogEntry).default([]),
  /** Last check that came to its end with everything verified. */
  checkedAt: z.number().optional(),
  triedAt: z.number().optional(),
  /** Checks in a row that failed. */
  failures: z.number().optional(),
  error: UpdateError.optional(),
  /** A signed version that this extension cannot use. */
  rejected: z.string().optional(),
  canRollBack: z.boolean(),
  /** The reader went back to an older version and the channel has published nothing since. */
  rolledBack: z.boolean(),
});
export type ChannelSummary = z.infer<typeof ChannelSummary>;

const Part = z.object({ section: z.string(), id: z.string(), because: z.string(), detail: z.string() });

export const UpdatesStatus = z.object({
  /** Start of a running check, epoch milliseconds; a value older than some minutes is left over from a killed worker. */
  checkingSince: z.number().optional(),
  active: z.object({
    version: z.string(),
    createdAt: z.string(),
    source: z.string(),
    activatedAt: z.number(),
    rules: z.number(),
    sites: z.number(),
  }),
  bundled: z.object({ version: z.string(), createdAt: z.string() }),
  channels: z.array(ChannelSummary),
  /** Parts that were too new, broken or switched off; at most 300 are listed. */
  skipped: z.array(Part),
  skippedCount: z.number(),
  /** Rulesets that failed to load and what they are from; something older is in use in their place. */
  failed: z.array(z.object({ source: z.string(), detail: z.string() })),
});
export type UpdatesStatus = z.infer<typeof UpdatesStatus>;

export function readStatus(stored: unknown): UpdatesStatus | undefined {
  const read = UpdatesStatus.safeParse(stored);
  return read.success ? read.data : undefined;
}

/** True while a check runs. */
export function isChecking(status: UpdatesStatus, now: number): boolean {
  return status.checkingSince !== undefined && now - status.checkingSince < 5 * 60_000;
}
