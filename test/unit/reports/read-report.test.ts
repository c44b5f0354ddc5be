import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../reports/canonical-json.ts';
import { contentId, runningHash, sha256Hex } from '../../../reports/content-hash.ts';
import { changeTags } from '../../../reports/decide.ts';
import { readEvent } from '../../../reports/event-format.ts';
import { hideSpans, makeReport, subjectOf } from '../../../reports/make-report.ts';
import { readReport } from '../../../reports/read-report.ts';
import { previewRedaction } from '../../../reports/redact.ts';
import { OPTIONAL_PARTS } from '../../../reports/draft-format.ts';
import { REPORT_FORMAT, REPORT_KINDS, URL_PRECISIONS } from '../../../reports/record-format.ts';
import { accountKey, itemKey, parseSubjectKey, subjectOfKey } from '../../../reports/subject-key.ts';
import oldReport from './stored/report-format-0.json' with { type: 'json' };
import storedReport from './stored/report-format-1.json' with { type: 'json' };
import { draftWith, reportWith } from './report-with.ts';

describe('canonical JSON', () => {
  it('follows the examples of RFC 8785', () => {
    // §3.2.2 and §3.2.3: number and string forms, members sorted by UTF-16 code units.
    expect(
      canonicalJson({
        numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 1e-27],
        string: '\u20ac$\u000f\nA\'B"\\"/',
        literals: [null, true, false],
      }),
    ).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\"/"}',
    );
    expect(
      canonicalJson({ '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, ö: 7 }),
    ).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}');
  });

  it('is the same for the same meaning and reads back as it was', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('refuses what JSON has no form for', () => {
    expect(() => canonicalJson({ a: NaN })).toThrow(TypeError);
    expect(() => canonicalJson(() => 1)).toThrow(TypeError);
    expect(canonicalJson({ a: undefined, b: [undefined] })).toBe('{"b":[null]}');
  });
});

describe('hashes', () => {
  it('are SHA-256, whole or in pieces', () => {
    expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    const hash = runningHash();
    hash.update(new TextEncoder().encode('a'));
    hash.update(new TextEncoder().encode('bc'));
    expect(hash.hex()).toBe(sha256Hex('abc'));
  });

  it('do not depend on the order of members, nor on the id itself', () => {
    expect(contentId({ a: 1, b: 2 })).toBe(contentId({ b: 2, a: 1, id: 'x' }));
  });
});

describe('a report', () => {
  it('is read as it was made', () => {
    const report = reportWith({ n: 1, parentText: '欠了四十万', note: '看到三次' });
    expect(readReport(JSON.parse(JSON.stringify(report)))).toEqual({ ok: true, value: report });
  });

  it('has another name when anything in it changes', () => {
    const base = reportWith();
    for (const changes of [
      { text: '别的' },
      { note: 'x' },
      { firstSeen: '2026-11-26T08:00:00.001Z' },
      { kind: 'missed' as const },
    ]) {
      expect(reportWith(changes).id).not.toBe(base.id);
    }
    expect(reportWith({}, 'r-2').id).not.toBe(base.id);
    expect(reportWith().id).toBe(base.id);
  });

  it('is refused when any part was changed, also when the name was made to fit', () => {
    const report = reportWith({
      n: 2,
      note: 'x',
      engine: {
        rulesetVersion: '1',
        level: 'danger',
        score: 1,
        findings: [{ rule: 'r', signal: 's', start: 0, end: 2 }],
      },
    });
    const renamed = (changes: object) => ({
      ...report,
      ...changes,
      id: contentId({ ...report, ...changes }),
    });
    expect(readReport({ ...report, text: '改' })).toMatchObject({ ok: false, error: 'wrong_hash' });
    expect(readReport(renamed({ text: '改' }))).toMatchObject({
      error: 'wrong_hash',
      message: expect.stringContaining('textHash') as string,
    });
    expect(readReport(renamed({ note: 'y' }))).toMatchObject({
      error: 'wrong_hash',
      message: expect.stringContaining('parts.note') as string,
    });
    expect(readReport(renamed({ contentHash: '0'.repeat(64) }))).toMatchObject({ error: 'wrong_hash' });
    const outside = { ...report.engine!, findings: [{ rule: 'r', signal: 's', start: 0, end: 9_999 }] };
    expect(
      readReport(renamed({ engine: outside, parts: { ...report.parts, engine: contentId(outside) } })),
    ).toMatchObject({ error: 'wrong_hash', message: expect.stringContaining('outside') as string });
  });

  it.each([
    ['nothing', null],
    ['a list', []],
    ['no format', { id: 'x' }],
    ['a format of the future', { format: REPORT_FORMAT + 1 }],
    ['half a character', { ...reportWith(), text: 'a\ud800' }],
  ])('is refused when it is %s', (_, value) => expect(readReport(value).ok).toBe(false));

  it('never makes the reader throw, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.object(),
        fc.constantFrom('text', 'engine', 'parts', 'author', 'handles', 'format'),
        fc.anything(),
        (stranger, member, value) => {
          readReport(stranger);
          const changed: Record<string, unknown> = { ...reportWith(), [member]: value };
          try {
            changed.id = contentId(changed);
          } catch {
            // No JSON form: the reader must say so itself.
          }
          readReport(changed);
          readEvent(changed);
        },
      ),
    );
  });
});

