import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hintsFor } from '../../../components/report/hints.ts';
import { hiddenPlaces, previewRows, timeCode, withPart } from '../../../components/report/preview-parts.ts';
import { choicesOf, flipOne, listFindings, withRedaction } from '../../../components/report/redaction.ts';
import { boxBetween, cellsUnder, cropAround, BRUSH_CELL } from '../../../components/report/shot-canvas.ts';
import { markRuns } from '../../../components/shared/mark-runs.ts';
import { captureToDraft } from '../../../entrypoints/background/capture-to-draft.ts';
import { ReportCapture } from '../../../messaging/report-capture.ts';
import { ReportDraft, OPTIONAL_PARTS } from '../../../reports/draft-format.ts';
import { makeReport } from '../../../reports/make-report.ts';
import { previewRedaction } from '../../../reports/redact.ts';

const NOW = Date.parse('2026-11-26T09:00:00.000Z');
const LURE = '停息挂账分60期，加薇 zhaiwu6688，先付399';
const capture = (change: Partial<ReportCapture> = {}): ReportCapture =>
  ReportCapture.parse({
    kind: 'item',
    claim: 'lure',
    site: 'xiaohongshu',
    host: 'www.xiaohongshu.com',
    pageUrl: 'https://www.xiaohongshu.com/explore/65f0c0de000000000000dec0?xsec_token=AB',
    pageTitle: '逾期了怎么办',
    role: 'comment',
    text: LURE,
    thread: '催收天天打给我妈 13900001111',
    author: '上岸的小鹿',
    authorUrl: 'https://www.xiaohongshu.com/user/profile/5f1e2d3c',
    verdict: {
      level: 'danger',
      score: 0.97,
      category: 'debt_negotiation',
      reasons: [{ rule: 'r', signal: 's', start: 0, end: 4, text: '停息挂账' }],
    },
    rulesetVersion: '2026.11.26-1',
    position: 3,
    firstSeen: NOW - 60_000,
    ...change,
  });
const draft = (change: Partial<ReportDraft> = {}): ReportDraft => ({
  ...withRedaction(captureToDraft(capture(), 'draft-0001', NOW), new Map()),
  ...change,
});

describe('draft from a capture', () => {
  it('prefills everything that the page told, in the form the store keeps', () => {
    const made = ReportDraft.parse(captureToDraft(capture(), 'draft-0001', NOW));
    expect(made).toMatchObject({
      kind: 'lure',
      site: 'xiaohongshu',
      text: LURE,
      author: { name: '上岸的小鹿', id: '5f1e2d3c' },
      category: { guessed: 'debt_negotiation', confirmed: null },
      position: { index: 2 },
    });
    expect(made.engine?.findings).toEqual([{ rule: 'r', signal: 's', start: 0, end: 4 }]);
  });

  it('tells a missed lure and a false alarm from a lure', () => {
    const calm = { level: 'none' as const, score: 0.1, category: 'none' as const, reasons: [] };
    expect(captureToDraft(capture({ verdict: calm }), 'draft-0001', NOW).kind).toBe('missed');
    expect(captureToDraft(capture({ claim: 'false-alarm' }), 'draft-0001', NOW).kind).toBe('false_alarm');
    expect(captureToDraft(capture({ kind: 'page', verdict: calm }), 'draft-0001', NOW).kind).toBe('lure');
  });

  it('keeps how the report began, and all of the item it began in', () => {
    const began = (change: Partial<ReportCapture>) => captureToDraft(capture(change), 'draft-0001', NOW);
    const targetUrl = 'https://zhengxin-xiufu.example.top/reg';
    expect(began({ kind: 'selection', selected: { start: 0, end: 4 } })).toMatchObject({
      text: LURE,
      author: { name: '上岸的小鹿' },
      position: { index: 2 },
      pointed: { by: 'selection', span: { start: 0, end: 4 }, url: null },
    });
    expect(began({ kind: 'link', targetUrl })).toMatchObject({
      text: LURE,
      pointed: { by: 'link', span: null, url: targetUrl },
    });
    expect(began({ kind: 'selection', selected: { start: 0, end: 9999 } }).pointed?.span).toBeNull();
    expect(began({}).pointed).toBeNull();
  });

  it('says of a place in no item that was read what was pointed at there', () => {
    const began = (change: Partial<ReportCapture>) =>
      captureToDraft(capture({ role: undefined, verdict: undefined, ...change }), 'draft-0001', NOW);
    expect(began({ kind: 'selection', text: '加薇' }).pointed).toEqual({
      by: 'selection',
      span: { start: 0, end: 2 },
      url: null,
    });
    const targetUrl = 'https://a.example/reg';
    expect(began({ kind: 'link', text: '', targetUrl })).toMatchObject({
      text: targetUrl,
      pointed: { by: 'link', span: { start: 0, end: targetUrl.length }, url: null },
    });
  });

  it('gives a usable draft whatever a page puts in', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.string({ maxLength: 60 }),
        fc.webUrl(),
        (text, site, url) => {
          const made = captureToDraft(
            capture({
              text,
              site,
              author: text.slice(0, 200),
              pageUrl: url,
              host: new URL(url).hostname,
              permalink: text.slice(0, 50),
            }),
            'draft-0001',
            NOW,
          );
          expect(ReportDraft.safeParse(made).success).toBe(true);
        },
      ),
    );
  });

  it('keeps no engine finding that lies outside the text', () => {
    const verdict = {
      level: 'danger' as const,
      score: 1,
      category: 'recruit' as const,
      reasons: [{ rule: 'r', signal: 's', start: 0, end: 9999, text: 'x' }],
    };
    expect(captureToDraft(capture({ verdict }), 'draft-0001', NOW).engine?.findings).toEqual([]);
  });
});

