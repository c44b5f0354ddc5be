import { strToU8, zipSync, deflateSync, type Zippable } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateReports } from '../../../bench/generate-reports.ts';
import { chainHead } from '../../../reports/audit-chain.ts';
import { MANIFEST_FILE } from '../../../reports/bundle/bundle-format.ts';
import { countNew, importBundle } from '../../../reports/bundle/import-bundle.ts';
import { readBundle, type ReadBundleOptions } from '../../../reports/bundle/read-bundle.ts';
import { readLines } from '../../../reports/bundle/read-lines.ts';
import { isSafeName } from '../../../reports/bundle/zip-directory.ts';
import { collectBytes } from '../../../reports/bundle/zip-stream.ts';
import { bundleName, writeBundle, type BundleContents } from '../../../reports/bundle/write-bundle.ts';
import { contentId, sha256Hex } from '../../../reports/content-hash.ts';
import { addNote, assign, changeTags, decide, withdrawReport } from '../../../reports/decide.ts';
import type { LogEvent } from '../../../reports/event-format.ts';
import { foldSubject } from '../../../reports/fold-events.ts';
import { headOf } from '../../../reports/ledger.ts';
import type { Report } from '../../../reports/record-format.ts';
import { statusOfReport } from '../../../reports/reporter-status.ts';
import { memoryStore } from '../../../reports/store/memory-store.ts';
import type { RawReport } from '../../../reports/store/report-store.ts';
import { reportWith } from './report-with.ts';

const PICTURE = new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10, 1, 2, 3]);
const withPicture = reportWith({
  n: 99,
  attachments: [{ name: '截图.png', mime: 'image/png', sha256: sha256Hex(PICTURE), size: PICTURE.length }],
});
const reports = [...generateReports(40, 2).reports, withPicture];
const actor = { by: 'm1', at: '2026-11-26T09:00:00.000Z' };
const raw = (report: Report) => report as unknown as RawReport;
const contents = (changes: Partial<BundleContents> = {}): BundleContents => ({
  kind: 'reports',
  createdAt: '2026-11-26T10:00:00.000Z',
  from: 'r-1',
  generator: 'test',
  reports: reports.map(raw),
  events: [withdrawReport(reports[0]!.id, null, { ...actor, by: reports[0]!.reporter.alias })],
  loadAttachment: async (sha256) => (sha256 === sha256Hex(PICTURE) ? PICTURE : null),
  ...changes,
});
const blobOf = async (changes: Partial<BundleContents> = {}) =>
  new Blob(await collectBytes(writeBundle(contents(changes))));
const must = async (file: Blob, options?: ReadBundleOptions) => {
  const result = await readBundle(file, options);
  if (!result.ok) throw new Error(`${result.error}: ${result.message}`);
  return result.value;
};

/** Packs hostile lines with a manifest that is right about them, so that the lines themselves are what is judged. */
function forged(
  lines: readonly string[],
  files: Record<string, Uint8Array> = {},
  change: (manifest: Record<string, unknown>) => void = () => {},
  events: readonly string[] = [],
): Blob {
  const inside: Record<string, Uint8Array> = {
    'reports.ndjson': strToU8(lines.map((line) => `${line}\n`).join('')),
    'events.ndjson': strToU8(events.map((line) => `${line}\n`).join('')),
    ...files,
  };
  const manifest: Record<string, unknown> = {
    format: 1,
    kind: 'reports',
    createdAt: '2026-11-26T10:00:00.000Z',
    from: 'x',
    generator: 'x',
    chainHead: chainHead([]),
    counts: { reports: 0, events: 0, attachments: 0 },
    files: Object.entries(inside).map(([name, bytes]) => ({
      name,
      size: bytes.length,
      sha256: sha256Hex(bytes),
    })),
  };
  change(manifest);
  return new Blob([
    zipSync({
      ...inside,
      [MANIFEST_FILE]: strToU8(JSON.stringify(manifest)),
    } as Zippable) as Uint8Array<ArrayBuffer>,
  ]);
}

