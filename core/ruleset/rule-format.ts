import { z } from 'zod';
import { ROLES } from '../item.ts';
import { CATEGORIES, LEVELS } from '../verdict.ts';
import { Id, Rejected, Source, lenient, signalSchema, strict, type ObjectSchema } from './signal-format.ts';

/**
 * A reference to signals: `own` (of the same rule), `group` (any signal of a shared group), `group/signal`, `kind:promise` (any signal of
 * a kind), or `level:...`-free unions by listing.
 */
const SignalRef = z
  .string()
  .regex(
    /^(kind:[a-z-]+|[a-z][a-z0-9-]*(\/[a-z][a-z0-9-]*)?)$/,
    'own signal, group, group/signal or kind:name',
  );
/** One element of `all`: a reference or alternatives. */
const AnyRef = z.union([SignalRef, z.array(SignalRef).min(1).max(40)]);

const combination = (object: ObjectSchema) =>
  object({
    id: Id,
    level: z.enum(LEVELS).exclude(['none']),
    /** All must be present, free of a stance that speaks against, unless `anyStance`. The rarest first: it is the anchor. */
    all: z.array(AnyRef).min(1).max(5),
    /** None of these may be present in the item (stance signals for instance). */
    not: z.array(SignalRef).max(40).default([]),
    scope: z.enum(['sentence', 'item']).default('sentence'),
    /** Folded units from the first to the last of the `all` signals. Default 40 in a sentence, 120 in an item. */
    within: z.number().int().min(1).max(400).optional(),
    anyStance: z.boolean().default(false),
    /** Only where the item or its thread has a sure word of the domain. */
    domain: z.boolean().default(false),
    role: z.array(z.enum(ROLES)).optional(),
    /** Condition on the text the item stands under. */
    thread: object({
      anyOf: z.array(SignalRef).min(1).max(40),
      not: z.array(SignalRef).max(40).default([]),
    }).optional(),
    /** Only items of at most this many folded units: "懂的滴滴" is a whole comment, not half a sentence of an essay. */
    maxLength: z.number().int().min(1).max(2000).optional(),
  });

export const Texts = z.object({
  'zh-CN': z.string().min(2),
  'zh-TW': z.string().min(2),
  en: z.string().min(2),
});
export type Texts = z.infer<typeof Texts>;

const example = (object: ObjectSchema) =>
  object({
    text: z.string().min(2),
    thread: z.string().optional(),
    role: z.enum(ROLES).optional(),
    /** Positive: the combination that must fire. */
    fires: Id.optional(),
    because: z.string().optional(),
  });

const ruleSchema = (object: ObjectSchema) =>
  object({
    id: Id,
    category: z.enum(CATEGORIES),
    title: Texts,
    /** One plain sentence: why this is risky. Shown to readers. */
    why: Texts,
    status: z.enum(['active', 'draft', 'retired']).default('active'),
    minEngine: z.number().int().min(1).default(1),
    sources: z.array(Source).default([]),
    signals: z.record(Id, signalSchema(object)).default({}),
    combinations: z.array(combination(object)).min(1).max(40),
    examples: object({ positive: z.array(example(object)), negative: z.array(example(object)) }).optional(),
    rejected: z.array(Rejected).default([]),
  });

/** A rule as clients read it: examples, sources and rejected ideas are left behind by the compiler. */
export const Rule = ruleSchema(lenient);
export type Rule = z.infer<typeof Rule>;
export type Combination = Rule['combinations'][number];
export const AuthoredRule = ruleSchema(strict);
export type AuthoredRule = z.infer<typeof AuthoredRule>;
