import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appeal, tombstone } from '../../../reports/decide.ts';
import { rulesFor } from '../../../reports/export/filter-list.ts';
import {
  domainOf,
  landingDomains,
  mispEvent,
  stixBundle,
  uuid5,
} from '../../../reports/export/threat-formats.ts';
import { foldSubject } from '../../../reports/fold-events.ts';
import { headOf } from '../../../reports/ledger.ts';
import { isPlatformHost } from '../../../reports/platform-hosts.ts';
import { SITE_SHAPES } from '../../../reports/url-shapes.ts';
import { reportWith } from './report-with.ts';
import { MISP_EVENT } from './standards/misp-core.ts';
import { STIX_BUNDLE } from './standards/stix-2.1.ts';
import { actor, OPEN, caseOf, comment, request, unpack, ALL } from './export-fixture.ts';

describe('filters.txt', () => {
  it('names single posts and accounts of confirmed cases, never a comment’s host post', async () => {
    const lines = (await unpack(request(ALL)))
      ['filters.txt']!.trim()
      .split('\n')
      .filter((line) => !line.startsWith('!'));
    expect(lines.sort()).toEqual([
      `www.zhihu.com##${['$="/people/wang-88', ...['/', '?', '&', '#'].map((end) => `*="/people/wang-88${end}`)].map((href) => `a[href${href}"]`).join(', ')}`,
      '||www.douyin.com/video/7301234567890123456^$document',
      '||www.zhihu.com/people/wang-88^$document',
    ]);
  });

  it.each([
    ['https://www.zhihu.com/people/wang-88', true],
    ['https://www.zhihu.com/people/wang-88/answers', true],
    ['https://www.zhihu.com/people/wang-88?from=feed', true],
    ['https://www.zhihu.com/people/wang-88#top', true],
    ['https://www.zhihu.com/people/wang-889', false],
    ['https://www.zhihu.com/people/wang-88-other', false],
  ])('hides links to the account alone, not those of a longer id: %s', (href, hidden) => {
    const rule = rulesFor(ALL[2]!.one).find((one) => one.includes('##'))!;
    const matches = rule
      .split('##')[1]!
      .split(', ')
      .map((one) => /^a\[href(.)="(.*)"\]$/.exec(one)!)
      .some(([, how, part]) => (how === '$' ? href.endsWith(part!) : href.includes(part!)));
    expect(matches).toBe(hidden);
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
            /^(?:\|\|[a-z0-9.-]+\/[A-Za-z0-9/_.~%@=?&-]{7,}\^\$document|[a-z0-9.-]+##a\[href\$="(\/[A-Za-z0-9/_.~%@=?&-]{7,})"\](?:, a\[href\*="\1[/?&#]"\]){4})$/,
          );
          expect(rule).toMatch(/[A-Za-z0-9_-]{6,}(?:\^\$document|#"\])$/);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('urls.txt', () => {
  const own = 'https://www.douyin.com/video/7301234567890120000';
  const post = { role: 'caption', position: { commentId: null, index: null, seconds: null } } as const;
  it.each([
    ['a post', { ...post, itemUrl: own }, `${own}\n`],
    ['a post of which the site alone was kept', { ...post, itemUrl: own, precision: 'origin' }, ''],
    ['a post whose address was kept back', { ...post, itemUrl: own, leaveOut: ['permalink'] }, ''],
    ['a post read on a page of many', { ...post, itemUrl: null }, ''],
    ['a comment', { itemUrl: own }, ''],
    ['a comment without an address', { itemUrl: null }, ''],
  ] as const)('names the thing itself or nothing: %s', async (_, changes, lines) => {
    const report = reportWith({
      n: 9,
      pageUrl: own,
      ...changes,
      leaveOut: [...('leaveOut' in changes ? changes.leaveOut : [])],
    });
    expect((await unpack(request([caseOf([report])])))['urls.txt']).toBe(lines);
  });
});

describe('lists and packets', () => {
  const shop = [
    { kind: 'link', value: 'https://zhaiwu123.top/x', whose: 'advertiser', state: 'kept' } as const,
  ];
  const post = (n: number) => ({
    n,
    role: 'caption' as const,
    position: { commentId: null, index: null, seconds: null },
    itemUrl: `https://www.douyin.com/video/730123456789012${3000 + n}`,
    pageUrl: `https://www.douyin.com/video/730123456789012${3000 + n}`,
    handles: shop,
  });
  const warning = { ...post(61), text: '提醒大家：征信修复收费都是骗局', kind: 'false_alarm' as const };
  /** Files that accuse somebody, all but those that hold every case with what was decided. */
  const accusing = (files: Record<string, string>) =>
    Object.entries(files).filter(
      ([name]) => !/^(cases\.|evidence|decisions|manifest|attachments)/.test(name),
    );

  it.each([
    ['a confirmed false alarm', () => caseOf([reportWith(warning)])],
    ['a rejected false alarm', () => caseOf([reportWith(warning)], 'rejected')],
    [
      'a rejected report',
      () => caseOf([reportWith({ ...post(62), text: '银行客服：可以协商分期' })], 'rejected'),
    ],
    ['an open report', () => caseOf([reportWith(post(63))], null)],
  ])('leave out %s', async (_, made) => {
    const { one, events } = made();
    const files = await unpack(request([{ one, events }]));
    for (const [name, content] of accusing(files))
      expect(content, name).not.toMatch(/730123456789012|提醒大家|可以协商|zhaiwu123/);
    expect(Object.keys(files).filter((name) => /^(by-platform|packets)/.test(name))).toEqual([]);
    expect(files['urls.txt']).toBe('');
    // The full files hold it, and say what was found.
    expect(JSON.parse(files['cases.jsonl']!)).toMatchObject({ decidedAs: one.view.decidedAs });
    expect(files['cases.csv']).toContain('730123456789012');
    const found = { lure: '是引流', honest: '不是引流', null: '—' }[String(one.view.decidedAs)];
    expect(files['evidence.html']).toContain(`<dt>结论</dt><dd>${found}</dd>`);
  });

  it('say of a lure that somebody called a false alarm what its reporter said', async () => {
    const text = '征信修复，加微 zs8821xy，先付三百';
    const lure = reportWith({ ...post(64), text, note: '收了我三百' }, 'r-1');
    const alarm = reportWith(
      {
        ...post(64),
        text,
        kind: 'false_alarm',
        note: '老板人很好',
        capturedAt: '2026-11-26T08:30:00.000Z',
      },
      'r-2',
    );
    const files = await unpack(request([caseOf([lure, alarm])]));
    expect(files['by-platform/douyin.csv']).toContain(text);
    expect(files['packets/cac-12377/001.txt']).toContain('收了我三百');
    for (const [name, content] of accusing(files)) expect(content, name).not.toContain('老板人很好');
    expect(files['urls.txt']!.trim().split('\n')).toHaveLength(1);
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

  it('are dated by the day in China', () => {
    const event = mispEvent(domains, { ...options, createdAt: '2026-11-26T16:00:00.000Z' });
    expect(event).toMatchObject({
      Event: { date: '2026-11-27', info: expect.stringContaining('2026-11-27') },
    });
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
