import { Ajv } from 'ajv';
import { unzipSync, strFromU8 } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadChannels } from '../../../core/ruleset/channels-format.ts';
import { generateReports } from '../../../bench/generate-reports.ts';
import { CHAIN_START, nextLink } from '../../../reports/audit-chain.ts';
import { collectBytes } from '../../../reports/bundle/zip-stream.ts';
import { sha256Hex } from '../../../reports/content-hash.ts';
import { addNote, appeal, decide, tombstone } from '../../../reports/decide.ts';
import type { DecisionState, LogEvent } from '../../../reports/event-format.ts';
import { csvCell } from '../../../reports/export/csv.ts';
import { CASE_COLUMNS } from '../../../reports/export/case-files.ts';
import { caseId, itemId, type ExportCase } from '../../../reports/export/export-case.ts';
import { EXPORTS, exportArchive, type ExportRequest } from '../../../reports/export/export-archive.ts';
import { rulesFor } from '../../../reports/export/filter-list.ts';
import {
  domainOf,
  landingDomains,
  mispEvent,
  stixBundle,
  uuid5,
} from '../../../reports/export/threat-formats.ts';
import { foldSubject, STRICT_POLICY } from '../../../reports/fold-events.ts';
import { headOf } from '../../../reports/ledger.ts';
import { isPlatformHost } from '../../../reports/platform-hosts.ts';
import type { Report } from '../../../reports/record-format.ts';
import { SITE_SHAPES } from '../../../reports/url-shapes.ts';
import { channelFiles } from './load-channel-files.ts';
import { reportWith } from './report-with.ts';
import { MISP_EVENT } from './standards/misp-core.ts';
import { STIX_BUNDLE } from './standards/stix-2.1.ts';

const channels = loadChannels([...channelFiles().values()]);
const actor = { by: 'm1', at: '2026-11-26T09:00:00.000Z' };
const OPEN = { ...STRICT_POLICY, secondPerson: false };

/** A case in a state, with the events that brought it there. */
function caseOf(
  reports: readonly Report[],
  state: DecisionState | null = 'confirmed',
): { one: ExportCase; events: LogEvent[] } {
  const { subject } = reports[0]!;
  const heads = reports.map(headOf);
  const before = foldSubject(subject, [], heads, OPEN);
  const made =
    state === null
      ? null
      : decide(
          before,
          heads,
          before.evidence,
          { state, reason: '收费停息挂账', internalNote: '机密：另案' },
          actor,
        );
  if (made && !made.ok) throw new Error(made.message);
  const events = made?.ok ? [...made.value] : [];
  return { one: { view: foldSubject(subject, events, heads, OPEN), reports }, events };
}

const link = (value: string) => ({
  kind: 'link' as const,
  value,
  whose: 'advertiser' as const,
  state: 'kept' as const,
});
const PICTURE = new Uint8Array([1, 2, 3, 4]);
const comment = reportWith({
  n: 1,
  text: '停息挂账，不成功不收费，加微 zs8821xy',
  handles: [
    { kind: 'wechat', value: 'zs8821xy', whose: 'advertiser', state: 'kept' },
    link('https://zhaiwu123.top/x?y=1'),
    link('https://v.douyin.com/abc'),
  ],
  engine: {
    rulesetVersion: '7',
    level: 'danger',
    score: 0.97,
    findings: [{ rule: 'debt_negotiation', signal: 'offer', start: 0, end: 4 }],
  },
});
const video = reportWith({
  n: 2,
  role: 'caption',
  position: { commentId: null, index: null, seconds: 12 },
  pageUrl: 'https://www.douyin.com/video/7301234567890123456',
  itemUrl: 'https://www.douyin.com/video/7301234567890123456',
  attachments: [{ name: '截图.png', mime: 'image/png', sha256: sha256Hex(PICTURE), size: 4 }],
});
const account = reportWith({
  n: 3,
  kind: 'account',
  site: 'zhihu',
  author: { name: '债务老王', id: 'wang-88', profileUrl: 'https://www.zhihu.com/people/wang-88' },
  pageUrl: 'https://www.zhihu.com/people/wang-88',
});
const undecided = reportWith({ n: 4, handles: [link('https://undecided.top')] });

