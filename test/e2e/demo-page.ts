import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import type { PageReport } from '../../messaging/findings.ts';
import type { ExtensionBrowser } from '../../scripts/browser/extension-browser.ts';

export const DEMO = 'https://www.xiaohongshu.com/explore/65f0c0de000000000000dec0';
export const demoHtml = readFileSync(resolve(import.meta.dirname, '../../demo/feed.html'), 'utf8');

/** Opens the demo feed under its address; `change` alters the page first. Waits until all items are read. */
export async function openDemo(
  browser: ExtensionBrowser,
  change: (html: string) => string = (same) => same,
  headers: Record<string, string> = {},
): Promise<Page> {
  await browser.serve(DEMO, change(demoHtml), headers);
  const page = await browser.open(DEMO);
  await untilRead(browser, 35);
  // Marks are placed in batches; the release build shows none to look at.
  let before = -1;
  await until(
    async () => {
      const [last, now] = [before, await page.locator('.zs-marker').count()];
      before = now;
      await page.waitForTimeout(250);
      return now === last;
    },
    (same) => same,
    'all marks to be placed',
  );
  return page;
}

/** Waits until the page in front has so many items judged. */
export async function untilRead(
  browser: ExtensionBrowser,
  count: number,
  address = DEMO,
): Promise<PageReport> {
  return until(
    () => browser.report(address).catch(() => undefined),
    (report) => (report?.summary.checked ?? 0) >= count,
    `${count} items read at ${address}`,
  ) as Promise<PageReport>;
}

/** Asks again until the answer is right. The limit only turns a hang into a sentence. */
export async function until<T>(
  ask: () => Promise<T>,
  right: (answer: T) => boolean,
  what: string,
): Promise<T> {
  let last: T | undefined;
  for (let tries = 0; tries < 200; tries++) {
    last = await ask();
    if (right(last)) return last;
    await new Promise((again) => setTimeout(again, 150));
  }
  throw new Error(`Waited in vain for ${what}. Last answer: ${JSON.stringify(last)?.slice(0, 400)}`);
}

/** Values kept by the extension. */
export async function stored(browser: ExtensionBrowser, key: string): Promise<unknown> {
  const worker = await browser.worker();
  return worker.evaluate(async (wanted) => {
    const { chrome } = globalThis as unknown as {
      chrome: { storage: { local: { get(key: string): Promise<Record<string, unknown>> } } };
    };
    return (await chrome.storage.local.get(wanted))[wanted];
  }, key);
}

export async function store(browser: ExtensionBrowser, values: Record<string, unknown>): Promise<void> {
  const worker = await browser.worker();
  await worker.evaluate(async (given) => {
    const { chrome } = globalThis as unknown as {
      chrome: { storage: { local: { set(values: object): Promise<void> } } };
    };
    await chrome.storage.local.set(given);
  }, values);
}

/** Text of the toolbar badge for the demo tab. */
export async function badge(browser: ExtensionBrowser, address = DEMO): Promise<string> {
  const tabId = await browser.tabId(address);
  return (await browser.worker()).evaluate(async (id) => {
    const { chrome } = globalThis as unknown as {
      chrome: { action: { getBadgeText(of: { tabId: number }): Promise<string> } };
    };
    return chrome.action.getBadgeText({ tabId: id });
  }, tabId);
}

/** Opens the popup of the tab that shows an address, in a page of popup size. */
export async function openPopup(browser: ExtensionBrowser, address = DEMO): Promise<Page> {
  const id = await browser.tabId(address);
  const popup = await browser.context.newPage();
  await popup.setViewportSize({ width: 360, height: 600 });
  await popup.goto(`chrome-extension://${browser.extensionId}/popup.html?tab=${id}`);
  return popup;
}
