import { defineBackground } from '#imports';
import { handle } from '../../messaging/messenger.ts';
import { openIndexedDbStore } from '../../reports/store/indexeddb-store.ts';
import { startUpdates } from '../../updates/start-updates.ts';
import { installBadge } from './badge.ts';
import { installInbox } from './inbox-sync.ts';
import { installOptedInSites } from './opted-in-sites.ts';
import { installReaderChoices } from './reader-choices.ts';
import { installReporting } from './report-intake.ts';

/**
 * The service worker: every listener is put in place here, synchronously, because a waking worker misses what is registered later.
 * Nothing is kept in memory between events.
 */
export default defineBackground({
  type: 'module',
  main() {
    installBadge();
    installOptedInSites();
    installReaderChoices();
    installReporting(async () => openIndexedDbStore());
    installInbox(async () => openIndexedDbStore());
    const updates = startUpdates();
    handle('rules/check', () => void updates.checkAndSchedule());
    handle('rules/change', (change) => updates.change(change));
  },
});
