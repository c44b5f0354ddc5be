import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import type { Channel } from '../../../updates/channel.ts';
import { ChannelStore } from '../../../updates/channel-store.ts';
import { RulesetStore } from '../../../updates/ruleset-store.ts';
import { httpRepository } from '../../../updates/tuf/repository.ts';
import { Updater } from '../../../updates/updater.ts';
import { ChannelRepository } from '../../../scripts/channel/channel-repository.ts';
import type { SigningKey } from '../../../scripts/channel/keyring.ts';
import { canonicalJson } from '../../../updates/tuf/canonical-json.ts';
import { newRoles, onlineKeys, type Roles } from './channel-keys.ts';
export { newKeys, onlineKeys } from './channel-keys.ts';
import { serveChannel, type ChannelServer } from './channel-server.ts';
import { smallRuleset } from './small-ruleset.ts';

export const DAY = 24 * 60 * 60 * 1000;
const START = Date.parse('2026-11-26T12:00:00Z');

/** A channel on a real server, and a reader of it with real storage (WXT's fake browser), at a clock that the test sets. */
export interface Bench {
  readonly folder: string;
  readonly roles: Roles;
  readonly repository: ChannelRepository;
  readonly server: ChannelServer;
  readonly store: ChannelStore;
  readonly updater: Updater;
  readonly channel: Channel;
  /** Epoch milliseconds of both sides. */
  now: number;
  rulesOff: string[];
  extension: string;
  /** Times allowed for a download, in place of the real ones, for tests of slowness. */
  times: { totalMs: number; stallMs: number } | undefined;
  publish(ruleset: unknown, more?: Record<string, string>): void;
  close(): Promise<void>;
}

const BUNDLED = smallRuleset('2026.11.01-1', { bundled: '随包短语' });

export async function makeBench(
  role: 'base' | 'overlay' = 'base',
  bundled: unknown = BUNDLED,
): Promise<Bench> {
  const folder = mkdtempSync(join(tmpdir(), 'zhaishao-channel-'));
  const roles = newRoles();
  const server = await serveChannel(folder);
  const bench = {
    now: START,
    rulesOff: [] as string[],
    extension: '0.1.0',
    times: undefined as Bench['times'],
  };
  const repository = new ChannelRepository(folder, () => bench.now);
  repository.init(roles);
  const store = new ChannelStore();
  const channel: Channel = {
    id: 'built-in',
    title: 'Test',
    url: server.url,
    root: readFileSync(join(folder, 'metadata/1.root.json'), 'utf8'),
    fingerprint: repository.fingerprint(),
    origin: 'built-in',
    role,
    addedAt: 0,
  };
  const now = (): number => bench.now;
  const rulesets = new RulesetStore({
    store,
    bundled: async () => bundled,
    rulesOff: async () => bench.rulesOff,
    now,
  });
  const updater = new Updater({
    store,
    rulesets,
    bundled: async () => bundled,
    repository: (url) => {
      const real = httpRepository(url);
      return { read: (path, bounds) => real.read(path, { ...bounds, ...bench.times }) };
    },
    builtIn: async () => channel,
    managed: async () => [],
    now,
    get extension() {
      return bench.extension;
    },
  });
  return Object.assign(bench, {
    folder,
    roles,
    repository,
    server,
    store,
    updater,
    channel,
    publish: (ruleset: unknown, more: Record<string, string> = {}) =>
      repository.publish({ 'ruleset.json': JSON.stringify(ruleset), ...more }, onlineKeys(roles)),
    close: async () => {
      await server.close();
      rmSync(folder, { recursive: true });
    },
  });
}

export const filePath = (bench: Bench, path: string): string => join(bench.folder, path);
export const readFile = (bench: Bench, path: string): string => readFileSync(filePath(bench, path), 'utf8');

/** Signed part of a metadata file, open to forgery. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests reach into every corner of it
export type Signed = Record<string, any>;

interface File {
  signed: Record<string, unknown>;
  signatures: { keyid: string; sig: string }[];
}

/** Changes a metadata file the way an attacker on the server can, and signs it with the keys given (none: old signatures stay). */
export function forge(
  bench: Bench,
  path: string,
  change: (signed: Signed) => void,
  keys?: readonly SigningKey[],
): void {
  const file = JSON.parse(readFile(bench, path)) as File;
  change(file.signed);
  if (keys)
    file.signatures = keys.map((key) => ({
      keyid: key.keyid,
      sig: key.sign(Buffer.from(canonicalJson(file.signed))),
    }));
  writeFileSync(filePath(bench, path), JSON.stringify(file));
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
