import { browser } from '#imports';
import { call, handle } from '../../messaging/messenger.ts';
import { hostOf, isSitePattern, isUnder, optedInOrigins } from '../../settings/own-sites.ts';

/** Id of the content script that is registered for sites the reader opted in. */
const SCRIPT_ID = 'opted-in';
const SCRIPT_FILE = 'content-scripts/content.js';

/**
 * Sites beyond the list: the reader grants one by one, and the browser's permission is the only record of it. Registered scripts follow
 * the permissions, also when they are taken back in the browser's own settings.
 */
export function installOptedInSites(): void {
  browser.permissions.onAdded.addListener(
    ({ origins = [] }) => void registerSoon().then(() => readOpenTabs(origins)),
  );
  browser.permissions.onRemoved.addListener(
    ({ origins = [] }) => void registerSoon().then(() => leaveOpenTabs(origins)),
  );
  browser.runtime.onInstalled.addListener(() => void registerSoon());
  handle('page/scan-once', async ({ tabId }) => ({ started: await inject(tabId) }));
}

let registering: Promise<unknown> = Promise.resolve();

/** One after another: two at once would both see no script registered, and the second would fail. */
function registerSoon(): Promise<void> {
  const next = registering.then(register);
  registering = next.catch((error: unknown) => console.debug('债哨', error));
  return next;
}

async function register(): Promise<void> {
  const matches = await optedInOrigins();
  const registered = await browser.scripting.getRegisteredContentScripts({ ids: [SCRIPT_ID] });
  if (matches.length === 0) {
    if (registered.length > 0) await browser.scripting.unregisterContentScripts({ ids: [SCRIPT_ID] });
    return;
  }
  const script = {
    id: SCRIPT_ID,
    matches,
    js: [SCRIPT_FILE],
    runAt: 'document_idle' as const,
    persistAcrossSessions: true,
  };
  if (registered.length > 0) await browser.scripting.updateContentScripts([script]);
  else await browser.scripting.registerContentScripts([script]);
}

/**
 * Reads the tabs that are open at newly granted addresses. Here and not in the popup: the browser's question closes the popup. Also for
 * the sites of the manifest, which Firefox grants one by one.
 */
async function readOpenTabs(origins: readonly string[]): Promise<void> {
  const url = origins.filter(isSitePattern);
  if (url.length === 0) return;
  const tabs = await browser.tabs.query({ url });
  await Promise.all(tabs.map(({ id }) => id !== undefined && inject(id)));
}

/** What was taken back holds at once, not only after the next load. The tabs know where they are; we may no longer ask the browser. */
async function leaveOpenTabs(origins: readonly string[]): Promise<void> {
  // A host may have been granted twice: taken from the team inbox it is still a site that is read.
  const read = await optedInOrigins();
  const gone = origins.filter((origin) => !isUnder(read, hostOf(origin)));
  if (gone.length === 0) return;
  const tabs = await browser.tabs.query({});
  await Promise.all(tabs.map(({ id }) => id !== undefined && call('page/revoked', { origins: gone }, id)));
}

/** Runs the content script in a tab; in one that has it, it does nothing. False where the browser refuses. */
async function inject(tabId: number): Promise<boolean> {
  try {
    await browser.scripting.executeScript({ target: { tabId }, files: [`/${SCRIPT_FILE}` as never] });
    return true;
  } catch {
    return false;
  }
}
