import { openIndexedDbStore } from '../../reports/store/indexeddb-store.ts';
import { createDeskService } from './desk-service.ts';
import { loadDeskSettings } from './desk-settings.ts';
import { createExportService } from './export-service.ts';
import { createImportService } from './import-service.ts';
import { createInboxService } from './inbox-service.ts';
import { serveCalls, type Port } from './rpc.ts';

// The data side of the desk. A worker of its own: folding, clustering and searching 100,000 reports never hold up a key press.
const store = openIndexedDbStore();
const desk = createDeskService(store, () => loadDeskSettings(store));

serveCalls(self as unknown as Port, { ...desk, ...createImportService(store, desk), ...createExportService(store, desk), ...createInboxService(store, desk) });