describe('a report file', () => {
  it('brings everything over unchanged, pictures included', async () => {
    const preview = await must(await blobOf());
    expect(preview.reports.map(({ report }) => report)).toEqual(reports);
    expect(preview.errors).toEqual([]);
    const store = memoryStore();
    const result = await importBundle(store, preview, {
      source: 'a.zhaishao.zip',
      at: '2026-11-26T11:00:00.000Z',
    });
    expect(result).toMatchObject({
      ok: true,
      value: {
        cancelled: false,
        entry: { reports: { added: 41, known: 0 }, events: { added: 1 }, attachments: 1, errors: 0 },
      },
    });
    expect((await store.attachment(sha256Hex(PICTURE)))?.bytes).toEqual(PICTURE);
    expect(await countNew(store, preview)).toMatchObject({ reports: { added: 0, known: 41 } });
    expect(await importBundle(store, preview, { source: 'a', at: '2026-11-26T12:00:00.000Z' })).toMatchObject(
      { value: { entry: { reports: { added: 0, known: 41 } } } },
    );
    expect(await store.imports()).toHaveLength(2);
  });

  it('is the same, byte by byte, for the same contents', async () => {
    expect(sha256Hex(new Uint8Array(await (await blobOf()).arrayBuffer()))).toBe(
      sha256Hex(new Uint8Array(await (await blobOf()).arrayBuffer())),
    );
  });

  it('writes nothing before it is accepted, and not what was unticked', async () => {
    const store = memoryStore();
    const preview = await must(await blobOf());
    expect(await store.countReports()).toBe(0);
    await importBundle(store, preview, {
      source: 'a',
      at: '2026-11-26T12:00:00.000Z',
      deselect: new Set([reports[3]!.id, preview.events[0]!.id]),
    });
    expect([await store.countReports(), await store.countEvents()]).toEqual([40, 0]);
    expect(await store.report(reports[3]!.id)).toBeNull();
  });

  it('can be stopped while reading and while importing; doing it again completes it', async () => {
    const stop = new AbortController();
    stop.abort();
    expect(await readBundle(await blobOf(), { signal: stop.signal })).toMatchObject({
      ok: false,
      error: 'cancelled',
    });
    const many = generateReports(2_500, 4).reports;
    const preview = await must(await blobOf({ reports: many.map(raw), events: [] }));
    const store = memoryStore();
    const second = new AbortController();
    const half = await importBundle(store, preview, {
      source: 'a',
      at: '2026-11-26T12:00:00.000Z',
      signal: second.signal,
      onProgress: () => second.abort(),
    });
    expect(half).toMatchObject({
      ok: true,
      value: { cancelled: true, entry: { reports: { added: 1_000 } } },
    });
    await importBundle(store, preview, { source: 'a', at: '2026-11-26T12:01:00.000Z' });
    expect(await store.countReports()).toBe(2_500);
  });

  it('tells that the disk is full and what was written until then', async () => {
    const preview = await must(
      await blobOf({ reports: generateReports(1_500, 4).reports.map(raw), events: [] }),
    );
    const store = memoryStore({ quota: 7_500_000 });
    const result = await importBundle(store, preview, { source: 'a', at: '2026-11-26T12:00:00.000Z' });
    expect(result).toMatchObject({ ok: false, error: 'quota', written: { added: 1_000 } });
  });
});

describe('a decision file', () => {
  const report = reports[5]!;
  const heads = [headOf(report)];
  const view = foldSubject(report.subject, [], heads);
  const decided = decide(
    view,
    heads,
    view.evidence,
    { state: 'confirmed', reason: '收费停息挂账', publicNote: '已转平台', internalNote: '同伙见另一案' },
    actor,
  );
  const events: LogEvent[] = [
    ...(decided.ok ? decided.value : []),
    addNote(report.subject, '谢谢', 'public', null, actor),
    changeTags(report.subject, ['内部'], [], actor),
    assign(report.subject, 'm2', actor),
  ];

  it('carries decisions with their reason back, and nothing internal', async () => {
    const file = await blobOf({ kind: 'decisions', events, from: 'm1' });
    const preview = await must(file);
    expect(preview.reports).toEqual([]);
    expect(preview.events.map((one) => one.type).sort()).toEqual(['decide', 'note']);
    expect(JSON.stringify(preview.events)).not.toContain('同伙');
    expect(statusOfReport(report, preview.events)).toEqual({
      state: 'confirmed',
      takenBack: false,
      reason: '收费停息挂账',
      publicNotes: ['已转平台', '谢谢'],
      decidedAt: actor.at,
      outcomes: [],
    });
  });

  it('says new before, withdrawn after the reporter took it back', () => {
    expect(statusOfReport(report, [])).toMatchObject({ state: 'new', reason: null });
    expect(
      statusOfReport(report, [withdrawReport(report.id, null, { ...actor, by: report.reporter.alias })])
        .state,
    ).toBe('withdrawn');
  });

  it('starts decisions unticked that come inside a volunteer’s reports', async () => {
    const smuggled = forged([], {}, (manifest) => (manifest.chainHead = chainHead([events[0]!])), [
      JSON.stringify(events[0]),
    ]);
    const preview = await must(smuggled);
    expect([...preview.unexpected]).toEqual([events[0]!.id]);
  });

  it('has a name that says what it is', () => {
    expect(bundleName({ kind: 'decisions', createdAt: '2026-11-26T10:00:00.000Z', from: 'm/../1' })).toBe(
      '债哨处理结果-2026-11-26-m1.zhaishao.zip',
    );
  });
});