describe('a report of format 0', () => {
  it('is read in the present format under its old name, with nothing invented', () => {
    const read = readReport(oldReport);
    expect(read).toMatchObject({
      ok: true,
      value: {
        id: oldReport.id,
        format: 2,
        pointed: null,
        permalink: { url: oldReport.url, precision: 'full' },
        category: { guessed: null, confirmed: 'debt_negotiation' },
        handles: [{ kind: 'other', value: 'abc12345', whose: 'advertiser', state: 'kept' }],
        position: { commentId: null, index: null, seconds: 12.5 },
        engine: { rulesetVersion: '2026.09.01-1', findings: [] },
        attachments: [],
      },
    });
  });

  it('is refused when it was changed, like any other', () => {
    expect(readReport({ ...oldReport, text: '改' })).toMatchObject({ ok: false, error: 'wrong_hash' });
    const pageless: Record<string, unknown> = { ...oldReport, page: undefined };
    expect(readReport({ ...pageless, id: contentId(pageless) })).toMatchObject({
      ok: false,
      error: 'malformed',
    });
  });
});

describe('a report of format 1', () => {
  it('is read under its old name and says that nothing is known of what was pointed at', () => {
    expect(readReport(storedReport)).toMatchObject({
      ok: true,
      value: { ...storedReport, format: 2, pointed: null, parts: { ...storedReport.parts, pointed: null } },
    });
    expect(readReport({ ...storedReport, note: '改' })).toMatchObject({ ok: false, error: 'wrong_hash' });
  });
});

