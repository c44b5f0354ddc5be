import '../scripts/plain-errors.ts';
import { decide } from '../reports/decide.ts';
import { createDeskIndex } from '../reports/desk-index.ts';
import type { LogEvent } from '../reports/event-format.ts';
import { EXPORTS, exportArchive, type ExportId } from '../reports/export/export-archive.ts';
import { importBundle } from '../reports/bundle/import-bundle.ts';
import { readBundle } from '../reports/bundle/read-bundle.ts';
import { writeBundle } from '../reports/bundle/write-bundle.ts';
import { collectBytes } from '../reports/bundle/zip-stream.ts';
import { BUILT_IN_VIEWS } from '../reports/saved-views.ts';
import {
  byCategory,
  bySite,
  dailySeries,
  overturnByRule,
  queueCounts,
  topAccounts,
  topHandles,
} from '../reports/queue-stats.ts';
import { memoryStore } from '../reports/store/memory-store.ts';
import type { RawReport } from '../reports/store/report-store.ts';
import { loadChannels } from '../core/ruleset/channels-format.ts';
import { readFolder } from '../scripts/read-rules.ts';
import { wholeNumber } from '../scripts/whole-number.ts';
import { generateReports } from './generate-reports.ts';
import { readArguments } from '../scripts/read-arguments.ts';

/**
 * `node bench/reports.ts [count]`: the moderators' side on generated reports, in one process, without a browser: file, import,
 * rows, filters, search, clusters, figures, export. The store is the in-memory twin: IndexedDB is measured in the browser.
 */
const USAGE = `npm run bench:reports -- [COUNT]   the moderators' side on generated reports, in one process`;
const { positionals } = readArguments(USAGE, { allowPositionals: true });
const count = wholeNumber('COUNT', positionals[0] ?? '100000', 1);
const rows: [what: string, ms: number, note: string][] = [];
const now = '2026-10-31T12:00:00.000Z';

/** Milliseconds of processor time used by this process: other work on the machine does not count. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
async function timed<Value>(
  what: string,
  work: () => Value | Promise<Value>,
  note: (value: Value) => string = () => '',
): Promise<Value> {
  const start = processorTime();
  const value = await work();
  rows.push([what, processorTime() - start, note(value)]);
  console.error(`${what}: ${Math.round(rows.at(-1)![1])} ms ${rows.at(-1)![2]}`);
  return value;
}
/** Middle of five, for what is done again and again. */
async function repeated<Value>(
  what: string,
  work: () => Value,
  note: (value: Value) => string,
): Promise<void> {
  const times: number[] = [];
  let value = work();
  for (let run = 0; run < 5; run += 1) {
    const start = processorTime();
    value = work();
    times.push(processorTime() - start);
  }
  rows.push([what, times.sort((a, b) => a - b)[2]!, note(value)]);
  console.error(`${what}: ${rows.at(-1)![1].toFixed(1)} ms ${rows.at(-1)![2]}`);
}
const mb = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;

