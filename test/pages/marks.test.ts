import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from '../../scripts/find-chromium.mjs';
import { bundleForPage } from '../../scripts/page-bundle.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox', '--disable-gpu'] });
});
afterAll(() => browser.close());

describe('marks on a page', () => {
  it('are placed all the same where one crashes; that one is told as lost', async () => {
    const page = await browser.newPage();
    const items = Array.from({ length: 60 }, (_, n) => `<div class="item ${n % 20 === 1 ? 'crash' : ''}" id="item${n}">第 ${n} 条</div>`);
    await page.setContent(`<body>${items.join('')}</body>`);
    await page.addScriptTag({ content: await bundleForPage('test/pages/mark-frame.ts', 'markFrame') });
    await page.evaluate('markFrame.markAll()');
    const state = () => page.evaluate('markFrame.state()') as Promise<{ drawn: string[]; lost: string[] }>;
    await expect.poll(async () => (await state()).drawn.length, { timeout: 10_000 }).toBe(57);
    expect((await state()).lost.sort()).toEqual(['item1', 'item21', 'item41']);
    await page.close();
  });
});
