import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TUFClient } from '@freedomofpress/tuf-browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { serveChannel } from './channel-server.ts';
import { makeBench, type Bench } from './channel-bench.ts';
import { keyTwiceRoot } from './key-twice-root.ts';
import { smallRuleset } from './small-ruleset.ts';

/**
 * Why updates/ has a client workflow of its own (docs/adr/0010): each test shows what @freedomofpress/tuf-browser 0.1.8 lets through.
 * When one of them fails after an upgrade, the decision should be looked at again.
 */
let bench: Bench;
beforeEach(async () => {
  fakeBrowser.reset();
  bench = await makeBench();
  bench.publish(smallRuleset('2026.11.20-1', { washed: '征信洗白' }));
});
afterEach(() => bench.close());

const kept = new Map<string, never>();
const backend = {
  read: async (key: string) => kept.get(key),
  write: async (key: string, value: unknown) => void kept.set(key, value as never),
  writeRaw: async (key: string, value: Uint8Array) =>
    void kept.set(key, JSON.parse(new TextDecoder().decode(value)) as never),
  delete: async (key: string) => void kept.delete(key),
};
function theirClient(root = bench.channel.root): TUFClient {
  return new TUFClient(`${bench.server.url}metadata/`, root, 'test', `${bench.server.url}targets/`, {
    backend,
  });
}

describe('tuf-browser 0.1.8', () => {
  beforeEach(() => kept.clear());

  it('follows a redirect to another host', async () => {
    const other = await serveChannel(bench.folder);
    bench.server.instead.set('metadata/timestamp.json', (_, response) => {
      response.writeHead(302, { location: `${other.url}metadata/timestamp.json` }).end();
    });
    await theirClient().updateTUF();
    expect(other.asked).toContain('metadata/timestamp.json');
    await other.close();
  });

  it('reads a metadata file of any size into memory before it looks at it', async () => {
    let sent = 0;
    bench.server.instead.set('metadata/timestamp.json', (_, response) => {
      const chunk = Buffer.alloc(1024 * 1024, 0x20);
      const more = (): void => {
        if (sent >= 40) return void response.end('{}');
        sent++;
        response.write(chunk, more);
      };
      more();
    });
    await expect(theirClient().updateTUF()).rejects.toThrow();
    expect(sent).toBe(40);
  });

  it('accepts an unchanged timestamp for ever: expiry is not checked when the version is the same (freeze)', async () => {
    bench.now = Date.now();
    bench.publish(smallRuleset('2026.11.21-1', { washed: '征信洗白' }));
    await theirClient().updateTUF();
    // A year later, by the clock that it asks.
    const real = globalThis.Date;
    const later = real.now() + 300 * 24 * 60 * 60 * 1000;
    globalThis.Date = class extends real {
      constructor(...parts: []) {
        super(...((parts.length === 0 ? [later] : parts) as []));
      }
    } as DateConstructor;
    try {
      await expect(theirClient().updateTUF()).resolves.toBeUndefined();
    } finally {
      globalThis.Date = real;
    }
  });

  it('keeps the new timestamp although the snapshot failed, and then takes it that there is nothing to fetch', async () => {
    bench.server.instead.set('metadata/1.snapshot.json', (_, response) => void response.writeHead(500).end());
    bench.now = Date.now();
    await expect(theirClient().updateTUF()).rejects.toThrow();
    bench.server.instead.clear();
    await theirClient().updateTUF();
    await expect(theirClient().getTarget('ruleset.json')).rejects.toThrow();
  });

  it('counts one key listed under two ids as two signers', async () => {
    // In upper case it is another key to who compares texts.
    const text = keyTwiceRoot((hex) => hex.toUpperCase());
    // It gets past the root and fails only at the timestamp, which is signed by others.
    await expect(theirClient(text).updateTUF()).rejects.toThrow(/timestamp/);
  });
});
