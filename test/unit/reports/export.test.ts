import { strFromU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { generateReports } from '../../../bench/generate-reports.ts';
import { CHAIN_START, nextLink } from '../../../reports/audit-chain.ts';
import { bundleName } from '../../../reports/bundle/write-bundle.ts';
import { collectBytes } from '../../../reports/bundle/zip-stream.ts';
import { sha256Hex } from '../../../reports/content-hash.ts';
import { addNote, appeal, assign, changeTags, snooze, withdrawReport } from '../../../reports/decide.ts';
import type { LogEvent } from '../../../reports/event-format.ts';
import { caseId, itemId } from '../../../reports/export/export-case.ts';
import { archiveName, exportArchive, type ExportRequest } from '../../../reports/export/export-archive.ts';
import { foldSubject } from '../../../reports/fold-events.ts';
import { headOf } from '../../../reports/ledger.ts';
import type { Report } from '../../../reports/record-format.ts';
import { reportWith } from './report-with.ts';
import { actor, caseOf, OPEN, PICTURE, comment, request, entries, unpack, ALL } from './export-fixture.ts';

describe('an export', () => {
  it('holds every file that was asked for, and a manifest that is right about each', async () => {
    const bytes = await entries(request(ALL));
    const files = Object.fromEntries(Object.entries(bytes).map(([name, one]) => [name, strFromU8(one)]));
    expect(
      Object.keys(files)
        .filter((name) => !name.startsWith('packets/'))
        .sort(),
    ).toEqual([
      `attachments/${sha256Hex(PICTURE)}.png`,
      'by-platform/douyin.csv',
      'by-platform/zhihu.csv',
      'cases.csv',
      'cases.jsonl',
      'decisions.jsonl',
      'domains.txt',
      'evidence.html',
      'filters.txt',
      'manifest.json',
      'misp-event.json',
      'stix.json',
      'urls.txt',
    ]);
    const manifest = JSON.parse(files['manifest.json']!) as {
      files: { name: string; sha256: string; size: number }[];
      counts: object;
      filter: object;
    };
    expect(manifest.files.map((one) => one.name).sort()).toEqual(
      Object.keys(files)
        .filter((name) => name !== 'manifest.json')
        .sort(),
    );
    for (const { name, sha256, size } of manifest.files) {
      expect([name, sha256, size]).toEqual([name, sha256Hex(bytes[name]!), bytes[name]!.length]);
    }
    expect(manifest.counts).toEqual({
      cases: 4,
      reports: 4,
      byState: { confirmed: 3, new: 1 },
      untold: 0,
      events: 3,
    });
    expect(manifest.filter).toEqual({ states: ['confirmed'] });
  });

  it('counts what is confirmed and on no list, because the reports decided on are not at hand', async () => {
    const decided = reportWith({ n: 71 });
    const { events } = caseOf([decided]);
    const other = reportWith({ n: 71, note: '又见一次' }, 'r-2');
    const view = foldSubject(other.subject, events, [headOf(other)], OPEN);
    const files = await unpack(request([{ one: { view, reports: [other] }, events }]));
    expect(JSON.parse(files['manifest.json']!)).toMatchObject({
      counts: { byState: { confirmed: 1 }, untold: 1 },
    });
    expect(JSON.parse(files['cases.jsonl']!)).toMatchObject({ decidedAs: null });
    expect(files['urls.txt']).not.toContain('http');
  });

  it('is the same byte for byte, whatever the order of selection', async () => {
    const bytes = async (of: ExportRequest) =>
      sha256Hex(new Uint8Array(await new Blob(await collectBytes(exportArchive(of))).arrayBuffer()));
    expect(await bytes(request(ALL))).toBe(await bytes(request([...ALL].reverse())));
  });

  it('carries no internal note anywhere', async () => {
    expect(JSON.stringify(await unpack(request(ALL)))).not.toContain('机密');
    const open = [
      ...ALL,
      { one: ALL[0]!.one, events: [addNote(comment.subject, '公开说明', 'public', null, actor)] },
    ];
    expect((await unpack(request(open)))['decisions.jsonl']).toContain('公开说明');
  });

  it('carries no tag, assignment, snooze or appeal either: they stay with the team', async () => {
    const { subject } = comment;
    const inner = [
      changeTags(subject, ['重点'], [], actor),
      assign(subject, '审核甲', actor),
      snooze(subject, '2027-01-01T00:00:00.000Z', actor),
      appeal(subject, null, '不是我', { ...actor, by: '哨-9' }),
    ];
    const files = await unpack(request([...ALL, { one: ALL[0]!.one, events: inner }]));
    const types = files['decisions.jsonl']!.trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { event: LogEvent }).event.type);
    expect(types).toEqual(['decide', 'decide', 'decide']);
    expect(JSON.stringify(files)).not.toMatch(/重点|审核甲|哨-9/);
    expect((JSON.parse(files['manifest.json']!) as { chain: object }).chain).toMatchObject({ events: 3 });
  });

  it('chains the decisions so that a change or an omission shows', async () => {
    const files = await unpack(request(ALL));
    const lines = files['decisions.jsonl']!.trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { chain: string; event: LogEvent });
    let head = CHAIN_START;
    for (const { chain, event } of lines) {
      head = nextLink(head, event);
      expect(chain).toBe(head);
    }
    expect((JSON.parse(files['manifest.json']!) as { chain: object }).chain).toMatchObject({
      head,
      events: 3,
    });
    expect(nextLink(CHAIN_START, lines[1]!.event)).not.toBe(lines[1]!.chain);
  });

  it('is named by the day in China', () => {
    expect(archiveName('2026-11-26T15:59:59.999Z')).toBe('债哨导出-2026-11-26.zip');
    expect(archiveName('2026-11-26T16:00:00.000Z')).toBe('债哨导出-2026-11-27.zip');
    const from = { kind: 'decisions', from: '审核甲', createdAt: '2026-11-26T16:00:00.000Z' } as const;
    expect(bundleName(from)).toContain('2026-11-27');
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    stop.abort();
    await expect(collectBytes(exportArchive(request(ALL, { signal: stop.signal })))).rejects.toThrow();
  });

  it('hides other people’s data once more and says so', async () => {
    const careless = caseOf([
      reportWith({ n: 8, text: '停息挂账找我，我的手机13800138000', parentText: '我叫李四 13900139000' }),
    ]);
    const files = await unpack(request([careless]));
    expect(JSON.stringify(files)).not.toMatch(/13800138000|13900139000/);
    expect(JSON.parse(files['cases.jsonl']!) as object).toMatchObject({
      redactedAtExport: true,
      parentText: '我叫李四 ███████████',
    });
    expect((JSON.parse(files['manifest.json']!) as { redaction: object }).redaction).toMatchObject({
      casesChangedAtExport: 1,
    });
  });

  it('hides them in titles, notes and fees as well, and keeps the advertiser’s', async () => {
    const wechat = { kind: 'wechat', value: 'zs8821xy', whose: 'advertiser', state: 'kept' } as const;
    const careless = {
      n: 9,
      pageTitle: '债务互助群 13700137000',
      note: '我叫张三，手机13800138000，他的微信 zs8821xy',
      fee: '转 13900139000 三百',
      handles: [wechat],
    };
    const lead = reportWith({ ...careless, capturedAt: '2026-11-26T08:30:00.000Z' });
    const files = await unpack(request([caseOf([reportWith(careless, 'r-2'), lead])]));
    expect(JSON.stringify(files)).not.toMatch(/13700137000|13800138000|13900139000/);
    const packets = Object.keys(files).filter((name) => /^packets.*\d{3}\.txt$/.test(name));
    expect(packets.map((name) => files[name]).join('')).toContain(
      '补充说明：我叫张三，手机███████████，他的微信 zs8821xy',
    );
    expect(JSON.parse(files['cases.jsonl']!)).toMatchObject({
      redactedAtExport: true,
      textHash: lead.textHash,
    });
  });
});

