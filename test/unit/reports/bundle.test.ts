import { describe, expect, it } from 'vitest';
import { generateReports } from '../../../bench/generate-reports.ts';
import { chainHead } from '../../../reports/audit-chain.ts';
import { countNew, importBundle } from '../../../reports/bundle/import-bundle.ts';
import { bundleName } from '../../../reports/bundle/write-bundle.ts';
import { sha256Hex } from '../../../reports/content-hash.ts';
import { addNote, assign, changeTags, decide, withdrawReport } from '../../../reports/decide.ts';
import type { LogEvent } from '../../../reports/event-format.ts';
import { foldSubject } from '../../../reports/fold-events.ts';
import { headOf } from '../../../reports/ledger.ts';
import { statusOfReport } from '../../../reports/reporter-status.ts';
import { memoryStore } from '../../../reports/store/memory-store.ts';
import { PICTURE, reports, actor, raw, blobOf, must, forged, read } from './bundle-fixture.ts';
import { reportWith } from './report-with.ts';

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
    expect(await read(await blobOf(), { signal: stop.signal })).toMatchObject({
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
    expect(!result.ok && result.reports).toHaveLength(1_000);
  });

  it('loads a picture once, however many reports name it', async () => {
    const [picture] = reports.at(-1)!.attachments;
    const sharing = Array.from({ length: 30 }, (_, n) =>
      reportWith({ n, attachments: Array.from({ length: 20 }, () => picture!) }),
    );
    const preview = await must(await blobOf({ reports: sharing.map(raw), events: [] }));
    let loads = 0;
    const attachments = new Map(
      [...preview.attachments].map(([id, one]) => [id, { ...one, load: () => ((loads += 1), one.load()) }]),
    );
    const store = memoryStore();
    await importBundle(store, { ...preview, attachments }, { source: 'a', at: '2026-11-26T12:00:00.000Z' });
    expect([loads, await store.countReports()]).toEqual([1, 30]);
    expect((await store.attachment(sha256Hex(PICTURE)))?.bytes).toEqual(PICTURE);
  });

  it('tells that the file was taken away since it was read, and writes no report without its picture', async () => {
    const preview = await must(await blobOf());
    const gone = async () => {
      throw new DOMException('the file could not be read', 'NotReadableError');
    };
    const attachments = new Map([...preview.attachments].map(([id, one]) => [id, { ...one, load: gone }]));
    const store = memoryStore();
    const at = '2026-11-26T12:00:00.000Z';
    const result = await importBundle(store, { ...preview, attachments }, { source: 'a', at });
    expect(result).toMatchObject({ ok: false, error: 'failed' });
    expect([await store.countReports(), await store.imports()]).toEqual([0, []]);
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
