import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openExtensionBrowser, type ExtensionBrowser } from '../../scripts/browser/extension-browser.ts';
import { ChannelRepository } from '../../scripts/channel/channel-repository.ts';
import { readableFingerprint } from '../../updates/fingerprint.ts';
import { newRoles, onlineKeys } from '../unit/updates/channel-keys.ts';
import { serveChannel, type ChannelServer } from '../unit/updates/channel-server.ts';
import { phraseRule } from '../unit/updates/small-ruleset.ts';

/**
 * Rules that arrive while pages are open, in the built extension with a channel of the test built in. Nothing but the channel changes: no
 * reload, no new build.
 */
const SHOTS = process.env['SHOTS'];
const bundled = JSON.parse(readFileSync('.generated/ruleset.json', 'utf8')) as {
  rules: unknown[];
  sites: { id: string }[];
} & Record<string, unknown>;
const TOPIC = 'https://www.douban.com/group/topic/300000009/';
const LURE = '专业征信修复，逾期记录三天消除，不成功不收费，加薇❤细聊';
const NOVEL = '小海豚上岸互助计划，想了解的朋友看过来';

interface Channel {
  readonly folder: string;
  readonly roles: ReturnType<typeof newRoles>;
  readonly repository: ChannelRepository;
  server: ChannelServer;
}
const channels: Channel[] = [];
let chrome: ExtensionBrowser;
let official: Channel;
let options: Page;
let versions = 0;

async function makeChannel(): Promise<Channel> {
  const folder = mkdtempSync(join(tmpdir(), 'zhaishao-e2e-channel-'));
  const roles = newRoles();
  const repository = new ChannelRepository(folder);
  repository.init(roles);
  const channel = { folder, roles, repository, server: await serveChannel(folder) };
  channels.push(channel);
  return channel;
}

function publish(channel: Channel, content: object, changes: string): string {
  const version = `${new Date().toISOString().slice(0, 10).replaceAll('-', '.')}-${10 + ++versions}`;
  const createdAt = new Date().toISOString();
  const entry = { version, date: createdAt.slice(0, 10), changes: { 'zh-CN': [changes] } };
  channel.repository.publish(
    {
      'ruleset.json': JSON.stringify({ ...content, version, createdAt }),
      'changelog.json': JSON.stringify({ entries: [entry] }),
    },
    onlineKeys(channel.roles),
  );
  return version;
}

beforeAll(async () => {
  if (SHOTS) mkdirSync(SHOTS, { recursive: true });
  official = await makeChannel();
  await promisify(execFile)(
    resolve('node_modules/.bin/node'),
    [resolve('node_modules/.bin/wxt'), 'build', '--mode', 'channel'],
    {
      env: {
        ...process.env,
        ZHAISHAO_CHANNEL_URL: official.server.url,
        ZHAISHAO_CHANNEL_ROOT: join(official.folder, 'metadata/1.root.json'),
        ZHAISHAO_CHANNEL_TITLE: '官方规则',
      },
    },
  );
  chrome = await openExtensionBrowser({ build: 'chrome-mv3-channel' });
  await chrome.context.route(/^http:\/\/127\.0\.0\.1:/, (route) => route.continue());
  options = await chrome.context.newPage();
  await options.goto(`chrome-extension://${chrome.extensionId}/options.html#rules`);
  await options.getByText('版本', { exact: false }).first().waitFor();
}, 240_000);

