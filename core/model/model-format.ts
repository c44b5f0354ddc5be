import { z } from 'zod';

/** What a gram weighs for. `lure`: lure against honest; `debt`: about debt trouble against anything else; `severe`: danger against caution. */
export const HEADS = ['lure', 'debt', 'severe'] as const;
export type Head = (typeof HEADS)[number];

/** Weights of evidence features are whole numbers of this: finer ones would fill the file and move nothing. */
export const FEATURE_STEP = 0.1;

/** Written out: a schema of two thousand rows costs a cold tab tens of milliseconds. */
function isFeatureTable(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every(
    (row) => Array.isArray(row) && row.length === HEADS.length && row.every(Number.isFinite),
  );
}

const perHead = <T extends z.ZodType>(value: T) => z.object({ lure: value, debt: value, severe: value });

/**
 * The fitted part of a ruleset, written by `npm run rules:fit` (rules/model/model.json).
 *
 * `grams` is, for each head, packed grams (core/model/packed-grams.ts) with one weight each, to be multiplied by the head's `scale`;
 * `categories.grams` has one weight a category.
 */
export const ModelData = z.object({
  format: z.literal(2),
  /** How many texts and voices it was fitted on, for the options page and for honest figures. */
  fittedOn: z.object({ texts: z.number().int(), voices: z.number().int(), corpus: z.string() }),
  grams: perHead(z.string().max(400_000)),
  scale: perHead(z.number()),
  bias: perHead(z.number()),
  /** Weights of the rules' features by name (core/judge/feature-layout.ts), in the order of HEADS and in FEATURE_STEPs. Unknown names weigh nothing. */
  features: z.custom<Readonly<Record<string, readonly [number, number, number]>>>(
    isFeatureTable,
    'Three numbers a feature.',
  ),
  /** Logistic calibration a head: probability = 1 / (1 + exp(-(slope * z + offset))). */
  calibration: perHead(z.object({ slope: z.number(), offset: z.number() })),
  categories: z.object({
    names: z.array(z.string()),
    bias: z.array(z.number()),
    scale: z.number(),
    grams: z.string().max(200_000),
    /** What one vote of the rules (Evidence.votes) adds. */
    vote: z.number(),
  }),
});
export type ModelData = z.infer<typeof ModelData>;