describe('hostile files', () => {
  const good = JSON.stringify(reports[0]);

  it('lists bad lines by number and keeps the good ones', async () => {
    const changed = JSON.stringify({ ...reports[1]!, text: '被改过' });
    const renamed = JSON.stringify({ ...reports[1]!, id: contentId({ a: 1 }) });
    const newer = JSON.stringify({ ...reports[1]!, format: 99 });
    const preview = await must(
      forged(['not json', good, changed, renamed, newer, '[]', 'null', '{"format":1}', '']),
    );
    expect(preview.reports.map(({ report }) => report.id)).toEqual([reports[0]!.id]);
    expect(preview.errors.map((one) => [one.line, one.error])).toEqual([
      [1, 'not_json'],
      [3, 'wrong_hash'],
      [4, 'wrong_hash'],
      [5, 'too_new'],
      [6, 'malformed'],
      [7, 'malformed'],
      [8, 'wrong_hash'],
    ]);
  });

  it.each(['__proto__', 'constructor', 'prototype', 'toString', '\\u005f_proto__'])(
    'refuses a record with a member %s and leaves prototypes alone',
    async (key) => {
      const body = JSON.parse(good.replace('{', `{"${key}":{"polluted":true},`)) as object;
      const line = good.replace('{', `{"${key}":{"polluted":true},`).replace(reports[0]!.id, contentId(body));
      const preview = await must(forged([line]));
      expect(preview.reports).toEqual([]);
      expect(preview.errors).toMatchObject([{ line: 1, error: 'malformed' }]);
      expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    },
  );

  it('survives deeply nested JSON', async () => {
    const deep = `{"id":"x","format":1,"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    expect((await must(forged([deep, good]))).errors).toMatchObject([{ line: 1 }]);
  });

  it('keeps HTML and formulas as the text they are', async () => {
    const nasty = '<img src=x onerror=alert(1)>=HYPERLINK("http://x")@SUM(1)';
    const report = reportWith({
      n: 7,
      text: nasty,
      pageTitle: nasty,
      note: nasty,
      author: { name: nasty, id: nasty, profileUrl: null },
    });
    expect((await must(forged([JSON.stringify(report)]))).reports[0]!.report).toEqual(report);
  });

  it('drops a gigantic line without holding it, and reads on', async () => {
    const chunk = new Uint8Array(1_000_000).fill(97);
    let largest = 0;
    const stream = async function* () {
      yield strToU8('first\n');
      for (let index = 0; index < 1_000; index += 1) {
        yield chunk;
        if (index % 100 === 0) largest = Math.max(largest, process.memoryUsage().arrayBuffers);
      }
      yield strToU8('\nlast\r\n');
    };
    const before = process.memoryUsage().arrayBuffers;
    const lines = [];
    for await (const line of readLines(stream(), 2_000_000)) lines.push(line);
    expect(lines).toEqual([
      { number: 1, text: 'first' },
      { number: 2, tooLong: true },
      { number: 3, text: 'last' },
    ]);
    expect(largest - before).toBeLessThan(20_000_000);
  });

  it('refuses a bomb by what it says, and by what comes out', async () => {
    const zeros = new Uint8Array(60_000_000);
    const bomb = new Blob([
      zipSync({ 'reports.ndjson': zeros, [MANIFEST_FILE]: strToU8('{}') }) as Uint8Array<ArrayBuffer>,
    ]);
    expect(await readBundle(bomb, { limits: { unpacked: 50_000_000 } })).toMatchObject({
      ok: false,
      error: 'bomb',
    });
    const packed = forged([], { 'events.ndjson': zeros });
    expect(await readBundle(packed)).toMatchObject({
      ok: false,
      error: 'bomb',
      message: expect.stringContaining('150 times'),
    });
  });

  it('refuses an archive whose directory lies about a size', async () => {
    const bytes = new Uint8Array(await forged([good, good, good]).arrayBuffer());
    const view = new DataView(bytes.buffer);
    for (let at = 0; at < bytes.length - 4; at += 1) {
      if (view.getUint32(at, true) === 0x02014b50) {
        view.setUint32(at + 24, 10, true);
        break;
      }
    }
    expect(await readBundle(new Blob([bytes]))).toMatchObject({ ok: false, error: 'bomb' });
  });

  it.each([
    '../evil',
    '/etc/passwd',
    'a/../../b',
    'C:\\x',
    'a\\b',
    './x',
    'attachments/../x',
    'a//b',
    'nul\u0000',
    'ä',
    '',
  ])('refuses the name %j', (name) => {
    expect(isSafeName(name)).toBe(false);
  });

  it('refuses an archive with a name that reaches outside, and one with a file that does not belong', async () => {
    expect(await readBundle(forged([good], { '../../evil.ndjson': strToU8('x') }))).toMatchObject({
      ok: false,
      error: 'unsafe_name',
    });
    expect(await readBundle(forged([good], { 'run.js': strToU8('x') }))).toMatchObject({
      ok: false,
      error: 'unsafe_name',
    });
  });

  it('refuses what is not what its manifest says', async () => {
    expect(
      await readBundle(
        forged([good], {}, (m) => ((m.files as { sha256: string }[])[0]!.sha256 = '0'.repeat(64))),
      ),
    ).toMatchObject({ error: 'wrong_hash' });
    expect(await readBundle(forged([good], {}, (m) => (m.files as unknown[]).pop()))).toMatchObject({
      error: 'missing_file',
    });
    expect(
      await readBundle(
        forged([good], {}, (m) =>
          (m.files as unknown[]).push({ name: 'gone', size: 1, sha256: '0'.repeat(64) }),
        ),
      ),
    ).toMatchObject({ error: 'missing_file' });
    expect(await readBundle(forged([good], {}, (m) => (m.format = 2)))).toMatchObject({ error: 'too_new' });
    expect(await readBundle(forged([good], {}, (m) => (m.kind = 'x')))).toMatchObject({ error: 'malformed' });
    expect(await readBundle(forged([good], {}, (m) => (m.chainHead = '0'.repeat(64))))).toMatchObject({
      error: 'wrong_hash',
    });
    const wrongName = { [`attachments/${'0'.repeat(64)}`]: PICTURE };
    expect(await readBundle(forged([good], wrongName))).toMatchObject({ error: 'wrong_hash' });
  });

  it('refuses what is no archive, is cut off or is damaged', async () => {
    const whole = new Uint8Array(await (await blobOf()).arrayBuffer());
    expect(await readBundle(new Blob(['hello']))).toMatchObject({ error: 'not_a_zip' });
    expect(await readBundle(new Blob([]))).toMatchObject({ error: 'not_a_zip' });
    expect(await readBundle(new Blob([whole.slice(0, -30)]))).toMatchObject({ error: 'not_a_zip' });
    expect(await readBundle(new Blob([deflateSync(whole) as Uint8Array<ArrayBuffer>]))).toMatchObject({
      error: 'not_a_zip',
    });
    expect(
      await readBundle(new Blob([zipSync({ 'a.txt': strToU8('x') }) as Uint8Array<ArrayBuffer>])),
    ).toMatchObject({ error: 'no_manifest' });
  });

  it('never throws and never takes a changed record, whatever bytes are flipped', async () => {
    const whole = new Uint8Array(await (await blobOf()).arrayBuffer());
    const ids = new Set(reports.map((one) => one.id));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 })), {
          minLength: 1,
          maxLength: 4,
        }),
        async (flips) => {
          const bytes = whole.slice();
          for (const [at, mask] of flips) bytes[at] = bytes[at]! ^ mask;
          const result = await readBundle(new Blob([bytes]));
          if (result.ok) for (const { report } of result.value.reports) expect(ids.has(report.id)).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('limits entries and lines', async () => {
    expect(await readBundle(await blobOf(), { limits: { entries: 3 } })).toMatchObject({
      error: 'too_many_entries',
    });
    expect(await readBundle(await blobOf(), { limits: { lines: 10 } })).toMatchObject({
      error: 'too_many_lines',
    });
    expect(await readBundle(await blobOf(), { limits: { packed: 100 } })).toMatchObject({
      error: 'too_large',
    });
    const preview = await must(forged(Array.from({ length: 50 }, () => 'x')), { limits: { errors: 5 } });
    expect([preview.errors.length, preview.errorCount]).toEqual([5, 50]);
  });
});
