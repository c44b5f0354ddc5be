import type { DeskApi, DeskTarget } from '../../components/desk/desk-api.ts';
import type { ExportId } from '../../reports/export/export-archive.ts';
import type { MadeFile } from './decision-file.ts';
import type { ExportSetting } from './export-service.ts';
import type { ImportDone, ImportRead } from './import-service.ts';
import DeskWorker from './desk.worker.ts?worker';
import type { InboxAccess } from '../../reports/inbox/inbox-access.ts';
import { callPort } from './rpc.ts';

/** The worker, as the page calls it: the desk's own calls, and those with files. */
export interface DeskClient extends DeskApi {
  /** Folding of the rules in use, for clusters; counts from the next `open`. */
  useFolding(section: unknown): Promise<void>;
  /** Calls back whenever a desk in another tab has written something, once it is taken in here. Never answers. */
  follow(onNews: () => void): Promise<void>;
  readFile(
    session: string,
    file: Blob,
    name: string,
    onProgress: (done: number, total: number) => void,
  ): Promise<ImportRead>;
  commitImport(
    deselect: readonly string[],
    without: readonly string[],
    onProgress: (done: number, total: number) => void,
  ): Promise<ImportDone>;
  cancelImport(session: string): Promise<void>;
  useInbox(on: boolean): Promise<void>;
  readInbox(
    session: string,
    access: InboxAccess,
    from: 'last' | 'start',
    onProgress: (done: number, total: number) => void,
  ): Promise<ImportRead>;
  exportFiles(
    target: DeskTarget,
    which: readonly ExportId[],
    setting: ExportSetting,
    onProgress: (name: string, bytes: number) => void,
  ): Promise<MadeFile>;
  cancelExport(): Promise<void>;
  decisionFile(target: DeskTarget, version: string): Promise<MadeFile>;
}

/** Starts the worker and gives its calls. Functions among the arguments become progress callbacks. */
export function startDesk(): DeskClient {
  const call = callPort(new DeskWorker({ name: 'desk' }));
  return new Proxy({} as DeskClient, {
    get: (_, name) =>
      // A proxy that answers to `then` would be taken for a promise.
      name === 'then'
        ? undefined
        : (...args: unknown[]) => {
            const last = args.at(-1);
            return typeof last === 'function'
              ? call(String(name), args.slice(0, -1), last as (...values: never[]) => void)
              : call(String(name), args);
          },
  });
}
