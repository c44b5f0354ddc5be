import { readPolicy } from '../../settings/policy.ts';
import { browser } from '#imports';
import { handle } from '../../messaging/messenger.ts';
import { createInbox } from '../../reports/inbox/couch-inbox.ts';
import { retryNow, syncOnce, type Synced } from '../../reports/inbox/sync.ts';
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
  /** One run at a time. Asked during one, it runs once more: what was queued meanwhile is not yet sent, and no alarm is set for it. */
  const sync = async () => {
    asked = true;
    if (running) return;
    running = true;
    try {
      while (asked) {
        asked = false;
        await run(openStore);
      }
    } finally {
      running = false;
    }
  };
  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === ALARM) void sync();
  });
  browser.runtime.onStartup.addListener(() => void sync());
  // Answers at once: a slow server must not look like a silent worker. The page watches the outbox.
  handle('inbox/sync', () => void askedAgain(openStore).then(sync));
}

/** A person asks: what waits is tried now, and what was refused is tried once more. */
async function askedAgain(openStore: () => Promise<ReportStore>): Promise<void> {
  const store = await openStore();
  await retryNow(store);
  store.close();
}

async function run(openStore: () => Promise<ReportStore>): Promise<void> {
  const store = await openStore();
  try {
    // Should the worker die below, the alarm brings it back; a finished run sets the real time.
    await browser.alarms.create(ALARM, { delayInMinutes: 1 });
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
  const inbox = createInbox(config.address, { credentials: credentialsOf(config) });
  if (!inbox.ok) return null;
  const synced = await syncOnce(store, inbox.value, {
    address: config.address,
    now: Date.now(),
    random: Math.random,
  });
  if (synced.failure === null) await refreshTeamRules(store, inbox.value, config.address);
  return synced;
}
