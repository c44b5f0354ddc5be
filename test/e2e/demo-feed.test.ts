import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { openExtensionBrowser, type ExtensionBrowser } from '../../scripts/browser/extension-browser.ts';
import { badge, DEMO, openDemo, openPopup, until } from './demo-page.ts';

/** The built extension, as released, on the demo feed. */
describe('demo feed in the release build', () => {
  let browser: ExtensionBrowser;
  let page: Page;
  beforeAll(async () => {
    browser = await openExtensionBrowser();
    page = await openDemo(browser);
  });
  afterAll(() => browser?.close());

  it('reads all 35 items, flags lures and stays silent on everything honest', async () => {
    const report = await browser.report(DEMO);
    expect(report.summary.checked).toBe(35);
    const expected = await page.$$eval('[data-expect]', (elements) =>
      elements.map((element) => ({ id: element.id, expect: element.getAttribute('data-expect') })),
    );
    const of = (want: string) => expected.filter((one) => one.expect === want).map((one) => one.id);
    // The repeat of a text is folded into the finding of the first.
    const flagged = report.findings.map((finding) => /#(comment-\w+)/.exec(finding.key)?.[1] ?? finding.key);
    expect(flagged.filter((id) => of('quiet').includes(id))).toEqual([]);
    const missed = of('flag').filter((id) => !flagged.includes(id));
    const repeats = report.findings.reduce((sum, finding) => sum + finding.repeats - 1, 0);
    expect(missed.length - repeats, `missed: ${missed.join(', ')}`).toBe(0);
  });

  it('shows the count of danger and caution on the toolbar', async () => {
    const { summary } = await browser.report(DEMO);
    await until(
      () => badge(browser),
      (text) => text === String(summary.danger + summary.caution),
      'the badge',
    );
  });

  it('leaves no trace in the page that a script of the page could read', async () => {
    const seen = await page.evaluate(() => {
      const odd = [...document.querySelectorAll('*')].filter((element) => element.localName.includes('-'));
      return {
        roots: odd.filter((element) => element.shadowRoot !== null).length,
        texts: odd.map((element) => element.textContent).join(''),
        styles: odd.filter((element) => element.hasAttribute('style')).length,
        names: odd.map((element) => element.localName),
        globals: Object.keys(window).filter((key) => /zhaishao|zs/i.test(key)),
      };
    });
    expect(seen.roots).toBe(0);
    expect(seen.texts).toBe('');
    expect(seen.styles).toBe(0);
    expect(seen.globals).toEqual([]);
    expect(seen.names.filter((name) => /zhaishao|^zs-/.test(name))).toEqual([]);
    expect(new Set(seen.names).size).toBe(seen.names.length);
  });

  it('offers web pages no file of its own', async () => {
    const worker = await browser.worker();
    const manifest = await worker.evaluate(() =>
      (
        globalThis as unknown as { chrome: { runtime: { getManifest(): object } } }
      ).chrome.runtime.getManifest(),
    );
    expect(manifest).not.toHaveProperty('web_accessible_resources');
    expect(manifest).not.toHaveProperty('host_permissions');
    const { content_scripts: scripts } = manifest as {
      content_scripts: { matches: string[]; world?: string }[];
    };
    expect(scripts).toHaveLength(1);
    expect(scripts[0]!.world).toBeUndefined();
    expect(scripts[0]!.matches.length).toBeGreaterThan(20);
    expect(scripts[0]!.matches.filter((match) => !/^\*:\/\/[a-z0-9.-]+\/\*$/.test(match))).toEqual([]);
  });

  it('puts at most 400 kB of script into a page', () => {
    const file = resolve(import.meta.dirname, '../../.output/chrome-mv3/content-scripts/content.js');
    expect(statSync(file).size).toBeLessThan(400_000);
  });

  it('lets the popup scroll to a finding, and says honestly that a page without findings is no guarantee', async () => {
    const popup = await openPopup(browser);
    await popup.getByRole('button', { name: /^再显示 \d+ 条$/ }).click();
    await popup.locator('.zs-findings button', { hasText: '法务团队' }).click();
    await until(
      () => page.evaluate(() => scrollY),
      (y) => y > 400,
      'the page to scroll to the item',
    );
    await popup.close();

    const quiet = 'https://www.xiaohongshu.com/explore/65f0c0de000000000000aaaa';
    await browser.serve(
      quiet,
      '<meta charset="utf-8"><div id="noteContainer"><div id="detail-title">周末去爬山</div><div id="detail-desc"><span class="note-text">山顶的风很大，记得多带一件外套。</span></div></div>',
    );
    await browser.open(quiet);
    await until(
      () => browser.report(quiet).catch(() => undefined),
      (r) => (r?.summary.checked ?? 0) === 2,
      'two items',
    );
    const empty = await openPopup(browser, quiet);
    await empty.getByText('没有发现诱导内容').waitFor();
    await empty.getByText('已查看 2 条').waitFor();
    await empty.getByText('这不是保证').waitFor();
  });
});
