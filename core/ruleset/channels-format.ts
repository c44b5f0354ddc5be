import { z } from 'zod';
import { CATEGORIES } from '../verdict.ts';
import { GuidanceSource, Localized } from './guidance-format.ts';

// Where a report can go: official channels and the platforms' own report pages. Data, because numbers, limits and scopes
// change without us. `verified` is true only when a person has opened the official page; until then the surfaces say
// 以官方公布为准 beside it.

const slug = z.string().regex(/^[a-z0-9-]{1,40}$/, 'use a-z, 0-9 and -');
const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date such as 2026-11-26');
const CategoryId = z.enum(CATEGORIES);

/** What a channel can ask for. The first group is in our reports; the second only the reporter knows and types there. */
const REPORT_FIELDS = [
  'site',
  'url',
  'author',
  'text',
  'first_seen',
  'position',
  'screenshot',
  'handle',
  'fee',
  'note',
] as const;
const OWN_FIELDS = [
  'reporter_identity',
  'institution',
  'clause',
  'loss',
  'payment_proof',
  'recording',
  'original_message',
  'dispute',
] as const;
export const ChannelField = z.enum([...REPORT_FIELDS, ...OWN_FIELDS]);
export type ChannelField = z.infer<typeof ChannelField>;

const Ask = z.strictObject({ field: ChannelField, required: z.boolean() });

/** Most that the form takes. Absent: not known. */
const Limits = z.strictObject({
  perDay: z.number().int().positive().optional(),
  /** Bytes of one attachment. */
  attachmentBytes: z.number().int().positive().optional(),
  /** Characters of the text field. */
  textChars: z.number().int().positive().optional(),
});
export type ChannelLimits = z.infer<typeof Limits>;

/** When a channel fits, how well, and why. All members given must hold; the first entry that does decides. */
const Fit = z.strictObject({
  when: z.strictObject({
    categories: z.array(CategoryId).min(1).optional(),
    /** The reporter, or somebody, has paid already. */
    paid: z.boolean().optional(),
    /** The text leads to a site of its own, outside the platforms. */
    offsite: z.boolean().optional(),
    /** A phone number or short message is part of it. */
    phone: z.boolean().optional(),
  }),
  fit: z.enum(['first', 'good', 'partial', 'poor']),
  why: Localized,
});
export type ChannelFit = z.infer<typeof Fit>['fit'];

const shared = {
  id: slug,
  name: Localized,
  asks: z.array(Ask),
  limits: Limits,
  verified: z.boolean(),
  reviewed: isoDate,
  sources: z.array(GuidanceSource).min(1),
};

/** An authority or its hotline. File `rules/channels/<id>.yaml`. */
export const OfficialChannel = z.strictObject({
  kind: z.literal('official'),
  ...shared,
  /** Ways in, the best first. Shown as text; nothing here is opened without a click. */
  entries: z
    .array(
      z.strictObject({
        by: z.enum(['web', 'app', 'phone', 'email', 'local']),
        value: z.string().min(2).max(120),
        verified: z.boolean(),
      }),
    )
    .min(1),
  takes: Localized,
  fits: z.array(Fit).min(1),
  timing: Localized.optional(),
  caution: Localized.optional(),
  /** Words that the text should carry so that it reaches the right desk there. */
  mention: z.string().max(60).optional(),
});
export type OfficialChannel = z.infer<typeof OfficialChannel>;

/** A platform's own report function: always the first step. */
export const PlatformChannel = z.strictObject({
  kind: z.literal('platform'),
  ...shared,
  /** Site ids of rules/sites/. */
  sites: z.array(slug).min(1),
  /** Pages that can be opened for one item. `{name}` is filled from its address; never an API. */
  pages: z.array(
    z.strictObject({
      for: z.enum(['video', 'post', 'comment', 'account', 'article']),
      url: z.string().regex(/^https:\/\/[a-z0-9.-]+\/\S*$/, 'an https address'),
      verified: z.boolean(),
    }),
  ),
  /** How to find the report function in the page or app. */
  steps: Localized,
  /** The platform's own words for the reason, the most fitting first. Numeric ids differ between sources: none here. */
  reasons: z.array(
    z.strictObject({
      categories: z.array(CategoryId).optional(),
      words: z.string().min(2).max(40),
      path: z.array(z.string()).optional(),
      verified: z.boolean(),
    }),
  ),
  /** Clauses of the platform's own rules. */
  clauses: z.array(
    z.strictObject({
      categories: z.array(CategoryId).optional(),
      rule: z.string().min(2),
      clause: z.string().min(1),
      about: z.string().min(2),
      verified: z.boolean(),
    }),
  ),
});
export type PlatformChannel = z.infer<typeof PlatformChannel>;

export const ReportChannel = z.discriminatedUnion('kind', [OfficialChannel, PlatformChannel]);
export type ReportChannel = z.infer<typeof ReportChannel>;

export interface LoadedChannels {
  readonly official: readonly OfficialChannel[];
  readonly platforms: readonly PlatformChannel[];
  /** Sentences about what this client did not understand and left out. */
  readonly skipped: readonly string[];
}

/** Reads the `channels` section of a compiled ruleset as a client: one that cannot be used does not harm the others. */
export function loadChannels(raw: unknown): LoadedChannels {
  const official: OfficialChannel[] = [];
  const platforms: PlatformChannel[] = [];
  const skipped: string[] = [];
  for (const one of Array.isArray(raw) ? raw : []) {
    const parsed = ReportChannel.safeParse(one);
    if (!parsed.success) {
      const id =
        typeof (one as { id?: unknown } | null)?.id === 'string' ? (one as { id: string }).id : '(no id)';
      skipped.push(
        `${id}: ${parsed.error.issues[0]?.path.join('.') ?? ''} ${parsed.error.issues[0]?.message ?? ''}`,
      );
    } else if (parsed.data.kind === 'official') official.push(parsed.data);
    else platforms.push(parsed.data);
  }
  return { official, platforms, skipped };
}

interface ChannelMistake {
  readonly file: string;
  readonly path: string;
  readonly message: string;
}

/** Lists every mistake of the authored files: form, id and file name, ids and sites claimed twice. */
export function checkChannels(files: ReadonlyMap<string, unknown>): ChannelMistake[] {
  const mistakes: ChannelMistake[] = [];
  const sites = new Map<string, string>();
  for (const [file, content] of files) {
    const parsed = ReportChannel.safeParse(content);
    if (!parsed.success) {
      for (const issue of parsed.error.issues)
        mistakes.push({ file, path: issue.path.join('.'), message: issue.message });
      continue;
    }
    const channel = parsed.data;
    if (file !== `${channel.id}.yaml`)
      mistakes.push({ file, path: 'id', message: `"${channel.id}" is not the name of the file` });
    if (channel.kind !== 'platform') continue;
    for (const site of channel.sites) {
      const other = sites.get(site);
      if (other !== undefined)
        mistakes.push({ file, path: 'sites', message: `${site} is claimed by ${other} as well` });
      sites.set(site, file);
    }
  }
  return mistakes;
}
