import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, type BrowserContext } from 'playwright-core';
import { findChromium, NO_CHROMIUM } from '../../scripts/find-chromium.mjs';
import { QUIET } from '../../scripts/browser/extension-browser.ts';

const FOLDER = resolve(import.meta.dirname, '../../.output/chrome-mv3');

/** A Chromium of our own with a profile that outlives it, to be killed without a word, as a dying battery does. */
export interface KillableBrowser {
  readonly context: BrowserContext;
  readonly url: (page: string) => string;
  /** SIGKILL to the browser and all its processes; nothing gets to finish. */
  kill(): Promise<void>;
}

export const newProfile = () => mkdtempSync(join(tmpdir(), 'zhaishao-kill-'));

export async function startBrowser(profile: string): Promise<KillableBrowser> {
  const executable = findChromium();
  if (!executable) throw new Error(NO_CHROMIUM);
  const portFile = join(profile, 'DevToolsActivePort');
  rmSync(portFile, { force: true });
  // What a killed browser leaves behind keeps the next one out.
  for (const lock of ['SingletonLock', 'SingletonSocket', 'SingletonCookie'])
    rmSync(join(profile, lock), { force: true });
  const child = spawn(
    executable,
    [
      '--headless=new',
      ...QUIET,
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      `--disable-extensions-except=${FOLDER}`,
      `--load-extension=${FOLDER}`,
      'about:blank',
    ],
    // A group of its own: helpers of the browser die with it.
    { detached: true, stdio: 'ignore' },
  );
  // Made first, filled later.
  for (let tries = 0; !existsSync(portFile) || readFileSync(portFile, 'utf8') === ''; tries += 1) {
    if (tries > 200) throw new Error('Chromium did not open its debugging port.');
    await new Promise((again) => setTimeout(again, 100));
  }
  const port = readFileSync(portFile, 'utf8').split('\n')[0];
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const context = browser.contexts()[0]!;
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  // Without its language packs the browser's own menus are English, whatever it is told.
  await worker.evaluate(() => {
    const { chrome } = globalThis as unknown as {
      chrome: { storage: { local: { set(values: object): Promise<void> } } };
    };
    return chrome.storage.local.set({ settings: { language: 'zh-CN' } });
  });
  const { host } = new URL(worker.url());
  return {
    context,
    url: (page) => `chrome-extension://${host}/${page}`,
    kill: () => killGroup(child),
  };
}

function killGroup(child: ChildProcess): Promise<void> {
  return new Promise((gone) => {
    if (child.exitCode !== null || child.signalCode !== null) return gone();
    child.once('exit', () => gone());
    process.kill(-child.pid!, 'SIGKILL');
  });
}
