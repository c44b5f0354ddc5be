import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, unzipSync, zipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeBundle } from '../../reports/bundle/write-bundle.ts';
import type { Report } from '../../reports/record-format.ts';
import { openExtensionBrowser, type ExtensionBrowser } from '../../scripts/browser/extension-browser.ts';
import { reportWith } from '../unit/reports/report-with.ts';

const folder = mkdtempSync(join(tmpdir(), 'zhaishao-hostile-'));
const saved = (name: string, bytes: Uint8Array) => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};
async function bundle(reports: readonly Report[]): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of writeBundle({
    kind: 'reports',
    createdAt: '2026-11-26T08:00:00.000Z',
    from: '哨-x',
    generator: 'test',
    reports: reports.map((one) => ({ ...one })),
    events: [],
    loadAttachment: async () => null,
  }))
    chunks.push(chunk);
  return Buffer.concat(chunks);
}
const NASTY =
  '<img src=x onerror="document.title=\'owned\'"><script>document.title="owned"</script>=HYPERLINK("http://evil")';
const nasty = reportWith(
  {
    text: NASTY,
    pageTitle: NASTY,
    parentText: NASTY,
    note: NASTY,
    fee: '=1+1',
    author: { name: NASTY.slice(0, 190), id: '"><b>', profileUrl: null },
    handles: [{ kind: 'wechat', value: '<b>x</b>', whose: 'advertiser', state: 'kept' }],
    engine: {
      rulesetVersion: '<i>',
      level: 'danger',
      score: 0.9,
      findings: [{ rule: '<u>', signal: 's', start: 0, end: 9 }],
    },
  },
  '<s>alias</s>',
);

describe('hostile report files at the desk', () => {
  let browser: ExtensionBrowser;
  let desk: Page;
  beforeAll(async () => {
    browser = await openExtensionBrowser({ viewport: { width: 1440, height: 900 } });
    desk = await browser.context.newPage();
    await desk.goto(`chrome-extension://${browser.extensionId}/desk.html`);
    await desk.locator('.dk-page').waitFor();
  });
  afterAll(() => browser?.close());
  const choose = async (path: string) => {
    await desk.keyboard.press('i');
    await desk.locator('.dk-drop input').setInputFiles(path);
  };

  it('are refused with a sentence, and nothing is written', async () => {
    const good = await bundle([reportWith({ n: 1 })]);
    const inside = unzipSync(good);
    const tampered = zipSync({ ...inside, 'reports.ndjson': strToU8('{"id":"x"}\n') });
    const bomb = zipSync({ ...inside, 'reports.ndjson': new Uint8Array(60_000_000) }, { level: 9 });
    const escape = zipSync({ ...inside, '../../evil.js': strToU8('x') });
    for (const [name, bytes] of [
      ['not-a-zip.zhaishao.zip', strToU8('hello')],
      ['cut.zhaishao.zip', good.slice(0, good.length >> 1)],
      ['tampered.zhaishao.zip', tampered],
      ['bomb.zhaishao.zip', bomb],
      ['escape.zhaishao.zip', escape],
      ['other.zip', zipSync({ 'readme.txt': strToU8('no manifest') })],
    ] as const) {
      await choose(saved(name, bytes));
      const said = desk.locator('dialog [role=alert]');
      await said.waitFor();
      const shown = await said.innerText();
      expect(shown, name).toMatch(/这个文件不能导入：.+。没有写入任何东西/);
      // What the machine said is folded away.
      expect(shown, name).not.toMatch(/[a-z]{3}/);
      await desk.keyboard.press('Escape');
    }
    expect(await desk.getByRole('button', { name: /^全部/ }).innerText()).toMatch(/0/);
  });

  it('show HTML and formulas in every field as plain text', async () => {
    await choose(saved('nasty.zhaishao.zip', await bundle([nasty])));
    await desk.getByRole('button', { name: /^导入 1 份/ }).click();
    await desk.getByText(/^已导入/).waitFor();
    await desk.keyboard.press('Escape');
    await desk.locator('.dk-row__open').click();
    await desk.locator('.dk-quote').waitFor();
    expect(await desk.locator('.dk-quote').innerText()).toBe(NASTY);
    expect(
      await desk
        .locator(
          '.dk-page img, .dk-pane script, .dk-pane b:not(.dk-row b), .dk-pane u, .dk-pane s, .dk-pane i',
        )
        .count(),
    ).toBe(0);
    expect(await desk.title()).not.toBe('owned');
  });

  it('can be previewed and unticked before anything is written', async () => {
    await choose(saved('two.zhaishao.zip', await bundle([reportWith({ n: 2 }), reportWith({ n: 3 })])));
    await desk.locator('.dk-preview input').first().uncheck();
    await desk.getByRole('button', { name: /^导入 1 份/ }).click();
    await desk.getByText('新增举报 1').waitFor();
    await desk.keyboard.press('Escape');
  });
});
