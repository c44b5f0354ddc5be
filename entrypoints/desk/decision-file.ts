import { bundleName, writeBundle, type BundleContents } from '../../reports/bundle/write-bundle.ts';
import type { DeskTarget } from '../../components/desk/desk-api.ts';
import type { ReportStore } from '../../reports/store/report-store.ts';
import type { DeskService } from './desk-service.ts';

/** A file of our own making, ready to be saved. */
export interface MadeFile {
  readonly name: string;
  readonly blob: Blob;
}

/** Decisions on the subjects of a target, as a file that goes back to reporters. Internal notes are left out by the writer. */
export async function decisionFile(
  desk: DeskService,
  store: ReportStore,
  target: DeskTarget,
  alias: string,
  version: string,
): Promise<MadeFile> {
  await desk.catchUp(desk.subjectsOf(target));
  const events = desk.subjectsOf(target).flatMap((subject) => [...desk.index().ledger.events(subject)]);
  const contents: BundleContents = {
    kind: 'decisions',
    createdAt: new Date().toISOString(),
    from: alias,
    generator: `zhaishao ${version}`,
    reports: [],
    events,
    loadAttachment: async (sha256) => (await store.attachment(sha256))?.bytes ?? null,
  };
  return { name: bundleName(contents), blob: await blobOf(writeBundle(contents)) };
}

/** Collects pieces into a blob; the browser keeps large ones on disk. */
export async function blobOf(
  chunks: AsyncIterable<Uint8Array>,
  type = 'application/zip',
  onBytes?: (bytes: number) => void,
): Promise<Blob> {
  let parts: BlobPart[] = [];
  let waiting = 0;
  let size = 0;
  const blobs: Blob[] = [];
  for await (const chunk of chunks) {
    parts.push(chunk as BlobPart);
    waiting += chunk.length;
    size += chunk.length;
    onBytes?.(size);
    // Hand what is written so far to the browser, so that it need not stay in this thread's memory.
    if (waiting > 8_000_000) {
      blobs.push(new Blob(parts));
      parts = [];
      waiting = 0;
    }
  }
  return new Blob([...blobs, ...parts], { type });
}
