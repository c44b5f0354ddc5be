import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { openExtensionBrowser, type ExtensionBrowser } from '../../scripts/browser/extension-browser.ts';
import { badge, DEMO, openDemo, openPopup, until } from './demo-page.ts';

/** Pages that fight the marker. What the page's own script can do from outside, it does here. */
describe('a page that fights the markers', () => {
  let browser: ExtensionBrowser;
  let page: Page;
  beforeEach(async () => {
    browser = await openExtensionBrowser({ build: 'chrome-mv3-e2e' });
  });
  afterEach(() => browser?.close());
  const markers = () => page.locator('.zs-marker').count();
  const before = (script: string) => (html: string) =>
    html.replace('</body>', `<script>${script}</script></body>`);
  const unmarked = async () =>
    (await browser.report(DEMO)).findings.filter((finding) => finding.unmarked).length;

  it('cannot restyle them: sizes are px, and its own important rules lose', async () => {
    page = await openDemo(browser, (html) =>
      html.replace(
        '</style>',
        'html{font-size:5px!important} body *{display:none!important;opacity:0!important;position:absolute!important;left:-9999px!important} .note-container,.note-container *:not(:empty){display:revert!important;opacity:1!important;position:static!important}</style>',
      ),
    );
    const marker = page.locator('.zs-marker__main').first();
    const box = (await marker.boundingBox())!;
    expect(box.height).toBeGreaterThanOrEqual(28);
    expect(box.x).toBeGreaterThan(0);
    expect(await marker.evaluate((one) => getComputedStyle(one).fontSize)).toBe('13px');
  });

  it('that removes them once gets them back', async () => {
    page = await openDemo(browser);
    const all = await until(markers, (count) => count > 8, 'markers');
    await page.evaluate(() => {
      for (const one of document.querySelectorAll('.comment-item *')) if (one.shadowRoot) one.remove();
    });
    await until(markers, (count) => count === all, 'all markers again');
    expect(await unmarked()).toBe(0);
  });

  it('that removes them without end makes them give up; badge and popup still tell', async () => {
    page = await openDemo(
      browser,
      before(`new MutationObserver((records) => {
        for (const record of records) for (const node of record.addedNodes)
          if (node.localName && node.localName.includes('-')) node.remove();
      }).observe(document, { childList: true, subtree: true });`),
    );
    const { danger, caution } = (await browser.report(DEMO)).summary;
    expect(danger + caution).toBeGreaterThan(8);
    await until(unmarked, (count) => count >= danger + caution - 1, 'all findings to be told as unmarked');
    expect(await markers()).toBe(0);
    await until(
      () => badge(browser),
      (text) => text === String(danger + caution),
      'the badge',
    );
    const popup = await openPopup(browser);
    await popup.getByText('页面盖住了提示').first().waitFor();
    // No endless fight: once given up, nothing more is added.
    const added = await page.evaluate(
      () =>
        new Promise<number>((done) => {
          let count = 0;
          new MutationObserver((records) => {
            for (const record of records) count += record.addedNodes.length;
          }).observe(document, { childList: true, subtree: true });
          setTimeout(() => done(count), 2500);
        }),
    );
    expect(added).toBe(0);
  });

  it.each([
    ['takes clicks', ''],
    ['lets clicks through', ';pointer-events:none'],
  ])(
    'that lays a sheet over everything, marks and words, is told of in the popup while it lies there; it %s',
    async (_what, more) => {
      page = await openDemo(browser);
      const all = await markers();
      await page.evaluate((style) => {
        const sheet = document.documentElement.appendChild(document.createElement('div'));
        sheet.id = 'sheet';
        sheet.setAttribute('style', style);
      }, `position:fixed;inset:0;z-index:2147483647;background:#fff${more}`);
      await until(unmarked, (count) => count > 0, 'findings told as unmarked');
      // A page cannot tell: its styles are as they were.
      expect(await page.evaluate(() => document.adoptedStyleSheets.length)).toBeLessThanOrEqual(1);
      await page.evaluate(() => document.getElementById('sheet')!.remove());
      await until(unmarked, (count) => count === 0, 'all to be told on the page again');
      expect(await page.locator('[data-place="float"]').count()).toBe(0);
      expect(await markers()).toBe(all);
    },
  );

  it('that lays patches over the markers alone: they float above them in the top layer', async () => {
    page = await openDemo(browser);
    await page.evaluate(() => {
      for (const host of document.querySelectorAll('.comment-item *')) {
        if (!host.shadowRoot) continue;
        const { top, left, width, height } = host.getBoundingClientRect();
        const patch = document.body.appendChild(document.createElement('div'));
        patch.setAttribute(
          'style',
          `position:absolute;z-index:99;background:#fff;left:${left + scrollX}px;top:${top + scrollY}px;width:${width}px;height:${height}px`,
        );
      }
    });
    await until(
      () => page.locator('[data-place="float"] .zs-marker__main').count(),
      (count) => count > 0,
      'floating markers',
    );
  });

  it('leaves markers in their lines under a sheet that one can see through, as watermarks are', async () => {
    page = await openDemo(
      browser,
      before(`const sheet = document.createElement('div');
        sheet.setAttribute('style', 'position:fixed;inset:0;z-index:2147483647;background:rgba(0,0,0,0.04);pointer-events:none');
        document.documentElement.append(sheet);`),
    );
    const all = await markers();
    await page.waitForTimeout(3500);
    expect(await page.locator('[data-place="float"]').count()).toBe(0);
    expect(await markers()).toBe(all);
  });

  it('with thousands of lures gets marks where one looks, and stays usable', async () => {
    page = await openDemo(browser);
    await page.evaluate(() => {
      const lure = [...document.querySelectorAll<HTMLElement>('.comment-item')].find((one) =>
        [...one.querySelectorAll('*')].some((part) => part.shadowRoot),
      )!;
      const clean = lure.cloneNode(true) as HTMLElement;
      for (const part of clean.querySelectorAll('*')) if (part.localName.includes('-')) part.remove();
      const list = lure.parentElement!.parentElement!;
      for (let n = 0; n < 1500; n++) {
        const one = clean.cloneNode(true) as HTMLElement;
        one.id = `comment-77${String(n).padStart(6, '0')}`;
        one.querySelector('.note-text span, .note-text')!.append(`（${n}）`);
        list.append(one);
      }
    });
    await until(
      () => browser.report(DEMO),
      (report) => report.summary.danger > 1500,
      'all to be judged',
    );
    await page.waitForTimeout(2500);
    const far = '#comment-77001400';
    const isMarked = () => page.locator(`${far} .zs-marker`).count();
    expect(await markers()).toBeLessThan(700);
    expect(await isMarked()).toBe(0);
    await page.locator(far).scrollIntoViewIfNeeded();
    await until(isMarked, (count) => count === 1, 'a mark where one looks');
  });

  it('that reuses its rows for other texts never leaves a mark on the wrong one', async () => {
    page = await openDemo(browser);
    const flagged = (await browser.report(DEMO)).findings[1]!.key.split('#')[1]!;
    await page.locator(`#${flagged} .zs-marker`).waitFor();
    await page.evaluate((id) => {
      document.querySelector(`#${id} .note-text span`)!.textContent = '今天天气很好，去公园走了走。';
      document.getElementById(id)!.id = 'comment-66bbffff';
    }, flagged);
    await page.locator('#comment-66bbffff .zs-marker').waitFor({ state: 'detached' });
    expect((await browser.report(DEMO)).findings.some((finding) => finding.key.endsWith(flagged))).toBe(
      false,
    );
  });

  it('that names fields and pictures like DOM properties neither stops the reading nor sends it round in circles', async () => {
    const names = [
      ...['parentElement', 'closest', 'getRootNode', 'querySelectorAll', 'contains', 'nodeType'],
      ...['getBoundingClientRect', 'getClientRects', 'insertBefore', 'ownerDocument', 'shadowRoot'],
    ];
    const pictures = ['hidden', 'body', 'documentElement', 'defaultView', 'createElement', 'title'];
    page = await openDemo(browser, (html) =>
      before(`for (const item of document.querySelectorAll('.comment-item')) {
        const form = document.createElement('form');
        form.style.overflow = 'hidden';
        item.replaceWith(form);
        form.append(item);
        for (const name of ${JSON.stringify(names)}) {
          const field = form.appendChild(document.createElement('input'));
          field.type = 'hidden';
          field.name = name;
        }
      }`)(html).replace('</body>', `${pictures.map((name) => `<img name="${name}">`).join('')}</body>`),
    );
    const all = await until(markers, (count) => count > 8, 'markers');
    expect((await browser.report(DEMO)).summary.danger).toBeGreaterThan(8);
    // They are looked after, too.
    await page.evaluate(() => {
      for (const one of document.querySelectorAll('.comment-item *')) if (one.shadowRoot) one.remove();
    });
    await until(markers, (count) => count === all, 'all markers again');
  });

  it('that carries the markers off to where nobody looks is told of in the popup, or gets them back', async () => {
    page = await openDemo(
      browser,
      before(`const away = document.body.appendChild(document.createElement('div'));
        away.setAttribute('style', 'position:absolute;left:-9999px;width:500px');
        setInterval(() => {
          for (const one of document.querySelectorAll('.comment-item *')) if (one.shadowRoot) away.append(one);
        }, 50);`),
    );
    const { danger } = (await browser.report(DEMO)).summary;
    const inSight = () =>
      page
        .locator('.zs-marker__main')
        .evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().right > 0).length);
    await until(
      async () => (await inSight()) + (await unmarked()),
      (count) => count > 0,
      'a floating marker, or a finding told as unmarked',
    );
    expect(danger).toBeGreaterThan(8);
  });

  it('that gives all its comments one id hides none of them behind another', async () => {
    page = await openDemo(browser);
    await page.evaluate(() => {
      for (const one of document.querySelectorAll('.comment-item')) one.id = 'comment-66aa0001';
    });
    await page.waitForTimeout(1500);
    expect((await browser.report(DEMO)).summary.checked).toBe(35);
    await until(markers, (count) => count > 8, 'markers');
  });

  it('that puts copies of its comments out of sight takes no mark and no line from those in sight', async () => {
    page = await openDemo(browser);
    const inSight = () =>
      page
        .locator('.zs-marker__main')
        .evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().left > 0).length);
    const all = await inSight();
    const { danger } = (await browser.report(DEMO)).summary;
    expect(all).toBeGreaterThan(8);
    await page.evaluate(() => {
      const away = document.body.appendChild(document.createElement('div'));
      away.setAttribute('style', 'position:absolute;left:-9999px;width:500px');
      for (const one of document.querySelectorAll('.comment-item')) {
        const copy = away.appendChild(one.cloneNode(true)) as Element;
        for (const part of copy.querySelectorAll('*')) if (part.localName.includes('-')) part.remove();
      }
    });
    await until(
      () => browser.report(DEMO),
      (report) => report.summary.danger > danger,
      'the copies to be judged',
    );
    await page.waitForTimeout(1500);
    expect(await inSight()).toBe(all);
    expect(await unmarked()).toBe(0);
  });

  it.each([
    'hidden',
    'style="display:none"',
    'class="away"',
    'style="visibility:hidden"',
    'style="opacity:0"',
  ])('that puts a warning which nobody sees beside its lures silences none of them: %s', async (how) => {
    page = await openDemo(browser);
    const { danger } = (await browser.report(DEMO)).summary;
    await page.close();
    page = await openDemo(browser, (html) =>
      before(`for (const one of document.querySelectorAll('.note-text'))
          one.insertAdjacentHTML('beforeend', ${JSON.stringify(`<span ${how}>警惕：这是骗局，警方提醒不要相信，已举报</span>`)});`)(
        html.replace('</style>', '.away{display:none}</style>'),
      ),
    );
    expect((await browser.report(DEMO)).summary.danger).toBeGreaterThanOrEqual(danger);
  });

  it('cannot turn our words round or make them the colour of the ground', async () => {
    page = await openDemo(browser, (html) =>
      html.replace(
        '</style>',
        '* { --zs-ink: transparent !important; --zs-danger: transparent !important; direction: rtl !important; unicode-bidi: bidi-override !important }</style>',
      ),
    );
    const style = await page
      .locator('.zs-marker--danger .zs-marker__main b')
      .first()
      .evaluate((one) => {
        const { color, direction } = getComputedStyle(one);
        const host = (one.getRootNode() as ShadowRoot).host;
        return { color, direction, bidi: getComputedStyle(host).unicodeBidi };
      });
    expect(style).toEqual({ color: 'rgb(176, 40, 31)', direction: 'ltr', bidi: 'isolate' });
  });

  it('keeps its own layout: only the marker lines are added', async () => {
    page = await openDemo(browser);
    const heights = await page.evaluate(() =>
      [...document.querySelectorAll('.comment-item')].map((item) => {
        const right = item.querySelector('.right')!;
        const own = [...right.querySelectorAll('*')]
          .filter((one) => one.shadowRoot)
          .reduce((sum, one) => sum + one.getBoundingClientRect().height, 0);
        return {
          own: Math.round(own),
          text: item.querySelector('.note-text')!.getBoundingClientRect().width,
        };
      }),
    );
    expect(heights.filter(({ own }) => own > 0).length).toBeGreaterThan(8);
    expect(Math.max(...heights.map(({ own }) => own))).toBeLessThan(90);
    expect(Math.min(...heights.map(({ text }) => text))).toBeGreaterThan(40);
  });
});
