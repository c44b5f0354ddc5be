import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { openExtensionBrowser, type ExtensionBrowser } from '../../scripts/browser/extension-browser.ts';
import { DEMO, openDemo, openPopup, store, stored, until } from './demo-page.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const danger = (summary: { danger: number }) => summary.danger;

/** The e2e build is the release build with open shadow roots. */
describe('markers and card', () => {
  let browser: ExtensionBrowser;
  let page: Page;
  beforeEach(async () => {
    browser = await openExtensionBrowser({ build: 'chrome-mv3-e2e' });
  });
  afterEach(() => browser?.close());
  const count = async () => danger((await browser.report(DEMO)).summary);
  const first = () => page.locator('.zs-marker__main').first();

  it('tells level, reason, official way and ruleset in the card, and closes by Escape with the focus back on the marker', async () => {
    page = await openDemo(browser);
    await first().focus();
    await page.keyboard.press('Enter');
    const card = page.locator('.zs-card');
    await card.getByText('免费的官方办法').waitFor();
    expect(await card.innerText()).toMatch(/停息挂账/);
    expect(await card.innerText()).toMatch(/12378/);
    expect(await card.innerText()).toMatch(/规则版本 20\d\d\.\d\d\.\d\d-\d+（20\d\d-\d\d-\d\d）/);
    await page.keyboard.press('Escape');
    await card.waitFor({ state: 'detached' });
    const focused = await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.className);
    expect(focused).toBe('zs-marker__main');
  });

  it('closes by Escape also after a look at how far the silence can reach', async () => {
    page = await openDemo(browser);
    await first().focus();
    await page.keyboard.press('Enter');
    const dismiss = page.getByRole('button', { name: '不再提示…' });
    await dismiss.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '返回' }).focus();
    await page.keyboard.press('Enter');
    await dismiss.waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.zs-card').waitFor({ state: 'detached' });
  });

  it('collapses a repeated text to a short marker', async () => {
    page = await openDemo(browser);
    await page.getByText('本页共 2 条').waitFor();
    expect(await page.locator('.zs-marker--compact').count()).toBe(1);
  });

  it('covers danger comments until the reader asks, for good', async () => {
    page = await openDemo(browser);
    const covers = () =>
      page.evaluate(() =>
        [...CSS.highlights]
          .flatMap(([name, set]) => (name.endsWith('cover-light') ? [set.size] : []))
          .reduce((a, b) => a + b, 0),
      );
    const before = await until(covers, (size) => size > 0, 'covered text');
    await page.getByRole('button', { name: '显示原文' }).first().click();
    await until(covers, (size) => size === before - 1, 'one text less covered');
    await store(browser, { settings: { cover: 'off' } });
    await until(covers, (size) => size === 0, 'nothing covered once the setting is off');
  });

  it('dismisses one item with undo, and warns again when its words change', async () => {
    page = await openDemo(browser);
    const before = await count();
    const { findings } = await browser.report(DEMO);
    const flagged = findings.filter(({ level }) => level === 'danger')[1]!.key.split('#')[1]!;
    await page.locator(`#${flagged} .zs-marker__main`).click();
    await page.getByRole('button', { name: '不再提示…' }).click();
    await page.getByRole('button', { name: '本条', exact: true }).click();
    await until(count, (now) => now === before - 1, 'one item less');
    await page.getByRole('button', { name: '撤销' }).click();
    await until(count, (now) => now === before, 'the item again');

    await page.locator(`#${flagged} .zs-marker__main`).click();
    await page.getByRole('button', { name: '这不是骗局' }).click();
    await until(count, (now) => now === before - 1, 'the false alarm to go');
    const [kept] = (await stored(browser, 'dismissals')) as { falseAlarm: boolean; scope: string }[];
    expect(kept).toMatchObject({ falseAlarm: true, scope: 'item' });
    await page.evaluate((id) => {
      const text = document.querySelector(`#${id} .note-text span`)!;
      text.textContent += '，全国可办，加微信详聊，不成功不收费';
    }, flagged);
    await until(count, (now) => now === before, 'the changed item to be told again');
  });

  it.each([
    ['nothing to tell of', '今天天气不错，和朋友去爬山了，山上的风景特别好', 0],
    ['another lure', '征信洗白，逾期记录三天消除，先付定金，加微信 abc88', 1],
  ])('closes the card once other words stand at its item: %s', async (_what, words, marked) => {
    page = await openDemo(browser);
    const { findings } = await browser.report(DEMO);
    const flagged = findings.filter(({ level }) => level === 'danger')[1]!.key.split('#')[1]!;
    await page.locator(`#${flagged} .zs-marker__main`).click();
    const card = page.locator('.zs-card');
    await card.waitFor();
    await page.evaluate(
      ([id, text]) => {
        document.querySelector(`#${id} .note-text span`)!.textContent = text!;
      },
      [flagged, words],
    );
    await card.waitFor({ state: 'detached' });
    await until(
      () => page.locator(`#${flagged} .zs-marker`).count(),
      (count) => count === marked,
      'the mark of the new words',
    );
  });

  it('keeps sentence, count and chevron inside the marker on a phone', async () => {
    page = await openDemo(browser);
    await page.setViewportSize({ width: 390, height: 800 });
    const marker = page.locator('.zs-marker__main', { hasText: '本页共 2 条' });
    await marker.waitFor();
    const room = await marker.evaluate((button) => {
      const box = button.getBoundingClientRect();
      const right = Math.max(
        ...[...button.querySelectorAll('*')].map((one) => one.getBoundingClientRect().right),
      );
      return {
        sentence: button.querySelector('.zs-marker__why')!.getBoundingClientRect().width,
        over: Math.max(0, right - box.right),
      };
    });
    expect(room.sentence).toBeGreaterThan(120);
    expect(room.over).toBe(0);
  });

  it('keeps the toast off the buttons of a card that is open, also in a narrow window', async () => {
    page = await openDemo(browser);
    await page.setViewportSize({ width: 400, height: 720 });
    await first().click();
    await page.getByRole('button', { name: '这不是骗局' }).click();
    const toast = page.locator('.zs-toast');
    await toast.waitFor();
    await first().click();
    const card = page.locator('.zs-card');
    await card.waitFor();
    const [over, button] = [
      (await toast.boundingBox())!,
      (await page.getByRole('button', { name: '举报' }).boundingBox())!,
    ];
    expect(over.y + over.height < button.y || over.y > button.y + button.height).toBe(true);
    await page.getByRole('button', { name: '举报' }).click({ trial: true });
    await page.getByRole('button', { name: '撤销' }).click();
  });

  it('asks a second, slower time before a whole author or site falls silent', async () => {
    page = await openDemo(browser);
    const before = await count();
    await first().click();
    await page.getByRole('button', { name: '不再提示…' }).click();
    await page.getByRole('button', { name: '本站', exact: true }).click();
    await page.getByText('对方常会说“这个提示是误报”').waitFor();
    const hide = page.getByRole('button', { name: /^仍要隐藏/ });
    expect(await hide.isDisabled()).toBe(true);
    await page.getByRole('button', { name: '保留提示' }).click();
    expect(await count()).toBe(before);
    await page.getByRole('button', { name: '不再提示…' }).click();
    await page.getByRole('button', { name: '本作者', exact: true }).click();
    await page.getByRole('button', { name: '仍要隐藏', exact: true }).click({ timeout: 15_000 });
    await until(count, (now) => now === before - 1, 'this author to fall silent');
  });

  it('ignores clicks that a script of the page makes', async () => {
    page = await openDemo(browser);
    await first().evaluate((button: HTMLElement) => button.click());
    await first().click();
    await page.locator('.zs-card').waitFor();
    const before = await count();
    await page.evaluate(() => {
      for (const host of document.querySelectorAll('[data-layer]'))
        for (const button of host.shadowRoot!.querySelectorAll('button'))
          if (button.textContent === '这不是骗局') button.click();
    });
    await page.waitForTimeout(300);
    expect(await count()).toBe(before);
    expect(await stored(browser, 'dismissals')).toBeUndefined();
  });

  it('goes with the page into the dark', async () => {
    page = await openDemo(browser, (html) =>
      html.replace('<html lang="zh-CN">', '<html lang="zh-CN" class="dark">'),
    );
    const color = await page
      .locator('.zs-marker__main')
      .first()
      .evaluate((one) => getComputedStyle(one).backgroundColor);
    expect(color).toBe('rgb(58, 31, 29)');
  });

  it('works under a strict content security policy, without style attributes', async () => {
    const policy = "default-src 'none'; style-src 'self'; script-src 'none'; img-src 'self'";
    page = await openDemo(browser, (html) => html.replace(/<style>[\s\S]*<\/style>/, ''), {
      'content-security-policy': policy,
    });
    const box = await first().boundingBox();
    expect(box!.height).toBeGreaterThan(24);
    expect(await page.locator('.zs-root [style]').count()).toBe(0);
    expect(await first().evaluate((one) => getComputedStyle(one).display)).toBe('flex');
  });

  it('opens the report page with a draft and sends nothing', async () => {
    page = await openDemo(browser);
    await first().click();
    const opened = browser.context.waitForEvent('page');
    await page.getByRole('button', { name: '举报' }).click();
    expect((await opened).url()).toMatch(/^chrome-extension:\/\/[a-z]+\/report\.html#/);
  });

  it('has no accessibility faults in marker, card, popup and welcome page', async () => {
    page = await openDemo(browser);
    await first().click();
    const faults = async (on: Page, context?: string) => {
      await on.evaluate(axe);
      const result = await on.evaluate(
        (scope) =>
          (
            window as unknown as {
              axe: {
                run(scope: unknown): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
              };
            }
          ).axe.run(scope ?? document),
        context,
      );
      return result.violations.map(
        (one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`,
      );
    };
    const ours = await page.evaluate(() => {
      for (const [index, host] of [...document.querySelectorAll('*')]
        .filter((one) => one.shadowRoot)
        .entries())
        host.id ||= `ours-${index}`;
      return [...document.querySelectorAll('[id^="ours-"]')].map((one) => `#${one.id}`).join(',');
    });
    expect(await faults(page, ours)).toEqual([]);
    const popup = await openPopup(browser);
    await popup.locator('.zs-findings').waitFor();
    expect(await faults(popup)).toEqual([]);
    await popup.goto(`chrome-extension://${browser.extensionId}/welcome.html`);
    await popup.getByText('债哨已经装好').waitFor();
    expect(await faults(popup)).toEqual([]);
  });
});
