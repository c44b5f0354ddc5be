import '../scripts/plain-errors.ts';
import { wholeNumber } from '../scripts/whole-number.ts';
import { openExtensionBrowser } from '../scripts/browser/extension-browser.ts';
import { readArguments } from '../scripts/read-arguments.ts';

/**
 * How long a page stands still when thousands of lures are added to it at once: `npm run bench:lures -- 3000` after
 * `npm run build:e2e`. "Longest task" is the longest stretch in which the page could not answer, of the whole page and everything in it; the first
 * line is the page without us. Wall clock on this machine.
 */
const USAGE = `npm run bench:lures -- [COUNT]   a page with so many lures in Chromium (after npm run build:e2e)`;
const { positionals } = readArguments(USAGE, { allowPositionals: true });
const count = wholeNumber('COUNT', positionals[0] ?? '3000', 1);
const ADDRESS = 'https://www.xiaohongshu.com/explore/65f0000000000000120301aa';
const PAGE = `<!doctype html><meta charset="utf-8"><body><div id="noteContainer"><div id="detail-desc"><span class="note-text">负债日记</span></div>
<div class="list-container" id="list"></div></div></body>`;

for (const paused of [true, false]) {
  const browser = await openExtensionBrowser({ build: 'chrome-mv3-e2e' });
  await (
    await browser.worker()
  ).evaluate(
    async (pausedUntil) => {
      const { chrome } = globalThis as unknown as {
        chrome: { storage: { local: { set(values: object): Promise<void> } } };
      };
      await chrome.storage.local.set({ settings: { pausedUntil } });
    },
    paused ? -1 : null,
  );
  await browser.serve(ADDRESS, PAGE);
  const page = await browser.open(ADDRESS);
  await page.waitForTimeout(3000);
  const result = await page.evaluate(async (lures) => {
    const tasks: number[] = [];
    new PerformanceObserver((list) =>
      tasks.push(...list.getEntries().map(({ duration }) => duration)),
    ).observe({
      type: 'longtask',
    });
    const one = (n: number) =>
      `<div class="parent-comment"><div class="comment-item" id="comment-${n}"><div class="author"><a class="name" href="/user/profile/5e${n}">用户${n}</a></div><div class="content"><span class="note-text">第${n}位：专业停息挂账，不看征信，先交定金再办理，加微信 abc${n} 详聊</span></div></div></div>`;
    const began = performance.now();
    document.getElementById('list')!.innerHTML = Array.from({ length: lures }, (_, n) => one(n)).join('');
    const marked = () =>
      [...document.querySelectorAll('.comment-item *')].filter((part) => part.shadowRoot).length;
    let firstAt = 0;
    let last = -1;
    let at = began;
    for (;;) {
      await new Promise((later) => setTimeout(later, 1000));
      const now = marked();
      if (now > 0 && firstAt === 0) firstAt = performance.now();
      if (now === last && performance.now() - at > 8000) break;
      if (now !== last) at = performance.now();
      last = now;
    }
    tasks.sort((a, b) => b - a);
    return {
      longest: tasks.slice(0, 6).map(Math.round),
      sum: Math.round(tasks.reduce((a, b) => a + b, 0)),
      marked: last,
      doneAfter: Math.round(at - began),
    };
  }, count);
  console.log(
    `${paused ? 'without us' : 'with us   '}: ${count} lures, ${result.marked} marked after ${result.doneAfter} ms; longest tasks ${result.longest.join(', ')} ms; all tasks over 50 ms together ${result.sum} ms`,
  );
  await browser.close();
}
