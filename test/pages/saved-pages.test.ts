import { readdirSync, readFileSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from '../../scripts/find-chromium.mjs';
import { readSavedPage } from '../../scripts/scan-page.ts';
import { comparable, type ExpectedPage } from './expected-page.ts';

/**
 * Pages rebuilt from what is known of each site's DOM (no page of a real person is kept here), served under the real host names.
 * Each folder has page.html and expected.json; `npm run pages:expect -- SITE/PAGE` writes the latter anew: review it by eye.
 */
const FOLDER = new URL('./', import.meta.url);
const pages = readdirSync(FOLDER, { withFileTypes: true })
  .filter((site) => site.isDirectory())
  .flatMap((site) => readdirSync(new URL(`${site.name}/`, FOLDER)).map((page) => `${site.name}/${page}`));

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox', '--disable-gpu'] });
});
afterAll(() => browser.close());

describe('saved pages', () => {
  it.each(pages)('%s gives exactly its items', async (page) => {
    const html = readFileSync(new URL(`${page}/page.html`, FOLDER));
    const expected = JSON.parse(readFileSync(new URL(`${page}/expected.json`, FOLDER), 'utf8')) as ExpectedPage;
    const result = await readSavedPage({ html, url: expected.url, browser });
    expect(result.problems).toEqual([]);
    expect(comparable(expected.url, result)).toEqual(expected);
  });
});
