import { defineContentScript } from '#imports';
import { handle } from '../../messaging/messenger.ts';
import { loadDismissals, watchDismissals } from '../../settings/dismissal-store.ts';
import { isUnder } from '../../settings/own-sites.ts';
import { loadSettings, watchSettings } from '../../settings/store.ts';
import { Reader } from './reader.ts';
import { loadRules, watchRules } from './rules.ts';

/**
 * Runs in the isolated world of supported pages, of pages the reader opted in, and of a page scanned once. Never in the page's own world.
 * The hosts in `matches` are put in from rules/sites/*.yaml when the manifest is made (wxt.config.ts).
 */
export default defineContentScript({
  matches: ['*://zhaishao.invalid/*'],
  runAt: 'document_idle',
  async main(ctx) {
    // A page can get us twice: by the manifest and by a scan on request. The first one stays.
    const marker = globalThis as { zhaishaoReads?: boolean };
    if (marker.zhaishaoReads) return;
    marker.zhaishaoReads = true;
    try {
      const [settings, dismissals] = await Promise.all([loadSettings(), loadDismissals()]);
      let rulesOff = settings.rulesOff;
      const rules = await loadRules(rulesOff);
      if (ctx.isInvalid) return;
      const reader = new Reader({ settings, dismissals, rules, openRoots: import.meta.env.MODE === 'e2e' });
      const reload = async () => reader.changeRules(await loadRules(rulesOff));
      const ends = [
        watchSettings((next) => {
          const changed = next.rulesOff.join() !== rulesOff.join();
          rulesOff = next.rulesOff;
          reader.changeSettings(next);
          if (changed) void reload().catch(quiet);
        }),
        watchDismissals((list) => reader.changeDismissals(list)),
        watchRules(() => void reload().catch(quiet)),
        handle('page/report', () => reader.report()),
        handle('item/show', ({ key }) => ({ shown: reader.showItem(key) })),
        handle('page/capture', () => reader.capturePage()),
        handle('place/capture', (place) => reader.capturePlace(place)),
      ];
      const leave = () => {
        reader.leave();
        for (const end of ends) quietly(end);
        marker.zhaishaoReads = false;
      };
      ends.push(
        handle('page/revoked', ({ origins }) => {
          // After the answer: the handler itself goes, too.
          if (isUnder(origins, location.hostname)) setTimeout(leave);
        }),
      );
      ctx.onInvalidated(leave);
      reader.refresh();
    } catch (error) {
      quiet(error);
    }
  },
});

/** The extension was updated or removed while this page stayed open: the old script falls silent. */
function quiet(error: unknown): void {
  if (!String(error).includes('context invalidated')) console.debug('债哨', error);
}

function quietly(end: () => void): void {
  try {
    end();
  } catch (error) {
    quiet(error);
  }
}
