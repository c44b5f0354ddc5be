import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from '../../scripts/find-chromium.mjs';
import { startCouchServer, type CouchServer } from '../unit/reports/couch-server.ts';
import { DEMO, demoHtml, until } from './demo-page.ts';
import { hasFirefox, openFirefox } from './firefox-browser.ts';
import { pageText, shows } from './page-text.ts';
import { openToolbarBrowser } from './toolbar-browser.ts';

/** Where Debian's Chromium looks for the policies of this machine. */
const POLICIES = '/etc/chromium/policies/managed';
const EXTENSION = resolve(import.meta.dirname, '../../.output/chrome-mv3-e2e');
const mayWritePolicies = isWritable(POLICIES) && findChromium() === '/usr/bin/chromium';

/**
 * The team inbox as an organisation sets it: address and credentials by the browser's own policy, nothing typed by the volunteer. To a real
 * server of the CouchDB protocol that refuses whoever has no password, and that sends no headers for other origins.
 */
describe('team inbox by policy of the organisation', () => {
  let server: CouchServer;
  let policy: { inbox: { address: string; user: string; password: string; reportsPerDay: number } };
  let stop: () => Promise<void> = async () => {};

  beforeAll(async () => {
    server = await startCouchServer();
    const address = await server.database();
    policy = { inbox: { address, user: 'volunteer', password: '同一口令', reportsPerDay: 7 } };
    server.authorization = `Basic ${Buffer.from('volunteer:同一口令').toString('base64')}`;
  });
  afterEach(async () => {
    await stop();
    stop = async () => {};
  });
  afterAll(() => server?.close());

  const press = (page: Page, words: string) => page.locator(`::-p-text(${words})`).click();

  /** What the settings of the inbox show. */
  async function isSet(mine: Page): Promise<void> {
    await shows(mine, '由管理员设置');
    await shows(mine, '每人每天最多 7 份');
    const fields = await mine.evaluate(() =>
      [...document.querySelectorAll<HTMLInputElement>('#inbox input')].map(({ value, disabled }) => ({
        value,
        disabled,
      })),
    );
    // The password is the organisation's: not shown to who uses the browser.
    expect(fields).toEqual(
      [policy.inbox.address, 'volunteer', ''].map((value) => ({ value, disabled: true })),
    );
    expect(await pageText(mine)).not.toContain('保存并检查');
  }

  /** Set by others, the host was never asked for: one click, and the browser's own question. */
  async function allows(mine: Page): Promise<void> {
    await shows(mine, '还没有允许债哨访问 127.0.0.1');
    await press(mine, '允许访问');
    await until(
      () => pageText(mine),
      (all) => !all.includes('还没有允许债哨访问'),
      'the note to go',
    );
  }

  /** The moderators' desk fetches from the inbox itself: whoever presses that there is told as well, as long as the host is not allowed. */
  async function deskTells(desk: Page, told: boolean): Promise<void> {
    await desk.locator('.dk-page').wait();
    await desk.keyboard.press('i');
    await shows(desk, '从团队收件箱收取');
    // The browser is asked only then; no note yet would prove nothing.
    if (!told) await new Promise((go) => setTimeout(go, 700));
    await until(
      () => pageText(desk),
      (all) => all.includes('还没有允许债哨访问 127.0.0.1') === told,
      `${told ? 'the' : 'no'} note on the desk`,
    );
    await desk.close();
  }

  /** Fills the form and hands over; answers what the server holds. */
  async function handsOver(form: Page, words: string): Promise<string> {
    await shows(form, '平台：小红书');
    await form.locator('textarea').fill(words);
    await press(form, '代理协商、停息挂账');
    await form.locator('button ::-p-text(完成)').click();
    await shows(form, '举报写好了');
    await press(form, '送到团队收件箱');
    await shows(form, '已送到');
    const all = await fetch(`${policy.inbox.address}/_all_docs?include_docs=true`, {
      headers: { authorization: server.authorization! },
    });
    return all.text();
  }
  const reportPage = (pages: () => Promise<Page[]>) =>
    until(
      async () => {
        for (const page of await pages())
          if ((await page.evaluate(() => location.pathname).catch(() => '')) === '/report.html') return page;
        return undefined;
      },
      (page) => page !== undefined,
      'the report page',
    ) as Promise<Page>;

  it.skipIf(!hasFirefox)('reaches Firefox by a managed storage manifest', async () => {
    const firefox = await openFirefox({ managed: policy });
    stop = () => firefox.close();
    const welcome = await firefox.own('welcome.html');
    await firefox.inExtension(welcome, async (api) =>
      api.storage.local.set({ settings: { language: 'zh-CN' } }),
    );
    const mine = await firefox.own('my-reports.html');
    await isSet(mine);
    await deskTells(await firefox.own('desk.html'), true);
    await mine.bringToFront();
    await allows(mine);
    await deskTells(await firefox.own('desk.html'), false);
    await firefox.open(DEMO, demoHtml);
    const tabs = await firefox.inExtension(mine, async (api) => api.tabs.query({}));
    const popup = await firefox.own(`popup.html?tab=${tabs.find(({ url }) => url === DEMO)!.id}`, 360);
    await press(popup, '举报本页');
    const form = await reportPage(() => firefox.browser.pages());
    await form.bringToFront();
    expect(await handsOver(form, '火狐：停息挂账，加薇 zs8821xy')).toContain('火狐：停息挂账，加薇 zs8821xy');
    expect(firefox.errors).toEqual([]);
  });

  // Chromium reads policies from one folder of the machine alone, which needs root; elsewhere Firefox stands for both.
  it.skipIf(!mayWritePolicies)(`reaches Chromium by a file in ${POLICIES}`, async () => {
    const removePolicy = writePolicy(policy);
    stop = async () => removePolicy();
    const chromium = await openToolbarBrowser();
    stop = async () => {
      removePolicy();
      await chromium.close();
    };
    const mine = await chromium.browser.newPage();
    await mine.goto(chromium.own('my-reports.html'));
    await isSet(mine);
    const atDesk = async (told: boolean) => {
      const desk = await chromium.browser.newPage();
      await desk.goto(chromium.own('desk.html'));
      await deskTells(desk, told);
    };
    await atDesk(true);
    // The browser asks nothing about a host that was granted on its own page before: the only way without a person.
    await chromium.grant('http://127.0.0.1/*');
    await mine.bringToFront();
    await allows(mine);
    await atDesk(false);
    const feed = await chromium.open(DEMO, demoHtml);
    const popup = await chromium.popup(feed);
    await press(popup, '举报本页');
    const form = await reportPage(() => chromium.browser.pages());
    await form.bringToFront();
    expect(await handsOver(form, '谷歌系：停息挂账，加薇 zs8821xy')).toContain(
      '谷歌系：停息挂账，加薇 zs8821xy',
    );
  });
});

/** Writes a policy for the unpacked build. @returns takes it away, with the folders that were made for it */
function writePolicy(policy: object): () => void {
  const file = join(POLICIES, `zhaishao-test-${process.pid}.json`);
  const made = [POLICIES, dirname(POLICIES)].filter((folder) => !existsSync(folder));
  mkdirSync(POLICIES, { recursive: true });
  writeFileSync(file, JSON.stringify({ '3rdparty': { extensions: { [unpackedId(EXTENSION)]: policy } } }));
  return () => {
    rmSync(file, { force: true });
    for (const folder of made) {
      try {
        rmdirSync(folder);
      } catch {
        // Somebody else's policy is in it by now.
      }
    }
  };
}

/** Id that Chromium gives an unpacked extension: the first half of the hash of its path, 0–f written as a–p. */
function unpackedId(folder: string): string {
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 32);
  return [...hash].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('');
}

function isWritable(folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    if (!existsSync(at)) continue;
    try {
      accessSync(at, constants.W_OK);
      return true;
    } catch {
      return false;
    }
  }
}
