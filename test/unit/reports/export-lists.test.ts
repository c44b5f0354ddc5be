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
