import { z } from 'zod';
import { Disabled } from '../core/ruleset/format.ts';

/**
 * What a team channel publishes as `ruleset.json`: parts to put on top of the base. A whole compiled ruleset is read as well; then only
 * these parts of it are used: a team does not replace thresholds, folding or the fitted model.
 */
export const Overlay = z.object({
  format: z.literal(1),
  version: z.string().min(1).max(40),
  createdAt: z.string().min(10).max(40),
  minEngine: z.number().int().min(1).default(1),
  signals: z.array(z.unknown()).default([]),
  rules: z.array(z.unknown()).default([]),
  /** Kill switches: ids of rules, signal groups or sites of the base, each with its reason. */
  disabled: z.array(Disabled).default([]),
  sites: z.array(z.unknown()).default([]),
});
export type Overlay = z.infer<typeof Overlay>;
