import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { generateReports } from '../../bench/generate-reports.ts';
import { writeBundle } from '../../reports/bundle/write-bundle.ts';
import { sha256Hex } from '../../reports/content-hash.ts';
import { ReportDraft } from '../../reports/draft-format.ts';
import { readReport } from '../../reports/read-report.ts';
import type { Report } from '../../reports/record-format.ts';
import { draftWith, reportWith } from '../unit/reports/report-with.ts';
import { newProfile, startBrowser, type KillableBrowser } from './killable-browser.ts';

const COUNT = 9_000;
const PORTION = 1_000;

/** All rows of one store of the extension's database, as they are on disk. */
const rows = <Row>(page: Page, name: string) =>
  page.evaluate(
    (store) =>
      new Promise<unknown[]>((done, fail) => {
        const open = indexedDB.open('zhaishao-reports');
        open.onerror = () => fail(open.error);
        open.onsuccess = () => {
          const all = open.result.transaction(store).objectStore(store).getAll();
          all.onsuccess = () => (open.result.close(), done(all.result));
        };
      }),
    name,
  ) as Promise<Row[]>;
/** Reports lie many in a row. */
const reportsOnDisk = async (page: Page) =>
  (await rows<{ raws: Report[] }>(page, 'packs')).flatMap((pack) => pack.raws);

describe('the browser is killed in the middle of a write', () => {
  let profile: string;
  let browser: KillableBrowser;
  beforeEach(async () => {
    profile = newProfile();
    browser = await startBrowser(profile);
  });
  afterEach(async () => {
    await browser.kill();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  });
  const again = async () => {
    await browser.kill();
    browser = await startBrowser(profile);
  };

  async function startImport(file: string): Promise<Page> {
    const desk = await browser.context.newPage();
    await desk.goto(browser.url('desk.html'));
    await desk.locator('.dk-page').waitFor();
    await desk.keyboard.press('i');
    await desk.locator('.dk-drop input').setInputFiles(file);
    await desk.getByRole('button', { name: /^导入 \d+ 份/ }).click({ timeout: 90_000 });
    return desk;
  }

  it('during an import: what was said to be written is there, whole; doing it again brings the rest', async () => {
    const pictures = Array.from({ length: 40 }, (_, n) =>
      new TextEncoder().encode(`picture ${n}`.repeat(2000)),
    );
    const withPictures = pictures.map((bytes, n) =>
      reportWith({
        n: 90_000 + n,
        itemUrl: `https://www.douyin.com/video/7301000000009${String(n).padStart(6, '0')}`,
        attachments: [{ name: 'a.jpg', mime: 'image/jpeg', sha256: sha256Hex(bytes), size: bytes.length }],
      }),
    );
    const reports = [...generateReports(COUNT - pictures.length, 21).reports, ...withPictures];
    const chunks: Uint8Array[] = [];
    for await (const chunk of writeBundle({
      kind: 'team',
      createdAt: '2026-11-26T08:00:00.000Z',
      from: 'test',
      generator: 'test',
      reports: reports.map((one) => ({ ...one })),
      events: [],
      loadAttachment: async (sha256) => pictures.find((bytes) => sha256Hex(bytes) === sha256) ?? null,
    }))
      chunks.push(chunk);
    const file = join(profile, 'many.zhaishao.zip');
    writeFileSync(file, Buffer.concat(chunks));

    let before = 0;
    // Killed early and late; each time the import starts anew on what is there.
    for (const portion of [1, 3]) {
      const desk = await startImport(file);
      // Asked inside the page, every frame: the import must not be over before we look.
      const said = await desk
        .waitForFunction(
          (least) => {
            const bar = document.querySelector<HTMLProgressElement>('.dk-progress progress');
            return bar !== null && bar.max > 1 && bar.value >= least ? bar.value : false;
          },
          portion * PORTION,
          { timeout: 60_000 },
        )
        .then(async (handle) => (await handle.jsonValue()) as number);
      await again();
      const page = await browser.context.newPage();
      await page.goto(browser.url('my-reports.html'));
      await page.locator('#inbox').waitFor();
      const stored = await reportsOnDisk(page);
      expect(stored.length).toBeGreaterThanOrEqual(Math.max(before, said));
      expect(stored.length % PORTION).toBe(0);
      // The first kill is early enough to be in the middle for certain.
      if (portion === 1) expect(stored.length).toBeLessThan(COUNT);
      before = stored.length;
      const kept = new Set((await rows<{ sha256: string }>(page, 'attachments')).map((one) => one.sha256));
      for (const raw of stored) {
        expect(readReport(raw)).toMatchObject({ ok: true });
        for (const one of raw.attachments) expect(kept.has(one.sha256)).toBe(true);
      }
      await page.close();
    }
    const desk = await startImport(file);
    await desk.getByText(/^已导入/).waitFor();
    expect(await desk.getByText(`新增举报 ${COUNT - before}`).count()).toBe(1);
    expect(await reportsOnDisk(desk)).toHaveLength(COUNT);
    expect(await rows(desk, 'attachments')).toHaveLength(pictures.length);
    // Three browsers and three imports: 196 s on two cores under a load of 6.
  }, 300_000);

  it('while a draft is saved: it is there as last said to be saved or later, never half', async () => {
    const setUp = await browser.context.newPage();
    await setUp.goto(browser.url('my-reports.html'));
    await setUp.locator('#inbox').waitFor();
    const draft = draftWith({ id: 'draft-kill', text: '停息挂账，加薇 zhaiwu6688，先付399' });
    await setUp.evaluate(
      (one) =>
        new Promise<void>((done) => {
          const open = indexedDB.open('zhaishao-reports');
          open.onsuccess = () => {
            const tx = open.result.transaction('drafts', 'readwrite', { durability: 'strict' });
            tx.objectStore('drafts').put(one);
            tx.oncomplete = () => (open.result.close(), done());
          };
        }),
      draft,
    );
    let said = '';
    for (const wait of [0, 5, 40, 150]) {
      const form = await browser.context.newPage();
      await form.goto(browser.url('report.html#draft-kill'));
      const note = form.getByLabel('你自己的说明');
      await note.waitFor();
      expect(await note.inputValue()).toBe(said);
      // Long, so that a save takes a while; it must be told as saved before more is typed.
      const safe = `${said}甲${'经过'.repeat(400)}`.slice(-3000);
      await note.fill(safe);
      await form
        .getByText(/已保存|保存于|已存/)
        .first()
        .waitFor();
      const later = `${safe}乙`;
      await note.fill(later);
      await form.evaluate(() => dispatchEvent(new Event('pagehide')));
      await new Promise((go) => setTimeout(go, wait));
      await again();
      const page = await browser.context.newPage();
      await page.goto(browser.url('my-reports.html'));
      await page.locator('#inbox').waitFor();
      const [kept] = await rows<ReportDraft>(page, 'drafts');
      expect(ReportDraft.safeParse(kept).success).toBe(true);
      expect([safe, later]).toContain(kept!.note);
      expect(kept!.text).toBe(draft.text);
      said = kept!.note!;
      await page.close();
    }
  });
});
