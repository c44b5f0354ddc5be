import { readPolicy } from '../../settings/policy.ts';
import { browser } from '#imports';
import { handle } from '../../messaging/messenger.ts';
import { createInbox } from '../../reports/inbox/couch-inbox.ts';
import { handOver, retryNow, syncOnce, type Synced } from '../../reports/inbox/sync.ts';
import { clockNoter } from '../../reports/inbox/known-clock.ts';
import { refreshTeamRules } from '../../reports/inbox/known-team-rules.ts';
import type { ReportStore } from '../../reports/store/report-store.ts';
import { credentialsOf } from '../../reports/inbox/inbox-access.ts';
import { loadInboxConfig } from '../../reports/inbox/inbox-config.ts';

const ALARM = 'inbox-sync';

/**
 * Sends what volunteers handed over and fetches decisions, when asked (`inbox/sync`) and again by alarm while something waits. The worker
 * may be killed at any point: what waits is in the outbox, what was sent is known by its content, and the alarm outlives the worker.
 */
export function installInbox(openStore: () => Promise<ReportStore>): void {
  let running = false;
  let asked = false;
  let woken = false;
  /** One run at a time. Asked during one, it runs once more: what was queued meanwhile is not yet sent, and no alarm is set for it. */
  const sync = async () => {
    asked = true;
    if (running) return;
    running = true;
    try {
      while (asked) {
        asked = false;
        // A run that breaks, with a store that is blocked for example, takes nothing from what was asked meanwhile.
        await run(openStore).catch((error: unknown) => console.debug('债哨', error));
      }
    } finally {
      running = false;
    }
    if (woken) await wake().catch((error: unknown) => console.debug('债哨', error));
  };
  /** Not during a run, which sets the alarm as it found things. */
  const wake = async () => {
    woken = running;
    if (!running) await setAlarm(openStore);
  };
  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === ALARM) void sync();
  });
  browser.runtime.onStartup.addListener(() => void sync());
  // Answers at once: a slow server must not look like a silent worker. The page watches the outbox.
  handle('inbox/sync', () => void asking(openStore, retryNow).then(sync));
  handle('inbox/hand-over', () => void asking(openStore, handOver).then(sync));
  handle('inbox/wake', wake);
}

/** A person asks: what waits is tried now, and what was refused is tried once more; with `handOver` what is held, too. */
async function asking(
  openStore: () => Promise<ReportStore>,
  makeDue: (store: ReportStore) => Promise<unknown>,
): Promise<void> {
  try {
    const store = await openStore();
    await makeDue(store).finally(() => store.close());
  } catch (error) {
    console.debug('债哨', error);
  }
}

/**
 * The alarm for what the outbox has: when the first that waits is due. What is held may be handed over by the page that asks, and the page
 * be closed before it can ask again: then a look in a minute.
 */
async function setAlarm(openStore: () => Promise<ReportStore>): Promise<void> {
  const store = await openStore();
  try {
    const waiting: number[] = [];
    let held = false;
    for (const { state, due } of await store.outbox()) {
      if (state === 'waiting') waiting.push(due);
      held ||= state === 'held';
    }
    const when = Math.min(...waiting, held ? Date.now() + 60_000 : Infinity);
    if (when === Infinity) await browser.alarms.clear(ALARM);
    else await browser.alarms.create(ALARM, { when: Math.max(when, Date.now() + 30_000) });
  } finally {
    store.close();
  }
}

async function run(openStore: () => Promise<ReportStore>): Promise<void> {
  // Should the store not open or the worker die below, the alarm brings it back; a finished run sets the real time.
  await browser.alarms.create(ALARM, { delayInMinutes: 1 });
  const store = await openStore();
  try {
    const done = await syncInbox(store);
    if (done?.retryAt)
      await browser.alarms.create(ALARM, { when: Math.max(done.retryAt, Date.now() + 30_000) });
    else await browser.alarms.clear(ALARM);
  } finally {
    store.close();
  }
}

/** One run against the configured inbox; `null` when there is none. */
async function syncInbox(store: ReportStore): Promise<Synced | null> {
  const config = await loadInboxConfig(store, () => readPolicy('inbox'));
  if (config === null) return null;
  const onDate = clockNoter(store, config.address);
  const inbox = createInbox(config.address, { credentials: credentialsOf(config), onDate });
  if (!inbox.ok) return null;
  const synced = await syncOnce(store, inbox.value, {
    address: config.address,
    now: Date.now(),
    random: Math.random,
  });
  if (synced.failure === null) await refreshTeamRules(store, inbox.value, config.address);
  return synced;
}
