import { z } from 'zod';
import { CATEGORIES } from '../verdict.ts';

/** One text in the three languages of the interface. */
export const Localized = z.strictObject({
  'zh-CN': z.string().min(1),
  'zh-TW': z.string().min(1),
  en: z.string().min(1),
});
export type Localized = z.infer<typeof Localized>;

const slug = z.string().regex(/^[a-z0-9-]{2,40}$/, 'use a-z, 0-9 and -');
const isoDate = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'a date such as 2026-11-26, 2025-07 or 2022');

/** Wording that an unverified fact must carry, so that nobody takes it for certain. */
const UNVERIFIED_WORDING = '以官方公布为准';

/**
 * One line of advice. With `claim` it states a fact (law, deadline, amount, official act): `source` names an entry of the file's
 * `sources`, `verified` is true only when a person has seen the source. Unverified facts say 以官方公布为准.
 */
export const GuidanceLine = z
  .strictObject({
    text: Localized,
    claim: z.strictObject({ source: slug, verified: z.boolean() }).optional(),
  })
  .refine((line) => line.claim?.verified !== false || line.text['zh-CN'].includes(UNVERIFIED_WORDING), {
    message: `an unverified fact must say ${UNVERIFIED_WORDING}`,
    path: ['text', 'zh-CN'],
  });
export type GuidanceLine = z.infer<typeof GuidanceLine>;

/** Where a fact comes from: the original by title, publisher and date. No addresses: stored copies are often mirrors. */
export const GuidanceSource = z.strictObject({
  title: z.string().min(4),
  publisher: z.string().min(2),
  date: isoDate,
  /** What was seen: the page itself, an excerpt, a second-hand quotation, or nothing yet. */
  seen: z.enum(['page', 'excerpt', 'second-hand', 'not-yet']),
});

const GUIDANCE_IDS = [...CATEGORIES.filter((category) => category !== 'none'), 'topic'] as const;
type GuidanceId = (typeof GUIDANCE_IDS)[number];

/** What a reader is told about one kind of lure. File `rules/guidance/<id>.yaml`. */
export const Guidance = z
  .strictObject({
    id: z.enum(GUIDANCE_IDS as unknown as [GuidanceId, ...GuidanceId[]]),
    /** One plain sentence for the marker, when the rule gives none. */
    sentence: Localized,
    /** How it works. */
    how: Localized,
    /** What it usually costs people. */
    costs: z.array(GuidanceLine),
    /** The free official way, step by step. */
    free: z.array(GuidanceLine).min(1),
    /** Ids in `channels.yaml`, the most fitting first. */
    channels: z.array(slug).min(1),
    sources: z.record(slug, GuidanceSource),
    reviewed: isoDate,
  })
  .superRefine((guidance, context) => {
    for (const part of ['costs', 'free'] as const) {
      guidance[part].forEach((line, index) => {
        if (line.claim && !(line.claim.source in guidance.sources)) {
          context.addIssue({
            code: 'custom',
            path: [part, index, 'claim', 'source'],
            message: `"${line.claim.source}" is not among this file's sources`,
          });
        }
      });
    }
  });
export type Guidance = z.infer<typeof Guidance>;

/** A free official channel. */
const HelpChannel = z.strictObject({
  id: slug,
  name: Localized,
  /** Number to call, digits only. */
  phone: z
    .string()
    .regex(/^\d{3,12}$/)
    .optional(),
  /** What it is for. */
  use: Localized,
  verified: z.boolean(),
  source: z.string().min(4),
});
type HelpChannel = z.infer<typeof HelpChannel>;

/** `rules/guidance/channels.yaml`. */
const HelpChannels = z.strictObject({
  channels: z.array(HelpChannel).min(1),
  /** Shown wherever numbers are shown. */
  note: Localized,
  reviewed: isoDate,
});
type HelpChannels = z.infer<typeof HelpChannels>;

/** `rules/guidance/already-paid.yaml`: what to do when money or papers were already handed over. */
const AlreadyPaid = z.strictObject({
  steps: z.array(GuidanceLine).min(3),
  sources: z.record(slug, GuidanceSource),
  reviewed: isoDate,
});
type AlreadyPaid = z.infer<typeof AlreadyPaid>;

/** All guidance as it travels in the compiled ruleset. */
export const GuidanceBook = z.object({
  guidance: z.array(Guidance),
  channels: z.array(HelpChannel),
  channelNote: Localized,
  alreadyPaid: z.array(GuidanceLine),
});
export type GuidanceBook = z.infer<typeof GuidanceBook>;

