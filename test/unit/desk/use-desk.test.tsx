// @vitest-environment jsdom
import { render } from 'preact';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { DeskClient } from '../../../entrypoints/desk/desk-client.ts';
import { createDeskService } from '../../../entrypoints/desk/desk-service.ts';
import { useDesk, type DeskActions, type DeskState } from '../../../entrypoints/desk/use-desk.ts';
import { memoryStore } from '../../../reports/store/memory-store.ts';
import type { ReportStore } from '../../../reports/store/report-store.ts';
import { reportWith } from '../reports/report-with.ts';

const confirm = { type: 'decide', input: { state: 'confirmed', reason: '收费并引到私下联系' } } as const;
const three = ['第一条', '第二条', '第三条'].map((text, n) =>
  reportWith({ text: `${text} 加薇 aa11111${n}`, n }),
);
let clock = Date.parse('2026-11-26T09:00:00.000Z');
let store: ReportStore;
let state: DeskState;
let actions: DeskActions;
/** Calls that fail, as those to a dead worker do. */
const broken = new Set<string>();

function Page({ api }: { api: DeskClient }) {
  [state, actions] = useDesk(api);
  return null;
}
const events = async () => (await store.eventPage(null, 100)).rows.map((one) => one.type);

beforeEach(async () => {
  broken.clear();
  store = memoryStore();
  await store.commit({ reports: three });
  const desk = createDeskService(
    store,
    async () => ({ alias: '审核甲', secondPerson: true }),
    () => new Date((clock += 1000)),
  );
  const api = new Proxy(
    { ...desk, follow: () => new Promise(() => undefined) },
    {
      get: (service, name: keyof typeof desk) =>
        name in service &&
        (async (...args: never[]) => {
          if (broken.has(name)) throw new Error('the worker is gone');
          return (service[name] as (...args: never[]) => unknown)(...args);
        }),
    },
  ) as unknown as DeskClient;
  render(null, document.body);
  render(<Page api={api} />, document.body);
  await vi.waitFor(() => expect([state.opening, state.detail === null]).toEqual([null, false]));
});

describe('acts on the open subject', () => {
  it('one at a time: a key that is held decides once, and one undo takes it back', async () => {
    const done = await Promise.all([actions.act(confirm), actions.act(confirm), actions.act(confirm)]);
    expect(done).toEqual([true, false, false]);
    expect(await events()).toEqual(['decide']);
    await vi.waitFor(() => expect(state.overview?.counts.confirmed.count).toBe(1));
    await actions.undo();
    expect(await events()).toEqual(['decide', 'undo']);
    await vi.waitFor(() => expect(state.overview?.counts.new.count).toBe(3));
  });

  it('say when they are refused or fail, so that what was typed stays', async () => {
    expect(await actions.act({ type: 'approve' })).toBe(false);
    await vi.waitFor(() => expect(state.refused).not.toBeNull());
    broken.add('run');
    expect(await actions.act({ type: 'tag', add: ['重点'], remove: [] })).toBe(false);
    await vi.waitFor(() => expect(state.toast?.raw).toContain('the worker is gone'));
    broken.clear();
    expect(await actions.act({ type: 'tag', add: ['重点'], remove: [] })).toBe(true);
  });
});

describe('undo', () => {
  it('of muting asks for a reason and unmutes', async () => {
    const { alias } = three[0]!.reporter;
    vi.stubGlobal('prompt', () => '重复举报');
    await actions.mute(alias, true);
    await vi.waitFor(() => expect(state.toast?.undo).not.toBeNull());
    await actions.undo();
    const muting = (await store.eventPage(null, 10)).rows;
    expect(muting).toMatchObject([{ muted: true }, { muted: false, reporter: alias }]);
  });

  it('says that there is nothing to take back', async () => {
    await actions.undo();
    await vi.waitFor(() => expect(state.toast?.text).toBe('没有可以撤销的'));
  });
});
