import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalUrl } from '../../../reports/canonical-url.ts';
import { SITE_SHAPES } from '../../../reports/url-shapes.ts';

describe('canonical addresses', () => {
  it.each([
    // Douyin
    [
      'https://www.douyin.com/video/7301234567890123456?previous_page=app_code_link&extra_params=%7B%7D',
      'https://www.douyin.com/video/7301234567890123456',
    ],
    [
      'https://www.douyin.com/?recommend=1&modal_id=7301234567890123456',
      'https://www.douyin.com/video/7301234567890123456',
    ],
    [
      'https://www.douyin.com/user/MS4wLjABAAAA_x-y?from_tab_name=main&modal_id=7301234567890123456',
      'https://www.douyin.com/video/7301234567890123456',
    ],
    [
      'https://www.iesdouyin.com/share/video/7301234567890123456/?region=CN&u_code=x',
      'https://www.douyin.com/video/7301234567890123456',
    ],
    ['https://www.douyin.com/user/MS4wLjABAAAA_x-y?vid=7', 'https://www.douyin.com/user/MS4wLjABAAAA_x-y'],
    ['https://v.douyin.com/iAbCdEf/?utm_source=copy', 'https://v.douyin.com/iAbCdEf/'],
    // Xiaohongshu
    [
      'https://www.xiaohongshu.com/explore/65f0123456789abcdef01234?xsec_token=AB12&xsec_source=pc_feed',
      'https://www.xiaohongshu.com/explore/65f0123456789abcdef01234',
    ],
    [
      'https://www.xiaohongshu.com/discovery/item/65f0123456789abcdef01234?app_platform=ios&shareRedId=x',
      'https://www.xiaohongshu.com/explore/65f0123456789abcdef01234',
    ],
    [
      'https://www.xiaohongshu.com/user/profile/5f00000000000000000000aa/65f0123456789abcdef01234',
      'https://www.xiaohongshu.com/explore/65f0123456789abcdef01234',
    ],
    // Bilibili
    [
      'https://www.bilibili.com/video/BV1xx411c7mD/?spm_id_from=333.1007&vd_source=abc',
      'https://www.bilibili.com/video/BV1xx411c7mD',
    ],
    [
      'https://m.bilibili.com/video/BV1xx411c7mD?p=3&share_source=copy',
      'https://www.bilibili.com/video/BV1xx411c7mD?p=3',
    ],
    ['https://www.bilibili.com/video/BV1xx411c7mD?p=1', 'https://www.bilibili.com/video/BV1xx411c7mD'],
    ['https://t.bilibili.com/1234567890?tab=2', 'https://t.bilibili.com/1234567890'],
    ['https://space.bilibili.com/12345/dynamic', 'https://space.bilibili.com/12345'],
    // Weibo
    [
      'https://weibo.com/1234567890/NabcdefGh?refer_flag=1001030103_',
      'https://weibo.com/1234567890/NabcdefGh',
    ],
    [
      'https://m.weibo.cn/status/5012345678901234?jumpfrom=weibocom',
      'https://m.weibo.cn/detail/5012345678901234',
    ],
    [
      'https://s.weibo.com/weibo?q=%E5%81%9C%E6%81%AF%E6%8C%82%E8%B4%A6&Refer=index',
      'https://s.weibo.com/weibo?q=%E5%81%9C%E6%81%AF%E6%8C%82%E8%B4%A6',
    ],
    // Kuaishou, Zhihu, Tieba
    [
      'https://www.kuaishou.com/short-video/3xabc?authorId=1&streamSource=find',
      'https://www.kuaishou.com/short-video/3xabc',
    ],
    [
      'https://www.zhihu.com/question/1/answer/2?utm_psn=9&utm_id=0',
      'https://www.zhihu.com/question/1/answer/2',
    ],
    ['https://zhuanlan.zhihu.com/p/123456?from_voters_page=true', 'https://zhuanlan.zhihu.com/p/123456'],
    [
      'https://tieba.baidu.com/p/9000000001?pid=777&cid=0&share=9105#777',
      'https://tieba.baidu.com/p/9000000001',
    ],
    // WeChat: the query is the identity
    [
      'https://mp.weixin.qq.com/s?__biz=MzA=&mid=22&idx=1&sn=ab&chksm=ff&scene=21#wechat_redirect',
      'https://mp.weixin.qq.com/s?__biz=MzA%3D&mid=22&idx=1&sn=ab',
    ],
    ['https://mp.weixin.qq.com/s/AbC_d-123?scene=1', 'https://mp.weixin.qq.com/s/AbC_d-123'],
    // Others
    [
      'https://www.toutiao.com/article/7301234567890123456/?log_from=x',
      'https://www.toutiao.com/article/7301234567890123456/',
    ],
    [
      'https://baijiahao.baidu.com/s?id=1780000000000000000&wfr=spider&for=pc',
      'https://baijiahao.baidu.com/s?id=1780000000000000000',
    ],
    [
      'https://www.douban.com/group/topic/300000001/?start=100&_i=1',
      'https://www.douban.com/group/topic/300000001/',
    ],
    ['https://youtu.be/dQw4w9WgXcQ?si=track', 'https://www.youtube.com/watch?v=dQw4w9WgXcQ'],
    [
      'https://www.youtube.com/watch?v=dQw4w9WgXcQ&list=x&pp=y',
      'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
    ],
    [
      'https://twitter.com/somebody/status/17300000000?s=20&t=abc',
      'https://x.com/somebody/status/17300000000',
    ],
    [
      'https://www.tiktok.com/@a.b/video/73000000?is_from_webapp=1',
      'https://www.tiktok.com/@a.b/video/73000000',
    ],
    // Elsewhere: trackers and bearers go, the rest stays
    [
      'https://jf.example.top/a?id=7&utm_source=dy&token=secret&page=2#section',
      'https://jf.example.top/a?id=7&page=2',
    ],
    ['https://jf.example.top/a?t=55&s=x', 'https://jf.example.top/a?t=55&s=x'],
    ['https://user:pw@jf.example.top:443/a', 'https://jf.example.top/a'],
    ['https://app.example.top/#/pages/join?from=x', 'https://app.example.top/#/pages/join'],
    // Redirectors lead on
    [
      'https://link.zhihu.com/?target=https%3A//jf.example.top/a%3Futm_medium%3Dx',
      'https://jf.example.top/a',
    ],
  ])('%s', (raw, canonical) => expect(canonicalUrl(raw)?.url).toBe(canonical));

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'not a url',
    '',
    'chrome-extension://x/y',
  ])('refuses %j', (raw) => {
    expect(canonicalUrl(raw)).toBeNull();
  });

  it.each([
    ['https://www.bilibili.com/video/BV1xx411c7mD#reply123456', '123456'],
    ['https://tieba.baidu.com/p/9000000001?pid=777&cid=888', '888'],
    ['https://www.youtube.com/watch?v=dQw4w9WgXcQ&lc=UgxAb', 'UgxAb'],
    ['https://www.douban.com/group/topic/300000001/?cid=424242#424242', '424242'],
    ['https://www.douyin.com/video/7301234567890123456', null],
  ])('reads the comment in %s', (raw, comment) => expect(canonicalUrl(raw)?.commentId).toBe(comment));

  it('cuts as the volunteer chose', () => {
    const raw = 'https://jf.example.top/a/b?id=7';
    expect(canonicalUrl(raw, 'no-query')?.url).toBe('https://jf.example.top/a/b');
    expect(canonicalUrl(raw, 'origin')?.url).toBe('https://jf.example.top/');
  });

  it('knows an item from an account from a feed', () => {
    const kind = (raw: string) => [canonicalUrl(raw)?.isItem, canonicalUrl(raw)?.isAccount];
    expect(kind('https://www.zhihu.com/question/1/answer/2')).toEqual([true, false]);
    expect(kind('https://www.zhihu.com/people/abc')).toEqual([false, true]);
    expect(kind('https://www.zhihu.com/search?q=x')).toEqual([false, false]);
    expect(kind('https://x.com/explore')).toEqual([false, false]);
  });

  it('changes nothing the second time, whatever the address', () => {
    const host = fc.constantFrom(
      ...SITE_SHAPES.flatMap((one) => one.hosts.flatMap((name) => [name, `www.${name}`, `m.${name}`])),
      'link.zhihu.com',
      'jf.example.top',
    );
    const part = fc.oneof(
      fc.constantFrom(
        'video',
        'p',
        's',
        'explore',
        'status',
        'detail',
        '7301234567890123456',
        '65f0123456789abcdef01234',
        'BV1xx411c7mD',
        '@a',
      ),
      fc.string({ maxLength: 6 }),
    );
    const query = fc.array(
      fc.tuple(
        fc.constantFrom('v', 'id', 'p', 'modal_id', 'xsec_token', 'utm_source', 'target', 'pid', 't'),
        fc.oneof(
          fc.string({ maxLength: 6 }),
          fc.constantFrom(
            '7301234567890123456',
            'https://a.top/x?utm_id=1',
            'https://link.zhihu.com/?target=x',
          ),
        ),
      ),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(host, fc.array(part, { maxLength: 4 }), query, (name, parts, pairs) => {
        const raw = `https://${name}/${parts.map(encodeURIComponent).join('/')}?${new URLSearchParams(pairs)}`;
        const once = canonicalUrl(raw)!;
        expect(canonicalUrl(once.url)?.url).toBe(once.url);
        expect(once.url).not.toMatch(/[?&](?:xsec_token|utm_source)=/);
      }),
      { numRuns: 1_000 },
    );
  });
});
