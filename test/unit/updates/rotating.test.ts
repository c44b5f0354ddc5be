import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { ChannelRepository } from '../../../scripts/channel/channel-repository.ts';
import { openKeys } from '../../../scripts/channel/key-folder.ts';
import { serveFolder } from '../../../scripts/channel/serve-folder.ts';
import { ChannelStore } from '../../../updates/channel-store.ts';
import { RulesetStore } from '../../../updates/ruleset-store.ts';
import { httpRepository } from '../../../updates/tuf/repository.ts';
import { Updater } from '../../../updates/updater.ts';
import { smallRuleset } from './small-ruleset.ts';

const PASSPHRASE = 'lauter gute worte';

let folder: string;
let dir: string;
let keys: string;
let away: string;
const repository = (): ChannelRepository => new ChannelRepository(dir);

function run(script: string, ...args: string[]): Promise<{ code: number; out: string }> {
  const argv = [`scripts/channel-${script}.ts`, '--dir', dir, '--keys', keys, ...args];
  const env = { ...process.env, ZHAISHAO_PASSPHRASE: PASSPHRASE };
  return new Promise((done) => {
    execFile(resolve('node_modules/.bin/node'), argv, { env }, (error, stdout, stderr) =>
      done({ code: Number(error?.code ?? 0), out: stdout + stderr }),
    );
  });
}

/** Puts key files where the commands do not look. */
function takeAway(name: string): void {
  for (const file of readdirSync(keys).filter((one) => one.startsWith(`${name}-`)))
    renameSync(join(keys, file), join(away, file));
}

const files = (): string[] => [...readdirSync(join(dir, 'metadata')), ...readdirSync(keys)].sort();

/** What goes wrong for a reader who trusts the first root; undefined where all is well. */
async function readersError(): Promise<string | undefined> {
  fakeBrowser.reset();
  const server = serveFolder(dir);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const bundled = async () => smallRuleset('2026.11.01-1', { bundled: '随包短语' });
  const store = new ChannelStore();
  const parts = { store, bundled, now: Date.now };
  const updater = new Updater({
    ...parts,
    rulesets: new RulesetStore({ ...parts, rulesOff: async () => [] }),
    repository: httpRepository,
    builtIn: async () => ({
      id: 'built-in',
      title: 'Test',
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      root: readFileSync(join(dir, 'metadata/1.root.json'), 'utf8'),
      fingerprint: repository().fingerprint(),
      origin: 'built-in',
      role: 'base',
      addedAt: 0,
    }),
    managed: async () => [],
    extension: '0.1.0',
  });
  const channel = (await updater.check()).channels[0]!;
  server.close();
  if (channel.error === undefined) expect(channel.version).toBe('2026.11.20-1');
  return channel.error?.detail;
}

const fresh = mkdtempSync(join(tmpdir(), 'zhaishao-rotating-'));
function useFolder(of: string): void {
  [folder, dir, keys, away] = [of, join(of, 'channel'), join(of, 'keys'), join(of, 'away')];
}
beforeAll(async () => {
  useFolder(fresh);
  mkdirSync(away);
  const { code, out } = await run('init');
  expect(code, out).toBe(0);
  const root = repository().root().signed;
  const of = (role: string) => openKeys([keys], root.roles[role]!.keyIDs, PASSPHRASE);
  repository().publish(
    { 'ruleset.json': JSON.stringify(smallRuleset('2026.11.20-1', { washed: '征信洗白' })) },
    { targets: of('targets'), snapshot: of('snapshot'), timestamp: of('timestamp') },
  );
});
beforeEach(() => {
  useFolder(mkdtempSync(join(tmpdir(), 'zhaishao-rotating-')));
  cpSync(fresh, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));
afterAll(() => rmSync(fresh, { recursive: true }));

describe('channel:rotate', () => {
  it('with --role none signs a root and nothing else, so root keys alone are enough', async () => {
    takeAway('targets');
    takeAway('online');
    const before = files();
    const { code, out } = await run('rotate', '--role', 'none');
    expect(code, out).toBe(0);
    expect(files()).toEqual([...before, '2.root.json'].sort());
    expect(await readersError()).toBeUndefined();
  });

  it('makes new root keys with the old ones alone', async () => {
    takeAway('targets');
    takeAway('online');
    const { code, out } = await run('rotate', '--role', 'root');
    expect(code, out).toBe(0);
    expect(await readersError()).toBeUndefined();
  });

  it('makes a new online key away from the targets key', async () => {
    takeAway('targets');
    const { code, out } = await run('rotate', '--role', 'online');
    expect(code, out).toBe(0);
    expect(await readersError()).toBeUndefined();
    expect((await run('publish', '--refresh')).code).toBe(0);
    expect(await readersError()).toBeUndefined();
  });

  it('makes a new targets key with the online key at hand, and without it writes nothing and says what is missing', async () => {
    takeAway('online');
    const before = files();
    const alone = await run('rotate', '--role', 'targets');
    expect(alone.code).toBe(2);
    const id = repository().root().signed.roles['snapshot']!.keyIDs[0]!.slice(0, 8);
    expect(alone.out).toContain('snapshot needs 1 key(s); 0 found in');
    expect(alone.out).toContain(`Not there: ${id}`);
    expect(alone.out).toContain('--keys FOLDER');
    expect(files()).toEqual(before);
    expect(await readersError()).toBeUndefined();
    const { code, out } = await run('rotate', '--role', 'targets', '--keys', away);
    expect(code, out).toBe(0);
    expect(await readersError()).toBeUndefined();
  });

  it('writes nothing without enough root keys', async () => {
    takeAway('root');
    cpSync(join(away, 'root-1.json'), join(keys, 'root-1.json'));
    const before = files();
    const { code, out } = await run('rotate', '--role', 'root', '--role', 'online');
    expect(code).toBe(2);
    expect(out).toContain('root needs 2 key(s); 1 found in');
    expect(files()).toEqual(before);
  });
});
