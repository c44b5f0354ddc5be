// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { escapeHtml, evidencePage, spellUrl } from '../../../reports/export/evidence-page.ts';
import { foldSubject } from '../../../reports/fold-events.ts';
import { headOf } from '../../../reports/ledger.ts';
import type { Report } from '../../../reports/record-format.ts';
import { everywhere, reportWith } from './report-with.ts';

const parse = (html: string) => new DOMParser().parseFromString(html, 'text/html');
const html = (report: Report, pictures = true) => {
  const view = foldSubject(report.subject, [], [headOf(report)]);
  return [
    ...evidencePage([{ view, reports: [report] }], {
      number: 1,
      of: 1,
      createdAt: '2026-11-26T10:00:00.000Z',
      pictures,
    }),
  ].join('');
};
const SHA = 'a'.repeat(64);

describe('evidence.html', () => {
  it('spells addresses so that 1, l, I, 0 and O cannot be mixed up', () => {
    const spelled = parse(spellUrl('https://x.co/1lI0O'));
    expect([...spelled.querySelectorAll('ruby')].slice(-5).map((one) => one.textContent)).toEqual([
      '1数字1',
      'l小写L',
      'I大写i',
      '0数字0',
      'O大写O',
    ]);
    expect(
      [...spelled.querySelectorAll('rt')].reduce(
        (text, rt) => text.replace(rt.textContent!, ''),
        spelled.body.textContent!,
      ),
    ).toHaveLength('https://x.co/1lI0O'.length);
  });

  it('says that the pictures are not there where they are not exported, and points at none', () => {
    const report = reportWith({ attachments: [{ name: 'a.png', mime: 'image/png', sha256: SHA, size: 4 }] });
    expect(html(report)).toContain(`<img src="attachments/${SHA}.png"`);
    expect(html(report, false)).not.toContain('<img');
    expect(html(report, false)).toContain(`截图未随本次导出<figcaption class="hash">SHA-256 ${SHA}`);
  });

  it('marks the engine’s spans, shows hidden signs and loads nothing from outside', () => {
    const report = reportWith({
      text: '停息挂账\u202e不成功不收费',
      engine: {
        rulesetVersion: '7',
        level: 'danger',
        score: 0.97,
        findings: [
          { rule: 'r', signal: 's', start: 0, end: 4 },
          { rule: 'r', signal: 't', start: 2, end: 6 },
        ],
      },
      attachments: [{ name: '截图.png', mime: 'image/png', sha256: SHA, size: 4 }],
    });
    const page = parse(html(report));
    expect([...page.querySelectorAll('mark')].map((one) => one.textContent)).toEqual([
      '停息挂账',
      'U+202E不',
    ]);
    expect([...page.querySelectorAll('img')].map((one) => one.getAttribute('src'))).toEqual([
      `attachments/${SHA}.png`,
    ]);
    expect(page.querySelector('meta[http-equiv]')!.getAttribute('content')).toContain("default-src 'none'");
    expect(page.querySelectorAll('script, a, iframe, object, link, form, video')).toHaveLength(0);
    expect(escapeHtml('a\u202eb')).toBe('a<i class="sign">U+202E</i>b');
  });

  it('shows HTML in any field as the text it is', () => {
    const nasty = '"><img src=x onerror=alert(1)><script>alert(1)</script>&amp;\'';
    const report = reportWith(everywhere(nasty));
    const page = parse(html(report));
    expect(page.querySelectorAll('script, img')).toHaveLength(0);
    expect([...page.querySelectorAll('blockquote')].map((one) => one.textContent)).toEqual([nasty, nasty]);
  });
});
