import { strFromU8, unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { createDeskService } from '../../../entrypoints/desk/desk-service.ts';
import { createExportService } from '../../../entrypoints/desk/export-service.ts';
import { memoryStore } from '../../../reports/store/memory-store.ts';
import { channelFiles } from '../reports/load-channel-files.ts';
import { reportWith } from '../reports/report-with.ts';

it('tells in the manifest by what was filtered, and nothing of what stays with the team', async () => {
  const store = memoryStore();
  await store.commit({ reports: [reportWith({ n: 1 })] });
  const desk = createDeskService(store, async () => ({ alias: '审核甲', secondPerson: false }));
  await desk.open();
  const filter = {
    states: ['new' as const],
    tags: ['重点'],
    assignees: ['审核乙'],
    reporters: [],
    text: '李四',
  };
  const setting = { version: '1', channels: [...channelFiles().values()], rulesetVersion: null };
  const made = await createExportService(store, desk).exportFiles(
    { filter, except: [] },
    ['cases_jsonl'],
    setting,
    () => {},
  );
  const files = unzipSync(new Uint8Array(await made.blob.arrayBuffer()));
  const manifest = strFromU8(files['manifest.json']!);
  expect(JSON.parse(manifest)).toMatchObject({
    filter: { states: ['new'], notTold: ['tags', 'assignees', 'text'] },
  });
  expect(manifest).not.toMatch(/重点|审核乙|李四/);
});
