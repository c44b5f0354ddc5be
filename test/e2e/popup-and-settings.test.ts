import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openExtensionBrowser, type ExtensionBrowser } from '../../scripts/browser/extension-browser.ts';
import { DEMO, demoHtml, openDemo, openPopup, store, stored, until } from './demo-page.ts';

describe('popup, settings, rules that change', () => {
  let browser: ExtensionBrowser;
  beforeEach(async () => {
    browser = await openExtensionBrowser({ build: 'chrome-mv3-e2e' });
  });
  afterEach(() => browser?.close());
  const found = async () => (await browser.report(DEMO)).findings.length;

  it('switches a site off and on again from the popup, and remembers it', async () => {
    const page = await openDemo(browser);
    const popup = await openPopup(browser);
    await popup.getByRole('switch', { name: '在 www.xiaohongshu.com 上提示' }).click();
    await until(
      () => page.locator('.zs-marker').count(),
      (count) => count === 0,
      'markers to go',
    );
    await popup.getByText('你关闭了本站的提示').waitFor();
    expect(await stored(browser, 'settings')).toMatchObject({ quietSites: ['www.xiaohongshu.com'] });
    await page.reload();
    await page.waitForTimeout(1500);
    expect(await page.locator('.zs-marker').count()).toBe(0);
    await popup.getByRole('switch', { name: '在 www.xiaohongshu.com 上提示' }).click();
    await until(
      () => page.locator('.zs-marker').count(),
      (count) => count > 8,
      'markers to come back',
    );
  });

  it('pauses everywhere and resumes', async () => {
    const page = await openDemo(browser);
    const popup = await openPopup(browser);
    await popup.getByRole('button', { name: '暂停所有网站的提示' }).click();
    await until(
      () => page.locator('.zs-marker').count(),
      (count) => count === 0,
      'markers to go',
    );
    await popup.getByRole('button', { name: '恢复提示' }).click();
    await until(
      () => page.locator('.zs-marker').count(),
      (count) => count > 8,
      'markers to come back',
    );
  });

  it('says until when a pause lasts, and ends it', async () => {
    const page = await openDemo(browser);
    await store(browser, { settings: { pausedUntil: Date.now() + 3_600_000 } });
    const popup = await openPopup(browser);
    await popup.getByText('所有网站的提示已暂停到').waitFor();
    expect(await popup.getByRole('switch').count()).toBe(0);
    await popup.getByRole('button', { name: '恢复提示' }).click();
    await page.locator('.zs-marker').first().waitFor();
    await popup.getByText('条高风险内容').waitFor();
  });

  it('says that a site was told to be quiet for a week, and lets it speak again', async () => {
    const page = await openDemo(browser);
    const popup = await openPopup(browser);
    await popup.getByText('条高风险内容').waitFor();
    const host = 'www.xiaohongshu.com';
    const week = { id: 'w', scope: 'week', host, label: '', falseAlarm: false, createdAt: Date.now() };
    await store(browser, { dismissals: [week] });
    await popup.getByText('你选择了本站 7 天不再提示').waitFor();
    expect(await popup.getByRole('switch').getAttribute('aria-checked')).toBe('false');
    await popup.getByRole('button', { name: '恢复提示' }).click();
    await popup.getByText('条高风险内容').waitFor();
    await page.locator('.zs-marker').first().waitFor();
    expect(await stored(browser, 'dismissals')).toEqual([]);
  });

  it('follows a page that loads while it is open, and fits a narrow window', async () => {
    const page = await openDemo(browser);
    const popup = await openPopup(browser);
    await popup.getByText('条高风险内容').waitFor();
    await browser.serve(DEMO, demoHtml.replaceAll(/[\u4e00-\u9fff]/g, '好'));
    await page.reload();
    await popup.getByText('没有发现诱导内容').waitFor();
    await popup.setViewportSize({ width: 320, height: 600 });
    expect(await popup.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  });

  it('speaks the language that was chosen, whatever the browser speaks', async () => {
    const page = await openDemo(browser);
    await store(browser, { settings: { language: 'en' } });
    const popup = await openPopup(browser);
    await popup.getByText('high-risk items on this page').waitFor();
    await page.getByText('High risk').first().waitFor();
    await store(browser, { settings: { language: 'zh-TW' } });
    await page.getByText('高風險').first().waitFor();
  });

  it('keeps a rule off that the reader switched off, and judges the open page anew at once', async () => {
    await openDemo(browser);
    const before = await found();
    await store(browser, { settings: { rulesOff: ['surrender-agent'] } });
    const rules = (
      (await stored(browser, 'ruleset:active')) as { compiled: { rules: { id: string; category: string }[] } }
    ).compiled.rules;
    const off = rules.filter((rule) => rule.category === 'surrender_agent').map((rule) => rule.id);
    expect(off.length).toBeGreaterThan(0);
    await store(browser, { settings: { rulesOff: off } });
    await until(
      () => browser.report(DEMO),
      (report) =>
        report.findings.length <= before &&
        report.findings.every((one) => one.level !== 'danger' || one.category !== 'surrender_agent'),
      'the rule to fall silent',
    );
  });

  it('takes marks away when new rules no longer flag, and falls silent without rules', async () => {
    const page = await openDemo(browser);
    const active = (await stored(browser, 'ruleset:active')) as {
      compiled: { rules: unknown[]; model?: unknown };
    };
    await store(browser, {
      'ruleset:active': { ...active, compiled: { ...active.compiled, rules: [], model: undefined } },
    });
    await until(found, (count) => count === 0, 'no findings under empty rules');
    expect(await page.locator('.zs-marker').count()).toBe(0);
    await store(browser, { 'ruleset:active': active });
    await until(found, (count) => count > 8, 'findings again');
    await store(browser, { 'ruleset:active': { broken: true } });
    await until(found, (count) => count === 0, 'silence without usable rules');
  });

  it('has the official numbers at hand when no rules can be loaded', async () => {
    await openDemo(browser);
    await store(browser, { 'ruleset:active': { broken: true } });
    const popup = await openPopup(browser);
    await popup.getByText('规则没有载入').waitFor();
    await popup.getByText('96110').waitFor();
    await popup.getByText('12378').waitFor();
  });

  it('says when only the comments of a site can no longer be read by its description, and reads them all the same', async () => {
    const redesigned = demoHtml
      .replaceAll('comment-item', 'q9-row')
      .replaceAll('parent-comment', 'q9-thread');
    await browser.serve(DEMO, redesigned);
    const page = await browser.open(DEMO);
    await until(
      () => browser.report(DEMO).catch(() => undefined),
      (report) => report?.summary.comments === 'missing' && report.findings.length > 4,
      'comments to be read by their structure',
    );
    await until(
      () => page.locator('.zs-marker').count(),
      (count) => count > 4,
      'markers at comments read by their structure',
    );
    const popup = await openPopup(browser);
    await popup.getByText('评论区可能改版了').waitFor();
    await until(
      () => stored(browser, 'site-health') as Promise<Record<string, { misses: number }> | undefined>,
      (health) => health?.['xiaohongshu#note']?.misses === 1 && health?.['xiaohongshu']?.misses === 0,
      'the miss to be counted',
    );
  });

  it('tells what it cannot read: an unsupported site, and a page of the browser', async () => {
    const popup = await browser.context.newPage();
    const blank = await browser.context.newPage();
    await blank.goto('about:blank');
    await popup.goto(`chrome-extension://${browser.extensionId}/popup.html`);
    await popup.getByText('浏览器自己的页面').waitFor();
  });

  it('shows one calm strip above the results when the query itself asks for such a service; closed once, it stays away', async () => {
    const address =
      'https://www.xiaohongshu.com/search_result?keyword=%25E5%25BE%2581%25E4%25BF%25A1%25E4%25BF%25AE%25E5%25A4%258D%25E5%258C%2585%25E6%2588%2590%25E5%258A%259F';
    const cards = [1, 2, 3].map(
      (n) =>
        `<section class="note-item"><a class="cover" href="/explore/65f0c0de00000000000000b${n}"></a><div class="footer"><a class="title"><span>周末做的第${n}道菜，步骤都写在里面了</span></a><div class="author-wrapper"><span class="name">厨房${n}</span></div></div></section>`,
    );
    await browser.serve(
      address,
      `<meta charset="utf-8"><body><div class="feeds-page"><div class="feeds-container">${cards.join('')}</div></div></body>`,
    );
    const page = await browser.open(address);
    const strip = page.locator('.zs-strip');
    await strip.waitFor();
    expect(await strip.innerText()).toMatch(/自己办不收费/);
    const above = await strip.evaluate((one) => one.getBoundingClientRect().bottom);
    const first = await page
      .locator('.note-item')
      .first()
      .evaluate((one) => one.getBoundingClientRect().top);
    expect(above).toBeLessThanOrEqual(first + 1);
    await page.getByRole('button', { name: '查看办法' }).click();
    await page.getByText('12363').waitFor();
    await page.getByRole('button', { name: '知道了，不再显示' }).click();
    await strip.waitFor({ state: 'detached' });
    await until(
      () => stored(browser, 'settings') as Promise<{ searchStripClosed?: boolean }>,
      (one) => one?.searchStripClosed === true,
      'the choice to be kept',
    );
    await page.reload();
    await until(
      () => browser.report(address).catch(() => undefined),
      (report) => (report?.summary.checked ?? 0) >= 3,
      'the results to be read',
    );
    await page.waitForTimeout(500);
    expect(await strip.count()).toBe(0);
  });

  it('reads a site that is not on the list only when asked to', async () => {
    const address = 'https://forum.example.org/t/1';
    await browser.serve(address, '<meta charset="utf-8"><title>论坛</title><p>一段普通的话</p>');
    const page = await browser.open(address);
    await page.waitForTimeout(800);
    await expect(browser.report(address)).rejects.toThrow('No tab shows');
  });
});
