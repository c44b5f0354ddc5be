import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import puppeteer, { type Browser } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO, until } from './demo-page.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const FIREFOX = process.env.FIREFOX ?? '/usr/bin/firefox-esr';

/** The Firefox build in the real Firefox ESR: does it read, judge and mark. What a page can see from outside is enough to tell. */
describe.skipIf(!existsSync(FIREFOX))('Firefox ESR', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await puppeteer.launch({ browser: 'firefox', executablePath: FIREFOX, headless: true });
    await browser.installExtension(resolve(ROOT, '.output/firefox-mv3'));
  });
  afterAll(() => browser?.close());

  it('marks the lures of the demo feed and nothing that is honest', async () => {
    const page = await browser.newPage();
    await page.setRequestInterception(true);
    const html = readFileSync(resolve(ROOT, 'demo/feed.html'), 'utf8');
    page.on(
      'request',
      (request) =>
        void (
          request.url() === DEMO
            ? request.respond({ body: html, contentType: 'text/html; charset=utf-8' })
            : request.abort()
        ).catch(() => undefined),
    );
    await page.goto(DEMO);
    const marked = () =>
      page.evaluate(() =>
        [...document.querySelectorAll('[data-expect]')]
          .filter((item) =>
            [...item.querySelectorAll('*')].some(
              (one) => one.localName.includes('-') && one.getBoundingClientRect().height >= 28,
            ),
          )
          .map((item) => item.getAttribute('data-expect')),
      );
    const found = await until(marked, (list) => list.length >= 9, 'markers in Firefox');
    expect(found).not.toContain('quiet');
    const drawn = await page.evaluate(() => (CSS.highlights as unknown as { size: number }).size);
    expect(drawn).toBeGreaterThan(0);
  });
});
