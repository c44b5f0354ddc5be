import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import type { Download, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openExtensionBrowser, type ExtensionBrowser } from '../../scripts/browser/extension-browser.ts';
import { writeBundle } from '../../reports/bundle/write-bundle.ts';
import type { Report } from '../../reports/record-format.ts';
import { reportWith } from '../unit/reports/report-with.ts';
import { openDemo, until } from './demo-page.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'zhaishao-flow-'));

async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found = await page.evaluate(() =>
    (
      globalThis as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      }
    ).axe.run(),
  );
  return found.violations.map((one) => `${one.id}: ${one.nodes[0]?.html.slice(0, 160)}`);
}
const kept = async (download: Download) => {
  const path = join(folder, download.suggestedFilename());
  await download.saveAs(path);
  return path;
};
const ours = (browser: ExtensionBrowser, page: string) => `chrome-extension://${browser.extensionId}/${page}`;

/** A file of other volunteers: one template in several hands, and an honest post. */
async function othersFile(reports: readonly Report[]): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of writeBundle({
    kind: 'reports',
    createdAt: '2026-11-26T08:00:00.000Z',
    from: '哨-others',
    generator: 'test',
    reports: reports.map((one) => ({ ...one })),
    events: [],
    loadAttachment: async () => null,
  }))
    chunks.push(chunk);
  const path = join(folder, 'others.zhaishao.zip');
  writeFileSync(path, Buffer.concat(chunks));
  return path;
}
const template = (n: number) =>
  reportWith(
    {
      n,
      role: 'caption',
      text: `负债的朋友别慌，找老师做停息挂账分六十期，办不成全退，先付399服务费，加薇 zhaiwu6688 备注${n}`,
      position: { commentId: null, index: null, seconds: null },
      itemUrl: `https://www.douyin.com/video/730100000000000010${n}`,
    },
    `哨-r${n}`,
  );
const crowd = [1, 2, 3, 4].map(template);
const offsite = reportWith(
  {
    n: 7,
    text: '征信修复三天消除，点 https://zhengxin-xiufu.example.top/reg 登记',
    handles: [
      { kind: 'link', value: 'https://zhengxin-xiufu.example.top/reg', whose: 'advertiser', state: 'kept' },
    ],
  },
  '哨-r7',
);

