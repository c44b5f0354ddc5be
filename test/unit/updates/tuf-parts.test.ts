import { createRequire } from 'node:module';
import fc from 'fast-check';
import { Metadata, MetadataKind } from '@tufjs/models';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { parseBounded } from '../../../updates/bounded-json.ts';
import { canonicalJson } from '../../../updates/tuf/canonical-json.ts';
import { Envelope, RootSigned } from '../../../updates/tuf/metadata-format.ts';
import { readMetadata, readRoot, rootFingerprint } from '../../../updates/tuf/read-metadata.ts';
import { channelAddress } from '../../../updates/tuf/repository.ts';
import { checkSignatures } from '../../../updates/tuf/signatures.ts';
import { inspectChannel } from '../../../updates/inspect-channel.ts';
import { makeBench, readFile, type Bench } from './channel-bench.ts';
import { keyTwiceRoot } from './key-twice-root.ts';
import { smallRuleset } from './small-ruleset.ts';

const theirs = createRequire(createRequire(import.meta.url).resolve('@tufjs/models'))(
  '@tufjs/canonical-json',
) as {
  canonicalize(value: unknown): string;
};

describe('canonical JSON', () => {
  const leaf = fc.oneof(fc.string({ unit: 'binary' }), fc.boolean(), fc.constant(null), fc.maxSafeInteger());
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc.array(tie('tree')),
      fc.dictionary(fc.string(), tie('tree')),
    ),
  }));

  it('is byte for byte that of the reference implementation', () => {
    fc.assert(
      fc.property(tree, (value) => void expect(canonicalJson(value)).toBe(theirs.canonicalize(value))),
    );
  });

  it('has no form for floats and undefined', () => {
    expect(() => canonicalJson({ a: 1.5 })).toThrow(/number 1.5/);
    expect(() => canonicalJson([undefined])).toThrow(/undefined/);
  });
});

describe('JSON from outside', () => {
  const bounds = { depth: 8, nodes: 200 };
  const read = (text: string) => parseBounded(new TextEncoder().encode(text), bounds, 'x');

  it('is what JSON.parse reads, within the bounds', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 3 }), (text) => {
        const result = read(text);
        if (result.ok) expect(result.value).toEqual(JSON.parse(text));
        else expect(result.error.detail).toMatch(/more than 200 parts|__proto__/);
      }),
    );
  });

  it('never throws on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void parseBounded(bytes, bounds, 'x')),
    );
  });

  it('counts brackets, but not those inside strings', () => {
    expect(read('[[[[[[[[[1]]]]]]]]]').ok).toBe(false);
    expect(read('["[[[[[[[[[[[[ \\" [[[[[[["]').ok).toBe(true);
  });

  it('is refused when it is no UTF-8', () => {
    expect(parseBounded(Uint8Array.of(0x22, 0xff, 0x22), bounds, 'x').ok).toBe(false);
  });
});

describe('metadata made by the reference implementation', () => {
  let bench: Bench;
  beforeAll(async () => {
    fakeBrowser.reset();
    bench = await makeBench();
    bench.publish(smallRuleset('2026.11.20-1', { washed: '征信洗白' }));
  });
  afterAll(() => bench.close());

  it('is judged alike by both: whole, and with one signature after the other taken away', () => {
    const text = readFile(bench, 'metadata/1.targets.json');
    const rootText = readFile(bench, 'metadata/1.root.json');
    const ours = readRoot(rootText, 'root');
    const reference = Metadata.fromJSON(MetadataKind.Root, JSON.parse(rootText));
    for (let kept = 2; kept >= 0; kept--) {
      const file = JSON.parse(text) as { signed: Record<string, unknown>; signatures: unknown[] };
      file.signatures = file.signatures.slice(0, kept);
      const envelope = Envelope.safeParse(file);
      const we =
        ours.ok && envelope.success && checkSignatures(envelope.data, ours.value.signed, 'targets', 'x').ok;
      let they = true;
      try {
        reference.verifyDelegate('targets', Metadata.fromJSON(MetadataKind.Targets, file as never));
      } catch {
        they = false;
      }
      expect(we).toBe(they);
      expect(we).toBe(kept === 2);
    }
  });

  it('counts a key once, however many ids it is listed under and however it is written', () => {
    const text = keyTwiceRoot();
    expect(readMetadata(new TextEncoder().encode(text), RootSigned, 'root').ok).toBe(true);
    expect(readRoot(text, 'root')).toMatchObject({ ok: false, error: { kind: 'signature' } });
    // In upper case it is another key to who compares texts.
    const upperCase = keyTwiceRoot((hex) => hex.toUpperCase());
    expect(readRoot(upperCase, 'root')).toMatchObject({ ok: false, error: { kind: 'signature' } });
  });

  it('has a fingerprint that the publisher and the reader compute alike', async () => {
    const offer = await inspectChannel(bench.server.url);
    expect(offer).toMatchObject({
      ok: true,
      value: { fingerprint: bench.repository.fingerprint(), rootKeys: 3, rootThreshold: 2 },
    });
    const root = readRoot(readFile(bench, 'metadata/1.root.json'), 'root');
    expect(root.ok && (await rootFingerprint(root.value))).toBe(bench.repository.fingerprint());
  });

  it('is not offered when the first root is not signed by itself', async () => {
    const file = JSON.parse(readFile(bench, 'metadata/1.root.json')) as { signatures: unknown[] };
    file.signatures.pop();
    file.signatures.pop();
    expect(await inspectChannel(bench.server.url, JSON.stringify(file))).toMatchObject({
      ok: false,
      error: { kind: 'signature' },
    });
  });
});

describe('a channel address', () => {
  it.each([
    ['https://rules.example.org/a', 'https://rules.example.org/a/'],
    ['  https://rules.example.org/a/?x=1#y ', 'https://rules.example.org/a/'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080/'],
  ])('%s is brought into shape', (text, url) => {
    expect(channelAddress(text)).toEqual({ ok: true, value: url });
  });

  it.each([
    'http://rules.example.org/',
    'ftp://a/',
    'javascript:alert(1)',
    'rules',
    'https://me:secret@host/',
    'data:text/plain,x',
  ])('%s is refused', (text) => expect(channelAddress(text).ok).toBe(false));
});
