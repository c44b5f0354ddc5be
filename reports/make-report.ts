import { canonicalUrl } from './canonical-url.ts';
import { contentId, sha256Hex } from './content-hash.ts';
import type { OptionalPart, ReportDraft } from './draft-format.ts';
import { readReport } from './read-report.ts';
import {
  evidenceHash,
  hasEvidence,
  partHashes,
  REPORT_FORMAT,
  type Report,
  type ReportBody,
} from './record-format.ts';
import { accountKey, itemKey, parseSubjectKey, subjectOfKey } from './subject-key.ts';

type MadeReport =
  | { readonly ok: true; readonly value: Report }
  | {
      readonly ok: false;
      readonly error: 'no_evidence' | 'no_subject' | 'bad_address' | 'malformed';
      readonly message: string;
    };

const HIDDEN = '█';

/** Hides spans with `█` of the same length in UTF-16 units, so that every other offset stays right. */
export function hideSpans(text: string, spans: readonly { start: number; end: number }[]): string {
  const parts: string[] = [];
  let done = 0;
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const from = Math.max(start, done);
    const to = Math.min(end, text.length);
    if (to <= from) continue;
    parts.push(text.slice(done, from), HIDDEN.repeat(to - from));
    done = to;
  }
  return [...parts, text.slice(done)].join('').toWellFormed();
}

/**
 * Turns a draft into the immutable report: addresses cleaned, chosen parts left out, personal data hidden, every part
 * hashed, named by its content. Pure; sending is somebody else's business.
 *
 * The subject is made from the whole draft, also from parts left out, so that two people who report one comment and untick different boxes
 * still speak of the same subject; it is a hash, so that it tells nothing of those parts.
 */
export function makeReport(draft: ReportDraft, alias: string): MadeReport {
  const out = (part: OptionalPart) => draft.leaveOut.includes(part);
  const item = draft.itemUrl === null ? null : canonicalUrl(draft.itemUrl, draft.precision);
  const whole = canonicalUrl(draft.pageUrl, draft.precision);
  // On a page of its own the item's address is the page's: kept back, it must not leave under the other name.
  const keptBack = item !== null && out('permalink') && item.url === whole?.url;
  const page = keptBack ? canonicalUrl(draft.pageUrl, 'origin') : whole;
  if (page === null)
    return { ok: false, error: 'bad_address', message: `not a web address: ${draft.pageUrl.slice(0, 80)}` };

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
    page: { url: page.url, title: out('title') ? '' : hideSpans(draft.pageTitle, draft.redact.title) },
    author: draft.author === null || out('author') ? null : cleanAuthor(draft.author),
    parentText:
      draft.parentText === null || out('parentText')
        ? null
        : hideSpans(draft.parentText, draft.redact.parentText),
    position: out('position') ? { commentId: null, index: null, seconds: null } : draft.position,
    firstSeen: draft.firstSeen,
    capturedAt: draft.capturedAt,
    category: draft.category,
    engine: draft.engine === null || out('engine') ? null : engineOf(draft.engine, text),
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
  const named = {
    ...body,
    textHash: sha256Hex(body.text),
    contentHash: evidenceHash(body),
    parts: partHashes(body),
  };
  // Read as every receiver will: what one of them would refuse is not handed over. But for the dates: see known-clock.ts.
  const read = readReport({ ...named, id: contentId(named) });
  return read.ok ? read : { ok: false, error: 'malformed', message: read.message };
}

/** Subject of a draft, the same before and after parts are left out; `null` when an account has no name. */
export function subjectOf(
  draft: Pick<
    ReportDraft,
    'kind' | 'site' | 'author' | 'itemUrl' | 'pageUrl' | 'position' | 'text' | 'redact' | 'subject'
  >,
): string | null {
  // Of a record made before the key was hashed, the key would tell what is kept back.
  const known = parseSubjectKey(draft.subject ?? '');
  const kind = draft.kind === 'account' ? 'account' : 'item';
  if (known?.kind === kind && /^[0-9a-f]{64}$/.test(known.rest)) return draft.subject;
  if (kind === 'account') {
    const id = draft.author?.id || null;
    const name = draft.author?.name ?? '';
    return id === null && name.trim() === '' ? null : subjectOfKey(accountKey(draft.site, id, name));
  }
  const own = draft.itemUrl === null ? null : canonicalUrl(draft.itemUrl, 'full');
  const page = canonicalUrl(draft.pageUrl, 'full');
  const key = itemKey({
    site: draft.site,
    url: own?.url ?? page?.url ?? draft.pageUrl,
    commentId: draft.position.commentId ?? own?.commentId ?? null,
    own: own !== null && own.isItem,
    authorId: draft.author?.id ?? null,
    authorName: draft.author?.name ?? null,
    text: hideSpans(draft.text, draft.redact.text),
  });
  return subjectOfKey(key);
}

/** What the engine found in the text that leaves. */
function engineOf(engine: NonNullable<ReportDraft['engine']>, leaving: string): ReportBody['engine'] {
  return { ...engine, findings: engine.findings.filter((one) => one.end <= leaving.length) };
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
