import { browser } from '#imports';
import { handle } from '../../messaging/messenger.ts';

/** Id of the content script that is registered for sites the reader opted in. */
const SCRIPT_ID = 'opted-in';
const SCRIPT_FILE = 'content-scripts/content.js';

/**
 * Sites beyond the list: the reader grants one by one, and the browser's permission is the only record of it. Registered scripts follow
 * the permissions, also when they are taken back in the browser's own settings.
 */
export function installOptedInSites(): void {
  browser.permissions.onAdded.addListener(() => void register());
  browser.permissions.onRemoved.addListener(() => void register());
  browser.runtime.onInstalled.addListener(() => void register());
  handle('sites/changed', () => register());
  handle('page/scan-once', async ({ tabId }) => {
    try {
      await browser.scripting.executeScript({ target: { tabId }, files: [`/${SCRIPT_FILE}` as never] });
      return { started: true };
    } catch {
      return { started: false };
    }
  });
}

/** Hosts the reader granted that are not in the manifest's own list. */
async function optedInOrigins(): Promise<string[]> {
  const { origins = [] } = await browser.permissions.getAll();
  const own = new Set(
    browser.runtime.getManifest().content_scripts?.flatMap((script) => script.matches ?? []) ?? [],
  );
  return origins.filter((origin) => !own.has(origin) && /^(\*|https?):\/\//.test(origin));
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
