import { browser } from '#imports';
import { watchPolicy } from '../settings/policy.ts';
import { loadSettings, watchSettings } from '../settings/store.ts';
import { builtInChannel } from './built-in-channel.ts';
import { ChannelStore } from './channel-store.ts';
import { managedChannels } from './managed-channels.ts';
import { RulesetStore } from './ruleset-store.ts';
import { ALARM, ensureScheduled, failuresIn, scheduleNext } from './schedule.ts';
import { httpRepository } from './tuf/repository.ts';
import { Updater } from './updater.ts';

/** Milliseconds between calls that keep a worker alive while a download runs (it is put to sleep after 30 s of silence). */
const KEEP_AWAKE_MS = 20_000;

/**
 * Starts rule updates. Call once at the top of the background, synchronously: a waking worker must find the listeners.
 *
 * @returns the updater, for messages
 */
export function startUpdates(): Updater & { checkAndSchedule(): Promise<void> } {
  const store = new ChannelStore();
  const rulesOff = async (): Promise<readonly string[]> => (await loadSettings()).rulesOff;
  const rulesets = new RulesetStore({ store, bundled: bundledRuleset, rulesOff, now: Date.now });
  const updater = new Updater({
    store,
    rulesets,
    bundled: bundledRuleset,
    repository: httpRepository,
    builtIn: builtInChannel,
    managed: () => managedChannels(() => activate()),
    now: Date.now,
    extension: browser.runtime.getManifest().version,
  });

  const checkAndSchedule = async (): Promise<void> => {
    const awake = setInterval(() => void browser.runtime.getPlatformInfo(), KEEP_AWAKE_MS);
    let failures = 0;
    try {
      failures = failuresIn((await updater.check()).channels);
    } catch (error) {
      // No channel's fault, so no sooner than after a day: asking again would not help.
      console.error('rules:', error);
    } finally {
      clearInterval(awake);
      await scheduleNext(failures);
    }
  };
  const activate = (): void =>
    void updater.activate().catch((error: unknown) => console.error('rules:', error));

  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === ALARM) void checkAndSchedule();
  });
  browser.runtime.onInstalled.addListener(activate);
  browser.runtime.onStartup.addListener(activate);
  watchPolicy('channels', activate);
  watchSettings((settings, before) => {
    if (settings.rulesOff.join('\n') !== before.rulesOff.join('\n')) activate();
  });
  void ensureScheduled();
  return Object.assign(updater, { checkAndSchedule });
}

/** The ruleset the extension was built with (`ruleset.json` beside the manifest; not readable by web pages). */
async function bundledRuleset(): Promise<unknown> {
  const response = await fetch(browser.runtime.getURL('/ruleset.json' as never));
  return response.json();
}
