import { z } from 'zod';
import { BOOK_SIZE } from './gram-index.ts';
import { CATEGORIES } from '../verdict.ts';
import { HEADS } from './heads.ts';
import { JOIN_INPUTS } from './join-heads.ts';
import { LARGEST_ROW_WEIGHT } from './book.ts';

/** Weights of evidence features are whole numbers of this: finer ones would fill the file and move nothing. */
export const FEATURE_STEP = 0.1;
/** How they are packed, under the hashes of their names. */
export const PACKED_FEATURES = { width: HEADS.length, weightBits: 7 } as const;

const perHead = <T extends z.ZodType>(value: T) =>
  z.object({ lure: value, offer: value, debt: value, severe: value });

/** Slope and offset of a logistic curve: probability = 1 / (1 + exp(-(slope * z + offset))). */
const curve = z.object({ slope: z.number(), offset: z.number() });

/**
 * The fitted part of a ruleset, written by `npm run rules:fit` (rules/model/model.json).
 *
 * `grams` is packed grams (core/model/packed-grams.ts), each with its row of `book`; a row has one weight a head, to be multiplied by the
 * head's `scale`. `categories` has weights for pairs of a gram, by its number among `grams` ascending by hash, and a category (core/model/category-table.ts).
 */
export const ModelData = z.object({
  format: z.literal(6),
  /** How many texts and voices it was fitted on, for the options page and for honest figures. */
  fittedOn: z.object({ texts: z.number().int(), voices: z.number().int(), corpus: z.string() }),
  grams: z.string().max(400_000),
  book: z
    .array(z.array(z.int().min(-LARGEST_ROW_WEIGHT).max(LARGEST_ROW_WEIGHT)).length(HEADS.length))
    .length(BOOK_SIZE),
  scale: perHead(z.number()),
  bias: perHead(z.number()),
  /**
   * Weights of the rules' features, one a head, in FEATURE_STEPs: packed as grams are, each under the hash of its name (core/judge/feature-layout.ts).
   * Unknown ones weigh nothing.
   */
  features: z.string().max(40_000),
  /** How the margins of the heads become the probability of a lure (core/model/join-heads.ts). */
  join: z.object({ bias: z.number(), weights: z.array(z.number()).length(JOIN_INPUTS) }),
  calibration: z.object({ debt: curve, severe: curve }),
  /** What single raw characters weigh at a glance (core/model/glance.ts): packed grams whose key is the standard character, and from where on an item is read. */
  glance: z.object({
    grams: z.string().max(40_000),
    scale: z.number(),
    bias: z.number(),
    least: z.number(),
    /** `fingerprintOf` the terms of the rules it was fitted beside. */
    terms: z.number(),
  }),
  categories: z.object({
    names: z.array(z.string()).max(CATEGORIES.length),
    bias: z.array(z.number()),
    scale: z.number(),
    grams: z.string().max(100_000),
    weights: z.string().max(200_000),
    /** What one vote of the rules (Evidence.votes) adds. */
    vote: z.number(),
  }),
});
export type ModelData = z.infer<typeof ModelData>;