describe('what the reader pointed at', () => {
  const text = '停息挂账，不成功不收费，加微 zs8821xy';
  const words = (start: number, end: number) => ({
    by: 'selection' as const,
    span: { start, end },
    url: null,
  });
  const link = (url: string, by: 'link' | 'selection' = 'link') => ({ by, span: null, url });

  it('is in the report, and changes neither what it is about nor what a decision is bound to', () => {
    const [whole, part] = [reportWith({ text }), reportWith({ text, pointed: words(0, 4) })];
    expect(part.pointed).toEqual(words(0, 4));
    expect([part.subject, part.contentHash, part.text]).toEqual([
      whole.subject,
      whole.contentHash,
      whole.text,
    ]);
    expect(readReport(part).ok).toBe(true);
  });

  it('is refused where it lies outside the text', () => {
    const forged = { ...reportWith({ text, pointed: words(0, 4) }), pointed: words(0, 400) };
    const parts = { ...forged.parts, pointed: contentId(forged.pointed) };
    const whole: Record<string, unknown> = { ...forged, parts };
    expect(readReport({ ...whole, id: contentId(whole) })).toMatchObject({
      ok: false,
      message: 'pointed: 0–400 lies outside the text',
    });
  });

  it('stays here with its address when it is unticked, and shows no words of a text that stays here', () => {
    const url = 'https://zhengxin-xiufu.example.top/reg';
    const handles = [{ kind: 'link', value: url, whose: 'advertiser', state: 'kept' }] as const;
    const draft = { text, pointed: link(url), handles: [...handles] };
    expect(JSON.stringify(reportWith(draft))).toContain(url);
    expect(JSON.stringify(reportWith({ ...draft, leaveOut: ['pointed'] }))).not.toContain(url);
    const picture = { name: 'a.png', mime: 'image/png', sha256: 'a'.repeat(64), size: 3 };
    const wordless = reportWith({
      text,
      pointed: words(0, 4),
      leaveOut: ['text'],
      attachments: [picture],
    });
    expect(wordless.pointed).toEqual({ by: 'selection', span: null, url: null });
  });

  it('carries no address that was hidden in the text, and no token of the volunteer', () => {
    const own = 'https://my-home.example.net/me';
    const hidden = reportWith({
      text: `看 ${own}`,
      redact: { text: [{ start: 2, end: 2 + own.length }], parentText: [], title: [] },
      pointed: link(own),
    });
    expect(JSON.stringify(hidden)).not.toContain('my-home');
    const profile = 'https://www.xiaohongshu.com/user/profile/5f1e2d3c?xsec_token=MINE';
    expect(reportWith({ pointed: link(profile) }).pointed?.url).toBe(profile.split('?')[0]);
  });

  it('is a way of contact where a link leads away from the platform', () => {
    const handlesOf = (url: string, kind: 'lure' | 'false_alarm' = 'lure') =>
      previewRedaction({ text: '点我', parentText: null, kind, pointed: link(url) }).handles;
    expect(handlesOf('https://zhengxin-xiufu.example.top/reg')).toEqual([
      { kind: 'link', value: 'https://zhengxin-xiufu.example.top/reg', whose: 'advertiser', state: 'kept' },
    ]);
    expect(handlesOf('https://www.xiaohongshu.com/user/profile/5f1e2d3c')).toEqual([]);
    expect(handlesOf('https://zhengxin-xiufu.example.top/reg', 'false_alarm')).toEqual([]);
  });
});