const { reports, template } = await timed('make the reports (not part of the product)', () =>
  generateReports(count, 42),
);
const file = await timed(
  'write the file (.zhaishao.zip)',
  async () =>
    new Blob(
      await collectBytes(
        writeBundle({
          kind: 'team',
          createdAt: now,
          from: 'bench',
          generator: 'bench',
          reports: reports as unknown as RawReport[],
          events: [],
          loadAttachment: async () => null,
        }),
      ),
    ),
  (blob) => mb(blob.size),
);
const read = await timed(
  'read and check the file (every hash)',
  () => readBundle(file, { now: Date.now() }),
  (result) =>
    result.ok ? `${result.value.reports.length} reports, ${result.value.errorCount} errors` : result.message,
);
if (!read.ok) throw new Error(read.message);
const store = memoryStore();
await timed('import into the store (in memory)', () =>
  importBundle(store, read.value, { source: 'bench', at: now }),
);
const desk = createDeskIndex();
await timed('desk: add all (clusters included)', () =>
  desk.add(
    read.value.reports.map((one) => one.report),
    [],
  ),
);
const first = await timed(
  'desk: first queue, all rows made',
  () => desk.query(BUILT_IN_VIEWS[0]!.filter, 'priority', now),
  (found) => `${found.length} subjects`,
);
await repeated(
  'desk: filter by site, level and handle',
  () => desk.query({ sites: ['douyin', 'weibo'], levels: ['danger'], states: ['new'] }, 'newest', now),
  (found) => `${found.length} hits`,
);
await repeated(
  'desk: search two words',
  () => desk.query({ text: '停息挂账 三天' }, 'priority', now),
  (found) => `${found.length} hits`,
);
await repeated(
  'desk: search what is not there',
  () => desk.query({ text: '没有这样的话' }, 'priority', now),
  (found) => `${found.length} hits`,
);
const clusters = await timed(
  'clusters: list all templates',
  () => desk.clusters.list('text'),
  (found) => `${found.length} clusters, largest ${found[0]?.reports.length ?? 0}`,
);
await timed(
  'clusters: bursts, handles, accounts',
  () => (['burst', 'handle', 'account'] as const).map((kind) => desk.clusters.list(kind).length),
  (found) => found.join(' / '),
);
const of = new Map(reports.map((one, index) => [one.id, template[index]!]));
let together = 0;
let strangers = 0;
for (const cluster of clusters) {
  const groups = Map.groupBy(cluster.reports, (id) => of.get(id)!);
  const [name, main] = [...groups].sort((a, b) => b[1].length - a[1].length)[0]!;
  if (name >= 0) together += main.length;
  strangers += cluster.reports.length - main.length;
}
const planted = template.filter((one) => one >= 0).length;
console.error(
  `clusters hold ${((100 * together) / planted).toFixed(1)} % of the planted template texts; ${strangers} strangers`,
);

const events: LogEvent[] = [];
await timed(
  'decide on 20,000 subjects',
  () => {
    for (const [index, subject] of first.slice(0, 20_000).entries()) {
      const view = desk.view(subject);
      const made = decide(
        view,
        view.reports.map((id) => desk.ledger.head(id)!),
        view.evidence,
        { state: index % 5 ? 'confirmed' : 'rejected', reason: '批量' },
        { by: 'm1', at: now },
      );
      if (made.ok) events.push(...made.value);
    }
    desk.add([], events);
  },
  () => `${events.length} events`,
);
await timed(
  'desk: queue after that',
  () => desk.query(BUILT_IN_VIEWS[0]!.filter, 'priority', now),
  (found) => `${found.length} subjects`,
);
await timed('figures: all charts', () => {
  const all = desk.rows();
  return [
    queueCounts(all, now),
    dailySeries(all, now, 60),
    topHandles(all),
    topAccounts(all),
    bySite(all),
    byCategory(all),
    overturnByRule(all, desk.view, desk.report),
  ];
});

const channels = loadChannels(
  readFolder(new URL('../rules/channels', import.meta.url).pathname).map((one) => one.content),
);
const cases = [...desk.ledger.subjects()]
  .map((subject) => ({ view: desk.view(subject), reports: desk.reportsOf(subject) }))
  .filter((one) => one.reports.length > 0);
const exported = async (which: readonly ExportId[]) => {
  let bytes = 0;
  let largest = 0;
  for await (const chunk of exportArchive({
    cases,
    events,
    which,
    channels,
    createdAt: now,
    from: 'bench',
    generator: 'bench',
    rulesetVersion: '1',
    filter: {},
    loadAttachment: async () => null,
  })) {
    bytes += chunk.length;
    largest = Math.max(largest, chunk.length);
  }
  return { bytes, largest };
};
for (const which of [['cases_csv'], EXPORTS] as const) {
  await timed(
    `export: ${which.length > 1 ? 'everything' : which[0]}`,
    () => exported(which),
    ({ bytes, largest }) => `${mb(bytes)} packed, largest chunk ${(largest / 1000).toFixed(0)} kB`,
  );
}

console.log(`| ${count.toLocaleString('en')} reports | processor ms | |\n|---|---:|---|`);
for (const [what, ms, note] of rows)
  console.log(`| ${what} | ${ms < 100 ? ms.toFixed(1) : Math.round(ms).toLocaleString('en')} | ${note} |`);
console.log(
  `\nPeak memory of the process: ${mb(process.resourceUsage().maxRSS * 1024)}. Clusters hold ${((100 * together) / planted).toFixed(1)} % of the planted template texts, with ${strangers} strangers among them.`,
);
