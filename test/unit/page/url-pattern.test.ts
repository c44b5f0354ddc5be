import { describe, expect, it } from 'vitest';
import { compileUrlPattern } from '../../../core/ruleset/url-pattern.ts';

const match = (pattern: string, url: string) => compileUrlPattern(pattern).match(new URL(url));

describe('URL patterns of site descriptions', () => {
  it.each([
    ['/video/{id}', 'https://www.douyin.com/video/7412?x=1', { id: '7412' }],
    ['/video/{id}', 'https://www.bilibili.com/video/BV1xx/', { id: 'BV1xx' }],
    [
      '/question/{q:digits}/answer/{id:digits}',
      'https://www.zhihu.com/question/1/answer/2',
      { q: '1', id: '2' },
    ],
    ['/**?modal_id={id:digits}', 'https://www.douyin.com/user/abc?modal_id=99', { id: '99' }],
    ['//zhuanlan.zhihu.com/p/{id}', 'https://zhuanlan.zhihu.com/p/5', { id: '5' }],
    ['//*.weibo.com/**', 'https://s.weibo.com/weibo?q=x', {}],
    ['/@{user}/video/{id}', 'https://www.tiktok.com/@a.b/video/7', { user: 'a.b', id: '7' }],
    ['/**', 'https://x.com/', {}],
    ['/search_result', 'https://www.xiaohongshu.com/search_result?keyword=x', {}],
    ['/p/{id}#{pid}', 'https://tieba.baidu.com/p/1#22', { id: '1', pid: '22' }],
    ['/{user}/status/{id:digits}/**', 'https://x.com/a/status/1/photo/1', { user: 'a', id: '1' }],
  ])('%s fits %s', (pattern, url, vars) => expect(match(pattern, url)).toEqual(vars));

  it.each([
    ['/video/{id}', 'https://www.douyin.com/video/'],
    ['/video/{id:digits}', 'https://www.douyin.com/video/abc'],
    ['/video/{id}', 'https://www.douyin.com/video/1/2'],
    ['/**?modal_id={id}', 'https://www.douyin.com/?modal_id='],
    ['//zhuanlan.zhihu.com/p/{id}', 'https://www.zhihu.com/p/5'],
    ['//*.weibo.com/**', 'https://evilweibo.com/'],
    ['/explore/{id}', 'https://www.xiaohongshu.com/explore/'],
  ])('%s does not fit %s', (pattern, url) => expect(match(pattern, url)).toBeNull());

  it.each(['video/{id}', '/a/**/b', '/{a}{b}', '/{id:colour}'])('says what is wrong with %s', (pattern) =>
    expect(() => compileUrlPattern(pattern)).toThrow(pattern),
  );

  it('reads a percent sign that is no escape', () =>
    expect(match('/tag/{t}', 'https://x.com/tag/100%')).toEqual({ t: '100%' }));
});
