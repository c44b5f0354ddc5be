import { z } from 'zod';
import { ROLES } from '../core/item.ts';
import { Category, Level } from '../core/verdict.ts';
import { contentId, sha256Hex } from './content-hash.ts';

/** Format of the report record that this code writes. Older ones are read through `upgrade-report.ts`. */
export const REPORT_FORMAT = 2;

/** What a report says: a lure; one that we did not mark; a mark that was wrong; an account as a whole. */
export const REPORT_KINDS = ['lure', 'missed', 'false_alarm', 'account'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** Longest texts that a record may hold, in UTF-16 code units. An article of 200,000 is longer than any seen. */
export const TEXT_LIMITS = {
  text: 200_000,
  parentText: 20_000,
  title: 1_000,
  name: 200,
  note: 4_000,
  url: 4_000,
} as const;

const wellFormed = (limit: number) =>
  z
    .string()
    .max(limit)
    .refine((text) => text.isWellFormed(), 'text holds half a character (a lone surrogate)');

export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'not a SHA-256 in lower-case hex');
/** Moment in UTC with milliseconds, as `Date.prototype.toISOString` writes it: sorts as text. */
export const Moment = z
  .string()
  .refine(
    (text) => /^\d{4}-/.test(text) && isoForm(Date.parse(text)) === text,
    'not a moment like 2026-11-26T08:00:00.000Z',
  );
function isoForm(ms: number): string | null {
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}
export const SiteId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'not a site id');
/** Random local name of a reporter or moderator; no account, tells nothing about the person. */
export const Alias = z
  .string()
  .min(1)
  .max(60)
  .refine((name) => name.isWellFormed(), 'not a usable alias');