describe('making a report of a draft', () => {
  const full = draftWith({
    n: 3,
    parentText: '上文',
    note: '话',
    fee: '39.9',
    itemUrl: 'https://www.douyin.com/video/7301000000000000001?xsec_token=1',
    attachments: [{ name: 'a.png', mime: 'image/png', sha256: 'a'.repeat(64), size: 3 }],
    handles: [{ kind: 'wechat', value: 'zs8821xy', whose: 'advertiser', state: 'kept' }],
  });

  it('cleans addresses', () => {
    const report = reportWith(full);
    expect([report.page.url, report.permalink?.url]).toEqual([
      'https://www.douyin.com/video/7301000000000000001',
      'https://www.douyin.com/video/7301000000000000001',
    ]);
  });

  it('makes nothing that a receiver would refuse, whatever is left out', () => {
    const draft = {
      ...full,
      engine: {
        rulesetVersion: '1',
        level: 'danger' as const,
        score: 1,
        findings: [{ rule: 'r', signal: 's', start: 0, end: 4 }],
      },
      pointed: { by: 'selection' as const, span: { start: 0, end: 4 }, url: null },
    };
    fc.assert(
      fc.property(
        fc.subarray([...OPTIONAL_PARTS]),
        fc.constantFrom(...URL_PRECISIONS),
        fc.constantFrom(...REPORT_KINDS),
        (leaveOut, precision, kind) => {
          const made = makeReport({ ...draft, leaveOut, precision, kind }, 'r');
          if (made.ok) expect(readReport(JSON.parse(JSON.stringify(made.value)))).toMatchObject({ ok: true });
          else expect(made.error).toBe('no_evidence');
        },
      ),
    );
    const wordless = reportWith({ ...draft, leaveOut: ['text'] });
    expect(wordless.engine).toEqual({ ...draft.engine, findings: [] });
  });

  it('tells no address, account or comment in the subject that the volunteer keeps back, and it stays the same', () => {
    const secrets = ['7301000000000000001', 'u3', '9003', '用户3'];
    const item = { ...full, pageUrl: `https://www.douyin.com/video/${secrets[0]}` };
    expect(JSON.stringify(reportWith(item))).toContain(secrets[0]);
    const told = reportWith({
      ...item,
      precision: 'origin',
      leaveOut: ['permalink', 'author', 'position'],
    });
    for (const secret of secrets)
      expect(JSON.stringify({ ...told, id: '', parts: {} })).not.toContain(secret);
    expect(told.subject).toMatch(/^item:douyin:[0-9a-f]{64}$/);
    expect(told.subject).toBe(reportWith(item).subject);
    const account = reportWith({ ...item, kind: 'account', leaveOut: ['author'] });
    expect(account.subject).toMatch(/^account:douyin:[0-9a-f]{64}$/);
  });

  it('tells of the page only its site where its address is the item’s own and that is kept back', () => {
    const pageOf = (change: Partial<typeof full>) =>
      reportWith({ ...full, leaveOut: ['permalink'], ...change }).page.url;
    expect(pageOf({})).toBe('https://www.douyin.com/');
    expect(pageOf({ pageUrl: 'https://www.douyin.com/search/x' })).toBe('https://www.douyin.com/search/x');
    expect(pageOf({ itemUrl: null })).toBe('https://www.douyin.com/video/7301000000000000001');
  });

  it('leaves out what was unticked, part by part, and speaks of the same subject all the same', () => {
    const whole = JSON.stringify(reportWith(full));
    const traces = {
      author: '用户3',
      parentText: '上文',
      title: '负债了怎么办',
      note: '话',
      fee: '39.9',
      handles: '"value":"zs8821xy"',
      attachments: 'a.png',
      position: '"index":3',
    };
    for (const part of OPTIONAL_PARTS) {
      const report = reportWith({ ...full, leaveOut: [part] });
      expect(report.subject).toBe(subjectOf(full));
      const trace = traces[part as keyof typeof traces];
      if (trace === undefined) continue;
      expect(whole).toContain(trace);
      expect(JSON.stringify(report)).not.toContain(trace);
    }
    expect(reportWith({ ...full, leaveOut: ['text'] })).toMatchObject({ text: '' });
  });

  it('refuses to make one that shows nothing', () => {
    expect(makeReport({ ...full, leaveOut: ['text', 'attachments'] }, 'r')).toMatchObject({
      ok: false,
      error: 'no_evidence',
    });
    expect(makeReport(draftWith({ text: '  ' }), 'r')).toMatchObject({ ok: false, error: 'no_evidence' });
    expect(makeReport(draftWith({ kind: 'account', author: null }), 'r')).toMatchObject({
      ok: false,
      error: 'no_subject',
    });
    expect(makeReport(draftWith({ pageUrl: 'about:blank' }), 'r')).toMatchObject({
      ok: false,
      error: 'bad_address',
    });
  });

  it('hides what is to be hidden and keeps no trace of it', () => {
    const report = reportWith({
      text: '我的手机13800138000',
      redact: { text: [{ start: 4, end: 15 }], parentText: [], title: [] },
      handles: [{ kind: 'phone', value: '13800138000', whose: 'other', state: 'redacted' }],
    });
    expect(report.text).toBe('我的手机███████████');
    expect(JSON.stringify(report)).not.toContain('13800138000');
    expect(hideSpans('a😀b', [{ start: 1, end: 2 }])).toBe('a█\ufffdb');
    expect(
      hideSpans('abc', [
        { start: -5, end: 1 },
        { start: 2, end: 99 },
      ]),
    ).toBe('█b█');
  });

  it('hides any spans as if they were hidden one by one', () => {
    const span = fc.record({
      start: fc.integer({ min: -5, max: 40 }),
      end: fc.integer({ min: -5, max: 40 }),
    });
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), fc.array(span, { maxLength: 8 }), (text, spans) => {
        const isHidden = (at: number) => spans.some(({ start, end }) => start <= at && at < end);
        const expected = text.split('').map((unit, at) => (isHidden(at) ? '█' : unit));
        expect(hideSpans(text, spans)).toBe(expected.join('').toWellFormed());
      }),
    );
  });

  it('hides many names in a text in time that grows with their number', { retry: 3 }, () => {
    const timeOf = (names: number) => {
      const text = '@ab '.repeat(names);
      const spans = Array.from({ length: names }, (_, n) => ({ start: n * 4, end: n * 4 + 3 }));
      const before = process.cpuUsage();
      expect(hideSpans(text, spans)).toBe('███ '.repeat(names));
      return process.cpuUsage(before).user;
    };
    const fastest = (names: number) => Math.min(...Array.from({ length: 5 }, () => timeOf(names)));
    fastest(1_000);
    const few = fastest(2_000);
    // Sixteen times as many: 16 if linear, 256 if quadratic.
    expect(fastest(32_000) / few).toBeLessThan(96);
  });

  it('mends half characters from the page', () => {
    expect(reportWith({ text: 'a\ud800b', pageTitle: '\udc00' })).toMatchObject({
      text: 'a\ufffdb',
      page: { title: '\ufffd' },
    });
  });

  it('says the same evidence hash for two people with different pictures, another one for changed words', () => {
    const one = reportWith({ n: 4 });
    expect(reportWith({ n: 4, attachments: full.attachments, note: 'x' }, 'r-2').contentHash).toBe(
      one.contentHash,
    );
    expect(reportWith({ n: 4, text: '换了' }).contentHash).not.toBe(one.contentHash);
    const account = (name: string) =>
      reportWith({ kind: 'account', author: { name, id: 'u1', profileUrl: null } });
    expect(account('新主人').subject).toBe(account('旧主人').subject);
    expect(account('新主人').contentHash).not.toBe(account('旧主人').contentHash);
  });
});

