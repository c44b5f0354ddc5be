import { z } from 'zod';
import { Policy } from './policy-format.ts';

/** Version of the envelope. A client refuses a ruleset with another one and keeps what it has. */
export const FORMAT = 1;
/** What this code understands; parts with a higher `minEngine` are skipped. History in docs/rule-language.md. */
export const ENGINE = 1;

/** A rule or signal group switched off by an update without being taken out. */
export const Disabled = z.object({ id: z.string(), because: z.string(), fixedIn: z.string().optional() });
export type Disabled = z.infer<typeof Disabled>;

/** `because` of a switch that the reader made: kept on the device, put in after every update. */
export const BY_READER = 'reader';

/**
 * The compiled ruleset as it travels (`.generated/ruleset.json`, rule channels). Parts are `unknown` here on purpose: each is checked by its
 * own schema when it is loaded, one by one, so that one bad or too new part costs only itself.
 */
export const CompiledRuleset = z.object({
  format: z.literal(FORMAT),
  version: z.string().min(1).max(40),
  createdAt: z.string().min(10).max(40),
  minEngine: z.number().int().min(1).default(1),
  policy: Policy,
  signals: z.array(z.unknown()).max(500),
  rules: z.array(z.unknown()).max(500),
  disabled: z.array(Disabled).default([]),
  folding: z.unknown().optional(),
  sites: z.array(z.unknown()).default([]),
  guidance: z.unknown().optional(),
  channels: z.unknown().optional(),
  model: z.unknown().optional(),
});
export type CompiledRuleset = z.infer<typeof CompiledRuleset>;