describe('preview', () => {
  it('shows for every ticked part exactly what is in the report, and nothing of an unticked one', () => {
    for (const part of OPTIONAL_PARTS) {
      const base = draft({
        note: '我的话',
        fee: '399',
        pointed: { by: 'selection', span: { start: 0, end: 4 }, url: null },
        itemUrl: 'https://www.xiaohongshu.com/explore/65f0c0de000000000000dec0',
      });
      const off = withPart(base, part, false);
      const row = previewRows(off).find((one) => one.key === part);
      if (part === 'attachments') continue;
      expect(row?.goes, part).toBe(false);
      const made = makeReport(off, '哨-test');
      if (part === 'text') {
        expect(made.ok).toBe(false);
        continue;
      }
      if (!made.ok) throw new Error(made.message);
      const value = part === 'title' ? made.value.page.title : made.value[part];
      const empty =
        part === 'handles'
          ? []
          : part === 'title'
            ? ''
            : part === 'position'
              ? { commentId: null, index: null, seconds: null }
              : null;
      expect(value, part).toEqual(empty);
    }
  });

  it('always has a row for the number of the item, also where its address stays here', () => {
    const kept = draft({ precision: 'origin', leaveOut: ['permalink', 'author', 'position'] });
    expect(previewRows(kept).filter((row) => row.key === 'subject')).toEqual([
      { key: 'subject', part: null, goes: true },
    ]);
  });

  it('takes a part back in when it is ticked again', () => {
    expect(withPart(withPart(draft(), 'author', false), 'author', true).leaveOut).toEqual([]);
  });

  it('writes time codes as people do', () => {
    expect([timeCode(9), timeCode(129), timeCode(3729)]).toEqual(['0:09', '2:09', '1:02:09']);
  });
});

