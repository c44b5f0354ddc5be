import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, type BrowserContext, type Page, type Worker } from 'playwright-core';
import { findChromium, NO_BRANDED, NO_CHROMIUM } from '../find-chromium.mjs';
import type { PageReport } from '../../messaging/findings.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');
/** Chromium as root, without a display, and without calls to its makers. */
export const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--no-default-browser-check',
];

/**
 * `chrome-mv3` is the release, `chrome-mv3-e2e` has open shadow roots so that tests can look inside, `chrome-mv3-channel` has a channel
 * of its own built in.
 */
const HOW_TO_BUILD = {
  'chrome-mv3': 'npm run build:chrome',
  'chrome-mv3-e2e': 'npm run build:e2e',
  'chrome-mv3-channel': 'test/e2e/rule-updates.test.ts makes it',
};

interface ExtensionBrowserOptions {
  readonly build?: keyof typeof HOW_TO_BUILD;
  readonly headless?: boolean;
  readonly locale?: string;
  readonly colorScheme?: 'light' | 'dark';
  readonly viewport?: { width: number; height: number };
}

/** A Chromium with the built extension in a fresh profile. Requests go nowhere unless `serve` answers them. */
export interface ExtensionBrowser {
  readonly context: BrowserContext;
  readonly extensionId: string;
  worker(): Promise<Worker>;
  /** Answers an address with a page of ours; everything else on that host is refused. */
  serve(address: string | RegExp, html: string, headers?: Record<string, string>): Promise<void>;
  open(address: string): Promise<Page>;
  /** Id of the tab that shows an address. */
  tabId(address: string): Promise<number>;
  /** What the extension found on the page at an address; asked like the popup asks. */
  report(address: string): Promise<PageReport>;
  close(): Promise<void>;
}

export async function openExtensionBrowser(options: ExtensionBrowserOptions = {}): Promise<ExtensionBrowser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error(NO_CHROMIUM);
  const build = options.build ?? 'chrome-mv3';
  const folder = join(ROOT, '.output', build);
  if (!existsSync(join(folder, 'manifest.json')))
    throw new Error(`${folder} is not built: ${HOW_TO_BUILD[build]}.`);
  const profile = mkdtempSync(join(tmpdir(), 'zhaishao-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: options.headless ?? true,
    viewport: options.viewport ?? { width: 1280, height: 900 },
    colorScheme: options.colorScheme ?? 'light',
    locale: options.locale ?? 'zh-CN',
    args: [
      ...QUIET,
      `--disable-extensions-except=${folder}`,
      `--load-extension=${folder}`,
      `--lang=${options.locale ?? 'zh-CN'}`,
    ],
    ignoreDefaultArgs: ['--disable-extensions'],
  });
  const close = async () => {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  };
  // Pages of tests and demo never touch the network.
  await context.route(/^https?:/, (route) => route.abort());
  const worker = async () => context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  const started = await worker().catch(async () => {
    await close();
    throw new Error(`${executablePath} did not start the extension. ${NO_BRANDED}`);
  });
  const extensionId = new URL(started.url()).host;

  const tabId = async (address: string) => {
    const id = await (
      await worker()
    ).evaluate(async (wanted) => {
      const { chrome } = globalThis as unknown as { chrome: ChromeTabs };
      const tabs = await chrome.tabs.query({});
      // The browser tells the worker no addresses of tabs; the pages themselves know where they are.
      const message = { id: 1, type: 'page/capture', data: null, timestamp: Date.now() };
      const asked = await Promise.all(
        tabs.map(async (tab) => {
          const answer = await chrome.tabs
            .sendMessage(tab.id, message, { frameId: 0 })
            .catch(() => undefined);
          return (answer?.res as { pageUrl?: string } | undefined)?.pageUrl === wanted;
        }),
      );
      return tabs[asked.indexOf(true)]?.id;
    }, address);
    if (id === undefined) throw new Error(`No tab shows ${address}.`);
    return id;
  };
  return {
    context,
    extensionId,
    worker,
    tabId,
    async serve(address, html, headers = {}) {
      await context.route(address, (route) =>
        route.request().resourceType() === 'document'
          ? route.fulfill({ body: html, contentType: 'text/html; charset=utf-8', headers })
          : route.abort(),
      );
    },
    async open(address) {
      const page = await context.newPage();
      await page.goto(address, { waitUntil: 'domcontentloaded' });
      return page;
    },
    async report(address) {
      const id = await tabId(address);
      return (await worker()).evaluate(async (tab) => {
        const { chrome } = globalThis as unknown as { chrome: ChromeTabs };
        const answer = await chrome.tabs.sendMessage(
          tab,
          { id: 1, type: 'page/report', data: null, timestamp: Date.now() },
          { frameId: 0 },
        );
        return answer!.res as PageReport;
      }, id);
    },
    close,
  };
}

/** The little of the extension API that is used inside the service worker. */
interface ChromeTabs {
  tabs: {
    query(query: object): Promise<{ id: number }[]>;
    sendMessage(tab: number, message: object, options: object): Promise<{ res?: unknown } | undefined>;
  };
}
