// Plain JavaScript: bootstrap.mjs needs it before anything is installed, and Node 20 reads no TypeScript.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'chromium.exe'];
const placesIn = (env) => [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
  ...[env.LOCALAPPDATA, env.ProgramFiles].flatMap((folder) =>
    folder ? [`${folder}\\Chromium\\Application\\chrome.exe`] : [],
  ),
];

/**
 * The Chromium or Chrome for Testing of this machine: `CHROMIUM`, then the PATH, then the usual places. Google Chrome and Edge are passed
 * over, see NO_BRANDED.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | undefined} its path, or undefined where there is none
 */
export function findChromium(env = process.env) {
  if (env.CHROMIUM) return env.CHROMIUM;
  const onPath = (env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...onPath, ...placesIn(env)].find((path) => existsSync(path));
}

export const NO_BRANDED =
  'Google Chrome and Microsoft Edge cannot be used: they no longer load an extension from the command line. ' +
  'Chromium and Chrome for Testing do (Debian, Ubuntu: "apt-get install chromium"; macOS, Windows: ' +
  'https://googlechromelabs.github.io/chrome-for-testing); name one with the environment variable CHROMIUM.';

export const NO_CHROMIUM = `No Chromium found. ${NO_BRANDED}`;
