import { describe, expect, it } from 'vitest';
import { reportWith } from './report-with.ts';
import { caseOf, request, unpack } from './export-fixture.ts';

describe('by-platform and packets', () => {
  it('use the platform’s own words and clauses, and name no reporter', async () => {
    const weibo = caseOf([
      reportWith({ n: 11, site: 'weibo', pageUrl: 'https://weibo.com/1000001/Nabcdefgh' }),
    ]);
    const zhihu = caseOf([
      reportWith({ n: 12, site: 'zhihu', pageUrl: 'https://www.zhihu.com/question/1/answer/2345678' }),
    ]);
    const files = await unpack(request([weibo, zhihu]));
    expect(files['by-platform/weibo.csv']).toContain('违法信息 → 诈骗');
    expect(files['by-platform/zhihu.csv']).toContain('《知乎社区规范》第 19 条');
    for (const [name, content] of Object.entries(files))
      if (/^(by-platform|packets)/.test(name)) expect(content).not.toContain('r-1');
  });

  it('fill a file with as many as a channel takes on one day and say what is missing', async () => {
    const many = Array.from({ length: 120 }, (_, n) => caseOf([reportWith({ n: n + 20 })]));
    const files = await unpack(request(many, { which: ['packets'] }));
    const cac = Object.keys(files)
      .filter((name) => name.startsWith('packets/cac-12377/'))
      .sort();
    expect(cac).toEqual([
      'packets/cac-12377/00-说明.txt',
      'packets/cac-12377/001.txt',
      'packets/cac-12377/002.txt',
      'packets/cac-12377/003.txt',
    ]);
    expect(files['packets/cac-12377/001.txt']!.match(/^={8} /gm)).toHaveLength(50);
    expect(files['packets/cac-12377/003.txt']!.match(/^={8} /gm)).toHaveLength(20);
    expect(files['packets/cac-12377/00-说明.txt']).toContain('每天最多 50 条');
    expect(files['packets/nfra-12378/001.txt']).toContain('还缺：举报人身份（在官方页面填写）（必填）');
    expect(Object.keys(files).some((name) => name.startsWith('packets/nifa/'))).toBe(false);
  });
});
