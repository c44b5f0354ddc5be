import { z } from 'zod';
import { CATEGORIES } from '../verdict.ts';

/**
 * What a signal says, in one word. Pairs of kinds that stand together are features of the fitted part, so a kind is worth having only if
 * it means the same in every kind of lure. At most 31: the judge keeps the kinds of a sentence in one 32-bit mask.
 */
export const KINDS = [
  'service', // what is sold, named
  'claim', // what the service is said to achieve
  'offer', // somebody does it for you
  'promise', // a result is promised
  'fee', // a price, a share, a deposit, or "no fee before"
  'contact', // how to reach the seller
  'steer', // look at my page, the pinned comment, the shop window
  'urgency', // last places, today only
  'insider', // channels, people inside, former staff
  'conceal', // do not tell the bank, the family, the firm
  'stop-paying', // stop repaying, do not pick up
  'recruit', // agents, pupils, franchise, a cut for referrals
  'shill', // thanks to a teacher, someone helped me
  'audience', // who is addressed: you who are overdue, who bought a policy
  'hook', // a claim or tease that names no service
  'handover', // send me your report, card, number, policy
  'topic', // the item is about debt, credit, loans, policies, papers
  'field', // words of the trade that ordinary talk uses as well
  'warning', // warns of the scam
  'reporting', // news, courts, police
  'negation', // there is no such thing
  'refusal', // I do not do this, no agents here
  'question', // asks
  'own-effort', // did it oneself
  'official', // speaks as a bank, a regulator, a platform
  'loss', // a victim tells
  'lawful', // the free and lawful way
  'satire', // jokes
  'ordinary', // harmless homonyms: exams, restoration, games, jobs
] as const;
export type Kind = (typeof KINDS)[number];
export const kindIndex = (kind: Kind): number => KINDS.indexOf(kind);

/** Ways in which a signal can be spoken against. Bit i of an occurrence's stance mask is `STANCES[i]`. */
export const STANCES = [
  'negated',
  'quoted',
  'warned',
  'reported',
  'asked',
  'own',
  'official',
  'refused',
  'mocked',
] as const;
export type Stance = (typeof STANCES)[number];
export const stanceBit = (stance: Stance): number => 1 << STANCES.indexOf(stance);

/** `z.object` keeps quiet about unknown keys (clients), `z.strictObject` does not (authors). */
export type ObjectSchema = typeof z.object;
export const lenient: ObjectSchema = z.object;
export const strict = z.strictObject as unknown as ObjectSchema;

export const Id = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens')
  .max(40);
/** A phrase in plain standard Chinese, or `$name` for a word list of rules/lists.yaml (authored form only). */
const Phrase = z.string().min(1).max(24);

/** Longest gap a `near` may span, in folded units: beyond it two words have little to do with each other. */
const MAX_GAP = 40;

const near = (object: ObjectSchema) =>
  object({
    first: z.array(Phrase).min(1).max(200),
    then: z.array(Phrase).min(1).max(200),
    /** Folded units allowed between the end of one and the start of the other; same sentence always. */
    within: z.number().int().min(0).max(MAX_GAP),
    order: z.enum(['ordered', 'either']).default('ordered'),
  });

const reach = (object: ObjectSchema) =>
  object({
    /** What a signal in reach becomes. */
    makes: z.enum(STANCES),
    /** Where it works: on what follows, on what precedes, on both sides. Same sentence unless `item`. */
    direction: z.enum(['after', 'before', 'both', 'item']),
    /** Folded units. */
    within: z.number().int().min(1).max(80).default(20),
  });

export const signalSchema = (object: ObjectSchema) =>
  object({
    /** One sentence: what it means when this is said. */
    meaning: z.string().min(2).max(120),
    kind: z.enum(KINDS).optional(),
    category: z.enum(CATEGORIES).optional(),
    anyOf: z.array(Phrase).max(800).default([]),
    near: z.array(near(object)).max(40).default([]),
    /** Longer phrases in which a term means something else; a hit inside one of them does not count. */
    except: z.array(Phrase).max(200).default([]),
    stance: reach(object).optional(),
    /** False for signals whose terms are too common in sound to be matched by homophone. */
    homophones: z.boolean().default(true),
    /** False when a disguise is no evidence, because honest people write it so as well. */
    disguise: z.boolean().default(true),
    /** Terms worth matching reversed or one character a line. */
    key: z.boolean().default(false),
  });

/**
 * What a claim rests on: the original's title (a short description ends in （概述）) and date. An address only where it is the original's own:
 * most stored copies are mirrors.
 */
export const Source = z.object({
  title: z.string().min(2),
  url: z.string().optional(),
  date: z.string().optional(),
});
export const Rejected = z.object({ idea: z.string().min(1), because: z.string().min(2) });

const signalGroupSchema = (object: ObjectSchema) =>
  object({
    id: Id,
    title: z.string().min(2).max(40),
    kind: z.enum(KINDS),
    category: z.enum(CATEGORIES).optional(),
    /** Clients with an older engine skip the group. See docs/rule-language.md. */
    minEngine: z.number().int().min(1).default(1),
    sources: z.array(Source).default([]),
    signals: z.record(Id, signalSchema(object)),
    rejected: z.array(Rejected).default([]),
  });

export const Signal = signalSchema(lenient);
export type Signal = z.infer<typeof Signal>;
export const SignalGroup = signalGroupSchema(lenient);
export type SignalGroup = z.infer<typeof SignalGroup>;
export const AuthoredSignalGroup = signalGroupSchema(strict);
