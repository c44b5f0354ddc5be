import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBuiltInConfig } from '../../../scripts/channel/built-in-config.ts';
import { newKey, readKeyFile, writeKeyFile } from '../../../scripts/channel/keyring.ts';
import { plainFingerprint, readableFingerprint } from '../../../updates/fingerprint.ts';
import { readManagedChannels } from '../../../updates/managed-channels.ts';
import { failuresIn, nextDelay } from '../../../updates/schedule.ts';

const FINGERPRINT = 'ab'.repeat(32);

describe('channels set by policy', () => {
  it('are read one by one; those that are wrong are left out', () => {
    const channels = readManagedChannels([
      {
        title: '社区',
        url: 'https://rules.example.org/x',
        fingerprint: readableFingerprint(FINGERPRINT).toUpperCase(),
      },
      { url: 'http://plain.example.org/', fingerprint: FINGERPRINT },
      { url: 'https://rules.example.org/y', fingerprint: 'no' },
      'nonsense',
    ]);
    expect(channels).toEqual([
      expect.objectContaining({
        title: '社区',
        url: 'https://rules.example.org/x/',
        fingerprint: FINGERPRINT,
        role: 'overlay',
        origin: 'policy',
      }),
    ]);
    expect(readManagedChannels(undefined)).toEqual([]);
  });

  it('fit the schema that the browser is given', () => {
    const schema = JSON.parse(readFileSync('public/managed-schema.json', 'utf8')) as object;
    const valid = new Ajv().compile(schema);
    expect(
      valid({ channels: [{ title: '社区', url: 'https://x/', fingerprint: FINGERPRINT, role: 'base' }] }),
    ).toBe(true);
    expect(valid({ channels: [{ url: 5 }] })).toBe(false);
  });
});

describe('a fingerprint', () => {
  it('is read back from how people write it', () => {
    expect(plainFingerprint(readableFingerprint(FINGERPRINT))).toBe(FINGERPRINT);
    expect(plainFingerprint('AB:'.repeat(31) + 'ab')).toBe(FINGERPRINT);
    expect(plainFingerprint(FINGERPRINT + 'a')).toBeUndefined();
  });
});

describe('the channel of a build', () => {
  it('is none when nothing is configured, and an error when half of it is', () => {
    expect(readBuiltInConfig({})).toBeNull();
    expect(() => readBuiltInConfig({ ZHAISHAO_CHANNEL_URL: 'https://x/' })).toThrow(/both/);
    expect(() =>
      readBuiltInConfig({ ZHAISHAO_CHANNEL_URL: 'https://x/', ZHAISHAO_CHANNEL_ROOT: '/no/such/file' }),
    ).toThrow();
  });
});

describe('the daily check', () => {
  it('comes after a day, give or take four hours; after a failure within an hour and a half, and ever later while it fails', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (random) => {
        expect(nextDelay(0, random)).toBeGreaterThanOrEqual(20 * 60 - 1e-6);
        expect(nextDelay(0, random)).toBeLessThanOrEqual(28 * 60 + 1e-6);
        expect(nextDelay(1, random)).toBeGreaterThanOrEqual(30 - 1e-6);
        expect(nextDelay(1, random)).toBeLessThanOrEqual(90 + 1e-6);
        expect(nextDelay(2, random)).toBeCloseTo(2 * nextDelay(1, random), 6);
        for (const many of [6, 30, 5000]) expect(nextDelay(many, random)).toBe(nextDelay(0, random));
      }),
    );
  });

  it('waits for the channel that may soonest answer again', () => {
    expect(failuresIn([{ off: false, failures: 9 }, { off: false, failures: 2 }, { off: false }])).toBe(2);
    expect(failuresIn([{ off: true, failures: 3 }, { off: false }])).toBe(0);
    expect(failuresIn([])).toBe(0);
  });
});

describe('a key file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zhaishao-keys-'));
  const path = join(folder, 'targets.json');
  const { key, privateKey } = newKey();

  it('opens with its passphrase alone, holds no open secret and belongs to its owner', () => {
    writeKeyFile(path, privateKey, 'korrekt pferd batterie');
    const text = readFileSync(path, 'utf8');
    expect(text).not.toContain(
      Buffer.from(privateKey.export({ type: 'pkcs8', format: 'der' }))
        .subarray(-32)
        .toString('hex'),
    );
    expect(statSync(path).mode & 0o077).toBe(0);
    const opened = readKeyFile(path, 'korrekt pferd batterie');
    expect(opened.keyid).toBe(key.keyid);
    expect(opened.sign(Buffer.from('x'))).toBe(key.sign(Buffer.from('x')));
    expect(() => readKeyFile(path, 'falsch pferd batterie')).toThrow(/wrong passphrase/);
  });

  it('is never overwritten, and not opened once its open part was exchanged', () => {
    expect(() => writeKeyFile(path, privateKey, 'korrekt pferd batterie')).toThrow(/EEXIST/);
    const changed = join(folder, 'changed.json');
    writeFileSync(changed, readFileSync(path, 'utf8').replace(key.publicHex, 'ab'.repeat(32)));
    expect(() => readKeyFile(changed, 'korrekt pferd batterie')).toThrow(/was changed/);
  });

  it('needs a passphrase worth the name', () => {
    expect(() => writeKeyFile(join(folder, 'x.json'), privateKey, 'short')).toThrow(/at least 12/);
  });
});