/**
 * Reads the guidance of a compiled ruleset as a client: keys of a later version are dropped, entries that cannot be read are left out
 * one by one. `undefined` when nothing is usable.
 */
export function readGuidanceBook(raw: unknown): GuidanceBook | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { guidance, channels, channelNote, alreadyPaid } = raw as Record<string, unknown>;
  const each = <S extends z.ZodType>(list: unknown, schema: S): z.infer<S>[] =>
    (Array.isArray(list) ? list : []).flatMap((entry) => readTolerantly(schema, entry) ?? []);
  const note = readTolerantly(Localized, channelNote);
  const entries = each(guidance, Guidance);
  if (!note || entries.length === 0) return undefined;
  return {
    guidance: entries,
    channels: each(channels, HelpChannel),
    channelNote: note,
    alreadyPaid: each(alreadyPaid, GuidanceLine),
  };
}

/** Parses with a strict schema after taking out the keys it does not know. */
function readTolerantly<S extends z.ZodType>(schema: S, raw: unknown): z.infer<S> | undefined {
  const first = schema.safeParse(raw);
  if (first.success) return first.data;
  const copy: unknown = structuredCloneOf(raw);
  for (const issue of first.error.issues) {
    if (issue.code !== 'unrecognized_keys') return undefined;
    let at: unknown = copy;
    for (const step of issue.path) at = (at as Record<PropertyKey, unknown>)[step];
    for (const key of issue.keys) delete (at as Record<string, unknown>)[key];
  }
  const second = schema.safeParse(copy);
  return second.success ? second.data : undefined;
}

const structuredCloneOf = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null)) as unknown;

/** The guidance for a category; items that are about debt and no lure get `topic`. */
export function guidanceFor(book: GuidanceBook, category: string, level: string): Guidance | undefined {
  const id = level === 'topic' && category !== 'lawful' ? 'topic' : category;
  return (
    book.guidance.find((entry) => entry.id === id) ?? book.guidance.find((entry) => entry.id === 'topic')
  );
}

/** The channels of a guidance entry, in its order; unknown ids are left out. */
export function channelsOf(book: GuidanceBook, guidance: Guidance): HelpChannel[] {
  return guidance.channels.flatMap((id) => book.channels.find((channel) => channel.id === id) ?? []);
}

/**
 * Puts the parsed files of `rules/guidance/` together. Collects every mistake instead of stopping at the first.
 *
 * @param files - parsed YAML by file name without folder
 */
export function compileGuidance(
  files: ReadonlyMap<string, unknown>,
):
  | { readonly ok: true; readonly value: GuidanceBook }
  | { readonly ok: false; readonly mistakes: GuidanceMistake[] } {
  const mistakes: GuidanceMistake[] = [];
  const read = <S extends z.ZodType>(file: string, schema: S): z.infer<S> | undefined => {
    const result = schema.safeParse(files.get(file));
    if (result.success) return result.data;
    for (const issue of result.error.issues)
      mistakes.push({ file, path: issue.path.join('.'), message: issue.message });
    return undefined;
  };
  const channels = read('channels.yaml', HelpChannels);
  const paid = read('already-paid.yaml', AlreadyPaid);
  const guidance: Guidance[] = [];
  for (const file of [...files.keys()].sort()) {
    if (file === 'channels.yaml' || file === 'already-paid.yaml') continue;
    const entry = read(file, Guidance);
    if (!entry) continue;
    guidance.push(entry);
    if (file !== `${entry.id}.yaml`)
      mistakes.push({ file, path: 'id', message: `the file must be called ${entry.id}.yaml` });
    for (const id of entry.channels) {
      if (channels && !channels.channels.some((channel) => channel.id === id)) {
        mistakes.push({ file, path: 'channels', message: `"${id}" is not in channels.yaml` });
      }
    }
  }
  for (const id of GUIDANCE_IDS) {
    if (!guidance.some((entry) => entry.id === id) && !mistakes.some((m) => m.file === `${id}.yaml`)) {
      mistakes.push({
        file: `${id}.yaml`,
        path: '',
        message: `every category has guidance: write ${id}.yaml`,
      });
    }
  }
  if (mistakes.length > 0 || !channels || !paid) return { ok: false, mistakes };
  return {
    ok: true,
    value: { guidance, channels: channels.channels, channelNote: channels.note, alreadyPaid: paid.steps },
  };
}

/** One mistake in a guidance file. */
interface GuidanceMistake {
  readonly file: string;
  readonly path: string;
  readonly message: string;
}
