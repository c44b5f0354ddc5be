import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { assess } from '../../../core/assess.ts';
import { readActiveRuleset, type ActiveRuleset } from '../../../core/ruleset/active-ruleset.ts';
import { loadRuleset } from '../../../core/ruleset/load-ruleset.ts';
import { rootFingerprint, readRoot } from '../../../updates/tuf/read-metadata.ts';
import { DAY, makeBench, onlineKeys, type Bench } from './channel-bench.ts';
import { phraseRule, smallRuleset } from './small-ruleset.ts';

let bench: Bench;
const GOOD = smallRuleset('2026.11.20-1', { washed: '征信洗白' });
const NEXT = smallRuleset('2026.11.25-1', { washed: '征信洗白', stopped: '停息挂账' });
const CHANGES = JSON.stringify({
  entries: [{ version: '2026.11.25-1', date: '2026-11-25', changes: { 'zh-CN': ['新增：停息挂账'] } }],
});

afterEach(() => bench.close());

async function active(): Promise<ActiveRuleset> {
  return readActiveRuleset((await fakeBrowser.storage.local.get('ruleset:active'))['ruleset:active'])!;
}

async function isFlagged(text: string): Promise<boolean> {
  const loaded = loadRuleset((await active()).compiled);
  if (!loaded.ok) throw new Error(loaded.error.detail);
  return assess({ text }, loaded.value).level === 'danger';
}

