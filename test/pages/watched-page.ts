import { type Browser, type CDPSession, type Page } from 'playwright-core';
import { bundleForPage } from '../../scripts/page-bundle.ts';
import { readSiteFiles } from '../../scripts/site-files.ts';
import { type PageView } from '../../page/watch-events.ts';
import { type LogEntry } from './watch-frame.ts';

type State = { size: number; cost: { longest: number; total: number; count: number }; failures: string[]; navigations: string[]; alive: number };

/** A page under its real host name, watched from an isolated world as the content script watches it. */
export class WatchedPage {
  readonly page: Page;
  readonly #session: CDPSession;
  readonly #world: number;

  private constructor(page: Page, session: CDPSession, world: number) {
    this.page = page;
    this.#session = session;
    this.#world = world;
  }

  /**
   * @param html - the page; served for every path of the address' host
   * @param sites - descriptions; default: those of rules/sites
   * @param settle - ms until the page view counts as settled
   */
  static async open(browser: Browser, url: string, html: string, { sites, settle = 600 }: { sites?: unknown[]; settle?: number } = {}): Promise<WatchedPage> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    await context.route('**/*', (route) =>
      route.request().isNavigationRequest() ? route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }) : route.abort(),
    );
    const page = await context.newPage();
    await page.goto(url);
    const session = await context.newCDPSession(page);
    const { frameTree } = await session.send('Page.getFrameTree');
    const world = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id, worldName: 'watch' });
    const watched = new WatchedPage(page, session, world.executionContextId);
    const raw = sites ?? readSiteFiles().map((file) => file.raw);
    await watched.inWorld(`${await bundleForPage('test/pages/watch-frame.ts', 'watchFrame')}; globalThis.watchFrame = watchFrame;`);
    await watched.inWorld(`watchFrame.start(${JSON.stringify(raw)}, ${settle})`);
    return watched;
  }

  async inWorld<T>(expression: string): Promise<T> {
    const options = { expression, contextId: this.#world, returnByValue: true, awaitPromise: true };
    const { result, exceptionDetails } = await this.#session.send('Runtime.evaluate', options);
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as T;
  }

  log(): Promise<LogEntry[]> {
    return this.inWorld('watchFrame.takeLog()');
  }

  views(): Promise<PageView[]> {
    return this.inWorld('watchFrame.takeViews()');
  }

  state(): Promise<State> {
    return this.inWorld('watchFrame.state()');
  }

  rangeTexts(part: string): Promise<string[]> {
    return this.inWorld(`watchFrame.rangeTexts(${JSON.stringify(part)})`);
  }

  collectGarbage(): Promise<unknown> {
    return this.#session.send('HeapProfiler.collectGarbage');
  }

  /** DOM nodes that something holds, in the page or out of it. */
  async nodes(): Promise<number> {
    await this.collectGarbage();
    return (await this.#session.send('Memory.getDOMCounters')).nodes;
  }

  /** Waits until `size` items are on the page and the log has been quiet for a moment. */
  async settled(size: number): Promise<void> {
    await this.until(async () => (await this.state()).size === size);
    await this.page.waitForTimeout(120);
    await this.until(async () => (await this.state()).size === size);
  }

  async until(isDone: () => Promise<boolean>): Promise<void> {
    for (let tries = 0; tries < 300; tries++) {
      if (await isDone()) return;
      await this.page.waitForTimeout(50);
    }
    throw new Error(`Waited in vain; state: ${JSON.stringify(await this.state())}`);
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}
