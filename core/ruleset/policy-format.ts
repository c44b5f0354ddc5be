import { z } from 'zod';
import { strict } from './signal-format.ts';

const threshold = z.object({
  /** Calibrated probability from which the level is given. */
  at: z.number().min(0).max(1),
  /** The measured trade-off behind the number, in a sentence; required of authors. */
  measured: z.string().min(2).optional(),
});

const shape = {
  thresholds: z.object({ danger: threshold, caution: threshold }),
  /** No verdict above `topic` without domain evidence in the item or its thread. */
  requireDomain: z.boolean().default(true),
  /** Scores that a fired combination guarantees at least, by its level. */
  floors: z.object({ danger: z.number().min(0).max(1), caution: z.number().min(0).max(1) }),
};

/** Thresholds of the verdict, `rules/policy.yaml`. */
export const Policy = z.object(shape);
export type Policy = z.infer<typeof Policy>;
export const AuthoredPolicy = strict(shape);