const request = (
  cases: readonly { one: ExportCase; events: LogEvent[] }[],
  changes: Partial<ExportRequest> = {},
): ExportRequest => ({
  cases: cases.map(({ one }) => one),
  events: cases.flatMap(({ events }) => events),
  which: EXPORTS,
  channels,
  createdAt: '2026-11-26T10:00:00.000Z',
  from: '试点小组',
  generator: 'test',
  rulesetVersion: '7',
  filter: { states: ['confirmed'] },
  loadAttachment: async (sha256) => (sha256 === sha256Hex(PICTURE) ? PICTURE : null),
  ...changes,
});
const entries = async (of: ExportRequest): Promise<Record<string, Uint8Array>> =>
  unzipSync(new Uint8Array(await new Blob(await collectBytes(exportArchive(of))).arrayBuffer()));
const unpack = async (of: ExportRequest): Promise<Record<string, string>> =>
  Object.fromEntries(Object.entries(await entries(of)).map(([name, content]) => [name, strFromU8(content)]));

const ALL = [caseOf([comment]), caseOf([video]), caseOf([account]), caseOf([undecided], null)];

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
    expect(manifest.counts).toEqual({ cases: 4, reports: 4, byState: { confirmed: 3, new: 1 }, events: 3 });
    expect(manifest.filter).toEqual({ states: ['confirmed'] });
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
      decision: { by: 'm1', reason: '收费停息挂账', evidence: comment.contentHash },
      reports: [{ id: comment.id, reporter: 'r-1' }],
      engine: {
        rulesetVersion: '7',
        findings: [{ rule: 'debt_negotiation', start: 0, end: 4, text: '停息挂账' }],
      },
    });
  });
});

describe('cases.csv', () => {
  const parse = (csv: string) => {
    const rows: string[][] = [[]];
    for (const match of csv.replace(/^\ufeff/, '').matchAll(/"((?:[^"]|"")*)"(,|\r\n)/g)) {
      rows.at(-1)!.push(match[1]!.replaceAll('""', '"'));
      if (match[2] !== ',') rows.push([]);
    }
    return rows.slice(0, -1);
  };

  it('opens in Excel: BOM, CRLF, Chinese headers, same columns in every row', async () => {
    const csv = (await unpack(request(ALL)))['cases.csv']!;
    // strFromU8 drops a BOM, so look at what the writer gives.
    const rows = parse(csv);
    expect(rows[0]).toEqual(CASE_COLUMNS.map(([header]) => header));
    expect(rows).toHaveLength(5);
    for (const row of rows) expect(row).toHaveLength(CASE_COLUMNS.length);
    expect(csv.split('\r\n').length).toBe(6);
    expect(rows.find((row) => row[0] === caseId(comment.subject))!.slice(1, 9)).toEqual([
      '抖音',
      'comment',
      'https://www.douyin.com/video/7301000000000000001',
      'douyin:7301000000000000001',
      'douyin:9001',
      '用户1',
      'douyin:u1',
      'https://www.douyin.com/user/u1',
    ]);
  });

  it('begins with the byte order mark', async () => {
    const zip = await entries(request(ALL));
    expect([...zip['cases.csv']!.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect([...zip['by-platform/douyin.csv']!.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });

  it('lets no cell start a formula, however it is dressed', () => {
    for (const start of [
      '=1+1',
      '+1',
      '-1',
      '@SUM(1)',
      '\t=1',
      '\r=1',
      ' =1',
      '\ufeff=1',
      '\u200b=1',
      '＝1',
      '\n=1',
    ]) {
      expect(csvCell(start)).toMatch(/^"'/);
    }
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const cell = csvCell(text);
        expect(cell).toMatch(/^"[^]*"$/);
        expect(cell.slice(1, -1).replaceAll('""', '')).not.toContain('"');
        expect(cell.slice(1)).not.toMatch(/^[\s\u200b-\u200d\u2060\ufeff]*[=+\-@]/);
      }),
    );
  });

  it('survives hostile fields in every place', async () => {
    const nasty = '=cmd|"/c calc"!A1\r\n<script>alert(1)</script>,"';
    const hostile = caseOf([
      reportWith({
        n: 5,
        text: nasty,
        pageTitle: nasty,
        note: nasty,
        fee: nasty,
        parentText: nasty,
        author: { name: nasty, id: nasty, profileUrl: null },
        position: { commentId: nasty, index: null, seconds: null },
        handles: [{ kind: 'other', value: nasty, whose: 'advertiser', state: 'kept' }],
      }),
    ]);
    const files = await unpack(request([hostile]));
    const rows = parse(files['cases.csv']!);
    expect(rows).toHaveLength(2);
    expect(rows[1]).toHaveLength(CASE_COLUMNS.length);
    for (const cell of rows[1]!) expect(cell).not.toMatch(/^\s*[=+@]/);
    expect(files['evidence.html']).not.toContain('<script');
    expect(files['filters.txt']!.split('\n').filter((line) => line !== '' && !line.startsWith('!'))).toEqual(
      [],
    );
  });
});

