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

  interface Places {
    line: number;
    float: number;
    unseen: number;
    covered: number;
    underlined: number;
  }
  const STANDING: Places = { line: 3, float: 0, unseen: 0, covered: 3, underlined: 0 };
  const openMarked = async (more: string) => {
    const page = await browser.newPage({ viewport: { width: 800, height: 600 } });
    const items = [1, 2, 3].map((n) => `<div class="item" id="item${n}">第 ${n} 条评论</div>`);
    await page.setContent(`<body style="font:16px sans-serif">${items.join('')}${more}</body>`);
    await page.addScriptTag({ content: await bundleForPage('test/pages/mark-frame.ts', 'markFrame') });
    await page.evaluate('markFrame.markAll()');
    const places = () => page.evaluate('markFrame.places()') as Promise<Places>;
    return { page, places, until: (what: Partial<Places>) => expect.poll(places, { timeout: 12_000, interval: 150 }).toMatchObject(what) };
  };

  it('stay in their lines under what lies over their items, too, and are told of only meanwhile: a picture viewer, a sheet that lets clicks through', async () => {
    const { page, places, until } = await openMarked('<div id="over"></div>');
    await until(STANDING);
    for (const more of ['', ';pointer-events:none']) {
      await page.evaluate((style) => document.getElementById('over')!.setAttribute('style', style), `position:fixed;inset:0;z-index:9;background:#000${more}`);
      await until({ ...STANDING, unseen: 3 });
      // Longer than it takes to be put back three times.
      await page.waitForTimeout(4000);
      expect(await places()).toEqual({ ...STANDING, unseen: 3 });
      await page.evaluate(() => document.getElementById('over')!.removeAttribute('style'));
      await until(STANDING);
    }
    await page.close();
  });

  it('stay in their lines when the page opens and closes a modal dialog', async () => {
    const { page, places, until } = await openMarked('<dialog>对话框</dialog>');
    await until(STANDING);
    for (let round = 0; round < 2; round++) {
      await page.evaluate(() => document.querySelector('dialog')!.showModal());
      await page.waitForTimeout(3500);
      expect(await places()).toMatchObject({ line: 3, float: 0 });
      await page.evaluate(() => document.querySelector('dialog')!.close());
    }
    await until(STANDING);
    expect(await page.evaluate('markFrame.state().lost')).toEqual([]);
    await page.close();
  });

  it.each(['#fff', 'transparent'])('float above what is laid over them alone: %s', async (ground) => {
    const { page, until } = await openMarked('');
    await until(STANDING);
    await page.evaluate((background) => {
      for (const item of document.querySelectorAll('.item')) {
        const { left, top, width, height } = item.nextElementSibling!.getBoundingClientRect();
        const patch = document.body.appendChild(document.createElement('div'));
        patch.setAttribute('style', `position:fixed;z-index:9;background:${background};left:${left}px;top:${top}px;width:${width}px;height:${height}px`);
      }
    }, ground);
    await until({ line: 0, float: 3, unseen: 0 });
    await page.close();
  });

  it('leave no cover behind where they are given up: the words can be read, and stay underlined', async () => {
    const { page, until } = await openMarked('');
    await until(STANDING);
    await page.evaluate(() => {
      const away = () => {
        for (const one of document.querySelectorAll('*')) if (one.shadowRoot) one.remove();
      };
      new MutationObserver(away).observe(document, { childList: true, subtree: true });
      away();
    });
    await until({ line: 0, float: 0, unseen: 3, covered: 0, underlined: 3 });
    await page.close();
  });
});
