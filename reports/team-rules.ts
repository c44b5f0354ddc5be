import { z } from 'zod';

/** What a team asks of its volunteers, in the document `team` of its database or set by the administrator. All of it may be missing. */
export const TeamRules = z.object({
  /** Reports that one person should hand over at most. */
  reportsPerHour: z.number().int().positive().max(100_000).optional().catch(undefined),
  reportsPerDay: z.number().int().positive().max(100_000).optional().catch(undefined),
  /** In the team's own words, shown as plain text. */
  words: z.string().max(600).optional().catch(undefined),
});
export type TeamRules = z.infer<typeof TeamRules>;