describe('contact handles', () => {
  it('keeps the advertiser’s and hides the number of somebody in the thread', () => {
    const made = makeReport(draft(), '哨-test');
    if (!made.ok) throw new Error(made.message);
    expect(made.value.handles.filter((one) => one.state === 'kept').map((one) => one.value)).toEqual([
      'zhaiwu6688',
    ]);
    expect(JSON.stringify(made.value)).not.toContain('13900001111');
    expect(made.value.parentText).toContain('█');
  });

  it('remembers what the volunteer turned round, also after the draft was stored', () => {
    const listed = listFindings(previewRedaction(draft())).find((one) => one.finding.value === 'zhaiwu6688')!;
    const turned = JSON.parse(JSON.stringify(flipOne(draft(), listed))) as ReportDraft;
    const made = makeReport(withRedaction(turned, choicesOf(turned)), '哨-test');
    if (!made.ok) throw new Error(made.message);
    expect(made.value.text).not.toContain('zhaiwu6688');
    const shown = listFindings(previewRedaction(turned, choicesOf(turned)));
    const back = shown.find((one) => one.finding.value === 'zhaiwu6688')!;
    expect(choicesOf(flipOne(turned, back)).size).toBe(0);
  });
});

describe('words that are edited', () => {
  const typed = (before: ReportDraft, text: string, earlier = choicesOf(before)) =>
    withRedaction({ ...before, text }, earlier);
  const turned = (before: ReportDraft, value: string) =>
    flipOne(
      before,
      listFindings(previewRedaction(before, choicesOf(before))).find((one) => one.finding.value === value)!,
    );
  const offer = typed(draft({ parentText: null }), '停息挂账，电话13711112222');
  const hidden = turned(offer, '13711112222');

  it('keep hidden what was hidden by hand, wherever it stands and however it is spelled then', () => {
    expect(makeReport(offer, '哨-test')).toMatchObject({ value: { text: offer.text } });
    const edited = typed(hidden, '征信修复、停息挂账，电话13711112222。也可打 137-1111-2222');
    expect(makeReport(edited, '哨-test')).toMatchObject({
      value: { text: '征信修复、停息挂账，电话███████████。也可打 █████████████' },
    });
    expect(turned(edited, '13711112222').redact.text).toEqual([]);
  });

  it('keep what was said of a number that is broken for a moment, as while an input method composes', () => {
    const broken = typed(hidden, '停息挂账，电话1371111222');
    expect(broken.redact.text).toEqual([]);
    const earlier = choicesOf(broken, choicesOf(hidden));
    expect(typed(broken, '停息挂账，电话13711112222', earlier).redact.text).toHaveLength(1);
  });

  it('keep it too while the report is a false alarm, whose words hide every number, and after', () => {
    const calm = withRedaction({ ...offer, kind: 'false_alarm' }, choicesOf(offer));
    expect(calm.redact.text).toHaveLength(1);
    expect(withRedaction({ ...calm, kind: 'lure' }, choicesOf(calm)).redact.text).toEqual([]);
    const earlier = choicesOf(hidden);
    const also = withRedaction({ ...hidden, kind: 'false_alarm' }, earlier);
    const back = withRedaction({ ...also, kind: 'lure' }, choicesOf(also, earlier));
    expect(back.redact.text).toHaveLength(1);
  });
});

describe('the title of the page', () => {
  const titled = (text: string, pageTitle: string, change: Partial<ReportDraft> = {}) =>
    withRedaction(draft({ role: 'caption', parentText: null, ...change, text, pageTitle }), new Map());
  const titleOf = (one: ReportDraft) => {
    const made = makeReport(one, '哨-test');
    return made.ok ? made.value.page.title : made.message;
  };

  it('hides what is somebody else’s, and keeps the advertiser’s ways of contact', () => {
    const words = '加微 zs8821xy，身份证11010519491231002X，我的手机13711112222';
    expect(titleOf(titled(words, `老王：“${words}” / X`))).toBe(
      `老王：“加微 zs8821xy，身份证${'█'.repeat(18)}，我的手机${'█'.repeat(11)}” / X`,
    );
    expect(titleOf(titled('停息挂账', '欠款人 13711112222', { role: 'comment' }))).toBe(
      `欠款人 ${'█'.repeat(11)}`,
    );
  });

  it('follows what the volunteer said of the words, where it repeats them', () => {
    const before = titled('办理停息挂账，加微 zs8821xy', '停息挂账 zs8821xy 上岸');
    expect(titleOf(before)).toContain('zs8821xy');
    const [listed] = listFindings(previewRedaction(before));
    const after = flipOne(before, listed!);
    expect(titleOf(after)).toBe('停息挂账 ████████ 上岸');
    expect(hiddenPlaces(after)).toBe(2);
    const alarm = titled('我的手机13711112222', '我的手机13711112222');
    expect(titleOf(flipOne(alarm, listFindings(previewRedaction(alarm))[0]!))).toContain('13711112222');
  });
});

