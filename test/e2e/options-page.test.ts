import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openExtensionBrowser, type ExtensionBrowser } from '../../scripts/browser/extension-browser.ts';

/** The options page in the built extension. Set SHOTS to a folder to get a picture of every screen. */
const SHOTS = process.env['SHOTS'];
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SECTIONS = ['alerts', 'sites', 'rules', 'try', 'quiet', 'data', 'about'] as const;

let chrome: ExtensionBrowser;
let page: Page;

beforeAll(async () => {
  if (SHOTS) mkdirSync(SHOTS, { recursive: true });
  chrome = await openExtensionBrowser();
  await (
    await chrome.worker()
  ).evaluate(async () => {
    const { storage } = (
      globalThis as unknown as {
        chrome: {
          storage: { local: { get(key: string): Promise<object>; set(value: object): Promise<void> } };
        };
      }
    ).chrome;
    for (
      let tries = 0;
      tries < 100 && Object.keys(await storage.local.get('updates:status')).length === 0;
      tries++
    )
      await new Promise((done) => setTimeout(done, 100));
    await storage.local.set({
      dismissals: [
        {
          id: 'd1',
          scope: 'item',
          host: 'www.zhihu.com',
          content: 'a',
          label: '负债三十万，怎么和银行协商？',
          falseAlarm: true,
          createdAt: Date.now() - 86_400_000,
        },
        {
          id: 'd2',
          scope: 'author',
          host: 'www.douyin.com',
          author: '律师小王',
          label: '今天讲讲分期',
          falseAlarm: false,
          createdAt: Date.now(),
        },
      ],
    });
  });
  page = await chrome.context.newPage();
  await page.goto(`chrome-extension://${chrome.extensionId}/options.html`);
});
afterAll(() => chrome.close());

async function show(section: string): Promise<void> {
  await page.evaluate((hash) => (location.hash = hash), section);
  await page.locator(`nav a[aria-current][href="#${section}"]`).waitFor();
  await page.waitForTimeout(150);
}

async function faults(): Promise<string[]> {
  await page.evaluate(axe);
  const found = (await page.evaluate('axe.run()')) as {
    violations: { id: string; nodes: { html: string }[] }[];
  };
  return found.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
  );
}

describe('the options page', () => {
  it.each(SECTIONS)(
    'shows %s without a fault of accessibility, in light, dark and narrow',
    async (section) => {
      for (const [look, width, scheme] of [
        ['light', 1100, 'light'],
        ['dark', 1100, 'dark'],
        ['narrow', 360, 'light'],
      ] as const) {
        await page.setViewportSize({ width, height: 800 });
        await page.emulateMedia({ colorScheme: scheme });
        await show(section);
        expect(await page.locator('main').innerText()).not.toMatch(/\{\w+\}/);
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth),
          `${section} ${look} is wider than the window`,
        ).toBe(true);
        if (SHOTS) await page.screenshot({ path: `${SHOTS}/options-${section}-${look}.png`, fullPage: true });
        expect(await faults(), `${section} ${look}`).toEqual([]);
      }
      await page.setViewportSize({ width: 1100, height: 800 });
      await page.emulateMedia({ colorScheme: 'light' });
    },
  );

  it('says that there is no update channel when none was configured', async () => {
    await show('rules');
    await page.getByText('没有更新频道').waitFor();
    await page.getByText('随扩展自带', { exact: true }).waitFor();
  });

  it('judges a pasted text with the same engine and names the rule', async () => {
    await show('try');
    await page.getByLabel('要试的文字').fill('专业征信修复，逾期记录三天消除，不成功不收费，加薇❤细聊');
    await page.getByRole('button', { name: '看结果' }).click();
    await page.locator('.zs-options__verdict').getByText('高风险').waitFor();
    expect(await page.locator('.zs-options__result').innerText()).toContain('征信');
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/options-try-result.png`, fullPage: true });
    expect(await faults()).toEqual([]);
    await page.getByLabel('要试的文字').fill('警方提醒：所谓征信修复都是骗局，不要上当');
    await page.getByRole('button', { name: '看结果' }).click();
    await page.getByText('所以不提示').waitFor();
  });

  it('takes a quieted item back', async () => {
    await show('quiet');
    await page.getByRole('button', { name: '恢复提示: 律师小王' }).click();
    await page.getByText('已恢复：律师小王').waitFor();
    expect(await page.locator('.zs-options__list > li').count()).toBe(1);
  });

  it('switches a rule off for good: the active ruleset no longer has it', async () => {
    await show('rules');
    const rule = page.locator('.zs-options__rules > li').first();
    const before = await page.locator('.zs-options__active').innerText();
    await rule.getByRole('switch').click();
    await expect
      .poll(() => page.locator('.zs-options__active').innerText(), { timeout: 15_000 })
      .not.toBe(before);
    expect(await rule.getByRole('switch').getAttribute('aria-checked')).toBe('false');
    await rule.getByRole('switch').click();
    await expect
      .poll(() => page.locator('.zs-options__active').innerText(), { timeout: 15_000 })
      .toBe(before);
  });

  it('speaks the language that is chosen', async () => {
    await show('alerts');
    await page.getByLabel('界面语言').selectOption('en');
    await page.getByRole('heading', { name: 'Alerts', level: 1 }).waitFor();
    for (const section of SECTIONS) {
      await show(section);
      if (SHOTS) await page.screenshot({ path: `${SHOTS}/options-${section}-en.png`, fullPage: true });
    }
    await show('alerts');
    await page.getByLabel('Language').selectOption('auto');
    await page.getByRole('heading', { name: '提醒', level: 1 }).waitFor();
  });

  it('takes settings out and in again, and deletes everything', async () => {
    await show('alerts');
    await page.getByLabel('不遮，只加标记').check();
    await show('data');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '导出设置' }).click(),
    ]);
    const path = await download.path();
    await page.getByRole('button', { name: '删除全部数据' }).click();
    await page.getByRole('button', { name: '删除', exact: true }).click();
    await page.getByText('已全部删除').waitFor();
    await show('quiet');
    await page.getByText('还没有。').waitFor();
    await show('alerts');
    expect(await page.getByLabel('只遮评论和回复').isChecked()).toBe(true);
    await show('data');
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 's.json', mimeType: 'application/json', buffer: readFileSync(path) });
    await page.getByText('已导入').waitFor();
    await show('alerts');
    expect(await page.getByLabel('不遮，只加标记').isChecked()).toBe(true);
    await show('rules');
    await page.getByText('随扩展自带', { exact: true }).waitFor();
  });
});
