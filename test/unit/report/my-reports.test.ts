import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { knownSubject } from '../../../entrypoints/report/known-subject.ts';
import { ownAlias } from '../../../reports/own-alias.ts';
import { withRedaction } from '../../../components/report/redaction.ts';
import { draftFromReport } from '../../../entrypoints/my-reports/draft-from-report.ts';
import { ReportDraft } from '../../../reports/draft-format.ts';
import { readBundle } from '../../../reports/bundle/read-bundle.ts';
import { makeReport } from '../../../reports/make-report.ts';
import { loadMyReports, NOTE_EDITED, withNote } from '../../../entrypoints/my-reports/my-report-list.ts';
import { reportFile } from '../../../entrypoints/my-reports/report-file.ts';
import { followUp, rememberSent } from '../../../entrypoints/my-reports/sent-reports.ts';
import { decide, tombstone, withdrawReport } from '../../../reports/decide.ts';
import { foldSubject } from '../../../reports/fold-events.ts';
import { createLedger, headOf } from '../../../reports/ledger.ts';
import type { Report } from '../../../reports/record-format.ts';
import { readReport } from '../../../reports/read-report.ts';
import { memoryStore } from '../../../reports/store/memory-store.ts';
import type { ReportStore } from '../../../reports/store/report-store.ts';
import { draftWith, reportWith } from '../reports/report-with.ts';

const ME = '哨-me';
const at = (minute: number, by = ME) => ({
  by,
  at: new Date(Date.UTC(2026, 10, 26, 9, minute)).toISOString(),
});
const mine = reportWith({ n: 1, note: '旧说明' }, ME);
let store: ReportStore;
beforeEach(async () => {
  store = memoryStore();
  await store.commit({ reports: [{ ...mine }, { ...reportWith({ n: 2 }, '别人') }] });
});

describe('evidence that moderators ask for', () => {
  it('is added as a report on the same subject with the same words, covered parts included', () => {
    const first = makeReport(
      withRedaction(
        draftWith({ n: 3, text: '停息挂账加微 zs8821xy，我妈电话 13812345678 也被打了' }),
        new Map(),
      ),
      ME,
    );
    if (!first.ok) throw new Error(first.message);
    const draft = ReportDraft.parse(draftFromReport(first.value, 'draft-more', Date.UTC(2026, 10, 27)));
    const second = makeReport(withRedaction({ ...draft, note: '补一张截图' }, new Map()), ME);
    if (!second.ok) throw new Error(second.message);
    expect(second.value).toMatchObject({
      subject: first.value.subject,
      contentHash: first.value.contentHash,
      text: first.value.text,
      permalink: first.value.permalink,
      note: '补一张截图',
    });
    expect(second.value.id).not.toBe(first.value.id);
  });

  it('joins the same case also where the first report kept the address back', () => {
    const itemUrl = 'https://www.douyin.com/video/7301000000000000001';
    const first = reportWith({ n: 4, role: 'caption', itemUrl, leaveOut: ['permalink', 'position'] }, ME);
    const more = draftFromReport(first, 'draft-more', Date.UTC(2026, 10, 27));
    expect(makeReport({ ...more, note: '补一句' }, ME)).toMatchObject({ value: { subject: first.subject } });
    const told = { ...more, subject: 'item:douyin:https://www.douyin.com/video/7301000000000000001' };
    expect(JSON.stringify(makeReport(told, ME))).not.toContain('7301000000000000001');
  });
});

