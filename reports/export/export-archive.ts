import type { LoadedChannels } from '../../core/ruleset/channels-format.ts';
import { CHAIN_START, inLogOrder, nextLink } from '../audit-chain.ts';
import { utf8, zipStream, type PackedFile, type ZipInput } from '../bundle/zip-stream.ts';
import { canonicalJson } from '../canonical-json.ts';
import { dayOf } from '../china-day.ts';
import { isUntold } from '../decided-as.ts';
import { isPublicEvent, type LogEvent } from '../event-format.ts';
import { CASE_SCHEMA, casesCsv, casesJsonl, urlsTxt } from './case-files.ts';
import { evidencePage } from './evidence-page.ts';
import { cleanedForExport } from './cleaned-report.ts';
import { attachmentPath, type ExportCase } from './export-case.ts';
import { filterList } from './filter-list.ts';
import { byPlatform, packets } from './platform-files.ts';
import { domainsTxt, landingDomains, mispEvent, stixBundle } from './threat-formats.ts';

/** What can be ticked on the export page, in its order. `name` is a text key of the desk. */
export const EXPORTS = [
  'cases_jsonl',
  'cases_csv',
  'urls_txt',
  'filter_list',
  'by_platform',
  'packets',
  'evidence_html',
  'domains_txt',
  'stix',
  'misp',
  'decisions_jsonl',
  'attachments',
] as const;
export type ExportId = (typeof EXPORTS)[number];

export interface ExportRequest {
  /** Selected or filtered cases; written in order of their subject, whatever order they come in. */
  readonly cases: readonly ExportCase[];
  /** Events on these subjects. What stays with the team (`isPublicEvent`) is left out here. */
  readonly events: readonly LogEvent[];
  readonly which: readonly ExportId[];
  readonly channels: LoadedChannels;
  /** `new Date().toISOString()`. */
  readonly createdAt: string;
  /** Name of the team or moderator. */
  readonly from: string;
  readonly generator: string;
  readonly rulesetVersion: string | null;
  /** The filter for the manifest, without what stays with the team (`publicFilter`). */
  readonly filter: unknown;
  readonly loadAttachment: (sha256: string) => Promise<Uint8Array | null>;
  readonly signal?: AbortSignal;
  /** Called after each file with its name. */
  readonly onFile?: (name: string) => void;
}

/** Cases on one printed page file: about 60 sheets. */
const PER_PAGE = 500;

/**
 * Packs the chosen exports into one ZIP while it is read: a few chunks in memory, never a file. The same request gives the
 * same bytes. `manifest.json` comes last, with hash and size of every file, the filter, what was redacted and the head of
 * the chain over the decisions.
 */
export async function* exportArchive(request: ExportRequest): AsyncGenerator<Uint8Array> {
  const cases = [...request.cases].sort((a, b) =>
    a.view.subject < b.view.subject ? -1 : a.view.subject > b.view.subject ? 1 : 0,
  );
  const log = chained(request.events.filter(isPublicEvent));
  const files = async function* (): AsyncGenerator<ZipInput> {
    for await (const file of filesOf({ ...request, cases }, log.lines)) {
      request.signal?.throwIfAborted();
      request.onFile?.(file.name);
      yield { ...file, content: watched(file.content, request.signal) };
    }
  };
  yield* zipStream(files(), (packed) => {
    const manifest = manifestOf({ ...request, cases }, packed, log);
    return {
      name: 'manifest.json',
      content: utf8([`${JSON.stringify(manifest, null, 2)}\n`]),
      compress: true,
    };
  });
}

