import { strToU8, zipSync, type Zippable } from 'fflate';
import { generateReports } from '../../../bench/generate-reports.ts';
import { chainHead } from '../../../reports/audit-chain.ts';
import { MANIFEST_FILE } from '../../../reports/bundle/bundle-format.ts';
import { readBundle, type ReadBundleOptions } from '../../../reports/bundle/read-bundle.ts';
import { collectBytes } from '../../../reports/bundle/zip-stream.ts';
import { writeBundle, type BundleContents } from '../../../reports/bundle/write-bundle.ts';
import { sha256Hex } from '../../../reports/content-hash.ts';
import { withdrawReport } from '../../../reports/decide.ts';
import type { Report } from '../../../reports/record-format.ts';
import type { RawReport } from '../../../reports/store/report-store.ts';
import { reportWith } from './report-with.ts';

export const PICTURE = new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10, 1, 2, 3]);
const withPicture = reportWith({
  n: 99,
  attachments: [{ name: '截图.png', mime: 'image/png', sha256: sha256Hex(PICTURE), size: PICTURE.length }],
});
export const reports = [...generateReports(40, 2).reports, withPicture];
export const actor = { by: 'm1', at: '2026-11-26T09:00:00.000Z' };
export const raw = (report: Report) => report as unknown as RawReport;
const contents = (changes: Partial<BundleContents> = {}): BundleContents => ({
  kind: 'reports',
  createdAt: '2026-11-26T10:00:00.000Z',
  from: 'r-1',
  generator: 'test',
  reports: reports.map(raw),
  events: [withdrawReport(reports[0]!.id, null, { ...actor, by: reports[0]!.reporter.alias })],
  loadAttachment: async (sha256) => (sha256 === sha256Hex(PICTURE) ? PICTURE : null),
  ...changes,
});
export const blobOf = async (changes: Partial<BundleContents> = {}) =>
  new Blob(await collectBytes(writeBundle(contents(changes))));
/** Read on a device whose clock is right. */
export const read = (file: Blob, options: Partial<ReadBundleOptions> = {}) =>
  readBundle(file, { now: Date.parse(actor.at), ...options });
export const must = async (file: Blob, options?: Partial<ReadBundleOptions>) => {
  const result = await read(file, options);
  if (!result.ok) throw new Error(`${result.error}: ${result.message}`);
  return result.value;
};

/** Packs hostile lines with a manifest that is right about them, so that the lines themselves are what is judged. */
export function forged(
  lines: readonly string[],
  files: Record<string, Uint8Array> = {},
  change: (manifest: Record<string, unknown>) => void = () => {},
  events: readonly string[] = [],
): Blob {
  const inside: Record<string, Uint8Array> = {
    'reports.ndjson': strToU8(lines.map((line) => `${line}\n`).join('')),
    'events.ndjson': strToU8(events.map((line) => `${line}\n`).join('')),
    ...files,
  };
  const manifest: Record<string, unknown> = {
    format: 1,
    kind: 'reports',
    createdAt: '2026-11-26T10:00:00.000Z',
    from: 'x',
    generator: 'x',
    chainHead: chainHead([]),
    counts: { reports: 0, events: 0, attachments: 0 },
    files: Object.entries(inside).map(([name, bytes]) => ({
      name,
      size: bytes.length,
      sha256: sha256Hex(bytes),
    })),
  };
  change(manifest);
  return new Blob([
    zipSync({
      ...inside,
      [MANIFEST_FILE]: strToU8(JSON.stringify(manifest)),
    } as Zippable) as Uint8Array<ArrayBuffer>,
  ]);
}
