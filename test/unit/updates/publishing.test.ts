import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { serveFolder } from '../../../scripts/channel/serve-folder.ts';
import { readActiveRuleset } from '../../../core/ruleset/active-ruleset.ts';
import { loadRuleset } from '../../../core/ruleset/load-ruleset.ts';
import { assess } from '../../../core/assess.ts';
import { ChannelStore } from '../../../updates/channel-store.ts';
import { inspectChannel } from '../../../updates/inspect-channel.ts';
import { RulesetStore } from '../../../updates/ruleset-store.ts';
import { httpRepository } from '../../../updates/tuf/repository.ts';
import { Updater } from '../../../updates/updater.ts';
import { smallRuleset } from './small-ruleset.ts';

const folder = mkdtempSync(join(tmpdir(), 'zhaishao-publishing-'));
const dir = join(folder, 'channel');
const keys = join(folder, 'keys');
const team = join(folder, 'team');
const base = join(folder, 'base.json');
const bundled = smallRuleset('2026.11.01-1', { bundled: '随包短语' });
const server = serveFolder(dir);

function run(script: string, ...args: string[]): Promise<{ code: number; out: string }> {
  const node = resolve('node_modules/.bin/node');
  const env = { ...process.env, ZHAISHAO_PASSPHRASE: 'lauter gute worte' };
  const argv = [`scripts/channel-${script}.ts`, '--dir', dir, '--keys', keys, ...args];
  return new Promise((done) => {
    execFile(node, argv, { env }, (error, stdout, stderr) =>
      done({ code: error ? 1 : 0, out: stdout + stderr }),
    );
  });
}

const LURE = `id: team-lure
category: credit_repair
title: { zh-CN: 小区话术, zh-TW: 社區話術, en: Local lure }
why: { zh-CN: 本小区出现过的骗局话术。, zh-TW: 本社區出現過的騙局話術。, en: Seen in this neighbourhood. }
signals:
  phrase: { meaning: 小区里常见的说法, kind: service, anyOf: [小区债务清零], homophones: false }
combinations:
  - { id: any, level: danger, all: [phrase] }
examples:
  positive: [{ text: 专做小区债务清零 }]
  negative: [{ text: 小区今天停水, because: 普通通知 }]
`;