const WebAddress = z
  .string()
  .max(TEXT_LIMITS.url)
  .refine((text) => /^https?:\/\//.test(text) && URL.canParse(text), 'not a web address');

/**
 * `item:<site>:<SHA-256>` or `account:<site>:<SHA-256>`; built by `subject-key.ts` alone. Records made before 2026-11-27 have the full key in
 * place of its hash.
 */
export const SubjectKey = z
  .string()
  .max(5_000)
  .regex(/^(item|account):[a-z0-9-]+:\S/, 'not a subject key');

export const URL_PRECISIONS = ['full', 'no-query', 'origin'] as const;
export type UrlPrecision = (typeof URL_PRECISIONS)[number];

const HANDLE_KINDS = ['wechat', 'qq', 'phone', 'link', 'email', 'other'] as const;

/** A way to reach somebody that the text offers. The advertiser's are evidence and kept; other people's are redacted. */
export const Handle = z.strictObject({
  kind: z.enum(HANDLE_KINDS),
  /** As written, or empty when redacted: a hash of a phone number could be guessed back, so none is kept. */
  value: wellFormed(300),
  whose: z.enum(['advertiser', 'other']),
  state: z.enum(['kept', 'redacted']),
});
export type Handle = z.infer<typeof Handle>;

/** What the engine found, with spans in raw offsets of `text` (UTF-16 code units). Redaction keeps offsets. */
export const EngineFinding = z.strictObject({
  rule: z.string().max(120),
  signal: z.string().max(120),
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
});
export type EngineFinding = z.infer<typeof EngineFinding>;

/** What the reader pointed at inside the item, when the report began with less than all of it. */
export const Pointed = z.strictObject({
  by: z.enum(['selection', 'link', 'image']),
  /** Raw span of `text`: the selected words, or all of it where nothing more was known. */
  span: z
    .strictObject({ start: z.number().int().nonnegative(), end: z.number().int().nonnegative() })
    .nullable(),
  /** Address of the link or picture, where it is not the text itself. */
  url: WebAddress.nullable(),
});
export type Pointed = z.infer<typeof Pointed>;

export const Attachment = z.strictObject({
  /** Plain file name: no folders, no leading dot. */
  name: z.string().regex(/^[\p{L}\p{N}_-][\p{L}\p{N}_. -]{0,99}$/u, 'not a plain file name'),
  mime: z.string().regex(/^[a-z]+\/[a-z0-9.+-]{1,60}$/, 'not a MIME type'),
  sha256: Sha256,
  /** Bytes. */
  size: z.number().int().positive().max(20_000_000),
});
export type Attachment = z.infer<typeof Attachment>;

/** All members of a report except its id; nothing is optional, so that one meaning has one canonical form. */
export const ReportBody = z.strictObject({
  format: z.literal(REPORT_FORMAT),
  kind: z.enum(REPORT_KINDS),
  subject: SubjectKey,
  site: SiteId,
  role: z.enum(ROLES).nullable(),
  /** Verbatim, except for redacted personal data, which is replaced by `█` of the same length. */
  text: wellFormed(TEXT_LIMITS.text),
  /** SHA-256 of `text` as it stands here. */
  textHash: Sha256,
  /** What a decision is bound to: see `evidenceHash`. */
  contentHash: Sha256,
  permalink: z.strictObject({ url: WebAddress, precision: z.enum(URL_PRECISIONS) }).nullable(),
  page: z.strictObject({ url: WebAddress, title: wellFormed(TEXT_LIMITS.title) }),
  author: z
    .strictObject({
      name: wellFormed(TEXT_LIMITS.name),
      id: z.string().max(TEXT_LIMITS.name).nullable(),
      profileUrl: WebAddress.nullable(),
    })
    .nullable(),
  parentText: wellFormed(TEXT_LIMITS.parentText).nullable(),
  /** Where in the page or video: id of the comment, its place among the items (from 0), seconds into the video. */
  position: z.strictObject({
    commentId: z.string().max(200).nullable(),
    index: z.number().int().nonnegative().nullable(),
    seconds: z.number().nonnegative().nullable(),
  }),
  firstSeen: Moment,
  capturedAt: Moment,
  category: z.strictObject({ guessed: Category.nullable(), confirmed: Category.nullable() }),
  engine: z
    .strictObject({
      rulesetVersion: z.string().max(80),
      level: Level,
      score: z.number().min(0).max(1),
      findings: z.array(EngineFinding).max(500),
    })
    .nullable(),
  /** `null`: the item as a whole. */
  pointed: Pointed.nullable(),
  handles: z.array(Handle).max(100),
  /** The fee as asked, for example `先付 39.9`. */
  fee: wellFormed(200).nullable(),
  /** The volunteer's own words. */
  note: wellFormed(TEXT_LIMITS.note).nullable(),
  attachments: z.array(Attachment).max(20),
  reporter: z.strictObject({ alias: Alias }),
  /** SHA-256 of each part that left the device, by name, so that a receiver can check one part alone. */
  parts: z.record(
    z.enum(['text', 'parentText', 'title', 'permalink', 'author', 'note', 'handles', 'engine', 'pointed']),
    Sha256.nullable(),
  ),
});
export type ReportBody = z.infer<typeof ReportBody>;

/** A report: immutable, named by its content. */
export const Report = ReportBody.extend({ id: Sha256 });
export type Report = z.infer<typeof Report>;

/**
 * What a decision is bound to. Same evidence, same hash, whoever reports it: the text; for an account also its name;
 * for an item without text, its pictures. Changed content gives another hash and asks for a new decision.
 */
export function evidenceHash(report: Pick<ReportBody, 'kind' | 'text' | 'author' | 'attachments'>): string {
  const wordless = report.text.trim() === '';
  return contentId({
    name: report.kind === 'account' ? (report.author?.name ?? null) : null,
    pictures: wordless ? report.attachments.map((one) => one.sha256).sort() : [],
    text: report.text,
  });
}

/** True when there is something to look at: words or a picture. Without it nothing can be confirmed. */
export function hasEvidence(report: Pick<ReportBody, 'text' | 'attachments'>): boolean {
  return report.text.trim() !== '' || report.attachments.length > 0;
}

/**
 * Hash of each part as sent. `null` where the part did not leave.
 *
 * @param textHash - SHA-256 of `body.text`, where it is known already
 */
export function partHashes(
  body: Omit<ReportBody, 'parts' | 'format' | 'textHash' | 'contentHash'>,
  textHash = sha256Hex(body.text),
): ReportBody['parts'] {
  const of = (text: string | null) => (text === null ? null : sha256Hex(text));
  return {
    text: textHash,
    parentText: of(body.parentText),
    title: sha256Hex(body.page.title),
    permalink: of(body.permalink?.url ?? null),
    author: body.author === null ? null : contentId(body.author),
    note: of(body.note),
    handles: contentId({ handles: body.handles }),
    engine: body.engine === null ? null : contentId(body.engine),
    pointed: body.pointed === null ? null : contentId(body.pointed),
  };
}
