import type { z } from 'zod';
import type { TrustedMetadata } from '../channel.ts';
import { LIMITS } from '../limits.ts';
import { accept, refuse, type Result } from '../update-error.ts';
import {
  SnapshotSigned,
  TargetsSigned,
  TimestampSigned,
  type MetaFile,
  type RoleName,
  type RootSigned,
} from './metadata-format.ts';
import { readMetadata, readRoot, sha, type ReadFile } from './read-metadata.ts';
import { METADATA_TIME, type Repository } from './repository.ts';
import { followRoots, keysChanged } from './root-chain.ts';
import { checkSignatures } from './signatures.ts';

interface Refreshed {
  /** To be kept from now on, also when `outcome` is a refusal: verified roots are never given up again. */
  readonly trusted: TrustedMetadata;
  readonly outcome: Result<{ readonly root: RootSigned; readonly targets: TargetsSigned }>;
}

/**
 * The client workflow of TUF 5.3 to 5.6 on metadata: newer roots, timestamp, snapshot, targets. Pure but for `repository`: what is
 * trusted goes in and what may be trusted comes out, so a caller can keep it all at once or not at all.
 *
 * @param now - epoch milliseconds, one moment for the whole check
 */
export async function refresh(
  trusted: TrustedMetadata,
  repository: Repository,
  now: number,
): Promise<Refreshed> {
  const chain = await followRoots(trusted.root, repository);
  if (!chain.ok) return { trusted, outcome: chain };
  const { root, refused } = chain.value;
  // Each file is kept as soon as it is verified (5.3.8, 5.4.5, 5.5.7): from then on older ones are refused, whatever fails later.
  let kept = afterRoot(trusted, root);
  if (refused) return { trusted: kept, outcome: refused };
  const expired = checkExpiry(root.signed.expires, now, 'root.json');
  if (!expired.ok) return { trusted: kept, outcome: expired };

  const timestamp = await newTimestamp(kept, root.signed, repository, now);
  if (!timestamp.ok) return { trusted: kept, outcome: timestamp };
  kept = { ...kept, timestamp: timestamp.value.text };
  const snapshot = await newSnapshot(kept, root.signed, timestamp.value.signed, repository, now);
  if (!snapshot.ok) return { trusted: kept, outcome: snapshot };
  kept = { ...kept, snapshot: snapshot.value.text };
  const targets = await newTargets(kept, root.signed, snapshot.value.signed, repository, now);
  if (!targets.ok) return { trusted: kept, outcome: targets };
  kept = { ...kept, targets: targets.value.text };
  return { trusted: kept, outcome: accept({ root: root.signed, targets: targets.value.signed }) };
}

/**
 * Recovery from fast-forward (TUF 5.3.11): where a new root gives a role to other keys, what the old keys said of version numbers is
 * forgotten.
 */
function afterRoot(trusted: TrustedMetadata, root: ReadFile<RootSigned>): TrustedMetadata {
  if (root.text === trusted.root) return trusted;
  const before = readRoot(trusted.root, 'trusted root');
  if (!before.ok) return { root: root.text };
  const changed = (role: 'timestamp' | 'snapshot' | 'targets'): boolean =>
    keysChanged(before.value.signed, root.signed, role);
  if (changed('timestamp')) return { root: root.text };
  if (changed('snapshot')) return { root: root.text, timestamp: trusted.timestamp };
  if (changed('targets'))
    return { root: root.text, timestamp: trusted.timestamp, snapshot: trusted.snapshot };
  return { ...trusted, root: root.text };
}

async function newTimestamp(
  trusted: TrustedMetadata,
  root: RootSigned,
  repository: Repository,
  now: number,
): Promise<Result<ReadFile<TimestampSigned>>> {
  const file = 'timestamp.json';
  const bytes = await repository.read(`metadata/${file}`, { bytes: LIMITS.timestampBytes, ...METADATA_TIME });
  if (!bytes.ok) return bytes;
  const fresh = readSigned(bytes.value, TimestampSigned, root, 'timestamp', file);
  if (!fresh.ok) return fresh;
  const known = readKept(trusted.timestamp, TimestampSigned, root, 'timestamp');
  let latest = fresh.value;
  if (known !== undefined) {
    const older = checkNotOlder(known.signed.version, fresh.value.signed.version, file);
    if (!older.ok) return older;
    const snapshotOlder = checkNotOlder(
      known.signed.meta['snapshot.json'].version,
      fresh.value.signed.meta['snapshot.json'].version,
      'snapshot.json',
    );
    if (!snapshotOlder.ok) return snapshotOlder;
    if (known.signed.version === fresh.value.signed.version) latest = known;
  }
  // Checked for an unchanged file as well: a timestamp that is served for ever is the freeze attack.
  const expired = checkExpiry(latest.signed.expires, now, file);
  return expired.ok ? accept(latest) : expired;
}

