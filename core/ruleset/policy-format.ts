import { z } from 'zod';
import { strict } from './signal-format.ts';

const threshold = z.object({
  /** Calibrated probability from which the level is given. */
  at: z.number().min(0).max(1),
  /** The measured trade-off behind the number, in a sentence; required of authors. */
  measured: z.string().min(2).optional(),
});

const shape = {
  /** `severe` is asked besides `danger` and read off another head; `topic` is read off the `debt` head. See core/decide.ts. */
  thresholds: z.object({
    danger: threshold,
    /** For items that speak of the trade themselves. */
    caution: threshold,
    /** For items that do not, or only stand under a text that does; the gate below asks more of them already. */
    cautionWithoutWords: threshold.default({ at: 0.85 }),
    severe: threshold,
    topic: threshold,
  }),
  /**
   * No verdict at all below these probabilities of being about debt trouble: `withWords` where a signal of the domain stands in the item or
   * its thread, `without` where none does.
   */
  gate: z.object({ withWords: z.number().min(0).max(1), without: z.number().min(0).max(1) }),
  /** Scores that a fired combination guarantees at least, by its level. */
  floors: z.object({ danger: z.number().min(0).max(1), caution: z.number().min(0).max(1) }),
};

/** Thresholds of the verdict, `rules/policy.yaml`. */
export const Policy = z.object(shape);
export type Policy = z.infer<typeof Policy>;
export const AuthoredPolicy = strict(shape);
