import { z } from 'zod';

/**
 * TUF metadata (specification 1.0.x) as this client reads it. Unknown fields are allowed and stay part of what is signed: signatures are
 * checked over the file as it arrived, these schemas only read from it. Ed25519 keys alone, no delegations: a narrow door.
 */
const hex = (length: number) => z.string().regex(new RegExp(`^[0-9a-f]{${length}}$`));
const KeyId = z.string().min(1).max(128);
const Version = z
  .number()
  .int()
  .min(1)
  .max(2 ** 31);
const Expires = z.iso.datetime({ offset: false });
const SpecVersion = z.string().regex(/^1(\.\d{1,4}){1,2}$/);

const Hashes = z
  .looseObject({ sha256: hex(64).optional(), sha512: hex(128).optional() })
  .refine((hashes) => hashes.sha256 !== undefined || hashes.sha512 !== undefined, 'needs a sha256 or sha512');

const Role = z.looseObject({
  keyids: z.array(KeyId).min(1).max(20),
  threshold: z.number().int().min(1).max(20),
});

const Key = z.looseObject({
  keytype: z.string().max(40),
  scheme: z.string().max(40),
  keyval: z.looseObject({ public: z.string().max(2000) }),
});

const common = { spec_version: SpecVersion, version: Version, expires: Expires };

export const RootSigned = z.looseObject({
  _type: z.literal('root'),
  ...common,
  consistent_snapshot: z.boolean(),
  keys: z.record(KeyId, Key).refine((keys) => Object.keys(keys).length <= 40, 'at most 40 keys'),
  roles: z.looseObject({ root: Role, timestamp: Role, snapshot: Role, targets: Role }),
});
export type RootSigned = z.infer<typeof RootSigned>;
export type RoleName = 'root' | 'timestamp' | 'snapshot' | 'targets';

const MetaFile = z.looseObject({
  version: Version,
  length: z.number().int().min(1).optional(),
  hashes: Hashes.optional(),
});
export type MetaFile = z.infer<typeof MetaFile>;

export const TimestampSigned = z.looseObject({
  _type: z.literal('timestamp'),
  ...common,
  meta: z.looseObject({ 'snapshot.json': MetaFile }),
});
export type TimestampSigned = z.infer<typeof TimestampSigned>;

export const SnapshotSigned = z.looseObject({
  _type: z.literal('snapshot'),
  ...common,
  meta: z
    .record(z.string().max(200), MetaFile)
    .refine((meta) => Object.hasOwn(meta, 'targets.json'), 'targets.json is not listed'),
});
export type SnapshotSigned = z.infer<typeof SnapshotSigned>;

const TargetFile = z.looseObject({ length: z.number().int().min(1), hashes: Hashes });
export type TargetFile = z.infer<typeof TargetFile>;

export const TargetsSigned = z.looseObject({
  _type: z.literal('targets'),
  ...common,
  targets: z
    .record(z.string().max(200), TargetFile)
    .refine((all) => Object.keys(all).length <= 100, 'at most 100 targets'),
});
export type TargetsSigned = z.infer<typeof TargetsSigned>;

/** The envelope. `signed` stays as it came: the canonical form of exactly this is what the signatures are over. */
export const Envelope = z.object({
  signed: z.record(z.string(), z.unknown()),
  signatures: z
    .array(z.looseObject({ keyid: KeyId, sig: z.string().max(2000) }))
    .min(1)
    .max(40),
});
export type Envelope = z.infer<typeof Envelope>;
