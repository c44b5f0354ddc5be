import '../scripts/plain-errors.ts';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeBundle } from '../reports/bundle/write-bundle.ts';
import { openExtensionBrowser } from '../scripts/browser/extension-browser.ts';
import { wholeNumber } from '../scripts/whole-number.ts';
import { generateReports } from './generate-reports.ts';
import { readArguments } from '../scripts/read-arguments.ts';

/**
 * Measures the desk page in real Chromium with many generated reports: `npm run bench:desk -- [count]` after `npm run build:chrome`.
 * Prints a table for docs/benchmarks.md. Processor: user and system time of all of the browser's processes, which foreign load changes less
 * than the clock's. Longest task: how long the page could not answer a key press, at worst.
 */
const USAGE = `npm run bench:desk -- [COUNT]   the desk page in Chromium with generated reports (after npm run build:chrome)`;
const { positionals } = readArguments(USAGE, { allowPositionals: true });
const count = wholeNumber('COUNT', positionals[0] ?? '100000', 1);
const file = join(mkdtempSync(join(tmpdir(), 'zhaishao-bench-')), 'many.zhaishao.zip');
const chunks: Uint8Array[] = [];
const { reports } = generateReports(count);
for await (const chunk of writeBundle({
  kind: 'team',
  createdAt: '2026-11-26T08:00:00.000Z',
  from: 'bench',
  generator: 'bench',
  reports: reports.map((one) => ({ ...one })),
  events: [],
  loadAttachment: async () => null,
}))
  chunks.push(chunk);
writeFileSync(file, Buffer.concat(chunks));

const browser = await openExtensionBrowser({ viewport: { width: 1440, height: 900 } });
const page = await browser.context.newPage();
page.setDefaultTimeout(600_000);
await page.addInitScript(() => {
  const seen = ((globalThis as unknown as { longest: number }).longest = 0);
  void seen;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const target = globalThis as unknown as { longest: number };
      target.longest = Math.max(target.longest, entry.duration);
    }
  }).observe({ type: 'longtask', buffered: true });
});
const desk = `chrome-extension://${browser.extensionId}/desk.html`;

/** Processor time of our child processes and theirs so far, in ms; 0 where there is no /proc. */
function processorMs(): number {
  if (!existsSync('/proc')) return 0;
  const parents = new Map<number, number>();
  const spent = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    let stat: string;
    try {
      stat = readFileSync(`/proc/${name}/stat`, 'utf8');
    } catch {
      continue; // It has ended meanwhile.
    }
    // proc_pid_stat(5): behind the name come state, parent … 14 user and 15 system time, in hundredths of a second.
    const fields = stat.split(') ').at(-1)!.split(' ');
    parents.set(Number(name), Number(fields[1]));
    spent.set(Number(name), 10 * (Number(fields[11]) + Number(fields[12])));
  }
  const ours = (pid: number): boolean => {
    const parent = parents.get(pid);
    return parent !== undefined && (parent === process.pid || ours(parent));
  };
  return [...spent].reduce((sum, [pid, ms]) => sum + (ours(pid) ? ms : 0), 0);
}

const rows: string[] = [];
async function measure(name: string, run: () => Promise<unknown>): Promise<void> {
  await page
    .evaluate(() => ((globalThis as unknown as { longest: number }).longest = 0))
    .catch(() => undefined);
  const before = processorMs();
  const start = performance.now();
  await run();
  const ms = performance.now() - start;
  const processor = processorMs() - before;
  const longest = await page.evaluate(() => (globalThis as unknown as { longest: number }).longest);
  rows.push(
    `| ${name} | ${(ms / 1000).toFixed(1)} s | ${(processor / 1000).toFixed(1)} s | ${Math.round(longest)} ms |`,
  );
  console.log(rows.at(-1));
}
const total = (text: RegExp) => page.locator('.dk-total', { hasText: text }).waitFor();

await page.goto(desk);
await page.locator('.dk-page').waitFor();
await page.keyboard.press('i');
await measure('import: read and check the file', async () => {
  await page.locator('.dk-drop input').setInputFiles(file);
  await page.locator('.dk-preview').waitFor();
});
await measure('import: write to the store and index', async () => {
  await page.getByRole('button', { name: /^导入 \d+ 份/ }).click();
  await page.getByText(/^已导入/).waitFor();
});
await measure('open the desk: to the first row', async () => {
  await page.goto(desk);
  await page.locator('.dk-row__open').first().waitFor();
});
await measure('decide on the first subject at once', async () => {
  await page.locator('.dk-foot').waitFor();
  await page.keyboard.press('r');
  await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
  await page.keyboard.press('Control+Enter');
  await page.locator('.dk-toast:not([hidden])').waitFor();
});
const subjects = String(new Set(reports.map((one) => one.subject)).size);
await measure('the rest read behind it', () =>
  page.locator('.dk-nav__item', { hasText: '全部' }).locator('small', { hasText: subjects }).waitFor(),
);
await measure('filter by category', async () => {
  const before = await page.locator('.dk-total').innerText();
  await page.locator('.dk-pick', { hasText: '类别' }).locator('summary').click();
  await page.locator('.dk-pick[open]').getByLabel('代理协商').first().check();
  await page.waitForFunction((old) => document.querySelector('.dk-total')!.textContent !== old, before);
});
await measure('full-text search', async () => {
  await page.locator('#dk-search').fill('停息挂账');
  const before = await page.locator('.dk-total').innerText();
  await page.waitForFunction((old) => document.querySelector('.dk-total')!.textContent !== old, before);
});
await measure('all rows, sorted by priority', async () => {
  await page.locator('.dk-nav__item', { hasText: '全部' }).click();
  await total(/\d{4,} 条/);
});
await measure('scroll through the list, 40 screens', async () => {
  for (let screen = 0; screen < 40; screen += 1) {
    await page
      .locator('.dk-list')
      .evaluate((list, at) => list.scrollTo(0, (list.scrollHeight / 40) * at), screen);
    await page.waitForTimeout(30);
  }
  await page.locator('.dk-row__open').first().waitFor();
});
await measure('next subject by key', async () => {
  const before = await page.locator('.dk-right').innerText();
  await page.keyboard.press('j');
  await page.waitForFunction(
    (old) => (document.querySelector('.dk-right') as HTMLElement).innerText !== old,
    before,
  );
});
await measure('clusters: templates, first time', async () => {
  await page.getByRole('button', { name: '聚类' }).click();
  await page.locator('.dk-clusters li').first().waitFor();
});
await measure('charts', async () => {
  await page.getByRole('button', { name: '统计' }).click();
  await page.locator('.dk-chart canvas').first().waitFor();
});
await page.getByRole('button', { name: '队列' }).click();
await measure('export of everything, all files', async () => {
  await page.getByRole('button', { name: '导出', exact: true }).first().click();
  const saving = page.waitForEvent('download');
  await page.locator('dialog').getByRole('button', { name: '导出', exact: true }).click();
  const download = await saving;
  const path = await download.path();
  rows.push(`| size of the archive | ${(statSync(path).size / 1e6).toFixed(1)} MB | | |`);
});
console.log(
  `\n${count} reports\n\n| step | time | processor | longest task of the page |\n|---|---|---|---|\n${rows.join('\n')}`,
);
await browser.close();
