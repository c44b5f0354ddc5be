import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  scryptSync,
  sign,
  type KeyObject,
} from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { canonicalJson } from '../../updates/tuf/canonical-json.ts';

/** scrypt cost: about 100 ms and 64 MB on a laptop. Kept in the file, so that it can be raised for new keys. */
const COST = { N: 2 ** 16, r: 8, p: 1 } as const;
const MAX_MEMORY = 256 * 1024 * 1024;
const MIN_PASSPHRASE = 12;

const hex = z.string().regex(/^[0-9a-f]+$/);

/** A private key at rest: AES-256-GCM under a key from the passphrase (scrypt). Public part and id lie open. */
const KeyFile = z.strictObject({
  what: z.literal('zhaishao channel key'),
  keyid: hex,
  public: hex.length(64),
  kdf: z.strictObject({
    name: z.literal('scrypt'),
    N: z.number().int(),
    r: z.number().int(),
    p: z.number().int(),
    salt: hex,
  }),
  cipher: z.strictObject({ name: z.literal('aes-256-gcm'), iv: hex, tag: hex, data: hex }),
});
type KeyFile = z.infer<typeof KeyFile>;

/** A key that can sign. */
export interface SigningKey {
  readonly keyid: string;
  /** Raw Ed25519 public key, hex. */
  readonly publicHex: string;
  readonly sign: (bytes: Uint8Array) => string;
}

/** The public part as TUF writes it. */
export function tufKey(publicHex: string): { keytype: string; scheme: string; keyval: { public: string } } {
  return { keytype: 'ed25519', scheme: 'ed25519', keyval: { public: publicHex } };
}

/** Makes a new Ed25519 key. */
export function newKey(): { key: SigningKey; privateKey: KeyObject } {
  const { privateKey } = generateKeyPairSync('ed25519');
  return { key: signingKey(privateKey), privateKey };
}

/**
 * Writes a private key, encrypted, readable by its owner alone. Never overwrites.
 *
 * @throws for a passphrase that is too short
 */
export function writeKeyFile(path: string, privateKey: KeyObject, passphrase: string): void {
  if (passphrase.length < MIN_PASSPHRASE)
    throw new Error(
      `The passphrase has ${passphrase.length} characters; at least ${MIN_PASSPHRASE} are needed.`,
    );
  const { keyid, publicHex } = signingKey(privateKey);
  const salt = randomBytes(16);
  const iv = randomBytes(12);
  const cipher = createCipheriv(
    'aes-256-gcm',
    scryptSync(passphrase, salt, 32, { ...COST, maxmem: MAX_MEMORY }),
    iv,
  );
  // The open fields are bound to the secret: exchanging them makes the file unreadable.
  cipher.setAAD(Buffer.from(`${keyid}:${publicHex}`));
  const data = Buffer.concat([
    cipher.update(privateKey.export({ type: 'pkcs8', format: 'der' })),
    cipher.final(),
  ]);
  const file: KeyFile = {
    what: 'zhaishao channel key',
    keyid,
    public: publicHex,
    kdf: { name: 'scrypt', ...COST, salt: salt.toString('hex') },
    cipher: {
      name: 'aes-256-gcm',
      iv: iv.toString('hex'),
      tag: cipher.getAuthTag().toString('hex'),
      data: data.toString('hex'),
    },
  };
  writeFileSync(path, JSON.stringify(file, null, 2) + '\n', { mode: 0o600, flag: 'wx' });
}

/**
 * Opens a key file.
 *
 * @throws a sentence when the passphrase is wrong or the file was changed
 */
export function readKeyFile(path: string, passphrase: string): SigningKey {
  const file = KeyFile.parse(JSON.parse(readFileSync(path, 'utf8')));
  const { kdf, cipher } = file;
  if (kdf.N > 2 ** 20 || kdf.r > 32 || kdf.p > 16)
    throw new Error(`${path}: the scrypt cost is beyond reason.`);
  const secret = scryptSync(passphrase, Buffer.from(kdf.salt, 'hex'), 32, {
    N: kdf.N,
    r: kdf.r,
    p: kdf.p,
    maxmem: MAX_MEMORY * 8,
  });
  const decipher = createDecipheriv('aes-256-gcm', secret, Buffer.from(cipher.iv, 'hex'));
  decipher.setAAD(Buffer.from(`${file.keyid}:${file.public}`));
  decipher.setAuthTag(Buffer.from(cipher.tag, 'hex'));
  try {
    const der = Buffer.concat([decipher.update(Buffer.from(cipher.data, 'hex')), decipher.final()]);
    return signingKey(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));
  } catch {
    throw new Error(`${path}: wrong passphrase, or the file was changed.`);
  }
}

/** Key id of a key file, without its passphrase. */
export function keyIdOf(path: string): string {
  return KeyFile.parse(JSON.parse(readFileSync(path, 'utf8'))).keyid;
}

function signingKey(privateKey: KeyObject): SigningKey {
  const jwk = createPublicKey(privateKey).export({ format: 'jwk' });
  const publicHex = Buffer.from(String(jwk.x), 'base64url').toString('hex');
  const keyid = createHash('sha256')
    .update(canonicalJson(tufKey(publicHex)))
    .digest('hex');
  return { keyid, publicHex, sign: (bytes) => sign(null, bytes, privateKey).toString('hex') };
}
