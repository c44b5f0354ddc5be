import { unzipSync, strFromU8 } from 'fflate';
import { loadChannels } from '../../../core/ruleset/channels-format.ts';
import { collectBytes } from '../../../reports/bundle/zip-stream.ts';
import { sha256Hex } from '../../../reports/content-hash.ts';
import { decide } from '../../../reports/decide.ts';
import type { DecisionState, LogEvent } from '../../../reports/event-format.ts';
import { type ExportCase } from '../../../reports/export/export-case.ts';
import { EXPORTS, exportArchive, type ExportRequest } from '../../../reports/export/export-archive.ts';
import { foldSubject, STRICT_POLICY } from '../../../reports/fold-events.ts';
import { headOf } from '../../../reports/ledger.ts';
import type { Report } from '../../../reports/record-format.ts';
import { channelFiles } from './load-channel-files.ts';
import { reportWith } from './report-with.ts';

const channels = loadChannels([...channelFiles().values()]);
export const actor = { by: 'm1', at: '2026-11-26T09:00:00.000Z' };
export const OPEN = { ...STRICT_POLICY, secondPerson: false };

/** A case in a state, with the events that brought it there. */
export function caseOf(
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
export const PICTURE = new Uint8Array([1, 2, 3, 4]);
export const comment = reportWith({
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

export const request = (
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
export const entries = async (of: ExportRequest): Promise<Record<string, Uint8Array>> =>
  unzipSync(new Uint8Array(await new Blob(await collectBytes(exportArchive(of))).arrayBuffer()));
export const unpack = async (of: ExportRequest): Promise<Record<string, string>> =>
  Object.fromEntries(Object.entries(await entries(of)).map(([name, content]) => [name, strFromU8(content)]));

export const ALL = [caseOf([comment]), caseOf([video]), caseOf([account]), caseOf([undecided], null)];
