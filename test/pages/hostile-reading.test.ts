import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from '../../scripts/find-chromium.mjs';
import { WatchedPage } from './watched-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox', '--disable-gpu'] });
});
afterAll(() => browser.close());

const NOTE = 'https://www.xiaohongshu.com/explore/65f0000000000000120301aa';
const FORUM = 'https://forum.example.com/thread/1';
const comment = (id: string, text: string, author = `用户${id}`) =>
  `<div class="parent-comment"><div class="comment-item" ${id && `id="comment-${id}"`}><div class="author"><a class="name" href="/user/profile/5e${author.length}">${author}</a></div><div class="content"><span class="note-text">${text}</span></div></div></div>`;
const notePage = (comments: string, head = '') =>
  `<head>${head}</head><body><div id="noteContainer"><div id="detail-desc"><span class="note-text">负债日记</span></div><div class="list-container" id="list">${comments}</div></div></body>`;
const row = (name: string, text: string) =>
  `<div class="reply-row"><div class="main"><a class="uname" href="/space/uid/${name.length}">${name}</a><span class="post-time">2026-01-01 10:10</span><div class="message">${text}</div></div></div>`;
const forumPage = (rows: string, more = '') =>
  `<body><div class="wrap"><h1>车贷断供会怎么样</h1><div class="replylist">${rows}</div></div>${more}</body>`;
/** What reading asks of elements. */
const ASKED = [
  ...['nodeType', 'parentElement', 'parentNode', 'nextSibling', 'childNodes', 'ownerDocument', 'isConnected', 'textContent'],
  ...['getRootNode', 'contains', 'compareDocumentPosition', 'tagName', 'shadowRoot', 'children', 'childElementCount'],
  ...['getAttribute', 'hasAttribute', 'matches', 'closest', 'querySelector', 'querySelectorAll', 'classList', 'className', 'id'],
  ...['getBoundingClientRect', 'getClientRects', 'checkVisibility'],
];
const fields = ASKED.map((name) => `<input type="hidden" name="${name}">`).join('');
const added = async (page: WatchedPage) => (await page.log()).filter(({ event }) => event === 'added').map(({ text }) => text);