describe('my reports', () => {
  it('lists own reports alone, with the decision and its reason when it has come back', async () => {
    const view = foldSubject(mine.subject, [], [headOf(mine)]);
    const made = decide(
      view,
      [headOf(mine)],
      view.evidence,
      { state: 'rejected', reason: '这是提醒' },
      at(1, '审核甲'),
    );
    if (!made.ok) throw new Error(made.message);
    expect((await loadMyReports(store, ME)).map((one) => one.status.state)).toEqual(['new']);
    await store.commit({ events: made.value });
    const [listed] = await loadMyReports(store, ME);
    expect(listed!.status).toMatchObject({ state: 'rejected', reason: '这是提醒' });
  });

  it('gives an edited note a record that anybody can check, on the same subject and evidence', async () => {
    const changed = withNote(mine, ' 在第三条 ');
    expect(readReport(JSON.parse(JSON.stringify(changed))).ok).toBe(true);
    expect([changed.subject, changed.contentHash, changed.note]).toEqual([
      mine.subject,
      mine.contentHash,
      '在第三条',
    ]);
    await store.commit({ reports: [{ ...changed }], events: [withdrawReport(mine.id, NOTE_EDITED, at(2))] });
    expect((await loadMyReports(store, ME)).map((one) => one.report.id)).toEqual([changed.id]);
    expect(withNote(mine, '旧说明').id).toBe(mine.id);
  });

  it('shows a report that was taken back as taken back', async () => {
    await store.commit({ events: [withdrawReport(mine.id, null, at(3))] });
    expect((await loadMyReports(store, ME))[0]!.status).toMatchObject({
      state: 'withdrawn',
      decidedAt: null,
    });
  });

  it('sends what follows only of a report that has left already', async () => {
    const event = withdrawReport(mine.id, null, at(4));
    expect((await followUp(store, mine, { events: [event] })).outbox).toBeUndefined();
    await rememberSent(store, [mine.id]);
    expect((await followUp(store, mine, { events: [event] })).outbox?.map((one) => one.id)).toEqual([
      event.id,
    ]);
  });

  it('puts into a file that it replaces a version handed over before, and nothing about one that never was', async () => {
    fakeBrowser.runtime.getManifest = () => ({ version: '1.0.0' }) as never;
    const inFile = async (report: Report) => {
      const made = await reportFile(store, [report], ME);
      const read = await readBundle(made.blob, { now: Date.now() });
      if (!read.ok) throw new Error(read.message);
      return read.value;
    };
    const edited = async (report: Report, note: string, minute: number) => {
      const changed = withNote(report, note);
      const events = [withdrawReport(report.id, NOTE_EDITED, at(minute))];
      await store.commit({ reports: [{ ...changed }], events });
      return changed;
    };
    const desk = createLedger();
    const first = await inFile(mine);
    expect(first.events).toEqual([]);
    desk.add([headOf(mine)], []);
    const unseen = await edited(mine, '写错了的说明', 2);
    // Another own report on the same thing, handed over and edited: the file of this one does not take it back.
    const other = reportWith({ n: 1, note: '另一份', capturedAt: '2026-11-26T08:30:00.000Z' }, ME);
    await store.commit({ reports: [{ ...other }] });
    await inFile(other);
    await edited(other, '另一份，改过', 3);
    const last = await edited(unseen, '新说明', 4);

    const { events, unexpected } = await inFile(last);
    expect(events).toMatchObject([{ type: 'withdraw', report: mine.id }]);
    expect(unexpected.size).toBe(0);
    desk.add([headOf(last)], events);
    expect(desk.view(mine.subject).reports).toEqual([last.id]);
  });

  it('keeps one random alias', async () => {
    const alias = await ownAlias(store);
    expect(alias).toMatch(/^哨-[a-z0-9]{8}$/);
    expect(await ownAlias(store)).toBe(alias);
  });
});

describe('already reported', () => {
  it('counts people, not reports, and tells own from others', async () => {
    const same = (note: string, by: string) => ({ ...reportWith({ n: 1, note }, by) });
    await store.commit({ reports: [same('a', '甲'), same('b', '甲'), same('c', '乙')] });
    const known = await knownSubject(store, draftWith({ n: 1 }), ME);
    expect(known).toMatchObject({ others: 2, decision: null, removed: null });
    expect(known?.mine).not.toBeNull();
    expect(await knownSubject(store, draftWith({ n: 9 }), ME)).toBeNull();
  });

  it('tells of a removal while the evidence is the same, and not when there is new evidence', async () => {
    const view = foldSubject(mine.subject, [], [headOf(mine)]);
    await store.commit({ events: [tombstone(view, [mine.contentHash], '误伤', at(5, '审核甲'))] });
    expect((await knownSubject(store, draftWith({ n: 1 }), ME))?.removed).toBe('误伤');
    expect(
      (await knownSubject(store, draftWith({ n: 1, text: '换了话术，加微 other99' }), ME))?.removed ?? null,
    ).toBeNull();
  });
});
