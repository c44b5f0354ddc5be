import type { DeskAction, DeskTarget } from '../../components/desk/desk-api.ts';
import { openIndexedDbStore } from '../../reports/store/indexeddb-store.ts';
import { clusterFolding } from './cluster-folding.ts';
import { createDeskService, type Written } from './desk-service.ts';
import { loadDeskSettings } from './desk-settings.ts';
import { createExportService } from './export-service.ts';
import { createImportService } from './import-service.ts';
import { serveCalls, type Port } from './rpc.ts';

// The data side of the desk. A worker of its own: folding, clustering and searching 100,000 reports never hold up a key press.
const store = openIndexedDbStore();
let fold: ((text: string) => string) | undefined;
/** Between the desks of this device. */
const others = new BroadcastChannel('zhaishao-desks');
const desk = createDeskService(
  store,
  async () => ({ ...(await loadDeskSettings(store)), fold }),
  undefined,
  (written) => others.postMessage(written),
);

const exports = createExportService(store, desk);
/** Waits until every report is read. What one action needs, `gather` brings ahead. */
const whole =
  <Args extends unknown[], Value>(run: (...args: Args) => Value) =>
  async (...args: Args) => {
    await desk.complete();
    return run(...args);
  };

serveCalls(self as unknown as Port, {
  ...desk,
  ...createImportService(store, desk),
  ...exports,
  follow: (onNews: () => void) =>
    new Promise(() => {
      others.onmessage = async ({ data }: MessageEvent<Written>) => {
        await desk.reread(data);
        onNews();
      };
    }),
  useFolding: (section: unknown) => void (fold = clusterFolding(section)),
  async detail(subject: string) {
    await desk.gather({ subjects: [subject] });
    return desk.detail(subject);
  },
  async claims(target: DeskTarget) {
    await desk.gather(target);
    return desk.claims(target);
  },
  async plan(target: DeskTarget, action: DeskAction) {
    await desk.gather(target);
    return desk.plan(target, action);
  },
  stats: whole(desk.stats),
  clusters: whole(desk.clusters),
  clusterSubjects: whole(desk.clusterSubjects),
  exportFiles: whole(exports.exportFiles),
  decisionFile: whole(exports.decisionFile),
});
