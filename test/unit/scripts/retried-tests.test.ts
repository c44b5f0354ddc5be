import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../../..');

describe('the end of a run of browser tests', () => {
  it('names the tests that passed only on a second try, and no others', () => {
    const folder = mkdtempSync(join(tmpdir(), 'zhaishao-retried-'));
    writeFileSync(
      join(folder, 'shaky.test.js'),
      `let tries = 0;
      test('steady', () => {});
      describe('a page', () => test('shaky', () => expect(++tries).toBe(2)));`,
    );
    const { stdout } = spawnSync(
      process.execPath,
      [
        join(ROOT, 'node_modules/vitest/vitest.mjs'),
        ...['run', '--root', folder, '--globals', '--retry=1'],
        `--reporter=${join(ROOT, 'test/e2e/retried-tests.ts')}`,
      ],
      { cwd: folder, encoding: 'utf8' },
    );
    expect(stdout.trim()).toBe('Passed only on a second try (1):\n  shaky.test.js › a page > shaky');
  });
});
