import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';

const FOLDER = resolve(import.meta.dirname, '../../.output/firefox-mv3');
const FIREFOX = process.env.FIREFOX ?? '/usr/bin/firefox-esr';
const ID = 'zhaishao@zhaishao.example';
/** Firefox draws an address for the extension at random; a test must know it. */
const UUID = '11111111-2222-4333-8444-555555555555';

export const hasFirefox = existsSync(FIREFOX);

/** Firefox ESR with the built extension, over WebDriver BiDi. */
export interface FirefoxBrowser {
  readonly browser: Browser;
  /** Errors that our own pages threw or logged. */
  readonly errors: string[];
  /** Opens an address that is answered with `html`. */
  open(address: string, html: string): Promise<Page>;
  /** Opens one of the extension's own pages in front. */
  own(page: string, width?: number): Promise<Page>;
  /** Runs in one of the extension's own pages, with the extension's API. */
  inExtension<T>(page: Page, run: (api: ExtensionApi) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** The little of the extension API that tests use. */
interface ExtensionApi {
  permissions: {
    getAll(): Promise<{ origins: string[] }>;
    remove(of: { origins: string[] }): Promise<boolean>;
  };
  storage: { local: { set(values: object): Promise<void> } };
  tabs: { query(query: object): Promise<{ id: number; url?: string }[]> };
}

/** @param given - `managed`: what an organisation sets for the extension (`storage.managed`) */
export async function openFirefox(given: { managed?: object } = {}): Promise<FirefoxBrowser> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: FIREFOX,
    headless: true,
    ...(given.managed && { env: { ...process.env, HOME: homeWith(given.managed) } }),
    // Without it WebDriver may not open the pages of extensions.
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [ID]: UUID }),
      // Answers the browser's own question about permissions with yes.
      'extensions.webextOptionalPermissionPrompts': false,
    },
  });
  await browser.installExtension(FOLDER);
  const errors: string[] = [];
  return {
    browser,
    errors,
    async open(address, html) {
      const page = await browser.newPage();
      await page.setRequestInterception(true);
      page.on('request', (request) => {
        const answer =
          request.url() === address
            ? request.respond({ body: html, contentType: 'text/html; charset=utf-8' })
            : request.abort();
        void answer.catch(() => undefined);
      });
      await page.goto(address);
      return page;
    },
    async own(name, width = 1100) {
      const page = await browser.newPage();
      page.on('pageerror', (error) => errors.push(`${name}: ${String(error)}`));
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(`${name}: ${message.text()}`);
      });
      await page.setViewport({ width, height: 800 });
      // Firefox opens it and never tells that it is loaded; what the test waits for on the page tells.
      await page.goto(`moz-extension://${UUID}/${name}`, { timeout: 700 }).catch(() => undefined);
      await page.bringToFront();
      return page;
    },
    async inExtension(page, run) {
      // On a loaded machine the page may still be on its way.
      await page.waitForFunction('globalThis.browser !== undefined', { polling: 100 });
      return page.evaluate(`(${run.toString()})(globalThis.browser)`) as Promise<
        Awaited<ReturnType<typeof run>>
      >;
    },
    close: () => browser.close(),
  };
}

/** A home folder with a managed storage manifest: what an administrator may put there, or for all of a machine elsewhere. */
function homeWith(data: object): string {
  const home = mkdtempSync(join(tmpdir(), 'zhaishao-home-'));
  const folder = join(home, '.mozilla/managed-storage');
  mkdirSync(folder, { recursive: true });
  const manifest = { name: ID, description: 'test', type: 'storage', data };
  writeFileSync(join(folder, `${ID}.json`), JSON.stringify(manifest));
  return home;
}
