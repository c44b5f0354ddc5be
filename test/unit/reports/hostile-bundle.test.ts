import { strToU8, zipSync, deflateSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MANIFEST_FILE } from '../../../reports/bundle/bundle-format.ts';
import { readLines } from '../../../reports/bundle/read-lines.ts';
import { isSafeName } from '../../../reports/bundle/zip-directory.ts';
import { contentId, sha256Hex } from '../../../reports/content-hash.ts';
import { withdrawReport } from '../../../reports/decide.ts';
import type { LogEvent } from '../../../reports/event-format.ts';
import { foldSubject, type ReportHead } from '../../../reports/fold-events.ts';
import { createLedger } from '../../../reports/ledger.ts';
import { reportWith } from './report-with.ts';
import { PICTURE, reports, blobOf, must, forged, read } from './bundle-fixture.ts';

const SUBJECT = 'item:x:1';
const AT = '2026-11-26T08:00:00.000Z';
const range = (n: number) => Array.from({ length: n }, (_, at) => at);
const id = (n: number) => n.toString(16).padStart(64, '0');
const head = (n: number): ReportHead => ({
  ...{ id: id(n), subject: SUBJECT, kind: 'lure', contentHash: id(7), evidence: true },
  ...{ reporter: 'r', capturedAt: AT },
});
const said = (type: LogEvent['type'], n: number, rest: object, supersedes: readonly string[] = []) =>
  ({ format: 1, type, by: 'r', at: AT, subject: SUBJECT, id: id(n), supersedes, ...rest }) as LogEvent;
