import { readdirSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { activeVersion, expectRecovers, expectRefused, NEXT, startBench } from './attack-bench.ts';
import { serveChannel } from './channel-server.ts';
import { DAY, filePath, forge, newKeys, onlineKeys, readFile, sha256, type Bench } from './channel-bench.ts';
import { smallRuleset } from './small-ruleset.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(() => bench.close());

const newest = (role: string): string =>
  'metadata/' +
  readdirSync(filePath(bench, 'metadata'))
    .filter((name) => name.endsWith(`.${role}.json`))
    .sort((a, b) => parseInt(b) - parseInt(a))[0]!;

const newestTarget = (): string => {
  const targets = JSON.parse(readFile(bench, newest('targets'))) as {
    signed: { targets: { 'ruleset.json': { hashes: { sha256: string } } } };
  };
  return `targets/${targets.signed.targets['ruleset.json'].hashes.sha256}.ruleset.json`;
};

describe('whoever took over the server', () => {
  it('cannot exchange the ruleset for one of the same length', async () => {
    bench.publish(NEXT);
    const text = readFile(bench, newestTarget());
    const changed = text.replace('停息挂账', '随便改改');
    expect(Buffer.byteLength(changed)).toBe(Buffer.byteLength(text));
    bench.server.instead.set(newestTarget(), (_, response) => void response.end(changed));
    await expectRefused(bench, 'mismatch');
    await expectRecovers(bench);
  });

  it('cannot serve a shorter ruleset than was signed', async () => {
    bench.publish(NEXT);
    bench.server.instead.set(newestTarget(), (_, response) => void response.end('{}'));
    await expectRefused(bench, 'mismatch');
    await expectRecovers(bench);
  });

  it('cannot serve a longer ruleset than was signed, not even with its beginning right', async () => {
    bench.publish(NEXT);
    const text = readFile(bench, newestTarget());
    bench.server.instead.set(newestTarget(), (_, response) => {
      response.write(text);
      response.end(' '.repeat(50_000));
    });
    await expectRefused(bench, 'too-large');
    await expectRecovers(bench);
  });

  it('cannot announce another hash, for the announcement is signed', async () => {
    bench.publish(NEXT);
    const evil = JSON.stringify(smallRuleset('2026.11.26-9', { evil: '银行' }));
    writeFileSync(filePath(bench, `targets/${sha256(evil)}.ruleset.json`), evil);
    forge(bench, newest('targets'), (signed) => {
      signed['targets']['ruleset.json'] = {
        length: Buffer.byteLength(evil),
        hashes: { sha256: sha256(evil) },
      };
    });
    await expectRefused(bench, 'mismatch');
  });

  it('cannot sign targets with keys of its own, even with snapshot and timestamp keys in hand', async () => {
    bench.publish(NEXT);
    const evil = JSON.stringify(smallRuleset('2026.11.26-9', { evil: '银行' }));
    writeFileSync(filePath(bench, `targets/${sha256(evil)}.ruleset.json`), evil);
    // Online keys were stolen: the attacker publishes properly, but the targets keys are offline.
    bench.repository.publish({ 'ruleset.json': evil }, { ...onlineKeys(bench.roles), targets: newKeys(2) });
    await expectRefused(bench, 'signature');
  });

  it('cannot do with one of two targets keys', async () => {
    bench.repository.publish(
      { 'ruleset.json': JSON.stringify(NEXT) },
      { ...onlineKeys(bench.roles), targets: bench.roles.targets.keys.slice(0, 1) },
    );
    await expectRefused(bench, 'signature');
  });

  it('cannot count one signature twice', async () => {
    bench.repository.publish(
      { 'ruleset.json': JSON.stringify(NEXT) },
      { ...onlineKeys(bench.roles), targets: bench.roles.targets.keys.slice(0, 1) },
    );
    // Same signature listed twice, with the announcements of length and hash fitted by stolen online keys.
    const path = newest('targets');
    const file = JSON.parse(readFile(bench, path)) as { signatures: unknown[] };
    file.signatures.push(file.signatures[0]);
    const text = JSON.stringify(file);
    writeFileSync(filePath(bench, path), text);
    forge(
      bench,
      newest('snapshot'),
      (signed) => {
        signed['meta']['targets.json'].length = Buffer.byteLength(text);
        signed['meta']['targets.json'].hashes.sha256 = sha256(text);
      },
      bench.roles.snapshot.keys,
    );
    const snapshot = readFile(bench, newest('snapshot'));
    forge(
      bench,
      'metadata/timestamp.json',
      (signed) => {
        signed['meta']['snapshot.json'].length = Buffer.byteLength(snapshot);
        signed['meta']['snapshot.json'].hashes.sha256 = sha256(snapshot);
      },
      bench.roles.timestamp.keys,
    );
    await expectRefused(bench, 'signature');
  });

  it('cannot change a signed timestamp', async () => {
    bench.publish(NEXT);
    forge(bench, 'metadata/timestamp.json', (signed) => void (signed['expires'] = '2099-01-01T00:00:00Z'));
    await expectRefused(bench, 'signature');
  });

  it('cannot bring back an old timestamp (rollback)', async () => {
    const old = readFile(bench, 'metadata/timestamp.json');
    bench.publish(NEXT);
    await bench.updater.check();
    expect(await activeVersion()).toBe('2026.11.25-1');
    writeFileSync(filePath(bench, 'metadata/timestamp.json'), old);
    const status = await bench.updater.check();
    expect(status.channels[0]!.error?.kind).toBe('rollback');
    expect(await activeVersion()).toBe('2026.11.25-1');
  });

  it('cannot roll the ruleset back with stolen online keys: an old snapshot under a new timestamp', async () => {
    const oldSnapshot = readFile(bench, newest('snapshot'));
    const oldVersion = (JSON.parse(oldSnapshot) as { signed: { version: number } }).signed.version;
    bench.publish(NEXT);
    await bench.updater.check();
    forge(
      bench,
      'metadata/timestamp.json',
      (signed) => {
        signed['version'] += 1;
        signed['meta']['snapshot.json'] = { version: oldVersion };
      },
      bench.roles.timestamp.keys,
    );
    const status = await bench.updater.check();
    expect(status.channels[0]!.error?.kind).toBe('rollback');
    expect(await activeVersion()).toBe('2026.11.25-1');
  });

  it('cannot list older targets in a new snapshot', async () => {
    const oldTargets = readFile(bench, newest('targets'));
    const oldVersion = (JSON.parse(oldTargets) as { signed: { version: number } }).signed.version;
    bench.publish(NEXT);
    await bench.updater.check();
    bench.repository.refresh(onlineKeys(bench.roles), { version: oldVersion, text: oldTargets });
    const status = await bench.updater.check();
    expect(status.channels[0]!.error?.kind).toBe('rollback');
    expect(await activeVersion()).toBe('2026.11.25-1');
  });

  it('cannot mix targets of one state with the snapshot of another', async () => {
    bench.publish(smallRuleset('2026.11.24-1', { other: '反催收' }));
    const between = readFile(bench, newest('targets'));
    bench.publish(NEXT);
    bench.server.instead.set(newest('targets'), (_, response) => void response.end(between));
    await expectRefused(bench, 'mismatch', 'too-large');
    await expectRecovers(bench);
  });
});

describe('whoever stands in the network', () => {
  it('cannot freeze readers in an old state: an expired timestamp is refused although it is the one we have', async () => {
    bench.now += 8 * DAY;
    await expectRefused(bench, 'expired');
    bench.publish(NEXT);
    await expectRecovers(bench);
  });

  it('cannot send without end', async () => {
    bench.publish(NEXT);
    let sent = 0;
    bench.server.instead.set('metadata/timestamp.json', (_, response) => {
      const chunk = Buffer.alloc(16 * 1024, 0x20);
      const more = (): void => {
        while (!response.destroyed && response.write(chunk)) sent += chunk.length;
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    });
    await expectRefused(bench, 'too-large');
    // Some of it lies in socket buffers; the reader has not gone on for ever.
    expect(sent).toBeLessThan(32 * 1024 * 1024);
    await expectRecovers(bench);
  });

  it('cannot hold readers by sending a byte now and then (slow loris)', async () => {
    bench.publish(NEXT);
    bench.times = { totalMs: 600, stallMs: 5000 };
    let timer: ReturnType<typeof setInterval> | undefined;
    bench.server.instead.set('metadata/timestamp.json', (_, response) => {
      timer = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(timer));
    });
    await expectRefused(bench, 'too-slow');
    bench.times = undefined;
    await expectRecovers(bench);
  });

  it('cannot hold readers by never answering, nor by stopping in the middle', async () => {
    bench.publish(NEXT);
    bench.times = { totalMs: 60_000, stallMs: 200 };
    bench.server.instead.set('metadata/timestamp.json', () => undefined);
    await expectRefused(bench, 'too-slow');
    bench.server.instead.set('metadata/timestamp.json', (_, response) => void response.write('{"signed":'));
    await expectRefused(bench, 'too-slow');
    bench.times = undefined;
    await expectRecovers(bench);
  });

  it('cannot announce a giant file and be listened to', async () => {
    bench.publish(NEXT);
    bench.server.instead.set('metadata/timestamp.json', (_, response) => {
      response.writeHead(200, { 'content-length': String(10 ** 12) });
      response.write('{');
    });
    await expectRefused(bench, 'too-large');
    await expectRecovers(bench);
  });

  it('cannot blow a small answer up by compression', async () => {
    const { gzipSync } = await import('node:zlib');
    bench.publish(NEXT);
    const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024, 0x20));
    bench.server.instead.set('metadata/timestamp.json', (_, response) => {
      response
        .writeHead(200, { 'content-encoding': 'gzip', 'content-length': String(bomb.length) })
        .end(bomb);
    });
    await expectRefused(bench, 'too-large');
    await expectRecovers(bench);
  });

  it('cannot send readers to another host', async () => {
    bench.publish(NEXT);
    const other = await serveChannel(bench.folder);
    bench.server.instead.set('metadata/timestamp.json', (_, response) => {
      response.writeHead(302, { location: `${other.url}metadata/timestamp.json` }).end();
    });
    await expectRefused(bench, 'redirected');
    expect(other.asked).toEqual([]);
    await other.close();
    await expectRecovers(bench);
  });

  it('cannot hide a new root behind an error and have the rest go on', async () => {
    bench.publish(NEXT);
    bench.server.instead.set('metadata/2.root.json', (_, response) => void response.writeHead(500).end());
    await expectRefused(bench, 'http-status');
    await expectRecovers(bench);
  });

  it.each([
    ['no JSON at all', '<html>Please log in to the hotel network</html>'],
    ['JSON cut in the middle', '{"signed":{"_type":"timestamp"'],
    ['JSON nested a thousand deep', '{"signed":' + '['.repeat(1000) + ']'.repeat(1000) + ',"signatures":[]}'],
    ['JSON of many small parts', `[${'0,'.repeat(6000)}0]`],
    [
      'a key that reaches for prototypes',
      '{"signed":{"__proto__":{"x":1}},"signatures":[{"keyid":"a","sig":"b"}]}',
    ],
    ['JSON of another shape', '{"signed":[],"signatures":{}}'],
  ])('cannot harm with %s', async (_, body) => {
    bench.publish(NEXT);
    bench.server.instead.set('metadata/timestamp.json', (_request, response) => void response.end(body));
    await expectRefused(bench, 'malformed');
    await expectRecovers(bench);
  });

  it('cannot harm with an oversized metadata file', async () => {
    bench.publish(NEXT);
    const padding = JSON.stringify({ signed: { x: 'a'.repeat(20_000) }, signatures: [] });
    bench.server.instead.set('metadata/timestamp.json', (_, response) => void response.end(padding));
    await expectRefused(bench, 'too-large');
    await expectRecovers(bench);
  });
});
