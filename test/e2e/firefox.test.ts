import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeBundle } from '../../reports/bundle/write-bundle.ts';
import { reportWith } from '../unit/reports/report-with.ts';
import { DEMO, until } from './demo-page.ts';
import { hasFirefox, openFirefox, type FirefoxBrowser } from './firefox-browser.ts';
import { pageText, shows } from './page-text.ts';

const html = readFileSync(resolve(import.meta.dirname, '../../demo/feed.html'), 'utf8');

/**
 * The Firefox build in the real Firefox ESR: does it read, judge and mark, and do its own pages do their work. The build has closed
 * shadow roots: what a page can see from outside tells what was marked.
 */
describe.skipIf(!hasFirefox)('Firefox ESR', () => {
  let firefox: FirefoxBrowser;
  let feed: Page;
  let options: Page;
  beforeAll(async () => {
    firefox = await openFirefox();
    options = await firefox.own('options.html');
    await firefox.inExtension(options, async (api) =>
      api.storage.local.set({ settings: { language: 'zh-CN' } }),
    );
    feed = await firefox.open(DEMO, html);
  });
  afterAll(() => firefox?.close());

  const press = (page: Page, selector: string) => page.locator(selector).click();
  const marked = () =>
    feed.evaluate(() =>
      [...document.querySelectorAll('[data-expect]')]
        .filter((item) =>
          [...item.querySelectorAll('*')].some(
            (one) => one.localName.includes('-') && one.getBoundingClientRect().height >= 28,
          ),
        )
        .map((item) => item.getAttribute('data-expect')),
    );

  it('marks the lures of the demo feed and nothing that is honest', async () => {
    const found = await until(marked, (list) => list.length >= 9, 'markers in Firefox');
    expect(found).not.toContain('quiet');
    const drawn = await feed.evaluate(() => (CSS.highlights as unknown as { size: number }).size);
    expect(drawn).toBeGreaterThan(0);
  });

  it('tells in the popup what was found, and takes a report of the page from there', async () => {
    const tabs = await firefox.inExtension(options, async (api) => api.tabs.query({}));
    const popup = await firefox.own(`popup.html?tab=${tabs.find(({ url }) => url === DEMO)!.id}`, 360);
    await shows(popup, '已查看 35 条');
    expect(await pageText(popup)).toMatch(/本页有 1\d 条高风险内容[\s\S]*12378/);
    await press(popup, '::-p-text(举报本页)');
    const form = await until(
      async () => {
        for (const page of await firefox.browser.pages()) {
          const here = await page.evaluate(() => location.pathname).catch(() => '');
          if (here === '/report.html') return page;
        }
        return undefined;
      },
      (page) => page !== undefined,
      'the report page',
    );
    await form!.bringToFront();
    await shows(form!, '平台：小红书');
    await form!.locator('textarea').fill('专业停息挂账，不成功不收费，加微 zs8821xy');
    await press(form!, '::-p-text(代理协商、停息挂账)');
    await press(form!, 'button ::-p-text(完成)');
    await shows(form!, '举报写好了');
    const mine = await firefox.own('my-reports.html');
    await shows(mine, '举报（1）');
    expect(await pageText(mine)).toContain('专业停息挂账');
  });

  it('takes a file of reports to the desk and shows what is in it', async () => {
    const chunks: Uint8Array[] = [];
    const made = writeBundle({
      kind: 'reports',
      createdAt: '2026-11-26T08:00:00.000Z',
      from: '哨-others',
      generator: 'test',
      reports: [1, 2].map((n) => ({ ...reportWith({ n }, `哨-r${n}`) })),
      events: [],
      loadAttachment: async () => null,
    });
    for await (const chunk of made) chunks.push(chunk);
    const path = join(mkdtempSync(join(tmpdir(), 'zhaishao-firefox-')), 'others.zhaishao.zip');
    writeFileSync(path, Buffer.concat(chunks));
    const desk = await firefox.own('desk.html', 1300);
    const rows = () => desk.evaluate(() => document.querySelectorAll('.dk-row').length);
    // This device's own report is there, too.
    await until(rows, (count) => count === 1, 'one row');
    await desk.keyboard.press('i');
    const input = await desk.locator('.dk-drop input').waitHandle();
    await (input as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(path);
    await press(desk, '::-p-text(导入 2 份)');
    await shows(desk, '已导入');
    await desk.keyboard.press('Escape');
    await until(rows, (count) => count === 3, 'three rows');
  });

  it('judges a text that is tried in the options', async () => {
    await options.bringToFront();
    await options.evaluate(() => (location.hash = '#try'));
    await options.locator('textarea').fill('专业征信修复，逾期记录三天消除，不成功不收费，加薇❤细聊');
    await press(options, '::-p-text(看结果)');
    await shows(options, '高风险');
  });

  it('reads a site no longer when its permission is taken back, and asks for it again in the options', async () => {
    await firefox.inExtension(options, async (api) =>
      api.permissions.remove({ origins: ['*://www.xiaohongshu.com/*'] }),
    );
    await until(marked, (list) => list.length === 0, 'markers to go');
    await options.evaluate(() => (location.hash = '#sites'));
    await shows(options, '还没有允许读取这个网站');
    await press(options, '.zs-options__list .zs-button--primary');
    await until(
      () => firefox.inExtension(options, async (api) => (await api.permissions.getAll()).origins),
      (origins) => origins.includes('*://www.xiaohongshu.com/*'),
      'the permission',
    );
    await feed.bringToFront();
    await until(marked, (list) => list.length >= 9, 'markers on the page that is open');
  });

  it('opens its first page, and no page of ours logs an error', async () => {
    await shows(await firefox.own('welcome.html'), '债哨已经装好');
    expect(firefox.errors).toEqual([]);
  });
});
