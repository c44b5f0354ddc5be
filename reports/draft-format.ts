import { z } from 'zod';
import { Category } from '../core/verdict.ts';
import { ROLES } from '../core/item.ts';
import {
  Attachment,
  Handle,
  Moment,
  Pointed,
  REPORT_KINDS,
  ReportBody,
  SiteId,
  TEXT_LIMITS,
  URL_PRECISIONS,
} from './record-format.ts';

export const DRAFT_FORMAT = 1;

/** Parts of a report that a volunteer can keep from leaving. `page.url` always goes: at the chosen precision, or of the site alone where it is the item's own address and that is kept back. */
export const OPTIONAL_PARTS = [
  'text',
  'author',
  'permalink',
  'parentText',
  'title',
  'position',
  'engine',
  'pointed',
  'handles',
  'fee',
  'note',
  'attachments',
] as const;
export type OptionalPart = (typeof OPTIONAL_PARTS)[number];

const Span = z.object({ start: z.number().int(), end: z.number().int() });

/**
 * A report being written: on this device only, changed freely, survives crash and update. Texts are verbatim and not yet
 * redacted; `redact` lists what will be hidden, and `makeReport` applies it.
 */
export const ReportDraft = z.object({
  format: z.literal(DRAFT_FORMAT),
  /** Random; says nothing about the content. */
  id: z.string().min(8).max(60),
  createdAt: Moment,
  updatedAt: Moment,
  kind: z.enum(REPORT_KINDS),
  site: SiteId,
  role: z.enum(ROLES).nullable(),
  text: z.string().max(TEXT_LIMITS.text),
  /** Address of the item itself as found on the page, uncleaned. */
  itemUrl: z.string().max(TEXT_LIMITS.url).nullable(),
  pageUrl: z.string().max(TEXT_LIMITS.url),
  pageTitle: z.string().max(TEXT_LIMITS.title),
  precision: z.enum(URL_PRECISIONS),
  author: ReportBody.shape.author,
  parentText: z.string().max(TEXT_LIMITS.parentText).nullable(),
  position: ReportBody.shape.position,
  /** Subject of the own report that this one adds to, which may have kept back what the subject is made of; `null` for a report of its own. */
  subject: ReportBody.shape.subject.nullable(),
  firstSeen: Moment,
  capturedAt: Moment,
  category: z.object({ guessed: Category.nullable(), confirmed: Category.nullable() }),
  engine: ReportBody.shape.engine,
  pointed: Pointed.nullable(),
  handles: z.array(Handle),
  /** Raw spans of `text`, `parentText` and `pageTitle` to hide, as the volunteer left them after the preview. */
  redact: z.object({ text: z.array(Span), parentText: z.array(Span), title: z.array(Span) }),
  fee: z.string().max(200).nullable(),
  note: z.string().max(TEXT_LIMITS.note).nullable(),
  attachments: z.array(Attachment),
  /** Parts that will not leave. */
  leaveOut: z.array(z.enum(OPTIONAL_PARTS)),
});
export type ReportDraft = z.infer<typeof ReportDraft>;

/** A draft as the store holds it: those of earlier versions did not say what was pointed at, what the title hides, what they add to. */
export function openStoredDraft(raw: StoredDraft): ReportDraft {
  const { pointed = null, subject = null, redact } = raw;
  return { ...raw, pointed, subject, redact: { ...redact, title: redact.title ?? [] } };
}

type Redact = ReportDraft['redact'];
type StoredDraft = Omit<ReportDraft, 'pointed' | 'subject' | 'redact'> &
  Partial<Pick<ReportDraft, 'pointed' | 'subject'>> & { redact: Omit<Redact, 'title'> & Partial<Redact> };
