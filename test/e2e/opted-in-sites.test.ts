import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Page } from 'puppeteer-core';
import { until } from './demo-page.ts';
import { pageText } from './page-text.ts';
import { hasMarker, openToolbarBrowser, type ToolbarBrowser } from './toolbar-browser.ts';

const ADDRESS = 'https://forum.example.org/t/1';
const ORIGIN = '*://forum.example.org/*';
const post = (n: number) =>
  `<li class="post"><a class="author" href="/u/${n}">用户${n}</a><div class="words">专业停息挂账，不看征信，先交定金再办理，加微信 abc${n}，第 ${n} 条</div></li>`;
const THREAD = `<!doctype html><title>论坛</title><h1>一个帖子</h1><ul>${[1, 2, 3, 4].map(post).join('')}</ul>`;

/** Sites beyond the list, as people use them: by the toolbar button, the popup and the browser's permissions. */
describe('a site that is not on the list', () => {
  let chromium: ToolbarBrowser;
  let page: Page;
  beforeEach(async () => {
    chromium = await openToolbarBrowser();
    page = await chromium.open(ADDRESS, THREAD);
  });
  afterEach(() => chromium?.close());

  const marked = () => hasMarker(page, '.post');
  const becomes = (wanted: boolean, what: string) => until(marked, (is) => is === wanted, what);
  /** Hosts that content scripts are registered for beyond the manifest. */
  const registered = async (): Promise<string[]> =>
    (await chromium.worker()).evaluate(async () => {
      const { chrome } = globalThis as unknown as {
        chrome: { scripting: { getRegisteredContentScripts(): Promise<{ matches: string[] }[]> } };
      };
      return (await chrome.scripting.getRegisteredContentScripts()).flatMap((script) => script.matches);
    });
  const press = async (on: Page, label: string) => on.locator(`::-p-text(${label})`).click();

  it('is read once from the popup, keeps no permission, and is left alone after loading again', async () => {
    const popup = await chromium.popup(page);
    expect(await marked()).toBe(false);
    await press(popup, '只查看这一页');
    await becomes(true, 'markers after the scan');
    await until(
      () => pageText(popup),
      (text) => text.includes('已查看 4 条') && text.includes('高风险'),
      'the popup to tell what was found',
    );
    expect(await registered()).toEqual([]);
    await page.reload();
    await new Promise((later) => setTimeout(later, 1500));
    expect(await marked()).toBe(false);
  });

  it('is read from now on when the reader allows it in the popup, and at once no longer when that is taken back', async () => {
    // The browser asks nothing about a host that was granted on its own page before: the only way without a person.
    await chromium.grant(ORIGIN);
    const popup = await chromium.popup(page);
    await press(popup, '以后都查看本站');
    await becomes(true, 'markers on the page that is open');
    expect(await registered()).toEqual([ORIGIN]);
    await page.reload();
    await becomes(true, 'markers after loading again');

    const options = await chromium.browser.newPage();
    await options.goto(chromium.own('options.html#sites'));
    await options.locator('aria/取消允许 forum.example.org').click();
    await page.bringToFront();
    await becomes(false, 'markers to go');
    await until(registered, (hosts) => hosts.length === 0, 'the script to be unregistered');
    await page.reload();
    await new Promise((later) => setTimeout(later, 1500));
    expect(await marked()).toBe(false);
  });
});
