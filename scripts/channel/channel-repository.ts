import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  Metadata,
  MetadataKind,
  MetaFile,
  Root,
  Signature,
  Snapshot,
  TargetFile,
  Targets,
  Timestamp,
} from '@tufjs/models';
import { canonicalJson } from '../../updates/tuf/canonical-json.ts';
import { tufKey, type SigningKey } from './keyring.ts';

const ROLES = ['root', 'targets', 'snapshot', 'timestamp'] as const;
export type RoleName = (typeof ROLES)[number];

/** Days until each role's metadata expires. Short where signing is automatic, long where a person has to fetch a key. */
const EXPIRY_DAYS: Readonly<Record<RoleName, number>> = {
  root: 365,
  targets: 90,
  snapshot: 30,
  timestamp: 7,
};
const SPEC_VERSION = '1.0.31';
const DAY_MS = 24 * 60 * 60 * 1000;

type Signed = Root | Targets | Snapshot | Timestamp;

export interface RoleKeys {
  readonly keys: readonly SigningKey[];
  readonly threshold: number;
}

/** A channel as a folder of static files: `metadata/` and `targets/`. */
export class ChannelRepository {
  readonly folder: string;
  private readonly now: () => number;

  constructor(folder: string, now: () => number = Date.now) {
    this.folder = folder;
    this.now = now;
  }

  exists(): boolean {
    return existsSync(join(this.folder, 'metadata', '1.root.json'));
  }

  private mustExist(): void {
    if (!this.exists())
      throw new Error(`There is no channel in ${this.folder}: run npm run channel:init first.`);
  }

  /** Writes version 1 of root. */
  init(roles: Readonly<Record<RoleName, RoleKeys>>): void {
    if (this.exists()) throw new Error(`There is a channel in ${this.folder} already.`);
    mkdirSync(join(this.folder, 'metadata'), { recursive: true });
    mkdirSync(join(this.folder, 'targets'), { recursive: true });
    this.writeRoot(this.makeRoot(1, roles), roles.root.keys);
  }

  /** The newest root. */
  root(): Metadata<Root> {
    this.mustExist();
    const versions = readdirSync(join(this.folder, 'metadata')).flatMap((name) => {
      const version = /^(\d+)\.root\.json$/.exec(name)?.[1];
      return version === undefined ? [] : [Number(version)];
    });
    return Metadata.fromJSON(
      MetadataKind.Root,
      this.readJson(`metadata/${Math.max(...versions)}.root.json`),
    ) as Metadata<Root>;
  }

  /** SHA-256 of the canonical signed part of the first root: what readers compare. */
  fingerprint(): string {
    this.mustExist();
    const { signed } = this.readJson('metadata/1.root.json') as { signed: unknown };
    return createHash('sha256').update(canonicalJson(signed)).digest('hex');
  }

  /**
   * Replaces the keys of roles by a next root, signed by enough old and all new root keys.
   *
   * @param oldRootKeys - keys of the root before; at least its threshold of them
   * @throws when the old keys do not reach the threshold: clients would refuse the root
   */
  rotate(roles: Readonly<Record<RoleName, RoleKeys>>, oldRootKeys: readonly SigningKey[]): number {
    const old = this.root().signed;
    const known = oldRootKeys.filter(({ keyid }) => old.roles['root']!.keyIDs.includes(keyid));
    if (known.length < old.roles['root']!.threshold)
      throw new Error(
        `Version ${old.version} of root needs ${old.roles['root']!.threshold} of its own keys to sign the next; ${known.length} are here.`,
      );
    const next = this.makeRoot(old.version + 1, roles);
    const fresh = roles.root.keys.filter(({ keyid }) => !old.roles['root']!.keyIDs.includes(keyid));
    const signers = new Map([...known, ...fresh].map((key) => [key.keyid, key]));
    this.writeRoot(next, [...signers.values()]);
    return next.version;
  }

  /**
   * Publishes targets: files first, then targets, snapshot and timestamp, so that a reader who comes in between finds the old state whole.
   * Targets not given stay as they are; with none given they are only signed anew.
   */
  publish(
    files: Readonly<Record<string, string>>,
    keys: Readonly<Record<Exclude<RoleName, 'root'>, readonly SigningKey[]>>,
  ): void {
    const before = this.current('targets', MetadataKind.Targets) as Metadata<Targets> | undefined;
    const targets: Record<string, TargetFile> = { ...before?.signed.targets };
    for (const [path, text] of Object.entries(files)) {
      const bytes = Buffer.from(text);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      this.write(`targets/${sha256}.${path}`, text);
      targets[path] = new TargetFile({ path, length: bytes.byteLength, hashes: { sha256 } });
    }
    const version = (before?.signed.version ?? 0) + 1;
    const signed = new Targets({
      specVersion: SPEC_VERSION,
      version,
      expires: this.expiry('targets'),
      targets,
    });
    const text = this.signAndWrite(`metadata/${version}.targets.json`, signed, keys.targets);
    this.refresh(keys, { version, text });
  }