afterAll(async () => {
  await chrome?.close();
  for (const { server, folder } of channels) {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

const page = (body: string): string =>
  `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>小组讨论</title><body><div id="content"><h1>读书打卡</h1>${body}</div></body></html>`;
const reply = (text: string): string =>
  `<li class="comment-item"><div class="reply-doc"><p class="reply-content">${text}</p></div></li>`;

async function flagged(address: string): Promise<string[]> {
  return (await chrome.report(address)).findings.map(({ excerpt }) => excerpt);
}

async function checkNow(): Promise<void> {
  await options.bringToFront();
  await options.getByRole('button', { name: '立即检查更新' }).click();
  await options.getByRole('button', { name: '立即检查更新' }).waitFor();
}

describe('rules from a channel, in the built extension', () => {
  it('reach a page that is open: a formerly unflagged item is flagged, without reload', async () => {
    await chrome.serve(TOPIC, page(`<ul id="comments">${reply(NOVEL)}${reply('今天读完了第三章')}</ul>`));
    const open = await chrome.open(TOPIC);
    await expect
      .poll(async () => (await chrome.report(TOPIC)).summary.checked, { timeout: 20_000 })
      .toBeGreaterThan(1);
    expect(await flagged(TOPIC)).toEqual([]);
    const version = publish(
      official,
      { ...bundled, rules: [...bundled.rules, phraseRule('dolphin', '小海豚上岸互助计划')] },
      '新增：小海豚上岸计划',
    );
    await checkNow();
    await expect.poll(() => flagged(TOPIC), { timeout: 30_000 }).toEqual([expect.stringContaining('小海豚')]);
    await expect.poll(() => options.locator('.zs-options__active').innerText()).toContain(version);
    await options.getByText('新增：小海豚上岸计划').waitFor();
    if (SHOTS) await options.screenshot({ path: `${SHOTS}/rules-with-channel.png`, fullPage: true });
    await open.close();
  });

  it('repair a site description that a new layout has broken, by the channel alone', async () => {
    const address = 'https://www.douban.com/group/topic/300000010/';
    // The site renamed everything: what the description looks for is gone.
    await chrome.serve(
      address,
      page(
        `<section class="nx-feed"><div class="nx-row"><span class="nx-text">${LURE}</span></div></section>`,
      ),
    );
    const open = await chrome.open(address);
    await expect
      .poll(async () => (await chrome.report(address)).summary.reading, { timeout: 20_000 })
      .toBeDefined();
    expect(await flagged(address)).toEqual([]);
    const sites = bundled.sites.map((site) =>
      site.id === 'douban'
        ? {
            id: 'douban',
            title: '豆瓣小组',
            hosts: ['www.douban.com'],
            pages: [{ kind: 'topic', url: ['/group/topic/{id:digits}'], full: true }],
            items: [{ name: 'row', role: 'comment', item: ['.nx-row'], text: ['.nx-text'] }],
          }
        : site,
    );
    publish(official, { ...bundled, sites }, '豆瓣改版，重新能读');
    await checkNow();
    await expect
      .poll(() => flagged(address), { timeout: 30_000 })
      .toEqual([expect.stringContaining('征信修复')]);
    await open.close();
  });

  it('stay as they are when somebody tampers with an update, and the page says so', async () => {
    const before = await options.locator('.zs-options__active').innerText();
    publish(official, { ...bundled, rules: [] }, '没有规则');
    for (const path of ['metadata/timestamp.json'])
      official.server.instead.set(path, (_, response) => {
        const file = JSON.parse(readFileSync(join(official.folder, path), 'utf8')) as {
          signed: { expires: string };
        };
        file.signed.expires = '2099-01-01T00:00:00Z';
        response.end(JSON.stringify(file));
      });
    await checkNow();
    await options.getByText('签名不对，文件没有采用').waitFor();
    expect(await options.locator('.zs-options__active').innerText()).toBe(before);
    if (SHOTS) await options.screenshot({ path: `${SHOTS}/rules-refused.png`, fullPage: true });
    official.server.instead.clear();
    publish(official, bundled, '恢复');
    await checkNow();
    await options.getByText('签名不对，文件没有采用').waitFor({ state: 'detached' });
  });

  it('come from a team as well: address, fingerprint compared, added; its rule works and its switch too', async () => {
    const team = await makeChannel();
    publish(team, { format: 1, rules: [phraseRule('team-whale', '蓝鲸清零协会')], disabled: [] }, '第一版');
    await options.getByText('添加频道', { exact: true }).click();
    await options.getByLabel('名称').fill('阳光社区');
    await options.getByLabel('频道地址').fill(team.server.url);
    await options.getByRole('button', { name: '查看指纹' }).click();
    const shown = await options.locator('.zs-options__compare code').innerText();
    expect(shown).toBe(readableFingerprint(team.repository.fingerprint()));
    expect(await options.getByRole('button', { name: '添加', exact: true }).isDisabled()).toBe(true);
    await options.getByLabel('我已核对，完全一致').check();
    if (SHOTS) await options.screenshot({ path: `${SHOTS}/rules-add-channel.png`, fullPage: true });
    await options.getByRole('button', { name: '添加', exact: true }).click();
    await options.locator('.zs-options__channel', { hasText: '阳光社区' }).getByText('第一版').waitFor();

    const address = 'https://www.douban.com/group/topic/300000011/';
    await chrome.serve(address, page(`<ul id="comments">${reply('蓝鲸清零协会招募中')}</ul>`));
    const open = await chrome.open(address);
    await expect
      .poll(() => flagged(address).catch(() => []), { timeout: 20_000 })
      .toEqual([expect.stringContaining('蓝鲸')]);
    publish(
      team,
      {
        format: 1,
        rules: [phraseRule('team-whale', '蓝鲸清零协会')],
        disabled: [{ id: 'team-whale', because: '误伤了海洋馆' }],
      },
      '关闭一条',
    );
    await checkNow();
    await expect.poll(() => flagged(address), { timeout: 30_000 }).toEqual([]);
    await options.getByText('误伤了海洋馆').first().waitFor();
    await open.close();
  });

  it('ask the server whether anything changed, and take a 304 for an answer', async () => {
    // Tests that answer requests switch the browser's cache off: no more of that from here on.
    await chrome.context.unrouteAll();
    await checkNow();
    official.server.asked.length = official.server.answered.length = 0;
    await checkNow();
    await expect.poll(() => official.server.answered.length, { timeout: 20_000 }).toBeGreaterThanOrEqual(2);
    expect(official.server.asked).toEqual(['metadata/2.root.json', 'metadata/timestamp.json']);
    await expect.poll(() => [...official.server.answered].sort(), { timeout: 20_000 }).toEqual([304, 404]);
  });
});