describe('from a flag on a page to a decision that comes back', () => {
  let volunteer: ExtensionBrowser;
  let moderator: ExtensionBrowser;
  let reportPath = '';
  let decisionPath = '';
  let form: Page;
  beforeAll(async () => {
    volunteer = await openExtensionBrowser({ build: 'chrome-mv3-e2e' });
  });
  afterAll(async () => {
    await volunteer?.close();
    await moderator?.close();
  });

  it('opens a prefilled form from the marker, with everything that will be in the report shown', async () => {
    const page = await openDemo(volunteer);
    // Items are marked as they are judged; the first marker is the first for good once all are there.
    let before = -1;
    await until(
      async () => {
        const now = await page.locator('.zs-marker__main').count();
        const settled = now > 0 && now === before;
        before = now;
        await page.waitForTimeout(400);
        return settled;
      },
      (settled) => settled,
      'all markers',
    );
    await page.locator('.zs-marker__main').first().click();
    const opened = volunteer.context.waitForEvent('page');
    await page.getByRole('button', { name: '举报' }).click();
    form = await opened;
    await form.locator('.rp-form').waitFor();
    await form.setViewportSize({ width: 1180, height: 900 });
    expect(await form.locator('.rp-quote').first().innerText()).not.toBe('');
    expect(await form.getByText('（猜测）').count()).toBe(1);
    expect(await form.locator('.rp-preview').innerText()).toContain(
      'xiaohongshu.com/explore/65f0c0de000000000000dec0',
    );
    expect(await faults(form)).toEqual([]);
  });

  it('crops and covers a picture before it becomes evidence, and keeps only the result', async () => {
    const picture = await form.screenshot({ clip: { x: 0, y: 0, width: 600, height: 300 } });
    await form
      .locator('.zs-file input')
      .setInputFiles({ name: 'shot.png', mimeType: 'image/png', buffer: picture });
    const canvas = form.locator('.rp-shot canvas');
    await canvas.waitFor();
    const colours = () =>
      canvas.evaluate((one: HTMLCanvasElement) => {
        const { data } = one.getContext('2d')!.getImageData(84, 28, 28, 28);
        return new Set(Array.from({ length: data.length / 4 }, (_, i) => data.slice(4 * i, 4 * i + 3).join()))
          .size;
      });
    const box = (await canvas.boundingBox())!;
    const scale = box.width / 600;
    await form.mouse.move(box.x + 60 * scale, box.y + 42 * scale);
    await form.mouse.down();
    await form.mouse.move(box.x + 130 * scale, box.y + 42 * scale, { steps: 8 });
    await form.mouse.up();
    expect(await colours()).toBe(1);
    await form.getByRole('button', { name: '使用这张截图' }).click();
    await form.getByText('已加入截图').waitFor();
  });

  it('takes two clicks, and leaves out what was unticked', async () => {
    await form.locator('.rp-part', { hasText: '页面标题' }).locator('input').uncheck();
    await form.getByText('（猜测）').click();
    await form.getByRole('button', { name: '完成', exact: true }).click();
    await form.locator('h1:focus', { hasText: '举报写好了' }).waitFor();
    expect(await form.getByText('官方渠道不收费，不会主动加你微信').count()).toBe(1);
    expect(await form.getByText('12377').count()).toBeGreaterThan(0);
    expect(await faults(form)).toEqual([]);
    const saving = form.waitForEvent('download');
    await form.getByRole('button', { name: '保存为文件' }).click();
    reportPath = await kept(await saving);
    const files = unzipSync(readFileSync(reportPath));
    const [line] = strFromU8(files['reports.ndjson']!).trim().split('\n');
    const report = JSON.parse(line!) as Report;
    expect(report.page.title).toBe('');
    expect(report.category.confirmed).not.toBeNull();
    expect(report.engine?.findings.length).toBeGreaterThan(0);
    expect(Object.keys(files)).toContain(`attachments/${report.attachments[0]!.sha256}`);
  });

  it('gives text for the platform’s own report page and submits nothing', async () => {
    await volunteer.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const before = volunteer.context.pages().length;
    await form.getByRole('button', { name: /^复制文字并/ }).click();
    await until(
      async () => volunteer.context.pages().length,
      (n) => n === before + 1,
      'the platform page',
    );
    const page = volunteer.context.pages().at(-1)!;
    expect(page.url()).not.toMatch(/api/);
    await page.close();
  });

  it('lists the report as waiting, and tells at once when the same thing is reported again', async () => {
    const mine = await volunteer.context.newPage();
    await mine.goto(ours(volunteer, 'my-reports.html'));
    await mine.getByText('等待审核').waitFor();
    expect(await faults(mine)).toEqual([]);
    await mine.close();
    const page = volunteer.context
      .pages()
      .find((one) => one.url().startsWith('https://www.xiaohongshu.com'))!;
    await page.bringToFront();
    await page.locator('.zs-marker__main').first().click();
    const opened = volunteer.context.waitForEvent('page');
    await page.getByRole('button', { name: '举报' }).click();
    const again = await opened;
    await again.getByText('已经有人举报过').waitFor();
    await again.getByRole('button', { name: '丢弃草稿' }).click();
    const closed = again.waitForEvent('close');
    await again.getByRole('button', { name: /^确定丢弃/ }).click();
    await closed;
  });

  it('imports on another device, clusters, and settles many by one decision with an exception', async () => {
    moderator = await openExtensionBrowser({
      build: 'chrome-mv3-e2e',
      viewport: { width: 1440, height: 900 },
    });
    const desk = await moderator.context.newPage();
    await desk.goto(ours(moderator, 'desk.html'));
    await desk.locator('.dk-page').waitFor();
    for (const path of [reportPath, await othersFile([...crowd, offsite])]) {
      await desk.keyboard.press('i');
      await desk.locator('.dk-drop input').setInputFiles(path);
      await desk.getByRole('button', { name: /^导入 \d+ 份/ }).click();
      await desk.getByText(/^已导入/).waitFor();
      await desk.keyboard.press('Escape');
    }
    await until(
      () => desk.locator('.dk-row').count(),
      (n) => n === 6,
      'six rows',
    );
    expect(await faults(desk)).toEqual([]);

    await desk.getByRole('button', { name: '聚类' }).click();
    const group = desk.locator('.dk-clusters li', { hasText: '4 个账号' }).first();
    await group.getByRole('button', { name: '一起决定' }).click();
    await desk.locator('.dk-ready__one').first().click();
    await desk.getByRole('button', { name: '先看会发生什么' }).click();
    await desk.getByText('找到 4 条，将改动 4 条').waitFor();
    await desk.getByRole('button', { name: '不包括这一条' }).first().click();
    await desk.getByText('找到 3 条，将改动 3 条').waitFor();
    expect(await faults(desk)).toEqual([]);
    await desk.getByRole('button', { name: '执行（3 条）' }).click();
    await desk.getByText('已处理 3 条').waitFor();
    await desk
      .getByRole('button', { name: /已确认/ })
      .first()
      .click();
    await until(
      () => desk.locator('.dk-row').count(),
      (n) => n === 3,
      'three confirmed',
    );
  });

  it('decides by keyboard alone and goes on to the next', async () => {
    const desk = moderator.context.pages().find((one) => one.url().endsWith('desk.html'))!;
    await desk.getByRole('button', { name: /^新来的/ }).click();
    await until(
      () => desk.locator('.dk-row').count(),
      (n) => n === 3,
      'three left',
    );
    const mine = desk.locator('.dk-row', { hasText: '小红书' });
    await mine.locator('.dk-row__open').click();
    await desk.locator('.dk-url', { hasText: 'xiaohongshu.com' }).first().waitFor();
    await desk.keyboard.press('c');
    await desk.locator('#dk-reason:focus').waitFor();
    await desk.keyboard.press('Control+Enter');
    await until(
      () => desk.locator('.dk-row').count(),
      (n) => n === 2,
      'two left',
    );
    await desk.keyboard.press('Escape');
    await desk.keyboard.press('u');
    await until(
      () => desk.locator('.dk-row').count(),
      (n) => n === 3,
      'three again after undo',
    );
    await mine.locator('.dk-row__open').click();
    await desk.locator('.dk-url', { hasText: 'xiaohongshu.com' }).first().waitFor();
    await desk.keyboard.press('c');
    await desk.locator('#dk-reason:focus').waitFor();
    await desk.keyboard.type('（已核对）');
    await desk.keyboard.press('Control+Enter');
    await until(
      () => desk.locator('.dk-row').count(),
      (n) => n === 2,
      'two left',
    );
    // The row under the cursor and the evidence beside it are one and the same, whatever was recycled.
    const pair = async () => ({
      row: await desk.locator('.dk-row[aria-current] .dk-row__text').innerText(),
      quote: await desk.locator('.dk-quote').first().innerText(),
    });
    await until(pair, ({ row, quote }) => quote.startsWith(row.slice(0, 30)), 'row and evidence to agree');
  });

  it('exports every form, each of which opens and holds what it should', async () => {
    const desk = moderator.context.pages().find((one) => one.url().endsWith('desk.html'))!;
    await desk.locator('.dk-row', { hasText: '征信修复三天消除' }).locator('.dk-row__open').click();
    await desk.locator('.dk-quote', { hasText: '征信修复三天消除' }).waitFor();
    await desk.keyboard.press('c');
    await desk.locator('#dk-reason:focus').waitFor();
    await desk.keyboard.press('Control+Enter');
    await until(
      () => desk.locator('.dk-row').count(),
      (n) => n === 1,
      'one left',
    );
    await desk.getByRole('button', { name: /^全部/ }).click();
    await until(
      () => desk.locator('.dk-row').count(),
      (n) => n === 6,
      'all',
    );
    await desk.keyboard.press('Escape');
    await desk.keyboard.press('o');
    const saving = desk.waitForEvent('download');
    // Inside the dialog: the bar has a button of the same name.
    await desk.locator('dialog').getByRole('button', { name: '导出', exact: true }).click();
    const files = unzipSync(readFileSync(await kept(await saving)));
    const text = (name: string) => strFromU8(files[name]!);
    expect(Object.keys(files)).toEqual(
      expect.arrayContaining([
        'cases.jsonl',
        'cases.csv',
        'urls.txt',
        'filters.txt',
        'evidence.html',
        'domains.txt',
        'stix.json',
        'misp-event.json',
        'decisions.jsonl',
        'manifest.json',
      ]),
    );
    expect(Object.keys(files).some((name) => name.startsWith('by-platform/'))).toBe(true);
    expect(Object.keys(files).some((name) => name.startsWith('packets/'))).toBe(true);
    expect(text('cases.jsonl').trim().split('\n')).toHaveLength(6);
    expect([...files['cases.csv']!.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(text('cases.csv').split('\r\n').length).toBeGreaterThan(6);
    expect(text('domains.txt')).toContain('zhengxin-xiufu.example.top');
    expect(text('domains.txt')).not.toMatch(/douyin|xiaohongshu/);
    expect(JSON.parse(text('stix.json'))).toHaveProperty('type', 'bundle');
    expect(JSON.parse(text('manifest.json')).counts.cases).toBe(6);
    // Of the confirmed videos alone: comments have no address of their own.
    const urls = text('urls.txt').trim().split('\n');
    expect(urls.every((line) => line.startsWith('https://'))).toBe(true);
    expect(urls.filter((line) => line.startsWith('https://www.douyin.com/video/'))).toHaveLength(3);
    const decisions = desk.waitForEvent('download');
    await desk.getByRole('button', { name: '决定文件' }).click();
    decisionPath = await kept(await decisions);
    await desk.keyboard.press('Escape');
  });

  it('shows charts and the append-only log, with nothing lost of what was undone', async () => {
    const desk = moderator.context.pages().find((one) => one.url().endsWith('desk.html'))!;
    await desk.getByRole('button', { name: '统计' }).click();
    await desk.locator('.dk-chart canvas').first().waitFor();
    await desk.getByText('用表格看每天的数字').click();
    expect(await desk.locator('.dk-charts details tbody tr').count()).toBe(30);
    expect(await faults(desk)).toEqual([]);
    await desk.getByRole('button', { name: '记录' }).click();
    await desk.getByText('撤销了').first().waitFor();
    expect(await faults(desk)).toEqual([]);
  });

  it('brings the decision and its reason back to the reporter', async () => {
    const mine = await volunteer.context.newPage();
    await mine.goto(ours(volunteer, 'my-reports.html'));
    await mine.getByText('等待审核').waitFor();
    await mine.locator('.rp-tools input[type=file]').setInputFiles(decisionPath);
    await mine.getByText('已核对').waitFor();
    expect(await mine.locator('.rp-mine .zs-chip').first().innerText()).toBe('已确认');
    // The same file again is no news and changes nothing.
    await mine.locator('.rp-tools input[type=file]').setInputFiles(decisionPath);
    await mine.getByText('这个文件里没有新的内容').waitFor();
  });

  it('edits the note into a new record, takes back, and keeps the list right after a reload', async () => {
    const mine = volunteer.context.pages().find((one) => one.url().endsWith('my-reports.html'))!;
    await mine.getByRole('button', { name: '改说明' }).click();
    await mine.locator('form.rp-field textarea').fill('在评论区第三条');
    await mine.getByRole('button', { name: '保存说明' }).click();
    await mine.getByText('在评论区第三条').waitFor();
    await mine.getByRole('button', { name: '撤回', exact: true }).click();
    await mine.getByRole('button', { name: /确定撤回/ }).click();
    await mine.getByText('已撤回').waitFor();
    await mine.reload();
    await mine.getByText('已撤回').waitFor();
    expect(await mine.locator('.rp-mine').count()).toBe(1);
  });
});
