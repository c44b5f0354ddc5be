import { browser } from '#imports';
import { handle } from '../../messaging/messenger.ts';
import { removeDismissals, saveDismissal } from '../../settings/dismissal-store.ts';
import { changeSettings } from '../../settings/store.ts';

const PAGES = {
  options: '/options.html',
  'my-reports': '/my-reports.html',
  welcome: '/welcome.html',
} as const;

/** What the reader decides on a page or in the popup. One writer: choices made in two tabs at once are both kept. */
export function installReaderChoices(): void {
  handle('dismissal/add', async (dismissal) => void (await saveDismissal(dismissal, Date.now())));
  handle('dismissal/remove', async ({ id }) => void (await removeDismissals([id])));
  handle(
    'strip/close',
    async () => void (await changeSettings((old) => ({ ...old, searchStripClosed: true }))),
  );
  handle('page/open', async ({ page }) => {
    await browser.tabs.create({ url: browser.runtime.getURL(PAGES[page] as never) });
  });
  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install')
      void browser.tabs.create({ url: browser.runtime.getURL('/welcome.html' as never) });
  });
}
