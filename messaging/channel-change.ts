import { z } from 'zod';
import { CHANGE_ERRORS } from '../core/ruleset/update-kinds.ts';

const id = z.string().max(40);

/** What an options page may ask the background to do with rule channels. */
export const ChannelChange = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('add'),
    title: z.string().min(1).max(80),
    url: z.string().max(2000),
    /** The root file as text, and the fingerprint the reader confirmed. */
    root: z.string().max(64 * 1024),
    fingerprint: z.string().length(64),
  }),
  z.strictObject({ do: z.literal('remove'), id }),
  z.strictObject({ do: z.literal('switch'), id, on: z.boolean() }),
  /** Back to the ruleset before; the one left stays away until the channel publishes another. */
  z.strictObject({ do: z.literal('roll-back'), id }),
]);
export type ChannelChange = z.infer<typeof ChannelChange>;

export const ChannelChangeResult = z.strictObject({
  ok: z.boolean(),
  /** Why not; see core/ruleset/update-kinds.ts. `detail` is an English sentence. */
  error: z
    .strictObject({ kind: z.enum(CHANGE_ERRORS), file: z.string().max(200), detail: z.string().max(600) })
    .optional(),
});
export type ChannelChangeResult = z.infer<typeof ChannelChangeResult>;
