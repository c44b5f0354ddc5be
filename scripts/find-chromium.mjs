// Plain JavaScript: bootstrap.mjs needs it before anything is installed, and Node 20 reads no TypeScript.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'chromium.exe',
  'chrome.exe',
  'msedge.exe',
];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * The Chromium-like browser of this machine: `CHROMIUM`, then the PATH, then the usual places.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | undefined} its path, or undefined where there is none
 */
export function findChromium(env = process.env) {
  if (env.CHROMIUM) return env.CHROMIUM;
  const onPath = (env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...onPath, ...PLACES].find((path) => existsSync(path));
}

export const NO_CHROMIUM =
  'No Chromium found. Install one (Debian, Ubuntu: "apt-get install chromium"; macOS, Windows: Google Chrome or Edge), ' +
  'or name one with the environment variable CHROMIUM.';
