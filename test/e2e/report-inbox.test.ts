import { mkdtempSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeBundle } from '../../reports/bundle/write-bundle.ts';
import { openExtensionBrowser, type ExtensionBrowser } from '../../scripts/browser/extension-browser.ts';
import { startCouchServer, type CouchServer } from '../unit/reports/couch-server.ts';
import { reportWith } from '../unit/reports/report-with.ts';
import { until } from './demo-page.ts';

const COUNT = 30;
const ALIAS = '哨-volunteer';
const reports = Array.from({ length: COUNT }, (_, n) =>
  reportWith(
    {
      n,
      text: `第${n}条：停息挂账，加薇 zhaiwu${6000 + n}，先付399`,
      itemUrl: `https://www.douyin.com/video/73010000000000200${n}`,
    },
    ALIAS,
  ),
);

/**
 * Tests cannot click the browser's own permission window, so this stands in for the granted host: the answers of the real server, with
 * the headers that let any origin read them.
 */
async function readableBy(target: string): Promise<{ origin: string; close: () => Promise<void> }> {
  const server = http.createServer((request, response) => {
    const headers = {
      'access-control-allow-origin': '*',
      'access-control-allow-headers': 'authorization, content-type',
      'access-control-allow-methods': 'GET, POST, PUT',
      'access-control-allow-private-network': 'true',
    };
    if (request.method === 'OPTIONS') return void response.writeHead(204, headers).end();
    const onward = http.request(
      new URL(request.url!, target),
      { method: request.method, headers: request.headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 500, { ...answer.headers, ...headers });
        answer.pipe(response);
      },
    );
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((done) => (server.closeAllConnections(), server.close(() => done()))),
  };
}

/** Puts rows into the extension's database as the pages would. */
const put = (page: Page, name: 'outbox' | 'settings', rows: readonly unknown[]) =>
  page.evaluate(
    ([store, list]) =>
      new Promise<void>((done, fail) => {
        const open = indexedDB.open('zhaishao-reports');
        open.onsuccess = () => {
          const tx = open.result.transaction(store, 'readwrite');
          for (const row of list) tx.objectStore(store).put(row);
          tx.oncomplete = () => (open.result.close(), done());
          tx.onerror = () => fail(tx.error);
        };
      }),
    [name, rows] as const,
  );
const outbox = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<{ state: string; attempts: number }[]>((done) => {
        const open = indexedDB.open('zhaishao-reports');
        open.onsuccess = () => {
          const all = open.result.transaction('outbox').objectStore('outbox').getAll();
          all.onsuccess = () => (
            open.result.close(),
            done(all.result as { state: string; attempts: number }[])
          );
        };
      }),
  );
const stopWorker = async (browser: ExtensionBrowser, page: Page) => {
  const session = await browser.context.newCDPSession(page);
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await session.detach();
};

