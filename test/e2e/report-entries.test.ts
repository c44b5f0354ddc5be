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
  /** What the report will hold, once it is worked out: until then a … stands for each value. */
  const preview = (form: Page) =>
    until(
      () => form.locator('.rp-preview').innerText(),
      (text) => !/^…$/m.test(text),
      'the preview',
    );

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
    // The host stands there until the description of the site has come.
    await form.locator('.rp-form').getByText('小红书').first().waitFor();
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

  /** Selects the words between two marks on the page, as a drag of the mouse does. */
  const select = (from: { in: string; at: string }, to: { in: string; at: string }) =>
    page.evaluate(
      ([first, last]) => {
        const find = (place: { in: string; at: string }) => {
          const walker = document.createTreeWalker(document.querySelector(place.in)!, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode())
            if (node.textContent!.includes(place.at)) return node;
          throw new Error(`No ${place.at} in ${place.in}.`);
        };
        const [start, end] = [find(first), find(last)];
        getSelection()!.setBaseAndExtent(
          start,
          start.textContent!.indexOf(first.at),
          end,
          end.textContent!.indexOf(last.at) + last.at.length,
        );
        return String(getSelection());
      },
      [from, to] as const,
    );
  const LURE = '#comment-66aa0003';
  const within = { in: LURE, at: '逾期记录三天撤销' };

  it('knows whose words are selected, and says that it began with them', async () => {
    const selectionText = await select(within, within);
    const form = await opens(() => click({ selectionText }));
    const shown = await preview(form);
    // All of the comment is the evidence, so that it is the same case as from the marker; the selected part is named and shaded.
    expect(shown).toContain('征信花了别急');
    expect(shown).toContain('选中的文字：逾期记录三天撤销');
    // Underlined words cut the shaded part into pieces.
    expect((await form.locator('.zs-marked__selected').allInnerTexts()).join('')).toBe(within.at);
    const all = await form.locator('.rp-form').innerText();
    expect(all).toContain('信用管家阿杰');
    expect(all).not.toContain('没有读到发布者');
    expect(shown).toMatch(/位置[\s\S]*第 \d+ 条/);
    expect(shown).toMatch(/引擎的发现[\s\S]*高风险/);
    await back(form);
    // The key takes the same words.
    await pressToolbarButton(browser, DEMO);
    await closePopups(browser);
    const byKey = await opens(() => fire(browser, 'commands.onCommand', DEMO, 'report'));
    expect(await preview(byKey)).toContain('选中的文字：逾期记录三天撤销');
    expect(await byKey.locator('.rp-form').innerText()).toContain('信用管家阿杰');
    await back(byKey);
  });

  it('guesses nobody where words of two are selected', async () => {
    const selectionText = await select(within, { in: '#comment-66aa0006', at: '' });
    const form = await opens(() => click({ selectionText }));
    expect(await form.locator('.rp-form').innerText()).toContain('没有读到发布者');
    expect(await preview(form)).toContain('选中的文字：逾期记录三天撤销');
    await back(form);
    await page.evaluate(() => getSelection()!.removeAllRanges());
  });

  it('knows whose link is pointed at, and keeps where it leads', async () => {
    const linkUrl = 'https://zhengxin-xiufu.example.top/reg?from=xhs';
    await page.evaluate(
      ([item, href]) => {
        const link = Object.assign(document.createElement('a'), { href, textContent: ' 入口', id: 'lead' });
        document.querySelector(`${item} .note-text`)!.append(link);
      },
      [LURE, linkUrl] as const,
    );
    await page.waitForTimeout(500);
    await page.locator('#lead').click({ button: 'right' });
    const form = await opens(() => click({ linkUrl }));
    const shown = await preview(form);
    expect(shown).toContain(`点的链接：${linkUrl}`);
    expect(shown).toContain('征信花了别急');
    expect(shown).toMatch(/联系方式[\s\S]*链接 https:\/\/zhengxin-xiufu\.example\.top\/reg/);
    expect(await form.locator('.rp-form').innerText()).toContain('信用管家阿杰');
    await back(form);
    // Another link than the one that was pointed at belongs to nobody we know.
    const other = await opens(() => click({ linkUrl: 'https://other.example.top/' }));
    // Waited for: on a busy machine the form is there before the language that was chosen.
    await other.locator('.rp-form').getByText('没有读到发布者').waitFor();
    await back(other);
  });

  it('takes a comment that was not marked from the menu, by the reader’s own press alone', async () => {
    await page.locator('#comment-66aa0006').locator('.note-text').click({ button: 'right' });
    const form = await opens(() => click({}));
    const all = await form.locator('.rp-form').innerText();
    expect(all).not.toContain('没有读到发布者');
    expect(await form.getByRole('button', { name: '没有被标出来' }).getAttribute('aria-pressed')).toBe(
      'true',
    );
    await back(form);
    await page.mouse.click(4, 4, { button: 'right' });
    await page.evaluate(() =>
      document
        .querySelector('#comment-66aa0006 .note-text')!
        .dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, composed: true })),
    );
    const whole = await opens(() => click({}));
    await whole.locator('.rp-form').getByText('没有读到发布者').waitFor();
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
