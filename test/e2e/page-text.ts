import type { Page } from 'puppeteer-core';
import { until } from './demo-page.ts';

/** What a page shows, as text. */
export const pageText = (page: Page): Promise<string> => page.evaluate(() => document.body.innerText);

/** Waits until a page shows these words. */
export const shows = (page: Page, words: string): Promise<string> =>
  until(
    () => pageText(page),
    (text) => text.includes(words),
    words,
  );
