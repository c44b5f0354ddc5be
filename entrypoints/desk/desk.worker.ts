import type { DeskTarget } from '../../components/desk/desk-api.ts';
import { openIndexedDbStore } from '../../reports/store/indexeddb-store.ts';
import { decisionFile } from './decision-file.ts';
import { createDeskService } from './desk-service.ts';
import { loadDeskSettings } from './desk-settings.ts';
import { createImportService } from './import-service.ts';
import { serveCalls, type Port } from './rpc.ts';

// The data side of the desk. A worker of its own: folding, clustering and searching 100,000 reports never hold up a key press.
const store = openIndexedDbStore();
const desk = createDeskService(store, () => loadDeskSettings(store));
const imports = createImportService(store, desk);

serveCalls(self as unknown as Port, {
  ...desk,
  ...imports,
  decisionFile: async (target: DeskTarget, version: string) =>
    decisionFile(desk, store, target, (await loadDeskSettings(store)).alias, version),
});
