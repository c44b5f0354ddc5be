import { canonicalUrl } from './canonical-url.ts';
import { contentId, sha256Hex } from './content-hash.ts';
import type { OptionalPart, ReportDraft } from './draft-format.ts';
import { describeIssues } from './read-report.ts';
import {
  evidenceHash,
  hasEvidence,
  partHashes,
  Report,
  REPORT_FORMAT,
  type ReportBody,
} from './record-format.ts';
import { accountKey, itemKey } from './subject-key.ts';

type MadeReport =
  | { readonly ok: true; readonly value: Report }
  | {
      readonly ok: false;
      readonly error: 'no_evidence' | 'no_subject' | 'malformed';
      readonly message: string;
    };

const HIDDEN = '█';

/** Hides spans with `█` of the same length in UTF-16 units, so that every other offset stays right. */
export function hideSpans(text: string, spans: readonly { start: number; end: number }[]): string {
  let out = text;
  for (const { start, end } of spans) {
    const from = Math.max(0, Math.min(start, text.length));
    const to = Math.max(from, Math.min(end, text.length));
    out = out.slice(0, from) + HIDDEN.repeat(to - from) + out.slice(to);
  }
  return out.toWellFormed();
}

/**
 * Turns a draft into the immutable report: addresses cleaned, chosen parts left out, personal data hidden, every part
 * hashed, named by its content. Pure; sending is somebody else's business.
 *
 * The subject key is made from the whole draft, also from parts left out, so that two people who report one comment and
 * untick different boxes still speak of the same subject.
 */
export function makeReport(draft: ReportDraft, alias: string): MadeReport {
  const out = (part: OptionalPart) => draft.leaveOut.includes(part);
  const page = canonicalUrl(draft.pageUrl, draft.precision);
  const item = draft.itemUrl === null ? null : canonicalUrl(draft.itemUrl, draft.precision);
  if (page === null)
    return { ok: false, error: 'malformed', message: `not a web address: ${draft.pageUrl.slice(0, 80)}` };

  const text = out('text') ? '' : hideSpans(draft.text, draft.redact.text);
  const attachments = out('attachments') ? [] : draft.attachments;
  if (!hasEvidence({ text, attachments })) {
    return { ok: false, error: 'no_evidence', message: 'neither words nor a picture would leave' };
  }
  const subject = subjectOf(draft);
  if (subject === null)
    return { ok: false, error: 'no_subject', message: 'an account report needs a name or an id' };

  const body: Omit<ReportBody, 'parts' | 'textHash' | 'contentHash'> = {
    format: REPORT_FORMAT,
    kind: draft.kind,
    subject,
    site: draft.site,
    role: draft.role,
    text,
    permalink: item === null || out('permalink') ? null : { url: item.url, precision: draft.precision },
    page: { url: page.url, title: out('title') ? '' : draft.pageTitle.toWellFormed() },
    author: draft.author === null || out('author') ? null : cleanAuthor(draft.author),
    parentText:
      draft.parentText === null || out('parentText')
        ? null
        : hideSpans(draft.parentText, draft.redact.parentText),
    position: out('position') ? { commentId: null, index: null, seconds: null } : draft.position,
    firstSeen: draft.firstSeen,
    capturedAt: draft.capturedAt,
    category: draft.category,
    engine: draft.engine === null || out('engine') ? null : draft.engine,
    pointed: out('pointed') ? null : pointedOf(draft, text),
    handles: out('handles')
      ? []
      : handlesOf(draft).map((one) =>
          one.state === 'redacted' ? { ...one, value: '' } : { ...one, value: one.value.toWellFormed() },
        ),
    fee: out('fee') ? null : draft.fee,
    note: out('note') ? null : draft.note,
    attachments,
    reporter: { alias },
  };
  const whole = {
    ...body,
    textHash: sha256Hex(body.text),
    contentHash: evidenceHash(body),
    parts: partHashes(body),
  };
  const parsed = Report.safeParse({ ...whole, id: contentId(whole) });
  if (!parsed.success) return { ok: false, error: 'malformed', message: describeIssues(parsed.error) };
  return { ok: true, value: parsed.data };
}

/** Key of what a draft is about, the same before and after parts are left out; `null` when an account has no name. */
export function subjectOf(
  draft: Pick<
    ReportDraft,
    'kind' | 'site' | 'author' | 'itemUrl' | 'pageUrl' | 'position' | 'text' | 'redact'
  >,
): string | null {
  if (draft.kind === 'account') {
    if (!draft.author || (draft.author.id === null && draft.author.name.trim() === '')) return null;
    return accountKey(draft.site, draft.author.id, draft.author.name);
  }
  const own = draft.itemUrl === null ? null : canonicalUrl(draft.itemUrl, 'full');
  const page = canonicalUrl(draft.pageUrl, 'full');
  return itemKey({
    site: draft.site,
    url: own?.url ?? page?.url ?? draft.pageUrl,
    commentId: draft.position.commentId ?? own?.commentId ?? null,
    own: own !== null && own.isItem,
    authorId: draft.author?.id ?? null,
    authorName: draft.author?.name ?? null,
    text: hideSpans(draft.text, draft.redact.text),
  });
}

/** What was pointed at, as it may leave: no span of a text that stays here, no address that the volunteer hid in the text. */
function pointedOf({ pointed, text, redact }: ReportDraft, leaving: string): ReportBody['pointed'] {
  if (pointed === null) return null;
  const { by, span, url } = pointed;
  const hidden = redact.text.map(({ start, end }) => text.slice(start, end)).filter((one) => one !== '');
  const isHidden = url !== null && hidden.some((one) => url.includes(one));
  return {
    by,
    span: span !== null && span.end <= leaving.length ? span : null,
    url: url === null || isHidden ? null : (canonicalUrl(url, 'full')?.url ?? null),
  };
}

/** A link that was pointed at goes on record with its handle or not at all. */
function handlesOf({ handles, pointed, text, leaveOut }: ReportDraft): ReportDraft['handles'] {
  if (!leaveOut.includes('pointed') || pointed?.url == null) return handles;
  const { url } = pointed;
  return handles.filter((one) => one.value !== url || text.includes(url));
}

function cleanAuthor(author: NonNullable<ReportDraft['author']>): ReportBody['author'] {
  const profile = author.profileUrl === null ? null : canonicalUrl(author.profileUrl, 'full');
  return { name: author.name.toWellFormed(), id: author.id, profileUrl: profile?.url ?? null };
}
