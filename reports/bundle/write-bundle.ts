import { chainHead, inLogOrder } from '../audit-chain.ts';
import { canonicalJson } from '../canonical-json.ts';
import { dayOf } from '../china-day.ts';
import { isPublicEvent, type LogEvent } from '../event-format.ts';
import type { RawReport } from '../store/report-store.ts';
import {
  ATTACHMENTS_FOLDER,
  BUNDLE_FORMAT,
  EVENTS_FILE,
  MANIFEST_FILE,
  REPORTS_FILE,
  type BundleKind,
  type BundleManifest,
} from './bundle-format.ts';
import { utf8, zipStream, type ZipInput } from './zip-stream.ts';

/** What goes into a file. */
export interface BundleContents {
  readonly kind: BundleKind;
  /** `new Date().toISOString()`. */
  readonly createdAt: string;
  readonly from: string;
  readonly generator: string;
  /** As made or received; written in the order given. */
  readonly reports: readonly RawReport[];
  readonly events: readonly LogEvent[];
  /** Gives the bytes of a picture, or `null` when it is not here; called once for each. */
  readonly loadAttachment: (sha256: string) => Promise<Uint8Array | null>;
}

/** Event types that a decision file may carry: nothing internal ever leaves. */
function forKind(kind: BundleKind, events: readonly LogEvent[]): LogEvent[] {
  if (kind === 'team') return [...events];
  if (kind === 'reports') return events.filter((one) => one.type === 'withdraw' || one.type === 'appeal');
  return events.filter(isPublicEvent);
}

/**
 * Writes a `.zhaishao.zip` while it is read. The same contents give the same bytes. What does not belong into a file of
 * this kind (internal notes, assignments, moderators' tags in a decision file) is left out here and not by the caller.
 */
export async function* writeBundle(contents: BundleContents): AsyncGenerator<Uint8Array> {
  const events = inLogOrder(forKind(contents.kind, contents.events));
  const reports = contents.kind === 'decisions' ? [] : contents.reports;
  const wanted = new Set(reports.flatMap((one) => attachmentsOf(one)));
  let attachments = 0;
  const files = async function* (): AsyncGenerator<ZipInput> {
    yield { name: REPORTS_FILE, content: utf8(lines(reports)), compress: true };
    yield { name: EVENTS_FILE, content: utf8(lines(events)), compress: true };
    for (const sha256 of [...wanted].sort()) {
      const bytes = await contents.loadAttachment(sha256);
      if (bytes === null) continue;
      attachments += 1;
      yield { name: `${ATTACHMENTS_FOLDER}${sha256}`, content: [bytes], compress: false };
    }
  };
  yield* zipStream(files(), (packed) => {
    const manifest: BundleManifest = {
      format: BUNDLE_FORMAT,
      kind: contents.kind,
      createdAt: contents.createdAt,
      from: contents.from,
      generator: contents.generator,
      counts: { reports: reports.length, events: events.length, attachments },
      files: [...packed],
      chainHead: chainHead(events),
    };
    return { name: MANIFEST_FILE, content: utf8([`${JSON.stringify(manifest, null, 1)}\n`]), compress: true };
  });
}

function* lines(values: readonly object[]): Generator<string> {
  for (const value of values) yield `${canonicalJson(value)}\n`;
}

function attachmentsOf(raw: RawReport): string[] {
  const list = raw.attachments;
  return Array.isArray(list) ? list.map((one: { sha256: string }) => one.sha256) : [];
}

/** A name that sorts by day in China and says who: `债哨-2026-11-26-r-1a2b.zhaishao.zip`. */
export function bundleName(contents: Pick<BundleContents, 'kind' | 'createdAt' | 'from'>): string {
  const word = { reports: '举报', decisions: '处理结果', team: '团队' }[contents.kind];
  const from = contents.from.replaceAll(/[^\p{L}\p{N}_-]/gu, '').slice(0, 20) || 'x';
  return `债哨${word}-${dayOf(contents.createdAt)}-${from}.zhaishao.zip`;
}