describe('cases.jsonl', () => {
  it('has one full case a line', async () => {
    const lines = (await unpack(request(ALL)))
      ['cases.jsonl']!.trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toHaveLength(4);
    expect(lines.find((line) => line.case === caseId(comment.subject))).toMatchObject({
      schema: 'zhaishao.case/1',
      site: 'douyin',
      contentType: 'comment',
      url: 'https://www.douyin.com/video/7301000000000000001',
      itemId: 'douyin:7301000000000000001',
      commentId: 'douyin:9001',
      text: comment.text,
      textHash: comment.textHash,
      author: { id: 'douyin:u1' },
      state: 'confirmed',
      decidedAs: 'lure',
      decision: { by: 'm1', reason: '收费停息挂账', evidence: comment.contentHash },
      reports: [{ id: comment.id, reporter: 'r-1' }],
      engine: {
        rulesetVersion: '7',
        findings: [{ rule: 'debt_negotiation', start: 0, end: 4, text: '停息挂账' }],
      },
    });
  });
});

describe('a report that comes after the decision', () => {
  const post = (n: string) => `https://www.douyin.com/video/${n}`;
  const first = {
    n: 81,
    role: 'caption' as const,
    position: { commentId: null, index: null, seconds: null },
    itemUrl: post('7301234567890123456'),
    pageUrl: post('7301234567890123456'),
  };
  const { one, events } = caseOf([reportWith(first)]);
  /** Same words and subject, everything else somebody else's. */
  const smear = {
    ...reportWith(
      {
        ...first,
        itemUrl: post('7309999999999999999'),
        pageUrl: post('7309999999999999999'),
        author: { name: '某银行官方', id: 'bank', profileUrl: 'https://www.douyin.com/user/bankbank' },
        category: { guessed: null, confirmed: 'fake_docs' },
        fee: '恶意费用',
        firstSeen: '2020-01-01T00:00:00.000Z',
        capturedAt: '2026-11-26T12:00:00.000Z',
        handles: [{ kind: 'link', value: 'https://honest-rival.com/', whose: 'advertiser', state: 'kept' }],
        attachments: [{ name: 'a.png', mime: 'image/png', sha256: sha256Hex(PICTURE), size: 4 }],
      },
      'r-2',
    ),
    subject: one.view.subject,
  };
  const reports = [...one.reports, smear];
  const view = foldSubject(one.view.subject, events, reports.map(headOf), OPEN);

  it('changes nothing of what is said of the case', async () => {
    expect(view.state).toBe('confirmed');
    const before = await unpack(request([{ one, events }]));
    const after = await unpack(request([{ one: { view, reports }, events }]));
    const accusing = (name: string) => !/^(cases\.|manifest|attachments|evidence)/.test(name);
    expect(Object.keys(after).filter(accusing)).toEqual(Object.keys(before).filter(accusing));
    for (const name of Object.keys(after).filter(accusing)) expect(after[name], name).toBe(before[name]);
    const [was, is] = [before, after].map((files) => JSON.parse(files['cases.jsonl']!) as object);
    // The archive lists all reports with their pictures, each under its reporter.
    expect({ ...is, reports: [], attachments: [] }).toEqual({ ...was, reports: [], attachments: [] });
    for (const name of ['cases.csv', 'evidence.html'])
      expect(after[name], name).not.toMatch(
        /7309999999|某银行官方|honest-rival|恶意费用|2020-01-01|attachments\//,
      );
  });

  it('does not stand beside a verdict that was given on words taken back since', async () => {
    const other = reportWith(
      { ...first, text: '无辜的另一段话', capturedAt: '2026-11-26T07:00:00.000Z' },
      'r-2',
    );
    const subject = one.view.subject;
    const back = withdrawReport(one.reports[0]!.id, null, { ...actor, by: 'r-1' });
    const left = foldSubject(
      subject,
      [...events, back],
      [...one.reports, { ...other, subject }].map(headOf),
      OPEN,
    );
    const files = await unpack(request([{ one: { view: left, reports: [other] }, events }]));
    expect(JSON.parse(files['cases.jsonl']!)).toMatchObject({
      ...{ text: other.text, state: 'new', decidedAs: null, decision: null },
    });
    expect(files['cases.csv']).not.toContain('是引流');
    expect(files['evidence.html']).not.toMatch(/是引流|收费停息挂账/);
  });
});

