import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkChannels, loadChannels, type PlatformChannel } from '../../../core/ruleset/channels-format.ts';
import { CATEGORIES } from '../../../core/verdict.ts';
import { packetText } from '../../../reports/packet-text.ts';
import { isPlatformHost } from '../../../reports/platform-hosts.ts';
import { leadsOffsite, missingFields, reportPage, routeReport } from '../../../reports/route.ts';
import { channelFiles } from './load-channel-files.ts';
import { reportWith } from './report-with.ts';

const files = channelFiles();
const channels = loadChannels([...files.values()]);
const route = (report: Parameters<typeof routeReport>[0], paid = false) =>
  routeReport(report, channels, { paid });
const official = (id: string) => channels.official.find((one) => one.id === id)!;
const platform = (id: string) => channels.platforms.find((one) => one.id === id)!;

describe('channel files', () => {
  it('are in order, each under its own name', () => {
    expect(checkChannels(files)).toEqual([]);
    expect(channels.skipped).toEqual([]);
    expect([channels.official.length, channels.platforms.length]).toEqual([9, 14]);
  });

  it('name the platform of every site that we read', () => {
    const sites = readdirSync(new URL('../../../rules/sites/', import.meta.url))
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => name.replace('.yaml', ''));
    const covered = new Set(channels.platforms.flatMap((one) => one.sites));
    expect(sites.filter((site) => !covered.has(site))).toEqual([]);
  });

  it('say 以官方公布为准 where limits were not seen on the official page', () => {
    for (const one of channels.official) {
      if (Object.keys(one.limits).length > 0 && !one.verified)
        expect(one.timing?.['zh-CN']).toContain('以官方公布为准');
    }
  });

  it('list all mistakes at once, and a client leaves out one broken file alone', () => {
    const broken = new Map<string, unknown>([
      ...files,
      ['zz.yaml', { ...(files.get('zhihu.yaml') as object), id: 'other' }],
      ['bad.yaml', { kind: 'official', id: 'bad' }],
    ]);
    const mistakes = checkChannels(broken);
    expect(mistakes.filter((one) => one.file === 'zz.yaml').map((one) => one.path)).toEqual(['id', 'sites']);
    expect(mistakes.filter((one) => one.file === 'bad.yaml').length).toBeGreaterThan(3);
    const loaded = loadChannels([...broken.values()]);
    expect(loaded.skipped).toHaveLength(1);
    expect(loaded.official).toHaveLength(9);
  });
});

describe('where a report goes', () => {
  it('goes to the platform first, always', () => {
    for (const category of CATEGORIES) {
      expect(route(reportWith({ category: { guessed: category, confirmed: null } }))[0]).toMatchObject({
        fit: 'platform',
        channel: { id: 'douyin' },
      });
    }
  });

  it('says for every channel how well it fits and why, poor ones last', () => {
    const advice = route(reportWith());
    expect(advice.slice(1).every((one) => (one.why?.['zh-CN'].length ?? 0) > 5)).toBe(true);
    expect(advice.map((one) => one.fit)).toEqual([
      'platform',
      'good',
      'good',
      ...advice.slice(3).map((one) => one.fit),
    ]);
    expect(advice.at(-1)!.fit).toBe('poor');
    expect(advice.find((one) => one.channel.id === 'nifa')!.fit).toBe('poor');
  });

  it('sends forged papers to the police and surrender agents to the regulator', () => {
    const first = (category: 'fake_docs' | 'surrender_agent') =>
      route(reportWith({ category: { guessed: category, confirmed: null } }))
        .filter((one) => one.fit === 'first')
        .map((one) => one.channel.id);
    expect(first('fake_docs')).toEqual(['cyberpolice']);
    expect(first('surrender_agent')).toEqual(['nfra-12378']);
  });

  it('sends who has paid to the police at once', () => {
    expect(route(reportWith(), true).find((one) => one.fit === 'first')?.channel.id).toBe('police-96110');
    expect(route(reportWith(), false).find((one) => one.channel.id === 'police-96110')?.fit).toBe('poor');
  });

  it('knows that a phone number is 12321’s and an outside page its concern', () => {
    const handle = (kind: 'phone' | 'link', value: string) =>
      reportWith({ handles: [{ kind, value, whose: 'advertiser', state: 'kept' }] });
    const fit = (report: Parameters<typeof routeReport>[0]) =>
      route(report).find((one) => one.channel.id === 'cii-12321')!.fit;
    expect([
      fit(handle('phone', '13800138000')),
      fit(handle('link', 'https://zhaiwu.top/a')),
      fit(handle('link', 'https://v.douyin.com/x')),
      fit(reportWith()),
    ]).toEqual(['good', 'partial', 'poor', 'poor']);
  });

  it('names what is missing, and what only the reporter knows', () => {
    const report = reportWith({ note: null });
    expect(missingFields(report, official('nifa'))).toEqual([
      { field: 'reporter_identity', required: true, mine: true },
      { field: 'institution', required: true, mine: true },
      { field: 'note', required: true, mine: false },
      { field: 'clause', required: true, mine: true },
      { field: 'screenshot', required: false, mine: false },
    ]);
    expect(missingFields(report, platform('douyin')).map((one) => one.field)).toEqual(['screenshot', 'note']);
  });
});

