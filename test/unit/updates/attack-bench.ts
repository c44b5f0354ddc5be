import { expect } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { readActiveRuleset } from '../../../core/ruleset/active-ruleset.ts';
import type { UpdateErrorKind } from '../../../updates/update-error.ts';
import { makeBench, type Bench } from './channel-bench.ts';
import { smallRuleset } from './small-ruleset.ts';

/** In force when the attack begins. */
const GOOD = smallRuleset('2026.11.20-1', { washed: '征信洗白' });
/** What the rightful publisher offers meanwhile. */
export const NEXT = smallRuleset('2026.11.25-1', { washed: '征信洗白', stopped: '停息挂账' });

/** A reader who has a good ruleset of the channel. */
export async function startBench(): Promise<Bench> {
  fakeBrowser.reset();
  const bench = await makeBench();
  bench.publish(GOOD);
  await bench.updater.check();
  expect(await activeVersion()).toBe('2026.11.20-1');
  return bench;
}

export async function activeVersion(): Promise<string | undefined> {
  return readActiveRuleset((await fakeBrowser.storage.local.get('ruleset:active'))['ruleset:active'])
    ?.version;
}

/** After the attack: refused for the right reason, old rules in force, and no one is told that all is well. */
export async function expectRefused(bench: Bench, ...kinds: UpdateErrorKind[]): Promise<void> {
  const before = await bench.store.state('built-in');
  bench.now += 1000;
  const status = await bench.updater.check();
  const channel = status.channels[0]!;
  expect(kinds, channel.error?.detail).toContain(channel.error?.kind);
  expect(channel.version).toBe('2026.11.20-1');
  expect(channel.checkedAt).toBe(before.checkedAt);
  expect(channel.triedAt).toBe(bench.now);
  expect(await activeVersion()).toBe('2026.11.20-1');
}

/** The attack over: the same reader takes the rightful update. */
export async function expectRecovers(bench: Bench): Promise<void> {
  bench.server.instead.clear();
  const status = await bench.updater.check();
  expect(status.channels[0]!.error).toBeUndefined();
  expect(await activeVersion()).toBe('2026.11.25-1');
}
