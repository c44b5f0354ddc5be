import type { CDPSession } from 'playwright-core';
import type { ExtensionBrowser } from '../../scripts/browser/extension-browser.ts';

/**
 * Presses the toolbar button of the extension on the tab that shows an address. The browser opens the popup and grants `activeTab`, as for a
 * person's click. Opens the door to `captureVisibleTab`, which has none other in a headless browser.
 */
export async function pressToolbarButton(browser: ExtensionBrowser, address: string): Promise<void> {
  const session = (await browser.context.browser()!.newBrowserCDPSession()) as unknown as Loose;
  const { targetInfos } = (await session.send('Target.getTargets', { filter: [{ type: 'tab' }] })) as {
    targetInfos: { targetId: string; url: string }[];
  };
  const tab = targetInfos.find((one) => one.url === address);
  if (!tab) throw new Error(`No tab shows ${address}.`);
  await session.send('Extensions.triggerAction', { id: browser.extensionId, targetId: tab.targetId });
  await session.detach();
}

/** Closes popups, which otherwise stay in front and take the next focus. */
export async function closePopups(browser: ExtensionBrowser): Promise<void> {
  const session = (await browser.context.browser()!.newBrowserCDPSession()) as unknown as Loose;
  const { targetInfos } = (await session.send('Target.getTargets')) as {
    targetInfos: { targetId: string; url: string }[];
  };
  for (const one of targetInfos.filter(({ url }) => url.endsWith('/popup.html')))
    await session.send('Target.closeTarget', { targetId: one.targetId }).catch(() => undefined);
  await session.detach();
}

/** Lets the browser's own event reach our listener in the service worker, as its menu and its key do. */
export async function fire(
  browser: ExtensionBrowser,
  event: 'commands.onCommand' | 'contextMenus.onClicked',
  address: string,
  ...args: unknown[]
): Promise<void> {
  const id = await browser.tabId(address);
  await (
    await browser.worker()
  ).evaluate(
    async ([path, tabId, given]) => {
      const { chrome } = globalThis as unknown as {
        chrome: Record<string, Record<string, { dispatch(...args: unknown[]): void }>> & {
          tabs: { get(id: number): Promise<object> };
        };
      };
      const [area, name] = path.split('.') as [string, string];
      chrome[area]![name]!.dispatch(...given, await chrome.tabs.get(tabId));
    },
    [event, id, args] as const,
  );
}

/** CDP methods that playwright has no types for. */
type Loose = Omit<CDPSession, 'send'> & { send(method: string, params?: object): Promise<unknown> };
