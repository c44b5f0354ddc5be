import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { openExtensionBrowser, type ExtensionBrowser } from '../../scripts/browser/extension-browser.ts';
import { until, untilRead } from './demo-page.ts';

const NOTE = 'https://www.xiaohongshu.com/explore/65f0000000000000120301aa';
const VIDEO = 'https://www.bilibili.com/video/BV1xx411c7mE';
const LURE = '专业停息挂账，不看征信，先交定金再办理，加微信 abc88 详聊';

/** Marks that have no line of their own: in rows inside scrollers, and of what moves across a picture. Set SHOTS for pictures. */
describe('floating marks', () => {
  let browser: ExtensionBrowser;
  let page: Page;
  beforeEach(async () => {
    browser = await openExtensionBrowser({ build: 'chrome-mv3-e2e' });
  });
  afterEach(() => browser?.close());
  const shot = async (name: string) => {
    const folder = process.env['SHOTS'];
    if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
  };

  it('follow their item inside a scroller and hide while it is scrolled away there', async () => {
    // The comment is a row: no line of its own inside, and its own parent is a row, too.
    const row = (n: number, text: string) =>
      `<div class="parent-comment" style="display:flex"><div class="comment-item" id="comment-${n}" style="display:flex;gap:8px;height:44px"><a class="name" href="/user/profile/5e${n}">用户${n}</a><div class="content" style="display:flex"><span class="note-text">${text}</span></div></div></div>`;
    const rows = Array.from({ length: 30 }, (_, n) =>
      row(n, n === 3 ? LURE : `第 ${n} 条，今天做了一道家常菜，步骤不难`),
    );
    await browser.serve(
      NOTE,
      `<!doctype html><meta charset="utf-8"><body style="font:15px sans-serif;margin:0"><div style="height:120px">页头</div><div id="noteContainer"><div id="detail-desc"><span class="note-text">负债日记</span></div><div id="box" style="height:300px;overflow:auto;margin:0 80px;border:1px solid #ccc">${rows.join('')}</div></div><div style="height:2000px">页脚</div></body>`,
    );
    page = await browser.open(NOTE);
    await untilRead(browser, 31, NOTE);
    const mark = page.locator('[data-place="float"] .zs-marker');
    await mark.waitFor();
    const places = () =>
      page.evaluate(() => {
        const host = [...document.querySelectorAll('[data-layer]')].find((one) => one.shadowRoot)!;
        const inner = host.shadowRoot!.querySelector('[data-place="float"]')!.shadowRoot!.firstElementChild!;
        const item = document.getElementById('comment-3')!.getBoundingClientRect();
        const box = inner.getBoundingClientRect();
        return {
          item: item.top,
          mark: box.top,
          right: item.right - box.right,
          shown: !inner.hasAttribute('hidden'),
        };
      });
    const beside = await places();
    expect(beside.shown).toBe(true);
    expect(Math.abs(beside.mark - beside.item)).toBeLessThan(12);
    expect(beside.right).toBeLessThan(20);
    await shot('float');
    await page.evaluate(() => document.getElementById('box')!.scrollBy(0, 60));
    await until(
      places,
      ({ mark: top, item }) => Math.abs(top - item) < 12,
      'the mark to follow in the scroller',
    );
    await page.evaluate(() => document.getElementById('box')!.scrollBy(0, 500));
    await until(places, ({ shown }) => !shown, 'the mark to hide while its item is scrolled away');
    await page.evaluate(() => document.getElementById('box')!.scrollTo(0, 0));
    await until(
      places,
      ({ shown, mark: top, item }) => shown && Math.abs(top - item) < 12,
      'the mark to come back',
    );
    await page.evaluate(() => scrollTo(0, 900));
    await until(places, ({ shown }) => !shown, 'the mark to hide while the scroller is out of the window');
  });

  it('share one place in the corner for danmaku; the notice stays a moment after the line has left, and its card works', async () => {
    await browser.serve(
      VIDEO,
      `<!doctype html><meta charset="utf-8"><body style="font:15px sans-serif;margin:0"><h1 class="video-title">一道菜</h1><div id="bilibili-player"><div class="bpx-player-video-area" style="position:relative;width:900px;height:500px;background:#222"><div class="bpx-player-row-dm-wrap" style="position:absolute;inset:0;color:#fff"></div></div></div></body>`,
    );
    page = await browser.open(VIDEO);
    await untilRead(browser, 1, VIDEO);
    const fly = (text: string, top: number) =>
      page.evaluate(
        ([words, y]) => {
          const line = document.createElement('div');
          line.className = 'bili-danmaku-x-dm bili-danmaku-x-show';
          line.setAttribute('style', `position:absolute;left:200px;top:${y}px;white-space:nowrap`);
          line.textContent = words as string;
          document.querySelector('.bpx-player-row-dm-wrap')!.append(line);
        },
        [text, top],
      );
    await fly('好吃', 20);
    await fly(LURE, 60);
    const corner = page.locator('[data-place="corner"] .zs-marker__main');
    await corner.waitFor();
    await fly(`${LURE}，第二个`, 100);
    await untilRead(browser, 4, VIDEO);
    await page.waitForTimeout(600);
    expect(await page.locator('[data-place="corner"]').count()).toBe(1);
    const box = (await corner.boundingBox())!;
    expect(box.x).toBeLessThan(40);
    expect(box.y).toBeGreaterThan(700);
    await shot('corner');
    await page.evaluate(() => document.querySelector('.bpx-player-row-dm-wrap')!.replaceChildren());
    await page.waitForTimeout(1500);
    await corner.click();
    const card = page.locator('.zs-card');
    await card.getByText('免费的官方办法').waitFor();
    await shot('corner-card');
    await page.getByRole('button', { name: '这不是骗局' }).click();
    await page.getByText('已记下').first().waitFor();
    await until(
      () => corner.count(),
      (count) => count === 0,
      'the notice to go',
    );
  });
});
