/** What an address says once cleaned. */
export interface UrlShape {
  readonly url: string;
  /** True for the address of one post, video, article or comment; false for feeds, searches and profiles. */
  readonly isItem: boolean;
  /** True for the page of one account. */
  readonly isAccount?: boolean;
}

/** One site's addresses. `read` returns `null` for a page it has no canonical form for. */
interface SiteShapes {
  readonly site: string;
  /** Host names, sub-domains included. */
  readonly hosts: readonly string[];
  readonly read: (url: URL) => UrlShape | null;
  /** Id of the comment that an address points at, on sites that write it there. */
  readonly comment?: (url: URL) => string | null;
}

const item = (url: string): UrlShape => ({ url, isItem: true });
const page = (url: string): UrlShape => ({ url, isItem: false });
const account = (url: string): UrlShape => ({ url, isItem: false, isAccount: true });

type Path = readonly [RegExp, (match: RegExpExecArray, url: URL) => UrlShape];

/** First path pattern that fits. */
const byPath =
  (...paths: readonly Path[]) =>
  (url: URL): UrlShape | null => {
    for (const [pattern, shape] of paths) {
      const match = pattern.exec(url.pathname);
      if (match) return shape(match, url);
    }
    return null;
  };

const query = (url: URL, ...keys: string[]): string => {
  const kept = new URLSearchParams();
  for (const key of keys) {
    const value = url.searchParams.get(key);
    if (value !== null) kept.set(key, value);
  }
  const text = kept.toString();
  return text === '' ? '' : `?${text}`;
};

const inHash =
  (pattern: RegExp) =>
  (url: URL): string | null =>
    pattern.exec(url.hash)?.[1] ?? null;
const inQuery =
  (key: string) =>
  (url: URL): string | null =>
    url.searchParams.get(key);
