import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PageReport } from '../../../messaging/findings.ts';
import { settledReport } from '../../../scripts/browser/settled-report.ts';
import { findChromium } from '../../../scripts/find-chromium.mjs';

const counted = (checked: number) =>
  ({ host: 'example.org', summary: { checked, danger: 0, caution: 0 }, findings: [] }) as never as PageReport;

/** Answers one after another; the last one for ever. */
function answers(...list: readonly (PageReport | Error)[]): () => Promise<PageReport> {
  let at = 0;
  return async () => {
    const answer = list[Math.min(at++, list.length - 1)]!;
    if (answer instanceof Error) throw answer;
    return answer;
  };
}

describe('waiting for the demo page to be read', () => {
  it('ends when two answers in a row count the same, and not before anything was read', async () => {
    const ask = answers(new Error('no tab yet'), counted(0), counted(0), counted(7), counted(9), counted(9));
    expect((await settledReport(ask, 5_000, 1)).summary.checked).toBe(9);
  });

  it.each([
    ['nobody answers', answers(new Error('no tab')), 'it does not answer'],
    ['an answer never comes', () => new Promise<never>(() => undefined), 'it does not answer'],
    ['nothing is read', answers(counted(0)), '0 items read'],
  ])('gives up with a sentence when %s', async (_, ask, seen) => {
    await expect(settledReport(ask, 50, 1)).rejects.toThrow(
      `The extension has not read the page within 0.05 s (${seen})`,
    );
  });
});

describe('the browser that is looked for', () => {
  it('is Chromium, never Google Chrome or Edge, which load no extension from the command line', () => {
    const folder = mkdtempSync(join(tmpdir(), 'zhaishao-path-'));
    const put = (name: string): string => {
      writeFileSync(join(folder, name), '');
      return join(folder, name);
    };
    ['google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge', 'chrome.exe', 'msedge.exe'].forEach(
      put,
    );
    expect(findChromium({ PATH: folder })).toBeUndefined();
    const chromium = put('chromium');
    expect(findChromium({ PATH: folder })).toBe(chromium);
    expect(findChromium({ PATH: folder, CHROMIUM: '/my/own' })).toBe('/my/own');
  });
});