describe('hints', () => {
  const ids = (change: Partial<ReportDraft>, engine: Parameters<typeof hintsFor>[1] = null) =>
    hintsFor(draft(change), engine).map((one) => one.id);
  it('says at once when there is no evidence', () => {
    expect(ids({ text: '' })).toContain('no_evidence');
    expect(ids({ leaveOut: ['text'] })).toContain('no_evidence');
    expect(ids({})).not.toContain('no_evidence');
  });
  it('asks whether a warning, a piece of news or a cry for help is meant', () => {
    expect(ids({ text: '警惕停息挂账骗局，谨防上当' })).toContain('warning');
    expect(ids({ text: '记者从警方获悉，一团伙以征信修复为名诈骗' })).toContain('news');
    expect(ids({ text: '信用卡逾期了该怎么办，求助' })).toContain('asking');
  });
  it('does not trouble a volunteer with these questions when the engine is sure, or for a false alarm', () => {
    expect(
      ids({ text: '别上当找小中介，找我办，警方都认可' }, { level: 'danger', category: 'debt_negotiation' }),
    ).not.toContain('warning');
    expect(ids({ kind: 'false_alarm', text: '警惕停息挂账骗局' })).not.toContain('warning');
  });
});

describe('screenshot', () => {
  it('crops around the item inside the picture, and takes the whole when the item is out of sight', () => {
    expect(cropAround({ x: 100, y: 50, width: 200, height: 40 }, 2, { width: 1000, height: 800 })).toEqual({
      x: 176,
      y: 76,
      width: 448,
      height: 128,
    });
    expect(cropAround({ x: 0, y: 5000, width: 200, height: 40 }, 1, { width: 1000, height: 800 })).toEqual({
      x: 0,
      y: 0,
      width: 1000,
      height: 800,
    });
  });
  it('makes a box of two corners in any order', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -50, max: 300 }),
        fc.integer({ min: -50, max: 300 }),
        fc.integer({ min: -50, max: 300 }),
        fc.integer({ min: -50, max: 300 }),
        (x1, y1, x2, y2) => {
          const picture = { width: 200, height: 100 };
          const box = boxBetween({ x: x1, y: y1 }, { x: x2, y: y2 }, picture);
          expect(box).toEqual(boxBetween({ x: x2, y: y2 }, { x: x1, y: y1 }, picture));
          expect(box.x >= 0 && box.y >= 0 && box.x + box.width <= 200 && box.y + box.height <= 100).toBe(
            true,
          );
        },
      ),
    );
  });
  it('covers whole cells of a fixed grid, so that strokes never add up to a readable mean', () => {
    for (const cell of cellsUnder({ x: 100, y: 100 }, 14))
      expect([cell.x % BRUSH_CELL, cell.y % BRUSH_CELL]).toEqual([0, 0]);
  });
});

describe('marked text', () => {
  it('joins to the text again, whatever the marks', () => {
    const mark = fc.record({
      start: fc.integer({ min: -5, max: 60 }),
      end: fc.integer({ min: -5, max: 60 }),
      kind: fc.constantFrom('matched' as const, 'hidden' as const),
    });
    fc.assert(
      fc.property(fc.string({ maxLength: 50 }), fc.array(mark, { maxLength: 12 }), (text, marks) => {
        const runs = markRuns(text, marks);
        expect(runs.map((run) => run.text).join('')).toBe(text);
        for (const run of runs) {
          const covered = marks.some(
            (one) =>
              one.kind === 'hidden' && one.start <= run.start && one.end >= run.start + run.text.length,
          );
          expect(run.hidden).toBe(covered);
        }
      }),
    );
  });
});