describe('what a reporter pointed at', () => {
  const text = '停息挂账找我，我的手机13800138000，先付三百';
  const pointing = (pointed: Report['pointed'], n: number) => caseOf([reportWith({ n, text, pointed })]);

  it('is in the case, in each report, in the table and on paper, in the words that may leave', async () => {
    const url = 'https://zhaiwu123.top/x';
    const files = await unpack(
      request([
        pointing({ by: 'selection', span: { start: 0, end: 22 }, url: null }, 20),
        pointing({ by: 'link', span: { start: 0, end: 4 }, url }, 21),
        pointing({ by: 'image', span: null, url: null }, 22),
        pointing(null, 23),
      ]),
    );
    const records = files['cases.jsonl']!.trim()
      .split('\n')
      .map(
        (line) =>
          JSON.parse(line) as { commentId: string; pointed: unknown; reports: { pointed: unknown }[] },
      );
    const told = new Map(records.map((one) => [one.commentId, one.pointed]));
    const words = '停息挂账找我，我的手机███████████';
    expect(told.get('douyin:9020')).toEqual({
      by: 'selection',
      span: { start: 0, end: 22 },
      url: null,
      text: words,
    });
    expect(told.get('douyin:9021')).toEqual({
      by: 'link',
      span: { start: 0, end: 4 },
      url,
      text: '停息挂账',
    });
    expect(told.get('douyin:9022')).toEqual({ by: 'image', span: null, url: null, text: null });
    expect(told.get('douyin:9023')).toBeNull();
    for (const one of records) expect(one.reports.map(({ pointed }) => pointed)).toEqual([one.pointed]);
    for (const cell of [`选中文字：${words}`, `链接：${url}`, '图片', '']) {
      expect(files['cases.csv']).toContain(`,"${cell}","是引流"\r\n`);
      expect(files['evidence.html']).toContain(`<dt>所指</dt><dd>${cell === '' ? '—' : cell}</dd>`);
    }
    expect(files['cases.csv']).toMatch(/^\ufeff?[^\r]*"附件","所指","结论"\r\n/);
  });
});