  /** Signs snapshot and timestamp anew, with later expiry. Nothing else changes. */
  refresh(
    keys: Readonly<Record<'snapshot' | 'timestamp', readonly SigningKey[]>>,
    newTargets?: { readonly version: number; readonly text: string },
  ): void {
    const oldSnapshot = this.current('snapshot', MetadataKind.Snapshot) as Metadata<Snapshot> | undefined;
    const targetsMeta = newTargets
      ? metaFile(newTargets.version, newTargets.text)
      : oldSnapshot?.signed.meta['targets.json'];
    if (targetsMeta === undefined) throw new Error('Nothing has been published yet.');
    const version = (oldSnapshot?.signed.version ?? 0) + 1;
    const snapshot = new Snapshot({
      specVersion: SPEC_VERSION,
      version,
      expires: this.expiry('snapshot'),
      meta: { 'targets.json': targetsMeta },
    });
    const text = this.signAndWrite(`metadata/${version}.snapshot.json`, snapshot, keys.snapshot);

    const oldTimestamp = this.current('timestamp', MetadataKind.Timestamp) as Metadata<Timestamp> | undefined;
    const timestamp = new Timestamp({
      specVersion: SPEC_VERSION,
      version: (oldTimestamp?.signed.version ?? 0) + 1,
      expires: this.expiry('timestamp'),
      snapshotMeta: metaFile(version, text),
    });
    this.signAndWrite('metadata/timestamp.json', timestamp, keys.timestamp);
  }

  /** A published target's text, if there is one. */
  target(path: string): string | undefined {
    const targets = this.current('targets', MetadataKind.Targets) as Metadata<Targets> | undefined;
    const hash = targets?.signed.targets[path]?.hashes['sha256'];
    return hash === undefined
      ? undefined
      : readFileSync(join(this.folder, 'targets', `${hash}.${path}`), 'utf8');
  }

  /** When each role's newest metadata expires. */
  expiries(): Record<RoleName, string | undefined> {
    return {
      root: this.root().signed.expires,
      targets: this.current('targets', MetadataKind.Targets)?.signed.expires,
      snapshot: this.current('snapshot', MetadataKind.Snapshot)?.signed.expires,
      timestamp: this.current('timestamp', MetadataKind.Timestamp)?.signed.expires,
    };
  }

  private makeRoot(version: number, roles: Readonly<Record<RoleName, RoleKeys>>): Root {
    const keys: Record<string, ReturnType<typeof tufKey>> = {};
    const named: Record<string, { keyids: string[]; threshold: number }> = {};
    for (const role of ROLES) {
      for (const { keyid, publicHex } of roles[role].keys) keys[keyid] = tufKey(publicHex);
      named[role] = { keyids: roles[role].keys.map(({ keyid }) => keyid), threshold: roles[role].threshold };
    }
    const expires = this.expiry('root');
    return Root.fromJSON({
      _type: 'root',
      spec_version: SPEC_VERSION,
      version,
      expires,
      keys,
      roles: named,
      consistent_snapshot: true,
    });
  }

  private writeRoot(root: Root, signers: readonly SigningKey[]): void {
    this.signAndWrite(`metadata/${root.version}.root.json`, root, signers);
  }

  private current(role: Exclude<RoleName, 'root'>, kind: MetadataKind): Metadata<Signed> | undefined {
    const folder = join(this.folder, 'metadata');
    if (!existsSync(folder)) return undefined;
    const newest =
      role === 'timestamp'
        ? 'timestamp.json'
        : readdirSync(folder)
            .filter((name) => name.endsWith(`.${role}.json`))
            .sort((a, b) => Number.parseInt(b) - Number.parseInt(a))[0];
    if (newest === undefined || !existsSync(join(folder, newest))) return undefined;
    return Metadata.fromJSON(kind as MetadataKind.Targets, this.readJson(`metadata/${newest}`)) as never;
  }

  private signAndWrite(path: string, signed: Signed, keys: readonly SigningKey[]): string {
    const metadata = new Metadata<Signed>(signed);
    for (const { keyid, sign } of keys)
      metadata.sign((bytes) => new Signature({ keyID: keyid, sig: sign(bytes) }));
    const text = JSON.stringify(metadata.toJSON(), null, 1) + '\n';
    this.write(path, text);
    return text;
  }

  private expiry(role: RoleName): string {
    return new Date(this.now() + EXPIRY_DAYS[role] * DAY_MS).toISOString().replace(/\.\d+Z$/, 'Z');
  }

  private readJson(path: string): never {
    return JSON.parse(readFileSync(join(this.folder, path), 'utf8')) as never;
  }

  /** Through a temporary file: a web server never sends half a file. */
  private write(path: string, text: string): void {
    const full = join(this.folder, path);
    writeFileSync(`${full}.part`, text);
    renameSync(`${full}.part`, full);
  }
}

function metaFile(version: number, text: string): MetaFile {
  const bytes = Buffer.from(text);
  return new MetaFile({
    version,
    length: bytes.byteLength,
    hashes: { sha256: createHash('sha256').update(bytes).digest('hex') },
  });
}
