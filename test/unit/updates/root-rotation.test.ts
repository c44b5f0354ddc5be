import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { activeVersion, expectRefused, NEXT, startBench } from './attack-bench.ts';
import { filePath, forge, newKeys, onlineKeys, readFile, type Bench, type Signed } from './channel-bench.ts';
import { smallRuleset } from './small-ruleset.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(() => bench.close());

describe('rotation of root keys', () => {
  it('is refused when the old keys did not sign', async () => {
    bench.publish(NEXT);
    const attacker = {
      ...bench.roles,
      root: { keys: newKeys(3), threshold: 2 },
      targets: { keys: newKeys(2), threshold: 2 },
    };
    // Signed perfectly well by itself, and by nobody we trust.
    const root = JSON.parse(readFile(bench, 'metadata/1.root.json')) as { signed: Signed };
    writeFileSync(
      filePath(bench, 'metadata/2.root.json'),
      JSON.stringify({ signed: root.signed, signatures: [] }),
    );
    forge(
      bench,
      'metadata/2.root.json',
      (signed) => {
        signed['version'] = 2;
        for (const role of ['root', 'targets'] as const) {
          for (const key of attacker[role].keys)
            signed['keys'][key.keyid] = {
              keytype: 'ed25519',
              scheme: 'ed25519',
              keyval: { public: key.publicHex },
            };
          signed['roles'][role] = { keyids: attacker[role].keys.map(({ keyid }) => keyid), threshold: 2 };
        }
      },
      attacker.root.keys,
    );
    await expectRefused(bench, 'signature');
  });

  it('is refused with one old key where two are needed', async () => {
    bench.publish(NEXT);
    const next = { ...bench.roles, root: { keys: newKeys(3), threshold: 2 } };
    expect(() => bench.repository.rotate(next, bench.roles.root.keys.slice(0, 1))).toThrow(/needs 2/);
    bench.repository.rotate(next, bench.roles.root.keys);
    const file = JSON.parse(readFile(bench, 'metadata/2.root.json')) as { signatures: { keyid: string }[] };
    const old = new Set(bench.roles.root.keys.slice(1).map(({ keyid }) => keyid));
    file.signatures = file.signatures.filter(({ keyid }) => !old.has(keyid));
    writeFileSync(filePath(bench, 'metadata/2.root.json'), JSON.stringify(file));
    await expectRefused(bench, 'signature');
  });

  it('is refused when the new root skips a version', async () => {
    bench.publish(NEXT);
    bench.repository.rotate({ ...bench.roles }, bench.roles.root.keys);
    bench.repository.rotate({ ...bench.roles }, bench.roles.root.keys);
    const third = readFile(bench, 'metadata/3.root.json');
    writeFileSync(filePath(bench, 'metadata/2.root.json'), third);
    await expectRefused(bench, 'rollback');
  });

  it('is followed when it is rightful: all keys exchanged, over two steps', async () => {
    const next = {
      root: { keys: newKeys(2), threshold: 2 },
      targets: { keys: newKeys(1), threshold: 1 },
      snapshot: { keys: newKeys(1), threshold: 1 },
      timestamp: { keys: newKeys(1), threshold: 1 },
    };
    bench.repository.rotate({ ...bench.roles, root: next.root }, bench.roles.root.keys);
    bench.repository.rotate(next, next.root.keys);
    bench.repository.publish({ 'ruleset.json': JSON.stringify(NEXT) }, onlineKeys(next));
    const status = await bench.updater.check();
    expect(status.channels[0]!.error).toBeUndefined();
    expect(await activeVersion()).toBe('2026.11.25-1');
    // From now on the old keys are worth nothing.
    bench.publish(smallRuleset('2026.11.26-1', { evil: '银行' }));
    const after = await bench.updater.check();
    expect(after.channels[0]!.error?.kind).toBe('signature');
    expect(await activeVersion()).toBe('2026.11.25-1');
  });

  it('lets a channel recover from an attacker who pushed version numbers up with a stolen key (fast-forward)', async () => {
    forge(
      bench,
      'metadata/timestamp.json',
      (signed) => void (signed['version'] = 1_000_000),
      bench.roles.timestamp.keys,
    );
    await bench.updater.check();
    const stolen = readFile(bench, 'metadata/timestamp.json');
    forge(
      bench,
      'metadata/timestamp.json',
      (signed) => void (signed['version'] = 2),
      bench.roles.timestamp.keys,
    );
    expect((await bench.updater.check()).channels[0]!.error?.kind).toBe('rollback');
    const next = { ...bench.roles, timestamp: { keys: newKeys(1), threshold: 1 } };
    bench.repository.rotate(next, bench.roles.root.keys);
    bench.repository.publish({ 'ruleset.json': JSON.stringify(NEXT) }, onlineKeys(next));
    const status = await bench.updater.check();
    expect(status.channels[0]!.error).toBeUndefined();
    expect(await activeVersion()).toBe('2026.11.25-1');
    writeFileSync(filePath(bench, 'metadata/timestamp.json'), stolen);
    expect((await bench.updater.check()).channels[0]!.error?.kind).toBe('signature');
  });

  it('keeps a verified root also when what follows fails, so that revoked keys stay revoked', async () => {
    const next = { ...bench.roles, targets: { keys: newKeys(1), threshold: 1 } };
    bench.repository.rotate(next, bench.roles.root.keys);
    bench.server.instead.set('metadata/timestamp.json', (_, response) => void response.writeHead(503).end());
    await expectRefused(bench, 'http-status');
    const kept = JSON.parse((await bench.store.state('built-in')).trusted!.root) as {
      signed: { version: number };
    };
    expect(kept.signed.version).toBe(2);
  });
});