describe('the text to paste', () => {
  const report = reportWith({
    n: 3,
    fee: '先付 39.9',
    note: '私信后要加微信',
    position: { commentId: '77', index: 4, seconds: 65 },
    handles: [
      { kind: 'wechat', value: 'zs8821xy', whose: 'advertiser', state: 'kept' },
      { kind: 'phone', value: '', whose: 'other', state: 'redacted' },
    ],
  });

  it('has what forms ask for, the platform’s clause, and never the reporter', () => {
    const { text, cut } = packetText(report, platform('douyin'));
    expect(cut).toBe(false);
    expect(text.split('\n')).toEqual([
      '平台：抖音',
      '网址：https://www.douyin.com/video/7301000000000000001',
      '账号：用户3（编号 u3）',
      '账号主页：https://www.douyin.com/user/u3',
      '类型：收费债务协商、停息挂账、债务优化（评论）',
      '发现时间：2026-11-26 16:00（北京时间）',
      '位置：视频 1 分 05 秒，评论编号 77，页面第 5 条',
      '留下的联系方式：微信 zs8821xy',
      '要求的费用：先付 39.9',
      '涉嫌违反：《抖音用户服务协议与社区自律公约》第 35 条第（1）项：诈骗，含教授相关知识、代理加盟',
      '涉嫌违反：《抖音社区自律公约》第 34 条：恶意导流',
      '补充说明：私信后要加微信',
      '原文：停息挂账，不成功不收费，加微 zs8821xy',
    ]);
    expect(text).not.toContain(report.reporter.alias);
    expect(packetText(report, official('cac-12377')).text).toContain('【涉金融黑灰产信息】');
  });

  it('keeps to the limit by shortening the quotation and says so', () => {
    const limited = { ...platform('douyin'), limits: { textChars: 400 } };
    const long = reportWith({ n: 3, text: '停息挂账😀'.repeat(400) });
    const made = packetText(long, limited);
    expect(made.cut).toBe(true);
    expect(made.text.length).toBeLessThanOrEqual(400);
    expect(made.text).toContain('https://www.douyin.com/video/7301000000000000001');
    expect(made.text.isWellFormed()).toBe(true);
  });
});

describe('the platform’s page', () => {
  it('is filled from the address where all parts are known, and left out otherwise', () => {
    const at = (site: string, pageUrl: string, changes: object = {}) =>
      reportWith({
        site,
        pageUrl,
        itemUrl: pageUrl,
        role: 'caption',
        position: { commentId: null, index: null, seconds: null },
        ...changes,
      });
    expect(
      reportPage(platform('bilibili'), at('bilibili', 'https://www.bilibili.com/video/av170001/'))?.url,
    ).toBe('https://www.bilibili.com/appeal/?avid=170001');
    expect(
      reportPage(platform('bilibili'), at('bilibili', 'https://www.bilibili.com/video/BV1xx411c7mD')),
    ).toBeNull();
    expect(
      reportPage(platform('weibo'), at('weibo', 'https://m.weibo.cn/detail/5012345678901234'))?.url,
    ).toBe('https://service.account.weibo.com/reportspam?rid=5012345678901234&type=1');
    expect(
      reportPage(
        platform('weibo'),
        at('weibo', 'https://m.weibo.cn/detail/5012345678901234', {
          role: 'comment',
          position: { commentId: '99', index: null, seconds: null },
        }),
      )?.url,
    ).toBe('https://service.account.weibo.com/reportspam?rid=99&type=2');
    expect(reportPage(platform('douyin'), at('douyin', 'https://www.douyin.com/video/1'))).toBeNull();
  });

  it('cannot be bent by what stands in the address', () => {
    const evil: PlatformChannel = { ...platform('weibo') };
    const report = reportWith({
      site: 'weibo',
      pageUrl: 'https://weibo.com/detail/5012345678901234',
      role: 'comment',
      position: { commentId: '1&type=9#/../x', index: null, seconds: null },
    });
    expect(reportPage(evil, report)?.url).toBe(
      'https://service.account.weibo.com/reportspam?rid=1%26type%3D9%23%2F..%2Fx&type=2',
    );
  });
});

describe('platform hosts', () => {
  it.each([
    'douyin.com',
    'www.douyin.com',
    'v.douyin.com',
    'weibo.cn',
    't.cn',
    'mp.weixin.qq.com',
    'u.wechat.com',
    'b23.tv',
    'baidu.com',
    'youtu.be',
    'www.gov.cn',
    'beijing.gov.cn',
    'localhost',
    '1.2.3.4',
    'com.cn',
    'xn--',
    '',
    'WWW.ZHIHU.COM.',
    'a.github.io',
  ])('refuses %s', (host) => expect(isPlatformHost(host)).toBe(true));
  it.each(['zhaiwu123.top', 'www.jf-help.com', 'notdouyin.com', 'douyin.com.evil.top'])(
    'lets %s through',
    (host) => expect(isPlatformHost(host)).toBe(false),
  );
  it('judges links by their host', () => {
    expect(leadsOffsite('zhaiwu123.top/a')).toBe(true);
    expect(leadsOffsite('https://mp.weixin.qq.com/s/x')).toBe(false);
    expect(leadsOffsite('not a link')).toBe(false);
  });
});
