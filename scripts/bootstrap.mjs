// Plain JavaScript for Node 20, without dependencies: `npm start` and `npm test` begin here on a machine that has git, Node 20 and npm.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium, NO_BRANDED } from './find-chromium.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const bin = (name) => join(root, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name);

function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  return result.status ?? 1;
}

function must(command, args, sentence) {
  if (run(command, args) !== 0) {
    console.error(sentence);
    process.exit(1);
  }
}

/** True when every package of the lock file stands in node_modules in that version. Optional ones for other systems may be missing. */
function dependenciesAreThere() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (
    !existsSync(installed) ||
    !['node', 'wxt', 'vitest', 'tsc', 'eslint'].every((name) => existsSync(bin(name)))
  )
    return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const have = JSON.parse(readFileSync(installed, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional || have[path]?.version === entry.version,
  );
}

function prepareDependencies() {
  if (dependenciesAreThere()) return;
  console.log('Installing dependencies (npm ci)…');
  must(
    'npm',
    ['ci', '--no-audit', '--no-fund', '--loglevel=error'],
    'npm ci failed: see above. A registry must be reachable once.',
  );
}

/** On Debian as root, what is missing is installed; elsewhere the reader is told. */
function prepareBrowsers() {
  const missing = [];
  if (!findChromium()) missing.push('chromium');
  if (process.platform === 'linux' && !existsSync('/usr/bin/firefox-esr') && !process.env.FIREFOX)
    missing.push('firefox-esr');
  if (process.platform === 'linux' && !hasChineseFont()) missing.push('fonts-noto-cjk');
  if (missing.length === 0) return;
  const debian = existsSync('/etc/debian_version') && process.getuid?.() === 0;
  if (!debian) {
    console.log(`Not installed here: ${missing.join(', ')}.`);
    if (missing.includes('chromium')) console.log(`Chromium 138 or later is needed. ${NO_BRANDED}`);
    return;
  }
  console.log(`Installing ${missing.join(', ')} (apt-get)…`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update', '-qq'], { env });
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

function hasChineseFont() {
  const list = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' });
  return list.status === 0
    ? list.stdout.trim() !== ''
    : existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc');
}

function buildRuleset() {
  must(
    bin('node'),
    ['scripts/rules-build.ts'],
    'The ruleset could not be built: mend the files named above.',
  );
}

function build(mode, browser) {
  const args = ['build', ...(browser ? ['-b', browser] : []), ...(mode ? ['--mode', mode] : [])];
  must(bin('wxt'), args, `The extension could not be built (wxt ${args.join(' ')}).`);
}

function start() {
  prepareDependencies();
  prepareBrowsers();
  buildRuleset();
  build();
  process.exit(run(bin('node'), ['scripts/start.ts', ...process.argv.slice(3)]));
}

/** Types, lint, format, unit tests, browser tests, one after another; all are run even when one fails. */
function test() {
  prepareDependencies();
  prepareBrowsers();
  buildRuleset();
  if (run(bin('wxt'), ['prepare']) !== 0) process.exit(1);
  const results = join(root, 'test-results');
  mkdirSync(results, { recursive: true });
  const count = { passed: 0, failed: 0 };
  const check = (name, status) => {
    console.log(`${name}: ${status === 0 ? 'passed' : 'failed'}`);
    if (status === 0) count.passed++;
    else count.failed++;
  };
  check('types', run(bin('tsc'), ['--noEmit']) || run(bin('tsc'), ['--noEmit', '-p', 'core']));
  check('lint', run(bin('eslint'), ['.']));
  check('format', run(bin('prettier'), ['--check', '.', '--log-level=warn']));
  vitest('unit tests', [], join(results, 'unit.json'), count);
  if (findChromium()) {
    build();
    build('e2e');
    build(undefined, 'firefox');
    const args = ['-c', 'vitest.e2e.config.ts', '--reporter=./test/e2e/retried-tests.ts'];
    vitest('browser tests', args, join(results, 'e2e.json'), count);
  } else {
    check('browser tests (no Chromium found: install one or set CHROMIUM)', 1);
  }
  console.log(`${count.passed} passed, ${count.failed} failed`);
  process.exit(count.failed === 0 ? 0 : 1);
}

function vitest(name, args, file, count) {
  rmSync(file, { force: true });
  const status = run(bin('node'), [
    join('node_modules', 'vitest', 'vitest.mjs'),
    'run',
    ...args,
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  const result = existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8'))
    : { numPassedTests: 0, numFailedTests: 0 };
  count.passed += result.numPassedTests;
  // A file that cannot even be loaded has no failed test in it, and is a failure all the same.
  const failed = Math.max(result.numFailedTests, status === 0 ? 0 : 1);
  count.failed += failed;
  console.log(`${name}: ${result.numPassedTests} passed, ${failed} failed`);
}

const USAGE = `npm start [-- --headless]   installs what is missing, builds, and opens a Chromium with the extension on the demo feed
npm test                    installs what is missing, and runs types, lint, format and all tests`;
const task = process.argv[2];
if (process.argv.includes('--help')) console.log(USAGE);
else if (task === 'start') start();
else if (task === 'test') test();
else {
  console.error(USAGE);
  process.exit(2);
}