describe('filters.txt', () => {
  it('names single posts and accounts of confirmed cases, never a comment’s host post', async () => {
    const lines = (await unpack(request(ALL)))
      ['filters.txt']!.trim()
      .split('\n')
      .filter((line) => !line.startsWith('!'));
    expect(lines.sort()).toEqual([
      'www.zhihu.com##a[href*="/people/wang-88"]',
      '||www.douyin.com/video/7301234567890123456^$document',
      '||www.zhihu.com/people/wang-88^$document',
    ]);
  });

  it.each([
    ['a host alone', 'https://www.douyin.com/'],
    ['a short path', 'https://www.douyin.com/video/1'],
    ['a search', 'https://www.douyin.com/search/债务'],
    ['an unknown site', 'https://example.com/post/1234567890'],
  ])('writes nothing for %s', (_, url) => {
    const report = reportWith({
      n: 6,
      role: 'caption',
      itemUrl: url,
      pageUrl: url,
      position: { commentId: null, index: null, seconds: null },
    });
    expect(rulesFor(caseOf([report]).one)).toEqual([]);
  });

  it('can break no platform, whatever addresses come', () => {
    const host = fc.constantFrom(...SITE_SHAPES.flatMap((one) => one.hosts));
    const path = fc.array(
      fc.oneof(
        fc.constantFrom(
          'video',
          'u',
          'p',
          's',
          'explore',
          '*',
          '^',
          '$all',
          '|',
          '..',
          '%2a',
          '7301234567890123456',
          '65f0aaaaaaaaaaaaaaaa',
          '?v=',
          '#',
          '@x',
        ),
        fc.string({ maxLength: 8 }),
      ),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(host, path, fc.boolean(), (name, parts, isAccount) => {
        const url = `https://${name}/${parts.join('/')}`;
        if (!URL.canParse(url)) return;
        const report = reportWith({
          n: 7,
          kind: isAccount ? 'account' : 'lure',
          role: 'caption',
          itemUrl: url,
          pageUrl: url,
          author: { name: 'x', id: 'x1', profileUrl: url },
          position: { commentId: null, index: null, seconds: null },
        });
        for (const rule of rulesFor(caseOf([report]).one)) {
          expect(rule).toMatch(
            /^(?:\|\|[a-z0-9.-]+\/[A-Za-z0-9/_.~%@=?&-]{7,}\^\$document|[a-z0-9.-]+##a\[href\*="\/[A-Za-z0-9/_.~%@=?&-]{7,}"\])$/,
          );
          expect(rule).toMatch(/[A-Za-z0-9_-]{6,}(?:\^\$document|"\])$/);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('domain lists', () => {
  const options = { createdAt: '2026-11-26T10:00:00.000Z', from: '试点小组' };
  const ajv = new Ajv({ strict: false });
  const domains = landingDomains(ALL.map(({ one }) => one));

  it('hold landing domains of confirmed cases alone, and no platform', async () => {
    expect(domains.map((one) => one.domain)).toEqual(['zhaiwu123.top']);
    expect((await unpack(request(ALL)))['domains.txt']).toBe('zhaiwu123.top\n');
  });

  it('refuse every platform host and what lies under it, in any spelling', () => {
    for (const { hosts } of SITE_SHAPES) {
      for (const host of hosts) {
        for (const spelled of [
          host,
          `www.${host}`,
          host.toUpperCase(),
          `${host}.`,
          `a.b.${host}`,
          `${host}:8080`,
          `user@${host}`,
        ]) {
          expect(domainOf(`https://${spelled}/x`)).toBeNull();
        }
      }
    }
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true }), (url) => {
        const domain = domainOf(url);
        if (domain !== null) expect(isPlatformHost(domain)).toBe(false);
      }),
    );
  });

  it('leave out what was removed, appealed or changed since', () => {
    const { one, events } = caseOf([comment]);
    const heads = [headOf(comment)];
    const removed = foldSubject(
      comment.subject,
      [...events, tombstone(one.view, [comment.contentHash], '误判', actor)],
      heads,
      OPEN,
    );
    const appealed = foldSubject(
      comment.subject,
      [...events, appeal(comment.subject, one.view.decision!.id, '不是我', actor)],
      heads,
      OPEN,
    );
    for (const view of [removed, appealed]) {
      expect(landingDomains([{ view, reports: [comment] }])).toEqual([]);
      expect(rulesFor({ view, reports: [comment] })).toEqual([]);
    }
  });

  it('are valid STIX 2.1', () => {
    const validate = ajv.compile(STIX_BUNDLE);
    for (const some of [domains, []]) {
      const bundle = stixBundle(some, options) as {
        objects: { type: string; id: string; created_by_ref?: string; modified: string; created: string }[];
      };
      expect(validate(bundle), JSON.stringify(validate.errors)).toBe(true);
      expect(new Set(bundle.objects.map((one) => one.id)).size).toBe(bundle.objects.length);
      for (const one of bundle.objects) {
        expect(one.modified >= one.created).toBe(true);
        if (one.created_by_ref) expect(one.created_by_ref).toBe(bundle.objects[0]!.id);
      }
    }
  });

  it('are a valid MISP event', () => {
    const validate = ajv.compile(MISP_EVENT);
    for (const some of [domains, []])
      expect(validate(mispEvent(some, options)), JSON.stringify(validate.errors)).toBe(true);
  });

  it('would fail these checks without a required member', () => {
    const bundle = structuredClone(stixBundle(domains, options)) as { objects: Record<string, unknown>[] };
    delete bundle.objects[1]!.valid_from;
    expect(ajv.validate(STIX_BUNDLE, bundle)).toBe(false);
    const event = structuredClone(mispEvent(domains, options)) as { Event: Record<string, unknown> };
    delete event.Event.orgc_id;
    expect(ajv.validate(MISP_EVENT, event)).toBe(false);
  });

  it('name a thing by the same UUID every time', () => {
    expect(uuid5('indicator zhaiwu123.top')).toBe(uuid5('indicator zhaiwu123.top'));
    expect(uuid5('a')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});

describe('by-platform and packets', () => {
  it('use the platform’s own words and clauses, and name no reporter', async () => {
    const weibo = caseOf([
      reportWith({ n: 11, site: 'weibo', pageUrl: 'https://weibo.com/1000001/Nabcdefgh' }),
    ]);
    const zhihu = caseOf([
      reportWith({ n: 12, site: 'zhihu', pageUrl: 'https://www.zhihu.com/question/1/answer/2345678' }),
    ]);
    const files = await unpack(request([weibo, zhihu]));
    expect(files['by-platform/weibo.csv']).toContain('违法信息 → 诈骗');
    expect(files['by-platform/zhihu.csv']).toContain('《知乎社区规范》第 19 条');
    for (const [name, content] of Object.entries(files))
      if (/^(by-platform|packets)/.test(name)) expect(content).not.toContain('r-1');
  });

  it('fill a file with as many as a channel takes on one day and say what is missing', async () => {
    const many = Array.from({ length: 120 }, (_, n) => caseOf([reportWith({ n: n + 20 })]));
    const files = await unpack(request(many, { which: ['packets'] }));
    const cac = Object.keys(files)
      .filter((name) => name.startsWith('packets/cac-12377/'))
      .sort();
    expect(cac).toEqual([
      'packets/cac-12377/00-说明.txt',
      'packets/cac-12377/001.txt',
      'packets/cac-12377/002.txt',
      'packets/cac-12377/003.txt',
    ]);
    expect(files['packets/cac-12377/001.txt']!.match(/^={8} /gm)).toHaveLength(50);
    expect(files['packets/cac-12377/003.txt']!.match(/^={8} /gm)).toHaveLength(20);
    expect(files['packets/cac-12377/00-说明.txt']).toContain('每天最多 50 条');
    expect(files['packets/nfra-12378/001.txt']).toContain('还缺：举报人身份（在官方页面填写）（必填）');
    expect(Object.keys(files).some((name) => name.startsWith('packets/nifa/'))).toBe(false);
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