describe('team inbox, against a real server of the CouchDB protocol', () => {
  let server: CouchServer;
  let proxy: Awaited<ReturnType<typeof readableBy>>;
  let address = '';
  let volunteer: ExtensionBrowser;
  let moderator: ExtensionBrowser;
  let mine: Page;

  const ids = async () => {
    const all = (await server.get(`${database}/_all_docs`)) as { rows: { id: string }[] };
    return all.rows.map((row) => row.id).filter((id) => id.startsWith('report:'));
  };
  let database = '';
  const start = async (alias: string) => {
    const browser = await openExtensionBrowser({ viewport: { width: 1440, height: 900 } });
    await browser.context.route(`${proxy.origin}/**`, (route) => route.continue());
    const page = await browser.context.newPage();
    await page.goto(`chrome-extension://${browser.extensionId}/my-reports.html`);
    await page.locator('#inbox').waitFor();
    await put(page, 'settings', [
      { key: 'inbox:config', value: { address, user: '', password: '' } },
      { key: 'alias', value: alias },
    ]);
    await page.reload();
    await page.getByRole('button', { name: '现在收发' }).waitFor();
    return { browser, page };
  };

  beforeAll(async () => {
    server = await startCouchServer();
    database = await server.database();
    await fetch(`${database}/_bulk_docs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ docs: [{ _id: 'team', reportsPerDay: 40, words: '先看清再报' }] }),
    });
    proxy = await readableBy(database);
    address = `${proxy.origin}${new URL(database).pathname}`;
    ({ browser: volunteer, page: mine } = await start(ALIAS));
    const chunks: Uint8Array[] = [];
    for await (const chunk of writeBundle({
      kind: 'reports',
      createdAt: '2026-11-26T08:00:00.000Z',
      from: ALIAS,
      generator: 'test',
      reports: reports.map((one) => ({ ...one })),
      events: [],
      loadAttachment: async () => null,
    }))
      chunks.push(chunk);
    const file = join(mkdtempSync(join(tmpdir(), 'zhaishao-inbox-')), 'mine.zhaishao.zip');
    writeFileSync(file, Buffer.concat(chunks));
    const desk = await volunteer.context.newPage();
    await desk.goto(`chrome-extension://${volunteer.extensionId}/desk.html`);
    await desk.locator('.dk-page').waitFor();
    await desk.keyboard.press('i');
    await desk.locator('.dk-drop input').setInputFiles(file);
    await desk.getByRole('button', { name: /^导入 \d+ 份/ }).click();
    await desk.getByText(/^已导入/).waitFor();
    await desk.close();
    await put(
      mine,
      'outbox',
      reports.map((one) => ({
        id: one.id,
        kind: 'report',
        due: 0,
        attempts: 0,
        lastError: null,
        state: 'waiting',
      })),
    );
    await mine.reload();
  });
  afterAll(async () => {
    await volunteer?.close();
    await moderator?.close();
    await proxy?.close();
    await server?.close();
  });

  it('loses nothing and doubles nothing when the worker is killed while the server hangs', async () => {
    server.seen.length = 0;
    server.faults.push('hang');
    await mine.getByRole('button', { name: '现在收发' }).click();
    await until(
      async () => server.seen.length,
      (n) => n > 0,
      'the first request',
    );
    await stopWorker(volunteer, mine);
    expect(await outbox(mine)).toHaveLength(COUNT);
  });

  it('loses nothing and doubles nothing when the server took it but the answer never arrived', async () => {
    server.faults.push('cut_after');
    await mine.getByRole('button', { name: '现在收发' }).click();
    await until(
      async () => outbox(mine),
      (all) => all.some((one) => one.attempts > 0),
      'the failure to be noted',
    );
    expect(await ids()).toHaveLength(COUNT);
    expect(await outbox(mine)).toHaveLength(COUNT);
    await stopWorker(volunteer, mine);
    await mine.getByRole('button', { name: '现在收发' }).click();
    await until(
      async () => outbox(mine),
      (all) => all.length === 0,
      'an empty outbox',
    );
    expect((await ids()).sort()).toEqual(reports.map((one) => `report:${one.id}`).sort());
  });

  it('brings everything to a moderator once, and the decision with its reason back', async () => {
    let page: Page;
    ({ browser: moderator, page } = await start('审核甲'));
    await page.goto(`chrome-extension://${moderator.extensionId}/desk.html`);
    await page.locator('.dk-page').waitFor();
    await page.keyboard.press('i');
    await page.getByRole('button', { name: '从团队收件箱收取' }).click();
    await page.getByText(`${ALIAS}：举报 ${COUNT}，决定和记录 0`).waitFor();
    await page.locator('.dk-preview input').first().uncheck();
    await page.getByRole('button', { name: `导入 ${COUNT - 1} 份` }).click();
    await page.getByText(`新增举报 ${COUNT - 1}`).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('i');
    await page.getByRole('button', { name: '从团队收件箱收取' }).click();
    await page.getByText('没有新的内容').waitFor();
    await page.getByRole('button', { name: '取消' }).click();
    // What was left out is offered again only to a look from the start; what is here is not doubled.
    await page.getByRole('button', { name: '从头再看一遍' }).click();
    await page.getByText(`其中 ${COUNT - 1} 份已经有了`).waitFor();
    await page.getByRole('button', { name: /^导入 \d+ 份/ }).click();
    await page.getByText('新增举报 1').waitFor();
    await page.keyboard.press('Escape');
    await until(
      () => page.getByRole('button', { name: /^全部/ }).innerText(),
      (text) => text.includes(String(COUNT)),
      'all reports once',
    );
    await page.getByRole('button', { name: /^新来的/ }).click();
    await page.locator('.dk-quote').first().waitFor();
    // Decisions wait until everything is read: on a slow machine the first press may come too early.
    await until(
      async () => {
        await page.keyboard.press('c');
        await new Promise((done) => setTimeout(done, 500));
        return page.locator('#dk-reason:focus').count();
      },
      (n) => n === 1,
      'the reason to be asked for',
    );
    await page.keyboard.type('，已核对');
    await page.keyboard.press('Control+Enter');
    await page.getByText('已处理 1 条').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('i');
    await page.getByRole('button', { name: '从团队收件箱收取' }).click();
    await page.getByRole('button', { name: /^导入 \d+ 份/ }).click();
    await page.getByText('送出了 1 条决定').waitFor();

    await mine.reload();
    await mine.getByRole('button', { name: '现在收发' }).click();
    await until(
      async () => {
        await mine.reload();
        await mine.locator('.rp-mine').first().waitFor();
        return mine.getByText('，已核对').count();
      },
      (n) => n === 1,
      'the decision with its reason',
    );
  });

  it('tells volunteers what the team asks, and their own record', async () => {
    await mine.reload();
    await mine.getByText('每人每天最多 40 份。 团队说明：先看清再报').waitFor();
    await mine.getByText(`你一共写了 ${COUNT} 份`).waitFor();
    expect(await mine.getByText('有结论的 1 份：1 份被确认').count()).toBe(1);
  });

  it('says what is wrong when the server refuses, and keeps what waits', async () => {
    await put(mine, 'outbox', [
      { id: reports[0]!.id, kind: 'report', due: 0, attempts: 0, lastError: null, state: 'waiting' },
    ]);
    server.faults.push({ status: 429, headers: { 'retry-after': '60' } });
    await mine.reload();
    await mine.getByRole('button', { name: '现在收发' }).click();
    await until(
      async () => outbox(mine),
      (all) => (all[0]?.attempts ?? 0) > 0,
      'the try to be counted',
    );
    expect(await outbox(mine)).toHaveLength(1);
    await mine.getByText('收件箱说“太快了”（429）').waitFor();
  });
});
