import { describe, expect, it } from 'vitest';
import { loadChannels } from '../../../core/ruleset/channels-format.ts';
import { contentId } from '../../../reports/content-hash.ts';
import { casesCsv } from '../../../reports/export/case-files.ts';
import { evidencePage } from '../../../reports/export/evidence-page.ts';
import { packetText } from '../../../reports/packet-text.ts';
import { readReport } from '../../../reports/read-report.ts';
import { partHashes, type Report } from '../../../reports/record-format.ts';
import { caseOf } from './export-fixture.ts';
import { channelFiles } from './load-channel-files.ts';
import { reportWith } from './report-with.ts';

/** A record with right hashes that our own code would not have made. */
const forgedWith = (changes: Partial<Report>): unknown => {
  const body = { ...reportWith(), ...changes };
  const whole = { ...body, parts: partHashes(body) };
  return { ...whole, id: contentId(whole) };
};
const official = loadChannels([...channelFiles().values()]).official[0]!;

describe('a record that no page of ours could show', () => {
  it.each([
    '2026-99-99T99:99:99.999Z',
    '2026-13-01T00:00:00.000Z',
    '2026-02-30T00:00:00.000Z',
    '2026-11-26T24:00:00.000Z',
    '2026-11-26T08:00:00Z',
    '+010000-01-01T00:00:00.000Z',
  ])('is refused for the moment %s', (moment) => {
    for (const member of ['capturedAt', 'firstSeen'])
      expect(readReport(forgedWith({ [member]: moment }))).toMatchObject({ ok: false, error: 'malformed' });
  });

  it.each(['https://%', 'https://', 'http://a b.example/', 'https://[::1', 'javascript:alert(1)'])(
    'is refused for the address %s',
    (url) => {
      for (const changes of [
        { page: { url, title: '' } },
        { permalink: { url, precision: 'full' as const } },
        { author: { name: 'a', id: null, profileUrl: url } },
        { pointed: { by: 'link' as const, span: null, url } },
      ])
        expect(readReport(forgedWith(changes))).toMatchObject({ ok: false, error: 'malformed' });
    },
  );

  it('is none for its site: a name that every object knows is shown as it is', () => {
    const report = reportWith({ site: 'constructor' });
    const { one } = caseOf([report]);
    const page = { number: 1, of: 1, createdAt: report.capturedAt, pictures: true };
    expect(packetText(report, official).text).toContain('平台：constructor\n');
    expect([...evidencePage([one], page)].join('')).toContain('<dd>constructor</dd>');
    expect([...casesCsv([one])].join('')).toContain('"constructor"');
  });
});
