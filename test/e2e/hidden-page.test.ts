import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO, until } from './demo-page.ts';
import { hasMarker, openToolbarBrowser, type ToolbarBrowser } from './toolbar-browser.ts';

const html = readFileSync(resolve(import.meta.dirname, '../../demo/feed.html'), 'utf8');

describe('a tab behind another tab', () => {
  let chromium: ToolbarBrowser;
  beforeAll(async () => {
    chromium = await openToolbarBrowser();
  });
  afterAll(() => chromium?.close());

  it('is not read while it is hidden, and catches up when it is shown', async () => {
    const page = await chromium.open(DEMO, html);
    await until(
      () => hasMarker(page, '.comment-item'),
      (drawn) => drawn,
      'markers',
    );
    const other = await chromium.browser.newPage();
    await other.bringToFront();
    await until(
      () => page.evaluate(() => document.hidden),
      (hidden) => hidden,
      'the tab to be hidden',
    );
    await page.evaluate(() => {
      const lure = [...document.querySelectorAll<HTMLElement>('.comment-item')].find((one) =>
        [...one.querySelectorAll('*')].some((part) => part.shadowRoot),
      )!;
      const late = lure.cloneNode(true) as HTMLElement;
      for (const part of late.querySelectorAll('*')) if (part.localName.includes('-')) part.remove();
      late.id = 'comment-66aa9999';
      lure.parentElement!.append(late);
    });
    // Long past what the watcher waits for frames and idle moments.
    await new Promise((later) => setTimeout(later, 3000));
    expect(await hasMarker(page, '#comment-66aa9999')).toBe(false);
    await page.bringToFront();
    await until(
      () => hasMarker(page, '#comment-66aa9999'),
      (drawn) => drawn,
      'a marker at what came while hidden',
    );
  });

  it('that was opened in the background is not taken for a page whose layout has changed', async () => {
    const front = await chromium.browser.newPage();
    const page = await chromium.open(DEMO, html, { behind: front });
    // Longer than a page view takes to settle.
    await new Promise((later) => setTimeout(later, 6000));
    expect(await page.evaluate(() => document.hidden)).toBe(true);
    await page.bringToFront();
    await until(
      () => hasMarker(page, '.comment-item'),
      (drawn) => drawn,
      'markers',
    );
    const health = await until(
      async () =>
        (await chromium.worker()).evaluate(async () => {
          const { chrome } = globalThis as unknown as {
            chrome: { storage: { local: { get(key: string): Promise<Record<string, unknown>> } } };
          };
          return (await chrome.storage.local.get('site-health'))['site-health'] as
            Record<string, { misses: number }> | undefined;
        }),
      (stored) => stored !== undefined,
      'the page view to be counted',
    );
    expect(Object.values(health!).map(({ misses }) => misses)).not.toContain(1);
  });
});
