import { z } from 'zod';
import { assess } from '../core/assess.ts';
import type { Ruleset } from '../core/ruleset/ruleset.ts';
import { isWarning } from '../core/verdict.ts';

/** A text whose verdict the publisher knows. They travel with a ruleset, so that every reader's own engine tries it before using it. */
export const Probe = z.object({
  text: z.string().min(1).max(2000),
  thread: z.string().max(2000).optional(),
  /** Whether it must be marked as danger or caution. */
  flagged: z.boolean(),
});
export type Probe = z.infer<typeof Probe>;

export const MAX_PROBES = 300;
/** Of honest texts hardly any may be marked: a ruleset that marks everything is worse than an old one. */
const HONEST_SHARE = 0.98;
/** Of lures most must be found; engines of different versions may differ on a few. */
const LURE_SHARE = 0.8;

/**
 * Tries a loaded ruleset on the probes it came with.
 *
 * @param compiled - the ruleset as it came; without probes nothing is tried
 * @returns a sentence when it does not do what its publisher saw
 */
export function failedProbes(compiled: unknown, ruleset: Ruleset): string | undefined {
  const read = z
    .array(Probe)
    .max(MAX_PROBES)
    .safeParse((compiled as { probes?: unknown } | null)?.probes);
  if (!read.success) return undefined;
  const right = (wanted: boolean): string | undefined => {
    const probes = read.data.filter(({ flagged }) => flagged === wanted);
    const held = probes.filter((probe) => isWarning(assess(probe, ruleset).level) === wanted).length;
    const needed = wanted ? LURE_SHARE : HONEST_SHARE;
    if (held >= probes.length * needed) return undefined;
    return wanted
      ? `It finds ${held} of the ${probes.length} lures its publisher put in.`
      : `It marks ${probes.length - held} of the ${probes.length} honest texts its publisher put in.`;
  };
  return right(false) ?? right(true);
}
