import { z } from 'zod';

/** From mild to severe. `topic`: about debt trouble, no lure. */
export const LEVELS = ['none', 'topic', 'caution', 'danger'] as const;
export const Level = z.enum(LEVELS);
export type Level = z.infer<typeof Level>;

/** Kinds of lure (domain.md §1), then `lawful` (lawful procedures) and `none`. */
export const CATEGORIES = [
  'credit_repair',
  'debt_negotiation',
  'anti_collection',
  'call_answering',
  'surrender_agent',
  'fee_refund',
  'loan_broker',
  'debt_mule',
  'fake_docs',
  'debt_evasion',
  'sham_legal',
  'data_trade',
  'recruit',
  'card_cashing',
  'recovery_scam',
  'policy_bait',
  'lawful',
  'none',
] as const;
export const Category = z.enum(CATEGORIES);
export type Category = z.infer<typeof Category>;

/** Why a verdict was reached: one rule's signal, seen at one place of the raw text. */
export const Reason = z.object({
  /** Id of the rule, or `model` for the fitted part. */
  rule: z.string(),
  /** Id of the signal inside the rule. */
  signal: z.string(),
  /** Raw offset (UTF-16 code units), inclusive. */
  start: z.number().int().nonnegative(),
  /** Raw offset, exclusive. */
  end: z.number().int().nonnegative(),
  /** `text.slice(start, end)` of the item. */
  text: z.string(),
});
export type Reason = z.infer<typeof Reason>;

export const Verdict = z.object({
  level: Level,
  /** Calibrated probability in 0..1 that the item is a lure. */
  score: z.number().min(0).max(1),
  category: Category,
  reasons: z.array(Reason),
});
export type Verdict = z.infer<typeof Verdict>;

export const NO_VERDICT: Verdict = Object.freeze({ level: 'none', score: 0, category: 'none', reasons: [] });

/** True for the two levels that warn the reader. */
export function isWarning(level: Level): level is 'caution' | 'danger' {
  return level === 'caution' || level === 'danger';
}