describe('reading a page that fights the reading', () => {
  it('reads on where fields of forms are called like what is asked of elements', async () => {
    const page = await WatchedPage.open(browser, NOTE, notePage(comment('1', `<form>${fields}征信<b>修复</b></form>`)));
    await page.settled(2);
    await page.page.evaluate((html) => {
      const form = document.getElementById('list')!.appendChild(document.createElement('form'));
      form.innerHTML = html;
    }, `${fields}${comment('2', '在表单里的一条')}`);
    await page.settled(3);
    expect((await added(page)).sort()).toEqual(['在表单里的一条', '征信修复', '负债日记']);
    expect((await page.state()).failures).toEqual([]);
    await page.page.evaluate(() => document.querySelector('#list > form')!.remove());
    await page.settled(2);
    await page.close();
  });

  it('reads lists of unknown sites on, whatever stands beside or inside them', async () => {
    const rows = ['老马识途', '债务优化师小林', '路过的人'].map((name, n) => row(name, `第 ${n} 条回帖，说的是车贷<form>${fields}</form>`));
    const page = await WatchedPage.open(browser, FORUM, forumPage(rows.join(''), `<form>${fields}<i></i></form>${ASKED.map((name) => `<img name="${name}">`).join('')}`), { sites: [] });
    await page.until(async () => (await page.state()).size === 3);
    expect((await added(page)).map((text) => text.slice(0, 7))).toEqual(['第 0 条回帖', '第 1 条回帖', '第 2 条回帖']);
    expect((await page.state()).failures).toEqual([]);
    await page.close();
  });

  it('reads the article of an unknown site that names its pictures and fields like what Readability asks', async () => {
    const paragraphs = Array.from({ length: 6 }, (_, n) => `<p>第${n}段：负债的人最怕的不是欠钱，而是不知道下一步该怎么走。这里写的是我自己和银行谈分期的经过，一共谈了三次，每一次都有录音和文件。</p>`);
    const page = await WatchedPage.open(browser, 'https://news.example.com/a/1', `<head><title>我和银行谈分期的经过</title></head><body><article><h1>我和银行谈分期的经过</h1><form>${fields}</form>${paragraphs.join('')}</article>${ASKED.map((name) => `<img name="${name}">`).join('')}<img name="documentElement"></body>`, { sites: [] });
    await page.until(async () => (await added(page)).some((text) => text.includes('第5段')));
    await page.close();
  });

  it('reads what is nested deeper than calls can be', async () => {
    const page = await WatchedPage.open(browser, NOTE, notePage(comment('1', '第一条')));
    await page.settled(2);
    await page.log();
    await page.page.evaluate(() => {
      let inner = document.querySelector('#comment-1 .note-text')!;
      for (let depth = 0; depth < 3000; depth++) inner = inner.appendChild(document.createElement('span'));
      inner.textContent = '，埋在底下的话';
    });
    await page.until(async () => (await page.log()).some(({ text }) => text === '第一条，埋在底下的话'));
    expect((await page.state()).failures).toEqual([]);
    await page.close();
  });

  it('takes the same lure of one account five times for five items, and a copy out of sight takes none of them away', async () => {
    const lure = comment('', '专业征信修复', '小林');
    const page = await WatchedPage.open(browser, NOTE, notePage(lure.repeat(5)));
    await page.settled(6);
    const before = await page.inWorld<string[]>('watchFrame.keys()');
    expect(new Set(before).size).toBe(6);
    await page.log();
    await page.page.evaluate((html) => {
      document.getElementById('list')!.insertAdjacentHTML('afterbegin', `<div style="position:absolute;left:-9999px">${html}</div>`);
    }, lure);
    await page.settled(7);
    expect((await page.log()).map(({ event }) => event)).toEqual(['added']);
    expect((await page.inWorld<string[]>('watchFrame.keys()')).slice(0, 6)).toEqual(before);
    await page.close();
  });

  it('keeps one item where a list replaces the element of a comment, or moves it', async () => {
    const page = await WatchedPage.open(browser, NOTE, notePage(comment('', '第一条', '甲') + comment('', '第二条', '乙')));
    await page.settled(3);
    const before = await page.inWorld<string[]>('watchFrame.keys()');
    await page.page.evaluate(() => {
      const [first, second] = document.querySelectorAll('.parent-comment');
      first!.replaceWith(first!.cloneNode(true));
      second!.after(document.querySelector('.parent-comment')!);
    });
    await page.page.waitForTimeout(400);
    await page.settled(3);
    expect((await page.inWorld<string[]>('watchFrame.keys()')).sort()).toEqual(before.sort());
    await page.close();
  });

  it('tells a danmaku of the last video again in the next', async () => {
    const line = '<div class="bili-danmaku-x-dm">征信修复加我</div>';
    const page = await WatchedPage.open(browser, 'https://www.bilibili.com/video/BV1xx411c7mE', `<body><div id="player">${line}${line}</div></body>`);
    await page.settled(1);
    await page.page.evaluate(() => document.getElementById('player')!.replaceChildren());
    await page.settled(0);
    await page.log();
    await page.page.evaluate(() => history.pushState({}, '', '/video/BV1yy411c7mF'));
    await page.page.waitForTimeout(500);
    await page.page.evaluate((html) => (document.getElementById('player')!.innerHTML = html), line + line);
    await page.settled(1);
    expect(await added(page)).toEqual(['征信修复加我']);
    await page.close();
  });

  it('leaves out what an attribute hides until it is shown, but not what a style shows all the same', async () => {
    const page = await WatchedPage.open(browser, NOTE, notePage(comment('1', '征信修复<span hidden>，警惕骗局</span>') + comment('2', '停息<b hidden class="all-the-same">挂账</b>'), '<style>.all-the-same{display:contents}</style>'));
    await page.settled(3);
    expect((await added(page)).sort()).toEqual(['停息挂账', '征信修复', '负债日记']);
    await page.page.evaluate(() => document.querySelector('span[hidden]')!.removeAttribute('hidden'));
    await page.until(async () => (await page.log()).some(({ text }) => text === '征信修复，警惕骗局'));
    await page.close();
  });

  it('tells what is drawn of an item from what styles hide', async () => {
    const styles = ['display:none', 'visibility:hidden', 'opacity:0', 'display:contents;visibility:hidden'];
    const hidden = styles.map((style, n) => comment(`${n}`, `征信<i class="gone" style="${style}">警惕骗局${n}</i>修复`)).join('');
    const rest = comment('7', '都看得见<i style="display:contents">的七</i>') + comment('8', '<div>第一行八</div><div class="gone">警惕骗局八</div><div>第三行</div>') + comment('9', '<i style="visibility:hidden">整条九都看不见</i>');
    const page = await WatchedPage.open(browser, NOTE, notePage(hidden + rest, '<style>div.gone{display:none}</style>'));
    await page.settled(1 + styles.length + 3);
    const shown = (part: string) => page.inWorld<string | null>(`watchFrame.shownText(${JSON.stringify(part)})`);
    for (const n of styles.keys()) expect(await shown(`骗局${n}`)).toBe('征信修复');
    expect(await shown('的七')).toBe(null);
    expect(await shown('行八')).toBe('第一行八\n第三行');
    expect(await shown('九')).toBe(null);
    expect(await page.inWorld(`watchFrame.rawAround('骗局0', '信修复')`)).toBe('信警惕骗局0修复');
    expect(await page.inWorld(`watchFrame.rawAround('行八', '第三行')`)).toBe('第三行');
    await page.close();
  });

  it('holds nothing of what a page throws away while its tab is hidden, and catches up when it is shown', async () => {
    const page = await WatchedPage.open(browser, NOTE, notePage(comment('1', '第一条') + comment('2', '第二条')));
    await page.settled(3);
    await page.log();
    await page.inWorld('watchFrame.setHidden(true)');
    const churn = (rounds: number) =>
      page.page.evaluate(
        async ([html, times]) => {
          const list = document.getElementById('list')!;
          for (let round = 0; round < Number(times); round++) {
            list.insertAdjacentHTML('beforeend', html!);
            await new Promise((next) => setTimeout(next));
            list.lastElementChild!.remove();
          }
        },
        [comment('99', '扔掉的一条'), String(rounds)],
      );
    await churn(5);
    const before = await page.nodes();
    await churn(300);
    expect((await page.nodes()) - before).toBeLessThan(300);
    await page.page.evaluate((html) => {
      document.getElementById('comment-1')!.parentElement!.remove();
      document.querySelector('#comment-2 .note-text')!.textContent = '改过的第二条';
      document.getElementById('list')!.insertAdjacentHTML('beforeend', html);
    }, comment('3', '后来的一条'));
    await page.page.waitForTimeout(600);
    expect(await page.log()).toEqual([]);
    await page.inWorld('watchFrame.setHidden(false)');
    await page.until(async () => (await page.rangeTexts('后来的一条')).length === 1);
    await page.settled(3);
    expect((await page.log()).map(({ event, text }) => `${event} ${text}`).sort()).toEqual(['added 后来的一条', 'changed 改过的第二条', 'removed 第一条']);
    await page.close();
  });
});