async function newSnapshot(
  trusted: TrustedMetadata,
  root: RootSigned,
  timestamp: TimestampSigned,
  repository: Repository,
  now: number,
): Promise<Result<ReadFile<SnapshotSigned>>> {
  const meta = timestamp.meta['snapshot.json'];
  const known = readKept(trusted.snapshot, SnapshotSigned, root, 'snapshot');
  const read = await readListed(
    'snapshot',
    meta,
    LIMITS.snapshotBytes,
    known?.text,
    root,
    repository,
    SnapshotSigned,
  );
  if (!read.ok) return read;
  for (const [name, before] of Object.entries(known?.signed.meta ?? {})) {
    const after = Object.hasOwn(read.value.signed.meta, name) ? read.value.signed.meta[name] : undefined;
    if (after === undefined) return refuse('rollback', 'snapshot.json', `${name} is no longer listed.`);
    const older = checkNotOlder(before.version, after.version, name);
    if (!older.ok) return older;
  }
  const expired = checkExpiry(read.value.signed.expires, now, 'snapshot.json');
  return expired.ok ? read : expired;
}

async function newTargets(
  trusted: TrustedMetadata,
  root: RootSigned,
  snapshot: SnapshotSigned,
  repository: Repository,
  now: number,
): Promise<Result<ReadFile<TargetsSigned>>> {
  const meta = snapshot.meta['targets.json']!;
  const known = readKept(trusted.targets, TargetsSigned, root, 'targets');
  const read = await readListed(
    'targets',
    meta,
    LIMITS.targetsBytes,
    known?.text,
    root,
    repository,
    TargetsSigned,
  );
  if (!read.ok) return read;
  if (known !== undefined) {
    const older = checkNotOlder(known.signed.version, read.value.signed.version, 'targets.json');
    if (!older.ok) return older;
  }
  const expired = checkExpiry(read.value.signed.expires, now, 'targets.json');
  return expired.ok ? read : expired;
}

/** Reads a file whose version, and perhaps length and hash, another file vouches for. What we have already is not fetched again. */
async function readListed<T extends { version: number }>(
  role: 'snapshot' | 'targets',
  meta: MetaFile,
  limit: number,
  known: string | undefined,
  root: RootSigned,
  repository: Repository,
  schema: z.ZodType<T>,
): Promise<Result<ReadFile<T>>> {
  const file = `${role}.json`;
  const kept = known === undefined ? undefined : new TextEncoder().encode(known);
  const usable = kept !== undefined && (JSON.parse(known!) as { signed: T }).signed.version === meta.version;
  const path = root.consistent_snapshot ? `metadata/${meta.version}.${file}` : `metadata/${file}`;
  const bytes = usable
    ? accept(kept)
    : await repository.read(path, { bytes: Math.min(limit, meta.length ?? limit), ...METADATA_TIME });
  if (!bytes.ok) return bytes;
  const whole = await checkLengthAndHashes(bytes.value, meta, file);
  if (!whole.ok) return whole;
  const read = readSigned(bytes.value, schema, root, role, file);
  if (!read.ok) return read;
  if (read.value.signed.version !== meta.version) {
    return refuse(
      'mismatch',
      file,
      `The file says version ${read.value.signed.version}, announced was ${meta.version}.`,
    );
  }
  return read;
}

function readSigned<T>(
  bytes: Uint8Array,
  schema: z.ZodType<T>,
  root: RootSigned,
  role: RoleName,
  file: string,
): Result<ReadFile<T>> {
  const read = readMetadata(bytes, schema, file);
  if (!read.ok) return read;
  const signed = checkSignatures(read.value.envelope, root, role, file);
  return signed.ok ? read : signed;
}

/** A file we kept; left out when its signers are no longer trusted or it cannot be read. */
function readKept<T>(
  text: string | undefined,
  schema: z.ZodType<T>,
  root: RootSigned,
  role: RoleName,
): ReadFile<T> | undefined {
  if (text === undefined) return undefined;
  const read = readSigned(new TextEncoder().encode(text), schema, root, role, `kept ${role}`);
  return read.ok ? read.value : undefined;
}

/** Compares a file with what was signed about it. Missing length or hashes are not checked; every known hash given must fit. */
export async function checkLengthAndHashes(
  bytes: Uint8Array,
  expected: {
    length?: number | undefined;
    hashes?: { sha256?: string | undefined; sha512?: string | undefined } | undefined;
  },
  file: string,
): Promise<Result<true>> {
  if (expected.length !== undefined && bytes.byteLength !== expected.length) {
    return refuse('mismatch', file, `It has ${bytes.byteLength} bytes, ${expected.length} were signed.`);
  }
  const { sha256, sha512 } = expected.hashes ?? {};
  if (sha256 !== undefined && (await sha(bytes, 'SHA-256')) !== sha256) {
    return refuse('mismatch', file, 'The SHA-256 differs from the one that was signed.');
  }
  if (sha512 !== undefined && (await sha(bytes, 'SHA-512')) !== sha512) {
    return refuse('mismatch', file, 'The SHA-512 differs from the one that was signed.');
  }
  return accept(true);
}

function checkNotOlder(known: number, fresh: number, file: string): Result<true> {
  return fresh < known
    ? refuse('rollback', file, `Version ${fresh} is older than ${known}, which we have.`)
    : accept(true);
}

function checkExpiry(expires: string, now: number, file: string): Result<true> {
  return Date.parse(expires) > now
    ? accept(true)
    : refuse('expired', file, `Nobody vouches for it since ${expires}.`);
}