describe('a channel of the whole ruleset', () => {
  beforeEach(async () => {
    fakeBrowser.reset();
    bench = await makeBench('base');
  });

  it('leaves the bundled ruleset in force until something was published', async () => {
    const status = await bench.updater.check();
    expect(status.active).toMatchObject({ source: 'bundled', version: '2026.11.01-1' });
    expect(status.channels[0]).toMatchObject({ error: { kind: 'http-status' } });
    expect(status.channels[0]!.checkedAt).toBeUndefined();
    expect(await isFlagged('这里有随包短语')).toBe(true);
  });

  it('counts failed checks until one ends well; a ruleset that cannot be used is no reason to ask again soon', async () => {
    const check = async () => (await bench.updater.check()).channels[0]!;
    expect([(await check()).failures, (await check()).failures]).toEqual([1, 2]);
    bench.publish(GOOD);
    expect((await check()).failures).toBeUndefined();
    bench.publish({ ...NEXT, minEngine: 99 });
    for (let times = 0; times < 2; times++) {
      const unusable = await check();
      expect([unusable.error?.kind, unusable.failures]).toEqual(['unloadable', undefined]);
    }
  });

  it('brings new rules, with date and changelog', async () => {
    bench.publish(NEXT, { 'changelog.json': CHANGES });
    const status = await bench.updater.check();
    expect(status.active).toMatchObject({ source: 'built-in', version: '2026.11.25-1', rules: 2 });
    expect(status.channels[0]).toMatchObject({ version: '2026.11.25-1', checkedAt: bench.now });
    expect(status.channels[0]!.changelog[0]!.changes['zh-CN']).toEqual(['新增：停息挂账']);
    expect(await isFlagged('停息挂账找我')).toBe(true);
    expect(await isFlagged('今天天气不错')).toBe(false);
  });

  it('asks for one small file and little else when nothing changed, and does not disturb open pages', async () => {
    bench.publish(GOOD);
    await bench.updater.check();
    const before = (await active()).activatedAt;
    bench.server.asked.length = 0;
    bench.now += DAY;
    const status = await bench.updater.check();
    expect(bench.server.asked).toEqual(['metadata/2.root.json', 'metadata/timestamp.json']);
    expect(status.channels[0]!.checkedAt).toBe(bench.now);
    expect((await active()).activatedAt).toBe(before);
  });

  it('leaves the active rules alone where the storage gives their keys back in another order, as Chromium does', async () => {
    await bench.updater.activate();
    const { activatedAt } = await active();
    const sorted = JSON.parse(JSON.stringify(await active()), (_, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
        : value,
    ) as ActiveRuleset;
    await fakeBrowser.storage.local.set({ 'ruleset:active': sorted });
    bench.now += DAY;
    await bench.updater.activate();
    expect((await active()).activatedAt).toBe(activatedAt);
    bench.rulesOff = ['anything'];
    await bench.updater.activate();
    expect((await active()).activatedAt).toBe(bench.now);
  });

  it('lets calls at the same time share one check', async () => {
    bench.publish(GOOD);
    const [a, b, c] = await Promise.all([
      bench.updater.check(),
      bench.updater.check(),
      bench.updater.check(),
    ]);
    expect(a).toBe(b);
    expect(b).toBe(c);
    expect(bench.server.asked.filter((path) => path === 'metadata/timestamp.json')).toHaveLength(1);
    await bench.updater.check();
    expect(bench.server.asked.filter((path) => path === 'metadata/timestamp.json')).toHaveLength(2);
  });

  it('applies nothing when the ruleset breaks off half-way, and all of it the next time', async () => {
    bench.publish(GOOD);
    await bench.updater.check();
    bench.publish(NEXT);
    const target = (path: string): boolean => path.startsWith('targets/');
    bench.server.asked.length = 0;
    const realGet = bench.server.instead.get.bind(bench.server.instead);
    bench.server.instead.get = (path) =>
      target(path) ? (_, response) => void response.destroy() : realGet(path);
    const status = await bench.updater.check();
    expect(status.channels[0]!.error?.kind).toBe('unreachable');
    expect(status.active.version).toBe('2026.11.20-1');
    bench.server.instead.get = realGet;
    expect((await bench.updater.check()).active.version).toBe('2026.11.25-1');
  });

  it('keeps the last good ruleset when a signed one cannot be loaded, says so, and does not fetch it again', async () => {
    bench.publish(GOOD);
    await bench.updater.check();
    bench.publish({ ...NEXT, folding: { syllables: 'broken' } });
    const status = await bench.updater.check();
    expect(status.active.version).toBe('2026.11.20-1');
    expect(status.channels[0]).toMatchObject({ rejected: '2026.11.25-1', error: { kind: 'unloadable' } });
    bench.server.asked.length = 0;
    const again = await bench.updater.check();
    expect(bench.server.asked.some((path) => path.startsWith('targets/'))).toBe(false);
    expect(again.channels[0]!.error?.kind).toBe('unloadable');
    // A newer extension may be able to.
    bench.extension = '0.2.0';
    await bench.updater.check();
    expect(bench.server.asked.some((path) => path.startsWith('targets/'))).toBe(true);
  });

  it('keeps the last good ruleset when the new one loads but fails its own probes: marks honest text, or finds nothing', async () => {
    bench.publish(GOOD);
    await bench.updater.check();
    const probes = [
      { text: '停息挂账找我', flagged: true },
      { text: '今天天气不错', flagged: false },
    ];
    bench.publish({ ...smallRuleset('2026.11.25-1', { stopped: '停息挂账', wide: '今天' }), probes });
    const wide = await bench.updater.check();
    expect(wide.channels[0]!.error).toMatchObject({
      kind: 'unloadable',
      detail: 'It marks 1 of the 1 honest texts its publisher put in.',
    });
    bench.publish({ ...smallRuleset('2026.11.25-2', { other: '别的' }), probes });
    const blind = await bench.updater.check();
    expect(blind.channels[0]!.error?.detail).toBe('It finds 0 of the 1 lures its publisher put in.');
    expect(blind.active.version).toBe('2026.11.20-1');
    bench.publish({ ...smallRuleset('2026.11.25-3', { stopped: '停息挂账' }), probes });
    expect((await bench.updater.check()).active.version).toBe('2026.11.25-3');
    // A rule that the reader switched off does not count against the ruleset.
    bench.rulesOff = ['stopped'];
    expect((await bench.updater.activate()).active.version).toBe('2026.11.25-3');
  });

  it('returns to the last good ruleset by itself when the current one no longer loads', async () => {
    bench.publish(GOOD);
    await bench.updater.check();
    bench.publish(NEXT);
    await bench.updater.check();
    const { current } = await bench.store.state('built-in');
    await fakeBrowser.storage.local.set({
      [`updates:text:${current!.hash}`]: JSON.stringify({ ...NEXT, format: 99 }),
    });
    const status = await bench.updater.activate();
    expect(status.active.version).toBe('2026.11.20-1');
    expect(status.failed[0]).toMatchObject({ source: 'built-in' });
    await fakeBrowser.storage.local.clear();
    expect((await bench.updater.activate()).active).toMatchObject({ source: 'bundled' });
  });

  it('refuses a ruleset that needs a newer engine and skips single rules that do', async () => {
    bench.publish({ ...NEXT, minEngine: 99 });
    expect((await bench.updater.check()).channels[0]!.error?.kind).toBe('unloadable');
    const rules = [
      phraseRule('works', '停息挂账'),
      { ...phraseRule('future', '将来的说法'), minEngine: 99 },
      { id: 'broken', combinations: 'none' },
      { ...phraseRule('odd', '带新字段'), fieldOfTheFuture: { a: [1] } },
    ];
    bench.publish({ ...smallRuleset('2026.11.26-1', {}), rules });
    const status = await bench.updater.check();
    expect(status.active).toMatchObject({ version: '2026.11.26-1', rules: 2 });
    expect(status.skipped.map(({ id, because }) => [id, because])).toEqual([
      ['future', 'too-new'],
      ['broken', 'broken'],
    ]);
    expect(status.skippedCount).toBe(2);
    expect(await isFlagged('带新字段')).toBe(true);
  });

  it('switches a rule off by id, with its reason', async () => {
    bench.publish(NEXT);
    await bench.updater.check();
    expect(await isFlagged('停息挂账找我')).toBe(true);
    bench.publish({
      ...NEXT,
      version: '2026.11.26-1',
      disabled: [{ id: 'stopped', because: '误报银行公告' }],
    });
    const status = await bench.updater.check();
    expect(await isFlagged('停息挂账找我')).toBe(false);
    expect(status.skipped).toContainEqual({
      section: 'rules',
      id: 'stopped',
      because: 'disabled',
      detail: '误报银行公告',
    });
  });

  it('never switches a rule on that the reader switched off', async () => {
    bench.publish(GOOD);
    await bench.updater.check();
    bench.rulesOff = ['washed'];
    await bench.updater.activate();
    expect(await isFlagged('征信洗白')).toBe(false);
    bench.publish(NEXT);
    await bench.updater.check();
    expect((await active()).version).toBe('2026.11.25-1');
    expect(await isFlagged('征信洗白')).toBe(false);
    expect(await isFlagged('停息挂账')).toBe(true);
    bench.rulesOff = [];
    await bench.updater.activate();
    expect(await isFlagged('征信洗白')).toBe(true);
  });

  it('goes back when the reader says so, and stays there until the channel publishes something else', async () => {
    bench.publish(GOOD);
    await bench.updater.check();
    bench.publish(NEXT);
    await bench.updater.check();
    expect(await bench.updater.change({ do: 'roll-back', id: 'built-in' })).toEqual({ ok: true });
    expect((await active()).version).toBe('2026.11.20-1');
    const status = await bench.updater.check();
    expect(status.active.version).toBe('2026.11.20-1');
    expect(status.channels[0]!.rolledBack).toBe(true);
    bench.publish(smallRuleset('2026.11.26-1', { fixed: '修好的说法' }));
    expect((await bench.updater.check()).active.version).toBe('2026.11.26-1');
  });

  it('goes back twice, and neither version returns until the channel publishes something else', async () => {
    bench.publish(GOOD);
    await bench.updater.check();
    bench.publish(NEXT);
    await bench.updater.check();
    await bench.updater.change({ do: 'roll-back', id: 'built-in' });
    await bench.updater.change({ do: 'roll-back', id: 'built-in' });
    expect((await bench.updater.check()).active.source).toBe('bundled');
    bench.publish(GOOD);
    expect((await bench.updater.check()).active.source).toBe('bundled');
    bench.publish(smallRuleset('2026.11.26-1', { fixed: '修好的说法' }));
    const status = await bench.updater.check();
    expect(status.active.version).toBe('2026.11.26-1');
    expect(status.channels[0]!.rolledBack).toBe(false);
  });

  it('keeps what was remembered of a version gone back from when only one was remembered', async () => {
    bench.publish(GOOD);
    await bench.updater.check();
    const { current, ...state } = await bench.store.state('built-in');
    await fakeBrowser.storage.local.set({
      'updates:state:built-in': { ...state, rolledBackFrom: current!.hash },
    });
    const status = await bench.updater.check();
    expect(status.active.source).toBe('bundled');
    expect(status.channels[0]!.rolledBack).toBe(true);
  });

  it('goes back to the bundled ruleset when there is nothing before', async () => {
    bench.publish(GOOD);
    await bench.updater.check();
    await bench.updater.change({ do: 'roll-back', id: 'built-in' });
    expect((await active()).source).toBe('bundled');
  });

  it('uses the bundled ruleset where an update of the extension brought a newer one', async () => {
    await bench.close();
    bench = await makeBench('base', smallRuleset('2026.12.24-1', { newest: '最新随包' }));
    bench.publish(GOOD);
    expect((await bench.updater.check()).active).toMatchObject({
      source: 'bundled',
      version: '2026.12.24-1',
    });
  });

  it('asks nobody while it is switched off, and uses nothing of it', async () => {
    bench.publish(GOOD);
    await bench.updater.check();
    await bench.updater.change({ do: 'switch', id: 'built-in', on: false });
    expect((await active()).source).toBe('bundled');
    bench.server.asked.length = 0;
    await bench.updater.check();
    expect(bench.server.asked).toEqual([]);
    await bench.updater.change({ do: 'switch', id: 'built-in', on: true });
    expect((await active()).version).toBe('2026.11.20-1');
  });
});

describe('a team channel on top', () => {
  const OVERLAY = {
    format: 1,
    version: '2026.11.26-t1',
    createdAt: '2026-11-26T00:00:00Z',
    rules: [phraseRule('team-rule', '小区专用话术'), phraseRule('bundled', '抢占已有编号')],
    disabled: [
      { id: 'second', because: '本地误报' },
      { id: 'unknown-rule', because: '没有这条' },
    ],
    sites: [{ id: 'forum', hosts: ['bbs.example.cn'] }],
  };

  beforeEach(async () => {
    fakeBrowser.reset();
    bench = await makeBench(
      'overlay',
      smallRuleset('2026.11.01-1', { bundled: '随包短语', second: '第二短语' }),
    );
  });

  it('adds rules, switches rules off and adds sites; ids that are taken are left out and counted', async () => {
    bench.publish(OVERLAY);
    const status = await bench.updater.check();
    expect(status.active).toMatchObject({ source: 'bundled', version: '2026.11.01-1', sites: 1 });
    expect(await isFlagged('小区专用话术')).toBe(true);
    expect(await isFlagged('随包短语')).toBe(true);
    expect(await isFlagged('抢占已有编号')).toBe(false);
    expect(await isFlagged('第二短语')).toBe(false);
    expect(status.skipped.map(({ section, id }) => `${section}/${id}`)).toEqual(
      expect.arrayContaining(['rules/bundled', 'disabled/unknown-rule', 'rules/second']),
    );
    expect((await active()).overlays).toEqual([{ channel: 'built-in', version: '2026.11.26-t1' }]);
  });

  it('cannot replace thresholds, folding or the fitted model', async () => {
    bench.publish({
      ...smallRuleset('2026.11.26-t2', { extra: '附加短语' }),
      policy: 'evil',
      folding: 'evil',
      model: 'evil',
    });
    await bench.updater.check();
    const compiled = (await active()).compiled as Record<string, unknown>;
    expect(compiled['policy']).not.toBe('evil');
    expect(compiled['model']).toBeUndefined();
    expect(await isFlagged('附加短语')).toBe(true);
  });

  it('is added by hand only with the fingerprint of its root, and once', async () => {
    const add = { do: 'add' as const, title: '阳光社区', url: bench.server.url, root: bench.channel.root };
    await bench.close();
    fakeBrowser.reset();
    bench = await makeBench('base');
    const refused = await bench.updater.change({ ...add, fingerprint: '0'.repeat(64) });
    expect(refused).toMatchObject({ ok: false });
    const root = readRoot(add.root, 'root');
    const fingerprint = root.ok ? await rootFingerprint(root.value) : '';
    expect(await bench.updater.change({ ...add, url: 'http://example.com/', fingerprint })).toMatchObject({
      ok: false,
    });
    expect(await bench.updater.change({ ...add, fingerprint })).toEqual({ ok: true });
    expect(await bench.updater.change({ ...add, fingerprint })).toMatchObject({ ok: false });
    const list = (await bench.updater.channels()).map(({ channel }) => channel);
    expect(list.map(({ origin, role }) => `${origin} ${role}`)).toEqual(['built-in base', 'hand overlay']);
    const id = list[1]!.id;
    expect(await bench.updater.change({ do: 'remove', id: 'built-in' })).toMatchObject({ ok: false });
    expect(await bench.updater.change({ do: 'remove', id })).toEqual({ ok: true });
    expect(await bench.updater.channels()).toHaveLength(1);
  });

  it('leaves nothing behind when it is removed while it is checked', async () => {
    await bench.store.changeChannels(() => [{ ...bench.channel, id: 'team-1', origin: 'hand' }]);
    bench.publish(OVERLAY);
    const running = bench.updater.check();
    expect(await bench.updater.change({ do: 'remove', id: 'team-1' })).toEqual({ ok: true });
    await running;
    const kept = Object.keys(await fakeBrowser.storage.local.get(null));
    expect(kept).not.toContain('updates:state:team-1');
    expect(kept).toContain('updates:state:built-in');
  });

  it('that the browser has no room for says so, and the channels after it are checked all the same', async () => {
    await bench.store.changeChannels(() => [
      { ...bench.channel, id: 'team-1', origin: 'hand' },
      { ...bench.channel, id: 'team-2', origin: 'hand' },
    ]);
    bench.publish(OVERLAY);
    const { set } = fakeBrowser.storage.local;
    const spy = vi.spyOn(fakeBrowser.storage.local, 'set').mockImplementation(async (items) => {
      const texts = Object.keys(items).some((key) => key.startsWith('updates:text:'));
      if (texts && 'updates:state:team-1' in items) throw new Error('QUOTA_BYTES quota exceeded');
      // Not even its error can be kept for the first.
      if ('updates:state:built-in' in items) throw new Error('QUOTA_BYTES quota exceeded');
      return set(items);
    });
    const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const status = await bench.updater.check();
    spy.mockRestore();
    expect(logged).toHaveBeenCalledOnce();
    logged.mockRestore();
    expect(status.channels.map(({ error, version }) => error?.kind ?? version)).toEqual([
      undefined,
      'on-device',
      '2026.11.26-t1',
    ]);
    expect(status.channels[1]!.error?.detail).toContain('QUOTA_BYTES');
    expect(status.checkingSince).toBeUndefined();
    expect(await isFlagged('小区专用话术')).toBe(true);
  });

  it('takes its switch back when the channel takes it back', async () => {
    bench.publish(OVERLAY);
    await bench.updater.check();
    expect(await isFlagged('第二短语')).toBe(false);
    bench.repository.publish(
      { 'ruleset.json': JSON.stringify({ ...OVERLAY, version: '2026.11.27-t1', disabled: [] }) },
      onlineKeys(bench.roles),
    );
    await bench.updater.check();
    expect(await isFlagged('第二短语')).toBe(true);
  });
});
