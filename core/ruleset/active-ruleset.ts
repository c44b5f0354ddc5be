import { z } from 'zod';

/**
 * Key in `storage.local` where the background keeps the active ruleset. Only the background writes it; content scripts and pages
 * read it and listen for changes, so that open tabs get new rules without a reload.
 */
export const ACTIVE_RULESET_KEY = 'ruleset:active';

/** The active ruleset as it is stored: bundled or from a channel, with team channels and the reader's choices already put in. */
export const ActiveRuleset = z.object({
  /** Goes to `loadRuleset`; not trusted by type. */
  compiled: z.unknown(),
  version: z.string().max(80),
  createdAt: z.string().max(40),
  /** `bundled`, or the id of the channel the base ruleset came from. */
  source: z.string().max(80),
  /** Team channels whose rules were put on top. */
  overlays: z.array(z.object({ channel: z.string(), version: z.string() })).default([]),
  /** When it became the active one, epoch milliseconds. */
  activatedAt: z.number(),
});
export type ActiveRuleset = z.infer<typeof ActiveRuleset>;

/** Reads the stored value; `undefined` where there is none or it cannot be read (then: no verdicts, no warnings). */
export function readActiveRuleset(stored: unknown): ActiveRuleset | undefined {
  const read = ActiveRuleset.safeParse(stored);
  return read.success ? read.data : undefined;
}
