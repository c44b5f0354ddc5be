import './plain-errors.ts';
import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { sharedTexts } from '../locales/shared.ts';
import { openExtensionBrowser } from './browser/extension-browser.ts';
import { settledReport } from './browser/settled-report.ts';
import { readArguments } from './read-arguments.ts';

/**
 * `npm start`: a Chromium with the extension on the demo feed. With a display it stays open; without one, or with `--headless`, it prints
 * what was flagged and writes a screenshot. The demo's address is only its address: everything is answered from demo/feed.html.
 */
const ROOT = resolve(import.meta.dirname, '..');
const ADDRESS = 'https://www.xiaohongshu.com/explore/65f0c0de000000000000dec0';
const USAGE = `npm start   a Chromium with the extension on the demo feed
  --headless         do not show it: print what was flagged and write a screenshot`;
const { values } = readArguments(USAGE, { options: { headless: { type: 'boolean', default: false } } });
const headed =
  !values.headless &&
  (process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY));

const browser = await openExtensionBrowser({ headless: !headed });
try {
  await browser.serve(ADDRESS, readFileSync(join(ROOT, 'demo', 'feed.html'), 'utf8'));
  const page = await browser.open(ADDRESS);
  const report = await settledReport(() => browser.report(ADDRESS));
  const text = sharedTexts['zh-CN'];
  console.log(
    `\n演示页共读到 ${report.summary.checked} 条，高风险 ${report.summary.danger} 条，请留意 ${report.summary.caution} 条。\n`,
  );
  for (const finding of report.findings) {
    const repeats = finding.repeats > 1 ? `（相同内容 ${finding.repeats} 条）` : '';
    console.log(
      `${pad(text[`level.${finding.level}`], 8)}${pad(text[`category.${finding.category}`], 24)}${finding.excerpt.slice(0, 36)}${repeats}`,
    );
  }
  if (headed) {
    console.log('\n浏览器已打开。关掉窗口即结束。');
    await new Promise<void>((end) => browser.context.once('close', () => end()));
  } else {
    const folder = join(ROOT, 'test-results');
    mkdirSync(folder, { recursive: true });
    const file = join(folder, 'demo.png');
    await page.screenshot({ path: file, fullPage: true });
    console.log(`\n截图：${file}`);
  }
} finally {
  await browser.close().catch(() => undefined);
}

/** Pads to a width in columns; a Chinese character takes two. */
function pad(value: string, columns: number): string {
  const width = [...value].reduce((sum, character) => sum + (character.charCodeAt(0) > 0x2e7f ? 2 : 1), 0);
  return value + ' '.repeat(Math.max(1, columns - width));
}
