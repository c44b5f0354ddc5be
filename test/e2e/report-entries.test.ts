import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { openExtensionBrowser, type ExtensionBrowser } from '../../scripts/browser/extension-browser.ts';
import { closePopups, fire, pressToolbarButton } from './browser-gestures.ts';
import { DEMO, openDemo, until } from './demo-page.ts';

/**
 * Where a report begins, beside the marker: menus, key, toolbar button; and the picture that comes along. Headless, so the menus and the key
 * are fired at our listener with what Chromium hands over; that Chromium shows and fires them was seen under Xvfb, see docs/reports.md.
 */
describe('where a report begins', () => {
  let browser: ExtensionBrowser;
  let page: Page;
  beforeAll(async () => {
    browser = await openExtensionBrowser({ build: 'chrome-mv3-e2e' });
    page = await openDemo(browser);
    await page.bringToFront();
  });
  afterAll(() => browser?.close());

  /** The report page that an action opens. */
  async function opens(action: () => Promise<unknown>): Promise<Page> {
    const opened = browser.context.waitForEvent('page', (one) => one.url().includes('report.html'));
    await action();
    const form = await opened;
    await form.locator('.rp-form').waitFor();
    return form;
  }
  const back = async (form: Page) => {
    await form.close();
    await page.bringToFront();
  };
  const click = (place: object) =>
    fire(browser, 'contextMenus.onClicked', DEMO, {
      menuItemId: 'zs-report',
      editable: false,
      frameId: 0,
      pageUrl: DEMO,
      ...place,
    });
  const preview = (form: Page) => form.locator('.rp-preview').innerText();

  it('has a key that the browser really assigned', async () => {
    const shortcut = await (
      await browser.worker()
    ).evaluate(async () => {
      const { chrome } = globalThis as unknown as {
        chrome: { commands: { getAll(): Promise<{ name: string; shortcut: string }[]> } };
      };
      return (await chrome.commands.getAll()).find((one) => one.name === 'report')?.shortcut;
    });
    expect(shortcut).toBe('Alt+Shift+J');
  });

  it('has one entry in the menu, so that no place folds it into a submenu', async () => {
    const known = await (
      await browser.worker()
    ).evaluate(
      async (ids) => {
        const { chrome } = globalThis as unknown as {
          chrome: { contextMenus: { update(id: string, to: object): Promise<void> } };
        };
        // The browser tells of no entries, but refuses to change one that is not there.
        const there = ids.map((id) =>
          chrome.contextMenus.update(id, {}).then(
            () => id,
            () => null,
          ),
        );
        return (await Promise.all(there)).filter((id) => id !== null);
      },
      [...['selection', 'link', 'image', 'page'].map((kind) => `zs-report-${kind}`), 'zs-report'],
    );
    expect(known).toEqual(['zs-report']);
  });

  it('takes the selected words from the menu', async () => {
    const form = await opens(() => click({ selectionText: '停息挂账，加薇 zhaiwu6688，先付399' }));
    expect(await preview(form)).toContain('zhaiwu6688');
    expect(await form.locator('.rp-form').innerText()).toContain('xiaohongshu.com');
    await back(form);
  });

  it('takes a link from the menu, with its own address as what there is to look at', async () => {
    const form = await opens(() => click({ linkUrl: 'https://zhengxin-xiufu.example.top/reg?from=xhs' }));
    expect(await preview(form)).toContain('zhengxin-xiufu.example.top/reg');
    await back(form);
  });

  it('takes a picture from the menu, and the page as a whole', async () => {
    const image = await opens(() =>
      click({ mediaType: 'image', srcUrl: 'https://ci.xiaohongshu.com/pic/1040g' }),
    );
    expect(await preview(image)).toContain('ci.xiaohongshu.com/pic/1040g');
    await back(image);
    const whole = await opens(() => click({}));
    expect(await whole.locator('textarea').first().inputValue()).toBe('');
    await back(whole);
  });

  it('brings a picture of the tab along once the reader pressed our button, and the key does it alone', async () => {
    await pressToolbarButton(browser, DEMO);
    await closePopups(browser);
    const form = await opens(() => fire(browser, 'commands.onCommand', DEMO, 'report'));
    const canvas = form.locator('.rp-shot canvas');
    await canvas.waitFor();
    const size = await canvas.evaluate((one: HTMLCanvasElement) => [one.width, one.height]);
    expect(size[0]).toBeGreaterThan(1000);
    // It shows the page, not an empty sheet: many colours.
    const colours = await canvas.evaluate((one: HTMLCanvasElement) => {
      const { data } = one.getContext('2d')!.getImageData(0, 0, one.width, one.height);
      const seen = new Set<number>();
      for (let at = 0; at < data.length; at += 400)
        seen.add((data[at]! << 16) | (data[at + 1]! << 8) | data[at + 2]!);
      return seen.size;
    });
    expect(colours).toBeGreaterThan(20);
    await back(form);
  });

  it('cuts the picture to the item: from the marker when granted, else afterwards by the key', async () => {
    const marker = page.locator('.zs-marker__main').nth(1);
    await marker.click();
    const form = await opens(() => page.getByRole('button', { name: '举报' }).click());
    const canvas = form.locator('.rp-shot canvas');
    await canvas.waitFor();
    const size = () => canvas.evaluate((one: HTMLCanvasElement) => [one.width, one.height]);
    const [width, height] = await size();
    expect(width).toBeLessThan(1000);
    expect(height).toBeLessThan(400);
    // Dropped, and taken again from the page: the item is found by its words and the picture cut to it.
    await form.getByRole('button', { name: '不用截图' }).click();
    await form.getByRole('button', { name: '从原页面补一张' }).click();
    await form.getByText('Alt+Shift+J').waitFor();
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await page.bringToFront();
    await fire(browser, 'commands.onCommand', DEMO, 'report');
    await canvas.waitFor();
    await until(size, ([wide, high]) => wide! < 1000 && high! < 400, 'the picture cut to the item');
    await form.getByRole('button', { name: '使用这张截图' }).click();
    await form.getByText('已加入截图').waitFor();
  });
});