async function* filesOf(request: ExportRequest, log: readonly string[]): AsyncGenerator<ZipInput> {
  const { cases, channels, createdAt } = request;
  const wants = new Set(request.which);
  const text = (name: string, pieces: Iterable<string>): ZipInput => ({
    name,
    content: utf8(pieces),
    compress: true,
  });
  if (wants.has('cases_jsonl')) yield text('cases.jsonl', casesJsonl(cases));
  if (wants.has('cases_csv')) yield text('cases.csv', casesCsv(cases));
  if (wants.has('urls_txt')) yield text('urls.txt', urlsTxt(cases));
  if (wants.has('filter_list')) yield text('filters.txt', filterList(cases, createdAt));
  if (wants.has('by_platform')) yield* byPlatform(cases, channels);
  if (wants.has('packets')) yield* packets(cases, channels);
  if (wants.has('evidence_html')) {
    const of = Math.max(1, Math.ceil(cases.length / PER_PAGE));
    for (let number = 1; number <= of; number += 1) {
      const some = cases.slice((number - 1) * PER_PAGE, number * PER_PAGE);
      yield text(
        of === 1 ? 'evidence.html' : `evidence-${String(number).padStart(3, '0')}.html`,
        evidencePage(some, { number, of, createdAt, pictures: wants.has('attachments') }),
      );
    }
  }
  if (wants.has('domains_txt') || wants.has('stix') || wants.has('misp')) {
    const domains = landingDomains(cases);
    if (wants.has('domains_txt')) yield text('domains.txt', [domainsTxt(domains)]);
    if (wants.has('stix'))
      yield text('stix.json', [`${JSON.stringify(stixBundle(domains, request), null, 1)}\n`]);
    if (wants.has('misp'))
      yield text('misp-event.json', [`${JSON.stringify(mispEvent(domains, request), null, 1)}\n`]);
  }
  if (wants.has('decisions_jsonl')) yield text('decisions.jsonl', log);
  if (wants.has('attachments')) {
    const all = new Map(
      cases
        .flatMap((one) => one.reports.flatMap((report) => report.attachments))
        .map((file) => [file.sha256, file]),
    );
    for (const sha256 of [...all.keys()].sort()) {
      const bytes = await request.loadAttachment(sha256);
      if (bytes !== null) yield { name: attachmentPath(all.get(sha256)!), content: [bytes], compress: false };
    }
  }
}

/** Lines of the log, each with the link that the chain has after it. */
function chained(events: readonly LogEvent[]): { lines: string[]; head: string; count: number } {
  let head = CHAIN_START;
  const lines = inLogOrder(events).map((event) => {
    head = nextLink(head, event);
    return `${canonicalJson({ chain: head, event })}\n`;
  });
  return { lines, head, count: lines.length };
}

function manifestOf(
  request: ExportRequest,
  packed: readonly PackedFile[],
  log: { head: string; count: number },
): object {
  const redacted = request.cases.filter((one) =>
    one.reports.some((report) => cleanedForExport(report).changed),
  ).length;
  return {
    format: 'zhaishao.export/1',
    createdAt: request.createdAt,
    from: request.from,
    generator: request.generator,
    rulesetVersion: request.rulesetVersion,
    filter: request.filter,
    counts: {
      cases: request.cases.length,
      reports: request.cases.reduce((sum, one) => sum + one.reports.length, 0),
      byState: Object.fromEntries(
        [...Map.groupBy(request.cases, (one) => one.view.state)]
          .map(([state, list]) => [state, list.length])
          .sort(),
      ),
      /** Confirmed, but what was found cannot be told (`decidedAs` null): on no list. */
      untold: request.cases.filter((one) => isUntold(one.view)).length,
      events: log.count,
    },
    redaction: {
      otherPeoplesDataHidden: true,
      casesChangedAtExport: redacted,
      note: 'Hidden text is replaced by █ of the same length. textHash and contentHash are those of the report as received.',
    },
    csv: {
      encoding: 'UTF-8 with BOM',
      lineEnd: 'CRLF',
      formulaGuard: "a leading ' stands before = + - @ TAB CR; cases.jsonl is not altered",
    },
    schemas: { 'cases.jsonl': CASE_SCHEMA },
    chain: {
      algorithm: 'SHA-256 of the last link, LF, event id',
      start: CHAIN_START,
      head: log.head,
      events: log.count,
    },
    files: packed,
  };
}

async function* watched(
  content: ZipInput['content'],
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  let since = 0;
  for await (const chunk of content) {
    signal?.throwIfAborted();
    yield chunk;
    // Let the page breathe between chunks: a click on "cancel" must be heard.
    since += chunk.length;
    if (since > 2_000_000) {
      since = 0;
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  }
}

/** `债哨导出-2026-11-26.zip`, by the day in China. */
export function archiveName(createdAt: string): string {
  return `债哨导出-${dayOf(createdAt)}.zip`;
}
