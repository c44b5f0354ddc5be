import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvCell } from '../../../reports/export/csv.ts';
import { CASE_COLUMNS } from '../../../reports/export/case-files.ts';
import { caseId } from '../../../reports/export/export-case.ts';
import { DECISION_STATES } from '../../../reports/event-format.ts';
import { deskStateTexts } from '../../../locales/desk-states.ts';
import { sharedTexts } from '../../../locales/shared.ts';
import { everywhere, reportWith } from './report-with.ts';
import { caseOf, comment, request, entries, unpack, ALL } from './export-fixture.ts';

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

  it('calls states and levels as the desk calls them', async () => {
    const column = (rows: string[][], header: string) => {
      const at = rows[0]!.indexOf(header);
      return rows.slice(1).map((row) => row[at]);
    };
    for (const state of DECISION_STATES) {
      if (state === 'published') continue;
      const rows = parse((await unpack(request([caseOf([comment], state)])))['cases.csv']!);
      expect(column(rows, '状态')).toEqual([deskStateTexts['zh-CN'][`state.${state}`]]);
      expect(column(rows, '级别')).toEqual([sharedTexts['zh-CN']['level.danger']]);
    }
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
    const hostile = caseOf([reportWith({ n: 5, ...everywhere(nasty) })]);
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