beforeAll(async () => {
  fakeBrowser.reset();
  writeFileSync(base, JSON.stringify(bundled));
  mkdirSync(join(team, 'lures'), { recursive: true });
  writeFileSync(join(team, 'lures/team-lure.yaml'), LURE);
  writeFileSync(join(team, 'off.yaml'), '- { id: bundled, because: 本地误报 }\n');
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

describe('a team runs a channel with the commands', () => {
  const url = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const store = new ChannelStore();
  const parts = { store, bundled: async () => bundled, now: Date.now };
  const updater = new Updater({
    ...parts,
    rulesets: new RulesetStore({ ...parts, rulesOff: async () => [] }),
    repository: httpRepository,
    builtIn: async () => undefined,
    managed: async () => [],
    extension: '0.1.0',
  });
  async function isFlagged(text: string): Promise<boolean> {
    const active = readActiveRuleset(
      (await fakeBrowser.storage.local.get('ruleset:active'))['ruleset:active'],
    );
    const loaded = loadRuleset(active?.compiled);
    return loaded.ok && assess({ text }, loaded.value).level === 'danger';
  }

  it('makes keys and prints the fingerprint that a reader then sees', async () => {
    const { code, out } = await run('init');
    expect(code, out).toBe(0);
    const offer = await inspectChannel(url());
    expect(offer.ok && out.replaceAll(/\s/g, '')).toContain(offer.ok && offer.value.fingerprint);
    expect((await run('init')).code).not.toBe(0);
  });

  it('refuses rules whose own examples do not hold, and names every mistake', async () => {
    writeFileSync(
      join(team, 'lures/team-lure.yaml'),
      LURE.replace('专做小区债务清零', '别的话').replace('小区今天停水', '小区债务清零是骗局'),
    );
    const { code, out } = await run('publish', '--from', team, '--base', base, '--change', '第一版');
    expect(code).toBe(1);
    expect(out).toMatch(/「别的话」 is not flagged/);
    expect(out).toMatch(/「小区债务清零是骗局」 is flagged/);
    expect(out).toMatch(/2 mistake/);
    writeFileSync(join(team, 'lures/team-lure.yaml'), LURE);
  });

  it('refuses rules that would flag honest lines of the corpus', async () => {
    writeFileSync(
      join(team, 'lures/wide.yaml'),
      LURE.replace('id: team-lure', 'id: wide')
        .replace('小区债务清零]', '其实]')
        .replace('专做小区债务清零', '其实还好')
        .replace('小区今天停水', '小区停水'),
    );
    const { code, out } = await run('publish', '--from', team, '--base', base, '--change', '太宽');
    expect(code).toBe(1);
    expect(out).toMatch(/Honest text newly flagged/);
    expect(out).toMatch(/Nothing was published/);
    rmSync(join(team, 'lures/wide.yaml'));
  });

  it('publishes its rules, and a reader who added the channel gets them with the changelog', async () => {
    const { code, out } = await run(
      'publish',
      '--from',
      team,
      '--base',
      base,
      '--change',
      '新增：小区债务清零',
    );
    expect(code, out).toBe(0);
    const offer = await inspectChannel(url());
    if (!offer.ok) throw new Error(offer.error.detail);
    const { root, fingerprint } = offer.value;
    expect(await updater.change({ do: 'add', title: '小区', url: url(), root, fingerprint })).toEqual({
      ok: true,
    });
    const status = await updater.check();
    expect(status.channels[0]!.error).toBeUndefined();
    expect(status.channels[0]!.changelog[0]!.changes['zh-CN']).toEqual(['新增：小区债务清零']);
    expect(await isFlagged('专做小区债务清零')).toBe(true);
    expect(await isFlagged('随包短语')).toBe(false);
  });

  it('exchanges all its keys, and readers follow', async () => {
    const old = new Set(
      JSON.parse(readFileSync(join(dir, 'metadata/1.root.json'), 'utf8')).signed.roles.root.keyids,
    );
    const { code, out } = await run('rotate', '--role', 'root', '--role', 'targets', '--role', 'online');
    expect(code, out).toBe(0);
    const roles = JSON.parse(readFileSync(join(dir, 'metadata/2.root.json'), 'utf8')).signed.roles.root
      .keyids as string[];
    expect(roles.some((id) => old.has(id))).toBe(false);
    writeFileSync(join(team, 'off.yaml'), '[]\n');
    expect((await run('publish', '--from', team, '--base', base, '--change', '不再关闭')).code).toBe(0);
    const status = await updater.check();
    expect(status.channels[0]!.error).toBeUndefined();
    expect(await isFlagged('随包短语')).toBe(true);
  });

  it('signs anew without targets or root keys at hand: they may be offline', async () => {
    const offline = join(folder, 'offline');
    mkdirSync(offline);
    for (const number of [2, 1])
      renameSync(join(keys, `targets-${number}.json`), join(offline, `targets-${number}.json`));
    for (const number of [1, 2, 3, 4, 5, 6])
      renameSync(join(keys, `root-${number}.json`), join(offline, `root-${number}.json`));
    expect((await run('publish', '--refresh')).code).toBe(0);
    expect((await updater.check()).channels[0]!.error).toBeUndefined();
    const { code, out } = await run('publish', '--from', team, '--base', base, '--change', 'x');
    expect(code).not.toBe(0);
    expect(out).toMatch(/targets needs 1 key/);
    const rotated = await run('rotate', '--role', 'online');
    expect(rotated.out).toMatch(/root needs 2 key\(s\); 0 found/);
  });
});
