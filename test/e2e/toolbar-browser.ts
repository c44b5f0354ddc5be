import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import puppeteer, { type Browser, type Page, type WebWorker } from 'puppeteer-core';
import { findChromium, NO_CHROMIUM } from '../../scripts/find-chromium.mjs';
import { until } from './demo-page.ts';

const FOLDER = resolve(import.meta.dirname, '../../.output/chrome-mv3-e2e');

/**
 * A Chromium with the built extension, driven by Puppeteer where Playwright cannot: it presses the extension's toolbar button (which is
 * what grants `activeTab`), and a tab behind another one is hidden as it is for people. Playwright keeps every tab shown.
 */
export interface ToolbarBrowser {
  readonly browser: Browser;
  worker(): Promise<WebWorker>;
  /** Address of one of the extension's own pages. */
  own(page: string): string;
  /** Opens an address that is answered with `html`; nothing else is answered. `behind`: in the background, behind that tab. */
  open(address: string, html: string, options?: { behind?: Page }): Promise<Page>;
  /** Presses the toolbar button on a page. */
  popup(page: Page): Promise<Page>;
  /** Gives or takes a host the way the browser's own page of extensions does; `grant` shows no question. */
  grant(origin: string): Promise<void>;
  close(): Promise<void>;
}

export async function openToolbarBrowser(): Promise<ToolbarBrowser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error(NO_CHROMIUM);
  if (!existsSync(FOLDER)) throw new Error(`${FOLDER} is not built: npm run build:e2e.`);
  const browser = await puppeteer.launch({
    executablePath,
    headless: true,
    pipe: true,
    enableExtensions: [FOLDER],
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });
  // The welcome page comes by itself and would take the front later.
  const welcome = await browser.waitForTarget((target) => target.url().endsWith('/welcome.html'));
  await (await welcome.page())?.close();
  const extension = [...(await browser.extensions()).values()][0]!;
  const worker = async () =>
    (
      await until(
        () => extension.workers(),
        (all) => all.length > 0,
        'the service worker',
      )
    )[0]!;
  await (
    await worker()
  ).evaluate(async () => {
    const { chrome } = globalThis as unknown as {
      chrome: { storage: { local: { set(values: object): Promise<void> } } };
    };
    await chrome.storage.local.set({ settings: { language: 'zh-CN' } });
  });
  return {
    browser,
    worker,
    own: (page) => `chrome-extension://${extension.id}/${page}`,
    async open(address, html, { behind } = {}) {
      const page = await browser.newPage();
      await behind?.bringToFront();
      await page.setRequestInterception(true);
      page.on('request', (request) => {
        const answer = request.isNavigationRequest()
          ? request.respond({ contentType: 'text/html; charset=utf-8', body: html })
          : request.abort();
        void answer.catch(() => undefined);
      });
      await page.goto(address);
      return page;
    },
    async popup(page) {
      const isPopup = (one: { url(): string }) => one.url().endsWith('/popup.html');
      await page.bringToFront();
      await extension.triggerAction(page);
      return (await browser.waitForTarget(isPopup)).asPage();
    },
    async grant(origin) {
      const page = await browser.newPage();
      await page.goto(`chrome://extensions/?id=${extension.id}`);
      await page.evaluate(
        (id, host) =>
          (
            globalThis as unknown as {
              chrome: { developerPrivate: { addHostPermission(id: string, host: string): Promise<void> } };
            }
          ).chrome.developerPrivate.addHostPermission(id, host),
        extension.id,
        origin,
      );
      await page.close();
    },
    close: () => browser.close(),
  };
}

/** True where the extension drew something inside an element. The e2e build's shadow roots are open. */
export function hasMarker(page: Page, selector: string): Promise<boolean> {
  return page.evaluate(
    (wanted) =>
      [...document.querySelectorAll(`${wanted} *`)].some((one) =>
        one.shadowRoot?.querySelector('.zs-marker'),
      ),
    selector,
  );
}
