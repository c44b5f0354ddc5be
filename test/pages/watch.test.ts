import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from '../../scripts/find-chromium.mjs';
import { bundleForPage } from '../../scripts/page-bundle.ts';
import { WatchedPage } from './watched-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox', '--disable-gpu'] });
});
afterAll(() => browser.close());

const NOTE = 'https://www.xiaohongshu.com/explore/65f0000000000000120301aa';
const comment = (id: number, text: string) =>
  `<div class="parent-comment"><div class="comment-item" id="comment-${id}"><div class="author"><a class="name" href="/user/profile/5e${id}">用户${id}</a></div><div class="content"><span class="note-text">${text}</span></div></div></div>`;
const notePage = (comments: string) =>
  `<body><div id="noteContainer"><div id="detail-desc"><span class="note-text">负债日记</span></div><div class="list-container" id="list">${comments}</div></div></body>`;
const texts = (log: { event: string; text: string }[], event: string) => log.filter((entry) => entry.event === event).map((entry) => entry.text);

describe('watching a page', () => {
  it('tells items that are added later once, with their thread', async () => {
    const page = await WatchedPage.open(browser, NOTE, notePage(comment(1, '第一条')));
    await page.settled(2);
    expect(texts(await page.log(), 'added').sort()).toEqual(['第一条', '负债日记']);
    await page.page.evaluate((html) => document.getElementById('list')!.insertAdjacentHTML('beforeend', html), comment(2, '后来的一条'));
    await page.settled(3);
    const log = await page.log();
    expect(log).toEqual([
      { event: 'added', role: 'comment', text: '后来的一条', author: '用户2', permalink: `${NOTE}#comment-2`, thread: '负债日记' },
    ]);
    await page.close();
  });

  it('tells a changed text of the same item as changed, and an edit that changes nothing not at all', async () => {
    const page = await WatchedPage.open(browser, NOTE, notePage(comment(1, '第一条')));
    await page.settled(2);
    await page.log();
    await page.page.evaluate(() => (document.querySelector('#comment-1 .note-text')!.firstChild!.textContent = '改过的一条'));
    await page.until(async () => (await page.log()).some((entry) => entry.event === 'changed' && entry.text === '改过的一条'));
    await page.page.evaluate(() => document.querySelector('#comment-1 .author')!.setAttribute('title', 'x'));
    await page.page.waitForTimeout(500);
    expect(await page.log()).toEqual([]);
    await page.close();
  });

  it('reads a list that React draws into reused nodes: every shown row once, every gone row removed', async () => {
    const script = await bundleForPage('test/pages/react-list.mjs', 'reactList');
    const page = await WatchedPage.open(browser, 'https://x.com/home', '<body><main id="root"></main></body>');
    await page.page.addScriptTag({ content: `${script};reactList.mount();` });
    await page.settled(6);
    expect(texts(await page.log(), 'added')).toEqual([0, 1, 2, 3, 4, 5].map((n) => `第 ${n} 条动态`));
    const nodes = await page.page.evaluate(() => [...document.querySelectorAll('article')].map((node, index) => ((node as HTMLElement).dataset.mine = String(index))));
    await page.page.evaluate(() => (window as unknown as { reactList: { scrollTo(n: number): void } }).reactList.scrollTo(4));
    await page.until(async () => (await page.state()).size === 6 && (await page.rangeTexts('第 9 条动态')).length === 1);
    const log = await page.log();
    expect(texts(log, 'added').sort()).toEqual([6, 7, 8, 9].map((n) => `第 ${n} 条动态`).sort());
    expect(texts(log, 'removed').sort()).toEqual([0, 1, 2, 3].map((n) => `第 ${n} 条动态`).sort());
    expect(log.find((entry) => entry.text === '第 9 条动态')?.permalink).toBe('https://x.com/user9/status/1900000000000000009');
    // The same six nodes as before: the list did reuse them.
    expect(await page.page.evaluate(() => [...document.querySelectorAll('article')].map((node) => (node as HTMLElement).dataset.mine))).toHaveLength(nodes.length);
    expect(await page.page.evaluate(() => [...document.querySelectorAll('article')].every((node) => (node as HTMLElement).dataset.mine !== undefined))).toBe(true);
    await page.close();
  });

  it('follows a navigation without loading: former items leave, new ones carry the new address', async () => {
    const watch = (title: string) => `<ytd-watch-metadata><div id="title"><h1>${title}</h1></div></ytd-watch-metadata>`;
    const page = await WatchedPage.open(browser, 'https://www.youtube.com/watch?v=AAAAAAAAAAA', `<body>${watch('第一个视频')}</body>`);
    await page.settled(1);
    await page.log();
    await page.page.evaluate(() => {
      history.pushState({}, '', '/watch?v=BBBBBBBBBBB');
      setTimeout(() => (document.querySelector('h1')!.textContent = '第二个视频'), 100);
    });
    await page.until(async () => (await page.rangeTexts('第二个视频')).length === 1);
    await page.page.waitForTimeout(600);
    const log = await page.log();
    expect(texts(log, 'removed')).toContain('第一个视频');
    expect(log.filter((entry) => entry.event === 'added').at(-1)).toMatchObject({ text: '第二个视频', permalink: 'https://www.youtube.com/watch?v=BBBBBBBBBBB' });
    expect((await page.state()).navigations).toEqual(['https://www.youtube.com/watch?v=BBBBBBBBBBB']);
    await page.close();
  });

  it('leaves out the former page that a site keeps hidden, and reads what is shown later', async () => {
    const page = await WatchedPage.open(browser, NOTE, notePage(`<div id="folded" style="display:none">${comment(3, '折起来的一条')}</div>`));
    await page.settled(1);
    await page.page.evaluate(() => (document.getElementById('folded')!.style.display = ''));
    await page.settled(2);
    expect(texts(await page.log(), 'added')).toContain('折起来的一条');
    await page.close();
  });

  it('reads nested open shadow roots, also late ones, and sees a renderer that is bound to another comment', async () => {
    const page = await WatchedPage.open(browser, 'https://www.bilibili.com/video/BV1xx411c7mE', '<body><h1 class="video-title">标题</h1><bili-comments></bili-comments></body>');
    await page.settled(1);
    await page.page.evaluate(() => {
      const shadow = (host: Element, html: string) => {
        const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
        root.innerHTML = html;
        return root;
      };
      setTimeout(() => {
        const thread = shadow(document.querySelector('bili-comments')!, '<bili-comment-thread-renderer></bili-comment-thread-renderer>').firstElementChild!;
        const main = shadow(thread, '<bili-comment-renderer></bili-comment-renderer>').firstElementChild!;
        const inner = shadow(main, '<bili-comment-user-info></bili-comment-user-info><bili-rich-text></bili-rich-text>');
        shadow(inner.querySelector('bili-comment-user-info')!, '<div id="user-name"><a href="//space.bilibili.com/7">甲</a></div>');
        shadow(inner.querySelector('bili-rich-text')!, '<p id="contents"><span>专业</span><b>停息</b><span>挂账</span></p>');
      }, 400);
    });
    await page.settled(2);
    expect(await page.log()).toContainEqual({ event: 'added', role: 'comment', text: '专业停息挂账', author: '甲', thread: '标题' });
    expect(await page.rangeTexts('业停息挂')).toEqual(['业', '停息', '挂']);
    await page.page.evaluate(() => {
      const main = document.querySelector('bili-comments')!.shadowRoot!.firstElementChild!.shadowRoot!.firstElementChild!.shadowRoot!;
      main.querySelector('bili-rich-text')!.shadowRoot!.querySelector('#contents')!.innerHTML = '<span>换成另一条评论</span>';
    });
    await page.until(async () => (await page.rangeTexts('换成另一条评论')).length === 1);
    const log = await page.log();
    expect(texts(log, 'removed')).toEqual(['专业停息挂账']);
    expect(texts(log, 'added')).toEqual(['换成另一条评论']);
    await page.close();
  });

  it('lets go of what has left the page', async () => {
    const page = await WatchedPage.open(browser, NOTE, notePage(Array.from({ length: 200 }, (_, n) => comment(n, `第 ${n} 条`)).join('')));
    await page.settled(201);
    await page.page.evaluate(() => document.getElementById('list')!.replaceChildren());
    await page.settled(1);
    await page.log();
    await page.page.waitForTimeout(300);
    await page.collectGarbage();
    expect((await page.state()).alive).toBeLessThan(10);
    await page.close();
  });

  it('costs no more for a comment added to ten thousand than for one added to a thousand', async () => {
    const page = await WatchedPage.open(browser, NOTE, notePage(''));
    await page.settled(1);
    const perComment: number[] = [];
    for (let batch = 0; batch < 10; batch++) {
      const before = (await page.state()).cost.total;
      await page.page.evaluate(
        ([html]) => document.getElementById('list')!.insertAdjacentHTML('beforeend', html!),
        [Array.from({ length: 1000 }, (_, n) => comment(batch * 1000 + n, `第 ${batch}-${n} 条评论，说的是日常的事`)).join('')],
      );
      await page.settled(1 + (batch + 1) * 1000);
      await page.log();
      perComment.push(((await page.state()).cost.total - before) / 1000);
    }
    const { cost, failures } = await page.state();
    console.log(`ms per added comment, by thousand: ${perComment.map((ms) => ms.toFixed(3)).join(' ')}; longest slice ${cost.longest.toFixed(1)} ms`);
    expect(failures).toEqual([]);
    const early = Math.max(perComment[0]!, perComment[1]!);
    const late = (perComment[8]! + perComment[9]!) / 2;
    expect(late).toBeLessThan(early * 3);
    await page.close();
  });

  it('takes over with the generic reader where the description finds nothing, and says so', async () => {
    const posts = Array.from({ length: 6 }, (_, n) => `<div class="q7_card"><div class="q7_top"><a href="/u/10${n}">博主${n}</a><span class="q7_time">3分钟前</span></div><div class="q7_words">这是改版后的第 ${n} 条微博，内容写在新的类名里</div></div>`);
    const page = await WatchedPage.open(browser, 'https://weibo.com/', `<body><div id="q7">${posts.join('')}</div></body>`, { settle: 500 });
    await page.settled(6);
    expect(await page.views()).toEqual([{ site: 'weibo', kind: 'feed', found: 0, generic: 6, wall: false, suspect: true }]);
    expect((await page.log())[0]).toMatchObject({ event: 'added', role: 'comment', text: '这是改版后的第 0 条微博，内容写在新的类名里', author: '博主0' });
    await page.close();
  });

  it('reads comments by their structure where a redesign took them from the description, says so, reads nothing twice, and goes on as they grow', async () => {
    const fresh = (n: number) => `<div class="q9_row"><div class="q9_who"><a href="/user/profile/5f${n}">网友${n}</a><span class="q9_at">昨天</span></div><div class="q9_say">改版后的第 ${n} 条评论，写在新的类名里</div></div>`;
    const page = await WatchedPage.open(browser, NOTE, notePage([0, 1, 2, 3].map(fresh).join('')), { settle: 500 });
    await page.settled(5);
    expect(await page.views()).toEqual([{ site: 'xiaohongshu', kind: 'note', found: 1, generic: 4, wall: false, suspect: false, comments: 'missing' }]);
    const log = await page.log();
    expect(log.filter((entry) => entry.role === 'comment')).toHaveLength(4);
    expect(log).toContainEqual({ event: 'added', role: 'comment', text: '改版后的第 0 条评论，写在新的类名里', author: '网友0', thread: '负债日记' });
    await page.page.evaluate((html) => document.getElementById('list')!.insertAdjacentHTML('beforeend', html), fresh(4));
    await page.settled(6);
    expect(texts(await page.log(), 'added')).toEqual(['改版后的第 4 条评论，写在新的类名里']);
    // The description finds comments after all: the generic reader's go.
    await page.page.evaluate((html) => (document.getElementById('list')!.innerHTML = html), comment(1, '第一条') + comment(2, '第二条'));
    await page.settled(3);
    await page.until(async () => (await page.views()).some((view) => view.comments === 'found'));
    await page.close();
  });

  it('says nothing of comments where a page has none', async () => {
    const page = await WatchedPage.open(browser, NOTE, notePage(''), { settle: 300 });
    await page.until(async () => (await page.views()).some((view) => view.found === 1 && view.generic === 0 && view.comments === undefined));
    await page.close();
  });

  it('does not suspect the description on a shell', async () => {
    const page = await WatchedPage.open(browser, 'https://weibo.com/', '<body><span id="message"></span><div>加载中</div></body>', { settle: 300 });
    await page.page.waitForTimeout(900);
    expect(await page.views()).toEqual([{ site: 'weibo', kind: 'feed', found: 0, generic: 0, wall: false, suspect: false }]);
    await page.close();
  });

  it('leaves no trace that the page could see', async () => {
    const page = await WatchedPage.open(browser, NOTE, notePage(comment(1, '第一条')));
    const look = () => page.page.evaluate(() => ({ html: document.documentElement.outerHTML, globals: Object.keys(window).sort() }));
    const before = await look();
    await page.settled(2);
    expect(await look()).toEqual(before);
    await page.close();
  });
});