const confirm = (n: number, supersedes: readonly string[]) =>
  said('decide', n, { state: 'confirmed', reason: 'r', evidence: id(7), reports: [id(0)] }, supersedes);

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

  it('lists records that are dated ahead of this device, says what to do, and takes those of somebody whose clock is a little off', async () => {
    const [soon, late] = ['2026-11-27T08:59:59.000Z', '9999-12-31T23:59:59.999Z'];
    const lines = [
      reportWith({ n: 8, capturedAt: late }),
      reportWith({ n: 8, firstSeen: late }),
      reportWith({ n: 8, firstSeen: soon, capturedAt: soon }),
    ];
    const events = [soon, late].map((at) => withdrawReport(lines[2]!.id, null, { by: 'r-1', at }));
    const stringified = (all: readonly object[]) => all.map((one) => JSON.stringify(one));
    const preview = await must(forged(stringified(lines), {}, () => {}, stringified(events)));
    expect(preview.reports.map(({ report }) => report.id)).toEqual([lines[2]!.id]);
    expect(preview.events).toEqual([events[0]]);
    expect(preview.errors).toMatchObject([
      { file: 'reports.ndjson', line: 1, error: 'dated_ahead' },
      { line: 2, error: 'dated_ahead' },
      { file: 'events.ndjson', line: 2, error: 'dated_ahead' },
    ]);
    expect(preview.errors[0]!.message).toMatch(/^dated 9999-.* set it and read this again/);
  });

  it('lists a report that says another size of its picture', async () => {
    const attachments = [{ name: 'a.png', mime: 'image/png', sha256: sha256Hex(PICTURE), size: 3 }];
    const lying = JSON.stringify(reportWith({ n: 9, attachments }));
    const preview = await must(forged([lying, good], { [`attachments/${sha256Hex(PICTURE)}`]: PICTURE }));
    expect(preview.errors).toMatchObject([
      { line: 1, error: 'malformed', message: expect.stringContaining(`${PICTURE.length} bytes, not 3`) },
    ]);
    expect(preview.reports).toHaveLength(1);
  });

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
    expect(await read(bomb, { limits: { unpacked: 50_000_000 } })).toMatchObject({
      ok: false,
      error: 'bomb',
    });
    const packed = forged([], { 'events.ndjson': zeros });
    expect(await read(packed)).toMatchObject({
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
    expect(await read(new Blob([bytes]))).toMatchObject({ ok: false, error: 'bomb' });
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
    expect(await read(forged([good], { '../../evil.ndjson': strToU8('x') }))).toMatchObject({
      ok: false,
      error: 'unsafe_name',
    });
    expect(await read(forged([good], { 'run.js': strToU8('x') }))).toMatchObject({
      ok: false,
      error: 'unsafe_name',
    });
  });

  it('refuses what is not what its manifest says', async () => {
    expect(
      await read(forged([good], {}, (m) => ((m.files as { sha256: string }[])[0]!.sha256 = '0'.repeat(64)))),
    ).toMatchObject({ error: 'wrong_hash' });
    expect(await read(forged([good], {}, (m) => (m.files as unknown[]).pop()))).toMatchObject({
      error: 'missing_file',
    });
    expect(
      await read(
        forged([good], {}, (m) =>
          (m.files as unknown[]).push({ name: 'gone', size: 1, sha256: '0'.repeat(64) }),
        ),
      ),
    ).toMatchObject({ error: 'missing_file' });
    expect(await read(forged([good], {}, (m) => (m.format = 2)))).toMatchObject({ error: 'too_new' });
    expect(await read(forged([good], {}, (m) => (m.kind = 'x')))).toMatchObject({ error: 'malformed' });
    expect(await read(forged([good], {}, (m) => (m.chainHead = '0'.repeat(64))))).toMatchObject({
      error: 'wrong_hash',
    });
    const wrongName = { [`attachments/${'0'.repeat(64)}`]: PICTURE };
    expect(await read(forged([good], wrongName))).toMatchObject({ error: 'wrong_hash' });
  });

  it('refuses what is no archive, is cut off or is damaged', async () => {
    const whole = new Uint8Array(await (await blobOf()).arrayBuffer());
    expect(await read(new Blob(['hello']))).toMatchObject({ error: 'not_a_zip' });
    expect(await read(new Blob([]))).toMatchObject({ error: 'not_a_zip' });
    expect(await read(new Blob([whole.slice(0, -30)]))).toMatchObject({ error: 'not_a_zip' });
    expect(await read(new Blob([deflateSync(whole) as Uint8Array<ArrayBuffer>]))).toMatchObject({
      error: 'not_a_zip',
    });
    expect(
      await read(new Blob([zipSync({ 'a.txt': strToU8('x') }) as Uint8Array<ArrayBuffer>])),
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
          const result = await read(new Blob([bytes]));
          if (result.ok) for (const { report } of result.value.reports) expect(ids.has(report.id)).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });

  // What a file holds is folded at every start of the desk.
  it.each([
    [
      'withdrawals of a report that is not here',
      (n: number) => {
        const events = range(n).map((at) => said('withdraw', at, { report: id(0), reason: null }));
        createLedger().add([], events);
      },
    ],
    [
      'withdrawals of as many reports',
      (n: number) => {
        const events = range(n).map((at) => said('withdraw', at, { report: id(2 * n - at), reason: null }));
        foldSubject(
          SUBJECT,
          events,
          range(n).map((at) => head(n + at + 1)),
        );
      },
    ],
    [
      'decisions on a removal, each made in knowledge of a long history',
      (n: number) => {
        const history = range(n).map((at) => confirm(at + 1, at === 0 ? [] : [id(at)]));
        const heads = range(n).map((at) => confirm(n + at + 1, [id(n)]));
        const stone = said('tombstone', 3 * n, { reason: 'x', blocks: [id(9)] });
        foldSubject(SUBJECT, [...history, ...heads, stone], [head(0)]);
      },
    ],
    [
      'removals in ignorance of each other',
      (n: number) => {
        const stones = range(n).map((at) => said('tombstone', at + 1, { reason: 'x', blocks: [id(at)] }));
        const heads = range(n).map((at) => confirm(n + at + 1, [id(at + 1)]));
        foldSubject(SUBJECT, [...stones, ...heads], [head(0)]);
      },
    ],
  ])('takes time that grows with the events and not with their square: %s', { retry: 3 }, (_, run) => {
    const timeOf = (n: number) => {
      const from = process.cpuUsage();
      run(n);
      return process.cpuUsage(from).user;
    };
    const fastest = (n: number) => Math.min(...range(5).map(() => timeOf(n)));
    fastest(200);
    const few = fastest(500);
    // Sixteen times as many: 16 if linear, 256 if quadratic.
    expect(fastest(8_000) / few).toBeLessThan(96);
  });

  it('limits entries and lines', async () => {
    expect(await read(await blobOf(), { limits: { entries: 3 } })).toMatchObject({
      error: 'too_many_entries',
    });
    expect(await read(await blobOf(), { limits: { lines: 10 } })).toMatchObject({
      error: 'too_many_lines',
    });
    expect(await read(await blobOf(), { limits: { packed: 100 } })).toMatchObject({
      error: 'too_large',
    });
    const preview = await must(forged(Array.from({ length: 50 }, () => 'x')), { limits: { errors: 5 } });
    expect([preview.errors.length, preview.errorCount]).toEqual([5, 50]);
  });
});