/** The marks that rules/sites/ put behind the address of a comment. */
const dashedComment = inHash(/^#comment-(.+)/);
const bareComment = inHash(/^#(\d{6,})/);

// Shapes of addresses as collected in the site notes (sites.md, «URLs» of each site). A site that changes its addresses
// falls to the general cleaning, which only strips trackers: an unknown shape is never an error.

const douyin = byPath(
  [/^\/(?:share\/)?video\/(\d+)/, (m) => item(`https://www.douyin.com/video/${m[1]}`)],
  [/^\/(?:share\/)?note\/(\d+)/, (m) => item(`https://www.douyin.com/note/${m[1]}`)],
  [/^\/(?:share\/)?user\/([\w-]+)/, (m) => account(`https://www.douyin.com/user/${m[1]}`)],
  [/^\/(?:root\/)?search\/([^/]+)/, (m) => page(`https://www.douyin.com/search/${m[1]}`)],
);

const xiaohongshu = byPath(
  [
    /^\/(?:explore|discovery\/item|search_result)\/([0-9a-f]{16,})/,
    (m) => item(`https://www.xiaohongshu.com/explore/${m[1]}`),
  ],
  [
    /^\/user\/profile\/[0-9a-f]+\/([0-9a-f]{16,})/,
    (m) => item(`https://www.xiaohongshu.com/explore/${m[1]}`),
  ],
  [/^\/user\/profile\/([0-9a-f]+)/, (m) => account(`https://www.xiaohongshu.com/user/profile/${m[1]}`)],
  [
    /^\/search_result\/?$/,
    (_, url) => page(`https://www.xiaohongshu.com/search_result${query(url, 'keyword')}`),
  ],
);

// The part number belongs to the identity of a Bilibili video: BilibiliSponsorBlock #172.
const bilibiliPart = (url: URL) => (Number(url.searchParams.get('p') ?? 1) > 1 ? query(url, 'p') : '');
const bilibili = byPath(
  [
    /^\/(?:s\/)?video\/(BV\w+|av\d+)/i,
    (m, url) => item(`https://www.bilibili.com/video/${m[1]}${bilibiliPart(url)}`),
  ],
  [/^\/bangumi\/play\/((?:ep|ss)\d+)/, (m) => item(`https://www.bilibili.com/bangumi/play/${m[1]}`)],
  [/^\/read\/(?:mobile\/)?(cv\d+)/, (m) => item(`https://www.bilibili.com/read/${m[1]}`)],
  [/^\/(?:opus|dynamic)\/(\d+)/, (m) => item(`https://www.bilibili.com/opus/${m[1]}`)],
  [/^\/(\d+)\/?/, (m, url) => bilibiliById(m[1]!, url)],
);
function bilibiliById(id: string, url: URL): UrlShape {
  if (url.hostname === 't.bilibili.com') return item(`https://t.bilibili.com/${id}`);
  return url.hostname === 'space.bilibili.com'
    ? account(`https://space.bilibili.com/${id}`)
    : page(`https://${url.hostname}/${id}`);
}

const weibo = byPath(
  [/^\/ttarticle\/p\/show/, (_, url) => item(`https://weibo.com/ttarticle/p/show${query(url, 'id')}`)],
  [/^\/(?:detail|status)\/(\w+)/, (m, url) => item(weiboPost(url, m[1]!))],
  [/^\/comment\/(\w+)/, (m) => item(`https://weibo.cn/comment/${m[1]}`)],
  [/^\/u\/(\d+)/, (m) => account(`https://weibo.com/u/${m[1]}`)],
  [/^\/n\/([^/]+)/, (m) => account(`https://weibo.com/n/${m[1]}`)],
  [/^\/(\d+)\/([A-Za-z0-9]{6,})/, (m) => item(`https://weibo.com/${m[1]}/${m[2]}`)],
  [/^\/weibo\/?$/, (_, url) => page(`https://s.weibo.com/weibo${query(url, 'q')}`)],
);
const weiboPost = (url: URL, id: string) =>
  url.hostname.endsWith('weibo.cn') ? `https://m.weibo.cn/detail/${id}` : `https://weibo.com/detail/${id}`;

const kuaishou = byPath(
  [/^\/(?:short-video|fw\/photo|photo)\/(\w+)/, (m) => item(`https://www.kuaishou.com/short-video/${m[1]}`)],
  [/^\/profile\/(\w+)/, (m) => account(`https://www.kuaishou.com/profile/${m[1]}`)],
  [/^\/u\/(\w+)/, (m) => account(`https://live.kuaishou.com/u/${m[1]}`)],
  [/^\/search\/video/, (_, url) => page(`https://www.kuaishou.com/search/video${query(url, 'searchKey')}`)],
);

const zhihu = byPath(
  [/^\/question\/(\d+)\/answer\/(\d+)/, (m) => item(`https://www.zhihu.com/question/${m[1]}/answer/${m[2]}`)],
  [/^\/answer\/(\d+)/, (m) => item(`https://www.zhihu.com/answer/${m[1]}`)],
  [/^\/question\/(\d+)/, (m) => item(`https://www.zhihu.com/question/${m[1]}`)],
  [/^\/p\/(\d+)/, (m) => item(`https://zhuanlan.zhihu.com/p/${m[1]}`)],
  [/^\/(pin|zvideo)\/(\d+)/, (m) => item(`https://www.zhihu.com/${m[1]}/${m[2]}`)],
  [/^\/(people|org)\/([\w-]+)/, (m) => account(`https://www.zhihu.com/${m[1]}/${m[2]}`)],
  [/^\/search/, (_, url) => page(`https://www.zhihu.com/search${query(url, 'q', 'type')}`)],
);

const tieba = byPath(
  [/^\/p\/(\d+)/, (m) => item(`https://tieba.baidu.com/p/${m[1]}`)],
  [/^\/f$/, (_, url) => page(`https://tieba.baidu.com/f${query(url, 'kw')}`)],
  [/^\/home\/main/, (_, url) => account(`https://tieba.baidu.com/home/main${query(url, 'id', 'un')}`)],
);
function tiebaComment(url: URL): string | null {
  const own = (key: string) => (url.searchParams.get(key) ?? '').replace(/^0$/, '');
  return own('cid') || own('pid') || bareComment(url);
}

const wechat = byPath(
  [/^\/s\/([\w-]+)/, (m) => item(`https://mp.weixin.qq.com/s/${m[1]}`)],
  [/^\/s\/?$/, (_, url) => item(`https://mp.weixin.qq.com/s${query(url, '__biz', 'mid', 'idx', 'sn')}`)],
  [
    /^\/mp\/profile_ext/,
    (_, url) => account(`https://mp.weixin.qq.com/mp/profile_ext${query(url, 'action', '__biz')}`),
  ],
);

const toutiao = byPath(
  [/^\/(article|w|video|answer|question)\/(\d+)/, (m) => item(`https://www.toutiao.com/${m[1]}/${m[2]}/`)],
  [/^\/(?:i|a|group\/)(\d+)/, (m) => item(`https://www.toutiao.com/article/${m[1]}/`)],
  [/^\/c\/user\/(?:token\/)?([\w-]+)/, (m) => account(`https://www.toutiao.com/c/user/token/${m[1]}/`)],
);

const baijiahao = byPath(
  [/^\/s$/, (_, url) => item(`https://baijiahao.baidu.com/s${query(url, 'id')}`)],
  [
    /^\/home(?:\/(\d+))?/,
    (m, url) =>
      account(
        m[1]
          ? `https://author.baidu.com/home/${m[1]}`
          : `https://author.baidu.com/home${query(url, 'app_id')}`,
      ),
  ],
);

const douban = byPath(
  [/^\/group\/topic\/(\d+)/, (m) => item(`https://www.douban.com/group/topic/${m[1]}/`)],
  [/^\/group\/([\w-]+)/, (m) => page(`https://www.douban.com/group/${m[1]}/`)],
  [
    /^\/people\/([\w-]+)(?:\/status\/(\d+))?/,
    (m) =>
      m[2]
        ? item(`https://www.douban.com/people/${m[1]}/status/${m[2]}/`)
        : account(`https://www.douban.com/people/${m[1]}/`),
  ],
  [/^\/note\/(\d+)/, (m) => item(`https://www.douban.com/note/${m[1]}/`)],
);

const tiktok = byPath(
  [/^\/@([\w.]+)\/(video|photo)\/(\d+)/, (m) => item(`https://www.tiktok.com/@${m[1]}/${m[2]}/${m[3]}`)],
  [/^\/@([\w.]+)/, (m) => account(`https://www.tiktok.com/@${m[1]}`)],
);

const youtube = byPath(
  [/^\/watch$/, (_, url) => item(`https://www.youtube.com/watch${query(url, 'v')}`)],
  [/^\/shorts\/([\w-]+)/, (m) => item(`https://www.youtube.com/shorts/${m[1]}`)],
  [/^\/(@[^/]+|channel\/[\w-]+)/, (m) => account(`https://www.youtube.com/${m[1]}`)],
);

const x = byPath(
  [
    /^\/(?:i\/web|\w+)\/status\/(\d+)/,
    (m, url) =>
      item(
        `https://x.com/${url.pathname.split('/')[1] === 'i' ? 'i' : url.pathname.split('/')[1]}/status/${m[1]}`,
      ),
  ],
  [/^\/(\w{1,15})\/?$/, (m) => page(`https://x.com/${m[1]}`)],
);

const instagram = byPath(
  [/^\/(?:[\w.]+\/)?(p|reel)\/([\w-]+)/, (m) => item(`https://www.instagram.com/${m[1]}/${m[2]}/`)],
  [/^\/([\w.]+)\/?$/, (m) => page(`https://www.instagram.com/${m[1]}/`)],
);

const threads = byPath(
  [/^\/@([\w.]+)\/post\/([\w-]+)/, (m) => item(`https://www.threads.com/@${m[1]}/post/${m[2]}`)],
  [/^\/@([\w.]+)/, (m) => account(`https://www.threads.com/@${m[1]}`)],
);

const facebook = byPath(
  [
    /^\/(?:permalink|story)\.php$/,
    (_, url) => item(`https://www.facebook.com/permalink.php${query(url, 'story_fbid', 'id')}`),
  ],
  [/^\/watch\/?$/, (_, url) => item(`https://www.facebook.com/watch/${query(url, 'v')}`)],
  [
    /^(\/(?:groups\/[^/]+\/)?(?:[\w.]+\/)?(?:posts|permalink|reel|videos)\/[\w-]+)/,
    (m) => item(`https://www.facebook.com${m[1]}`),
  ],
);

/** Sites whose addresses have a canonical form. `site` ids are those of rules/sites/. */
export const SITE_SHAPES: readonly SiteShapes[] = [
  { site: 'douyin', hosts: ['douyin.com', 'iesdouyin.com'], read: (url) => douyinModal(url) ?? douyin(url) },
  { site: 'xiaohongshu', hosts: ['xiaohongshu.com'], read: xiaohongshu, comment: dashedComment },
  { site: 'bilibili', hosts: ['bilibili.com'], read: bilibili, comment: inHash(/^#reply(\d+)/) },
  { site: 'weibo', hosts: ['weibo.com', 'weibo.cn'], read: weibo, comment: inQuery('cid') },
  { site: 'kuaishou', hosts: ['kuaishou.com', 'gifshow.com', 'chenzhongtech.com'], read: kuaishou },
  { site: 'zhihu', hosts: ['zhihu.com'], read: zhihu, comment: dashedComment },
  { site: 'tieba', hosts: ['tieba.baidu.com'], read: tieba, comment: tiebaComment },
  { site: 'wechat', hosts: ['mp.weixin.qq.com'], read: wechat },
  { site: 'toutiao', hosts: ['toutiao.com'], read: toutiao },
  { site: 'baijiahao', hosts: ['baijiahao.baidu.com', 'author.baidu.com'], read: baijiahao },
  {
    site: 'douban',
    hosts: ['douban.com'],
    read: douban,
    comment: (url) => inQuery('cid')(url) ?? bareComment(url),
  },
  { site: 'tiktok', hosts: ['tiktok.com'], read: tiktok },
  {
    site: 'youtube',
    hosts: ['youtube.com', 'youtu.be'],
    read: (url) => (url.hostname === 'youtu.be' ? shortYoutube(url) : youtube(url)),
    comment: inQuery('lc'),
  },
  { site: 'x', hosts: ['x.com', 'twitter.com'], read: x },
  { site: 'facebook', hosts: ['facebook.com'], read: facebook, comment: inQuery('comment_id') },
  { site: 'instagram', hosts: ['instagram.com'], read: instagram },
  { site: 'threads', hosts: ['threads.com', 'threads.net'], read: threads },
];

/** Any Douyin page shows a video on top when `modal_id` is in its address. */
function douyinModal(url: URL): UrlShape | null {
  const id = url.searchParams.get('modal_id');
  return id !== null && /^\d+$/.test(id) ? item(`https://www.douyin.com/video/${id}`) : null;
}

function shortYoutube(url: URL): UrlShape | null {
  const id = /^\/([\w-]{6,})/.exec(url.pathname)?.[1];
  return id === undefined ? null : item(`https://www.youtube.com/watch?v=${id}`);
}