describe('subjects', () => {
  it('are the comment where it has an id, otherwise page, author and text', () => {
    const base = {
      site: 'douyin',
      url: 'https://www.douyin.com/video/1',
      commentId: null,
      own: false,
      authorId: 'u1',
      authorName: 'x',
      text: 'a',
    };
    expect(itemKey({ ...base, commentId: '9' })).toBe('item:douyin:https://www.douyin.com/video/1#c=9');
    expect(itemKey({ ...base, own: true })).toBe('item:douyin:https://www.douyin.com/video/1');
    expect(itemKey(base)).toMatch(/#t=[0-9a-f]{24}$/);
    expect(itemKey(base)).not.toBe(itemKey({ ...base, text: 'b' }));
    expect(itemKey(base)).not.toBe(itemKey({ ...base, authorId: 'u2' }));
    expect(accountKey('weibo', null, ' 老 王 ')).toBe('account:weibo:name=老_王');
    expect(parseSubjectKey(itemKey(base))).toMatchObject({ kind: 'item', site: 'douyin' });
    expect(parseSubjectKey('nonsense')).toBeNull();
    expect(parseSubjectKey(subjectOfKey('account:weibo:u1'))).toMatchObject({
      kind: 'account',
      site: 'weibo',
      rest: sha256Hex('account:weibo:u1'),
    });
  });
});

describe('an event', () => {
  it('is refused when changed, too new or of an unknown type', () => {
    const event = changeTags('item:douyin:x', ['a'], [], { by: 'm', at: '2026-11-26T08:00:00.000Z' });
    expect(readEvent(event)).toEqual({ ok: true, value: event });
    expect(readEvent({ ...event, by: 'n' })).toMatchObject({ ok: false, error: 'wrong_hash' });
    expect(readEvent({ ...event, format: 2 })).toMatchObject({ ok: false, error: 'too_new' });
    expect(readEvent({ ...event, type: 'burn' })).toMatchObject({ ok: false, error: 'malformed' });
    expect(readEvent({ ...event, extra: 1 })).toMatchObject({ ok: false, error: 'malformed' });
  });
});
