import type { z } from 'zod';
import { contentId } from './content-hash.ts';
import { evidenceHash, partHashes, Report, REPORT_FORMAT } from './record-format.ts';
import { sha256Hex } from './content-hash.ts';
import { upgradeReport } from './upgrade-report.ts';

/** Why a value is not a report that we can take. */
type ReportRefusal =
  | { readonly error: 'too_new'; readonly message: string }
  | { readonly error: 'malformed'; readonly message: string }
  | { readonly error: 'wrong_hash'; readonly message: string };

type ReadReport = { readonly ok: true; readonly value: Report } | ({ readonly ok: false } & ReportRefusal);

/** First three mistakes of a schema failure in one sentence, with their paths. */
export function describeIssues(error: z.ZodError): string {
  const lines = error.issues
    .slice(0, 3)
    .map((issue) => `${issue.path.join('.') || '(whole)'}: ${issue.message}`);
  if (error.issues.length > 3) lines.push(`and ${error.issues.length - 3} more`);
  return lines.join('; ');
}

/**
 * Reads an untrusted value as a report: right format (older ones are upgraded), right shape, and every hash in it is the
 * hash of what it names. Spans must lie inside the text.
 *
 * An upgraded report keeps the id it was made under: the id is checked against the old body, so that the same old
 * record is the same report on a device that has upgraded and on one that has not.
 */
export function readReport(value: unknown): ReadReport {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { ok: false, error: 'malformed', message: 'not an object' };
  }
  const format = (value as { format?: unknown }).format;
  if (typeof format !== 'number' || !Number.isInteger(format) || format < 0) {
    return { ok: false, error: 'malformed', message: 'format: not a whole number' };
  }
  if (format > REPORT_FORMAT) {
    return {
      ok: false,
      error: 'too_new',
      message: `format ${format} is newer than ${REPORT_FORMAT}, which this version reads`,
    };
  }
  let id: string;
  try {
    id = contentId(value);
  } catch (error) {
    return { ok: false, error: 'malformed', message: String(error) };
  }
  if ((value as { id?: unknown }).id !== id) {
    return { ok: false, error: 'wrong_hash', message: 'id is not the hash of the record' };
  }
  const upgraded = upgradeReport(value as Record<string, unknown>, format);
  if (!upgraded.ok) return { ok: false, error: 'malformed', message: upgraded.message };
  const parsed = Report.safeParse(upgraded.value);
  if (!parsed.success) return { ok: false, error: 'malformed', message: describeIssues(parsed.error) };
  // What passed a strict schema is what came in; keeping that object keeps its members in canonical order.
  const report = upgraded.value as unknown as Report;
  const wrong = wrongHash(report);
  return wrong === null ? { ok: true, value: report } : { ok: false, error: 'wrong_hash', message: wrong };
}

function wrongHash(report: Report): string | null {
  const textHash = sha256Hex(report.text);
  if (report.textHash !== textHash) return 'textHash is not the hash of text';
  if (report.contentHash !== evidenceHash(report)) return 'contentHash is not the hash of the evidence';
  const parts = partHashes(report, textHash);
  for (const name of Object.keys(parts) as (keyof typeof parts)[]) {
    if (report.parts[name] !== parts[name]) return `parts.${name} is not the hash of that part`;
  }
  const isOutside = (one: { start: number; end: number }) =>
    one.start > one.end || one.end > report.text.length;
  const outside = report.engine?.findings.find(isOutside);
  if (outside) return `engine.findings: ${outside.start}–${outside.end} lies outside the text`;
  const span = report.pointed?.span;
  return span && isOutside(span) ? `pointed: ${span.start}–${span.end} lies outside the text` : null;
}

/**
 * Opens a record that was read by `readReport` before it was stored: upgrades it if needed and trusts the rest, because
 * checking 100,000 records again on every start costs seconds and finds nothing.
 *
 * @throws Error when the record's format has no way to the present one: a programmer's mistake, see `upgrade-report.ts`
 */
export function openStoredReport(raw: {
  readonly format: number;
  readonly [member: string]: unknown;
}): Report {
  if (raw.format === REPORT_FORMAT) return raw as unknown as Report;
  const upgraded = upgradeReport(raw, raw.format);
  if (!upgraded.ok) throw new Error(`openStoredReport: ${String(raw.id)} ${upgraded.message}`);
  return upgraded.value as unknown as Report;
}
