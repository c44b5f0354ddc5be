import './plain-errors.ts';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { openExtensionBrowser } from './browser/extension-browser.ts';
import { settledReport } from './browser/settled-report.ts';
import { readArguments } from './read-arguments.ts';

/**
 * Takes the pictures of reporting from the e2e build (`npm run build:e2e`): the form as the first marker of the demo feed opens it, wide and,
 * dark, as narrow as a telephone; and the list of one's own reports once three are written.
 */
readArguments('node scripts/screenshots-report.ts   pictures of reporting (after npm run build:e2e)');
const ROOT = resolve(import.meta.dirname, '..');
const ADDRESS = 'https://www.xiaohongshu.com/explore/65f0c0de000000000000dec0';
const browser = await openExtensionBrowser({
  build: 'chrome-mv3-e2e',
  viewport: { width: 1180, height: 900 },
});
await browser.serve(ADDRESS, readFileSync(join(ROOT, 'demo', 'feed.html'), 'utf8'));
const feed = await browser.open(ADDRESS);
await settledReport(() => browser.report(ADDRESS));

for (const nth of [0, 2, 3]) {
  await feed.bringToFront();
  await feed.locator('.zs-marker__main').nth(nth).click();
  const opened = browser.context.waitForEvent('page');
  await feed.getByRole('button', { name: '举报' }).click();
  const form = await opened;
  await form.locator('.rp-form').waitFor();
  if (nth === 0) {
    await form.setViewportSize({ width: 1180, height: 900 });
    await save(form, 'report');
    await form.setViewportSize({ width: 420, height: 900 });
    await form.emulateMedia({ colorScheme: 'dark' });
    await save(form, 'report-420-dark');
  }
  await form.getByText('（猜测）').click();
  await form.getByRole('button', { name: '完成', exact: true }).click();
  await form.getByText('举报写好了').waitFor();
  await form.close();
}
const mine = await browser.context.newPage();
await mine.goto(`chrome-extension://${browser.extensionId}/my-reports.html`);
await mine.getByText('等待审核').first().waitFor();
await save(mine, 'my-reports');
await browser.close();

async function save(of: Page, name: string): Promise<void> {
  await of.waitForTimeout(500);
  await of.screenshot({ path: join(ROOT, 'docs', 'screenshots', `${name}.jpg`), quality: 80, type: 'jpeg' });
  console.log(`docs/screenshots/${name}.jpg`);
}
