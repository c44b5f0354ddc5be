import './plain-errors.ts';
import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { openExtensionBrowser } from './browser/extension-browser.ts';
import { readArguments } from './read-arguments.ts';

/**
 * Takes the pictures of the README and docs from the e2e build (`npm run build:e2e`): marker with card, popup and welcome page, light and
 * dark. Run it after a change of what people see, and look at the pictures.
 */
readArguments('node scripts/screenshots.ts   pictures of README and docs (after npm run build:e2e)');
const ROOT = resolve(import.meta.dirname, '..');
const OUT = join(ROOT, 'docs', 'screenshots');
const ADDRESS = 'https://www.xiaohongshu.com/explore/65f0c0de000000000000dec0';
mkdirSync(OUT, { recursive: true });

for (const theme of ['light', 'dark'] as const) {
  const suffix = theme === 'dark' ? '-dark' : '';
  const browser = await openExtensionBrowser({
    build: 'chrome-mv3-e2e',
    colorScheme: theme,
    viewport: { width: 1160, height: 820 },
  });
  const html = readFileSync(join(ROOT, 'demo', 'feed.html'), 'utf8');
  await browser.serve(
    ADDRESS,
    theme === 'dark' ? html.replace('<html lang="zh-CN">', '<html lang="zh-CN" class="dark">') : html,
  );
  const page = await browser.open(ADDRESS);
  const marker = page.locator('.zs-marker__main').first();
  await marker.waitFor();
  await page.waitForTimeout(1200);
  await save(page, `feed${suffix}`);
  await marker.click();
  await page.locator('.zs-card').waitFor();
  await save(page, `card${suffix}`);

  const popup = await browser.context.newPage();
  await popup.setViewportSize({ width: 360, height: 600 });
  await popup.goto(
    `chrome-extension://${browser.extensionId}/popup.html?tab=${await browser.tabId(ADDRESS)}`,
  );
  await popup.locator('.zs-findings').waitFor();
  await save(popup, `popup${suffix}`);
  await popup.goto(`chrome-extension://${browser.extensionId}/welcome.html`);
  await popup.setViewportSize({ width: 900, height: 820 });
  await popup.waitForTimeout(300);
  await save(popup, `welcome${suffix}`);
  await browser.close();
}

async function save(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(OUT, `${name}.png`) });
  console.log(`docs/screenshots/${name}.png`);
}
