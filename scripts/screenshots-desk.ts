import './plain-errors.ts';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { generateReports } from '../bench/generate-reports.ts';
import { collectBytes } from '../reports/bundle/zip-stream.ts';
import { writeBundle } from '../reports/bundle/write-bundle.ts';
import { openExtensionBrowser } from './browser/extension-browser.ts';
import { readArguments } from './read-arguments.ts';

/**
 * Takes the pictures of the moderators' desk from the build (`npm run build:chrome`): 2,000 generated reports, imported as a file; the queue light and
 * dark, a decision over a cluster before it is made, and the charts after it.
 */
readArguments('node scripts/screenshots-desk.ts   pictures of the desk (after npm run build:chrome)');
const OUT = resolve(import.meta.dirname, '..', 'docs', 'screenshots');
const { reports } = generateReports(2_000);
const bundle = await new Blob(
  await collectBytes(
    writeBundle({
      kind: 'team',
      createdAt: '2026-11-26T08:00:00.000Z',
      from: 'screenshots',
      generator: 'screenshots',
      reports: reports.map((one) => ({ ...one })),
      events: [],
      loadAttachment: async () => null,
    }),
  ),
).arrayBuffer();

const browser = await openExtensionBrowser({ viewport: { width: 1440, height: 900 } });
const page = await browser.context.newPage();
await page.goto(`chrome-extension://${browser.extensionId}/desk.html`);
await page.locator('.dk-page').waitFor();
await page.keyboard.press('i');
await page
  .locator('.dk-drop input')
  .setInputFiles({ name: '举报.zhaishao.zip', mimeType: 'application/zip', buffer: Buffer.from(bundle) });
await page.getByRole('button', { name: /^导入 \d+ 份/ }).click();
await page.getByText(/^已导入/).waitFor();
await page.reload();
await page.locator('.dk-nav__item', { hasText: '全部' }).locator('small', { hasText: /\d{4}/ }).waitFor();
await page.keyboard.press('j');
await page.keyboard.press('j');
await page.locator('.dk-quote').waitFor();
await save(page, 'desk');
await page.emulateMedia({ colorScheme: 'dark' });
await save(page, 'desk-dark');
await page.emulateMedia({ colorScheme: 'light' });

await page.getByRole('button', { name: '聚类' }).click();
await page.locator('.dk-clusters li').first().getByRole('button', { name: '一起决定' }).click();
const plan = page.locator('dialog');
await plan.getByText('以办理债务、征信为名收费').click();
await plan.getByRole('button', { name: '先看会发生什么' }).click();
const run = plan.getByRole('button', { name: /^执行/ });
await run.waitFor();
await save(page, 'desk-plan');
await run.click();
await page.locator('.dk-toast:not([hidden])').waitFor();
await page.getByRole('button', { name: '统计' }).click();
await page.locator('.dk-chart canvas').first().waitFor();
await save(page, 'desk-charts');
await browser.close();

async function save(of: Page, name: string): Promise<void> {
  // Charts and dialogs come into sight over a moment.
  await of.waitForTimeout(1_000);
  await of.screenshot({ path: join(OUT, `${name}.jpg`), quality: 80, type: 'jpeg' });
  console.log(`docs/screenshots/${name}.jpg`);
}