describe('ids', () => {
  it.each([
    ['https://www.youtube.com/watch?v=dQw4w9WgXcQ', 'youtube:dQw4w9WgXcQ'],
    [
      'https://www.xiaohongshu.com/explore/65f0123456789abcdef01234?xsec_token=x',
      'xiaohongshu:65f0123456789abcdef01234',
    ],
    ['https://tieba.baidu.com/p/9000000001', 'tieba:9000000001'],
    ['https://mp.weixin.qq.com/s/AbCdEf_123456', 'wechat:AbCdEf_123456'],
  ])('of %s is %s', (url, id) =>
    expect(itemId(reportWith({ site: id.split(':')[0]!, itemUrl: url, pageUrl: url }))).toBe(id),
  );
});

describe('a large export', () => {
  it('streams 3,000 cases in chunks, none of them large', async () => {
    const { reports } = generateReports(3_000, 8);
    const cases = [...Map.groupBy(reports, (one) => one.subject).values()].map((some) => caseOf(some));
    let largest = 0;
    let chunks = 0;
    for await (const chunk of exportArchive(request(cases))) {
      largest = Math.max(largest, chunk.length);
      chunks += 1;
    }
    expect(chunks).toBeGreaterThan(20);
    expect(largest).toBeLessThan(400_000);
  });
});
