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
    const ends: (() => void)[] = [];
    let isLeft = false;
    const leave = () => {
      isLeft = true;
      for (const end of ends.splice(0)) quietly(end);
      marker.zhaishaoReads = false;
    };
    ctx.onInvalidated(leave);
    // Before anything is waited for: permission may be taken back while the rules load.
    ends.push(
      handle('page/revoked', ({ origins }) => {
        // After the answer: the handler itself goes, too.
        if (isUnder(origins, location.hostname)) setTimeout(leave);
      }),
    );
    try {
      const [settings, dismissals] = await Promise.all([loadSettings(), loadDismissals()]);
      let rulesOff = settings.rulesOff;
      const rules = await loadRules(rulesOff);
      if (isLeft || ctx.isInvalid) return;
      const reader = new Reader({ settings, dismissals, rules, openRoots: import.meta.env.MODE === 'e2e' });
      let asked = 0;
      const reload = async () => {
        const turn = ++asked;
        const loaded = await loadRules(rulesOff);
        // Rules that were asked for later may have come first.
        if (turn === asked) reader.changeRules(loaded);
      };
      ends.push(
        () => reader.leave(),
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
      );
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
