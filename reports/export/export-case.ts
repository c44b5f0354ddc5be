import { canonicalUrl } from '../canonical-url.ts';
import { sha256Hex } from '../content-hash.ts';
import type { SubjectView } from '../fold-events.ts';
import { reportCategory } from '../packet-text.ts';
import type { Report } from '../record-format.ts';
import type { Category } from '../../core/verdict.ts';

/** A subject with its reports, as handed to an export. Reports oldest first, at least one. */
export interface ExportCase {
  readonly view: SubjectView;
  readonly reports: readonly Report[];
}

/** Reports that speak for a case (see `spokenBy`); all of them where what was decided on was taken back. At least one. */
export function speakersOf({ view, reports }: ExportCase): readonly Report[] {
  const ids = new Set(view.spokenBy);
  const some = reports.filter((one) => ids.has(one.id));
  return some.length > 0 ? some : reports;
}

/** The report whose words and address stand for a case: the newest with words of those that speak for it, else the newest. */
export function leadOf(one: ExportCase): Report {
  const speakers = speakersOf(one);
  return speakers.findLast(({ text }) => text.trim() !== '') ?? speakers.at(-1)!;
}

/** The decision and what it found, where a report that it was made on speaks: else they would stand beside words that nobody judged. */
export function decisionOn({ view }: ExportCase): Pick<SubjectView, 'decision' | 'decidedAs'> {
  return view.spokenBy.length > 0 ? view : { decision: null, decidedAs: null };
}

/** Short name of a case, the same in every file and every export. */
export function caseId(subject: string): string {
  return `ZS-${sha256Hex(subject).slice(0, 12).toUpperCase()}`;
}

export function caseCategory(one: ExportCase): Category | null {
  return decisionOn(one).decision?.category ?? reportCategory(leadOf(one));
}

/** Canonical address of the item, or of its page when the reporter kept the item's address back. */
export function caseUrl(report: Report): string {
  return report.permalink?.url ?? report.page.url;
}

/**
 * Address of the reported thing itself, for lists that are read by machines. `null` for a comment (there it would be the post that the comment
 * stands under), where the reporter shortened or kept it back, and on sites whose addresses we do not know: one path may hold many things.
 */
export function ownAddress(one: ExportCase): string | null {
  const lead = leadOf(one);
  if (lead.kind === 'account') {
    const profile = lead.author?.profileUrl ? canonicalUrl(lead.author.profileUrl) : null;
    // A search or a feed can stand where a profile should.
    return profile?.isAccount ? profile.url : null;
  }
  if (lead.role !== 'caption' && lead.role !== 'article' && lead.role !== 'title') return null;
  const address = lead.permalink?.precision === 'full' ? canonicalUrl(lead.permalink.url) : null;
  return address?.isItem && address.commentId === null ? address.url : null;
}

/** Id with the platform before it: a spreadsheet rounds a bare number of 19 digits. */
export function platformId(site: string, id: string | null): string {
  return id === null || id === '' ? '' : `${site}:${id}`;
}

/** Id of the item out of its address; empty when the address has none. */
export function itemId(report: Report): string {
  const url = new URL(caseUrl(report));
  const named =
    url.searchParams.get('v') ??
    url.searchParams.get('id') ??
    url.searchParams.get('sn') ??
    url.searchParams.get('story_fbid');
  const last = url.pathname.split('/').findLast((part) => part !== '' && /\d|[A-Z]|.{10,}/.test(part));
  return platformId(report.site, named ?? last ?? null);
}

/** Ways of contact that the advertiser offers, in the reports that speak for the case. */
export function caseHandles(one: ExportCase): { kind: string; value: string }[] {
  const kept = speakersOf(one)
    .flatMap((report) => report.handles)
    .filter((each) => each.whose === 'advertiser' && each.state === 'kept' && each.value !== '');
  return [...new Map(kept.map(({ kind, value }) => [`${kind}:${value}`, { kind, value }])).values()];
}

export function firstSeen(one: ExportCase): string {
  return speakersOf(one)
    .map((report) => report.firstSeen)
    .reduce((first, at) => (at < first ? at : first));
}

export function lastSeen(one: ExportCase): string {
  return speakersOf(one)
    .map((report) => report.capturedAt)
    .reduce((last, at) => (at > last ? at : last));
}

/** Where a picture lies in the archive. */
export function attachmentPath(attachment: { readonly sha256: string; readonly mime: string }): string {
  const ending = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/webp': 'webp' }[attachment.mime] ?? 'bin';
  return `attachments/${attachment.sha256}.${ending}`;
}
