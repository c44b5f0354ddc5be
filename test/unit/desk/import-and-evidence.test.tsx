// @vitest-environment jsdom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, it } from 'vitest';
import { importLineWords } from '../../../components/desk/event-words.ts';
import { ReportEvidence } from '../../../components/desk/ReportEvidence.tsx';
import { importSummary } from '../../../entrypoints/desk/import-summary.ts';
import { deskTexts } from '../../../locales/desk.ts';
import { deskStateTexts } from '../../../locales/desk-states.ts';
import { translator } from '../../../locales/translate.ts';
import { appeal, muteReporter, withdrawReport } from '../../../reports/decide.ts';
import { createDeskIndex } from '../../../reports/desk-index.ts';
import { reportWith } from '../reports/report-with.ts';

const actor = { by: '审核甲', at: '2026-11-26T09:00:00.000Z' };

it('lists what was done, by whom and to what, in the language of the page', () => {
  const report = reportWith({ text: '停息挂账加薇 aa111111' });
  const here = reportWith({ n: 1, text: '已经在这里的一条' });
  const index = createDeskIndex();
  index.add([here], []);
  const events = [
    appeal(report.subject, null, '不是我', actor),
    appeal(here.subject, null, '弄错了', actor),
    appeal('item:douyin:unknown', null, '别的', actor),
    withdrawReport(report.id, null, actor),
    muteReporter('哨-r1', true, '重复举报', actor),
  ];
  const none = { reports: new Set<string>(), events: new Set<string>() };
  const { listed } = importSummary([report], events, none, { knows: () => false, index: () => index });
  expect(listed.map((one) => ('about' in one ? one.about : one.report.text))).toEqual([
    report.text,
    report.text,
    here.text,
    'item:douyin:unknown',
    report.text,
    '',
  ]);
  const lines = listed.map((one) =>
    importLineWords(one, translator(deskTexts, 'en'), translator(deskStateTexts, 'en'), 'en'),
  );
  expect(lines[0]).toMatch(/^Douyin · /);
  expect(lines[1]).toBe(`审核甲 appealed: 不是我 · ${report.text}`);
});

it('shows notes, authors and addresses of every report on one text', () => {
  const text = '停息挂账加薇 aa111111';
  const reports = [
    reportWith({ text, note: '改过的说明' }, '哨-甲'),
    reportWith(
      { text, note: '另一个人的说明', author: { name: '换了的名字', id: 'u0', profileUrl: null } },
      '哨-乙',
    ),
    reportWith({ text, note: '改过的说明' }, '哨-甲'),
  ];
  act(() =>
    render(<ReportEvidence reports={reports} showShots={false} picture={async () => null} />, document.body),
  );
  const said = document.body.textContent;
  for (const part of ['哨-甲 的说明改过的说明', '哨-乙 的说明另一个人的说明', '用户0', '换了的名字'])
    expect(said.split(part)).toHaveLength(2);
});
