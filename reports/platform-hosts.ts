import { isWithin } from './canonical-url.ts';
import { SITE_SHAPES } from './url-shapes.ts';

/**
 * Hosts that belong to platforms, search engines, shops, banks of pictures and shorteners. None of them may ever stand in
 * a domain list, a STIX indicator or a MISP attribute for blocking: that would block the platform and not the lure.
 */
const OTHERS: readonly string[] = [
  // Parents and helpers of the sites we read.
  'bytedance.com',
  'amemv.com',
  'snssdk.com',
  'pstatp.com',
  'byteimg.com',
  'douyinpic.com',
  'douyinvod.com',
  'toutiaoimg.com',
  'ixigua.com',
  'huoshan.com',
  'xhslink.com',
  'xhscdn.com',
  'b23.tv',
  'bili2233.cn',
  'biligame.com',
  'hdslb.com',
  'bilivideo.com',
  'weibo.cn',
  't.cn',
  'sina.com.cn',
  'sina.cn',
  'sinaimg.cn',
  'kuaishouzt.com',
  'yximgs.com',
  'kwai.com',
  'zhimg.com',
  'baidu.com',
  'bdstatic.com',
  'bcebos.com',
  'dwz.cn',
  'qq.com',
  'weixin.com',
  'wechat.com',
  'qlogo.cn',
  'qpic.cn',
  'gtimg.com',
  'tencent.com',
  'url.cn',
  'doubanio.com',
  'tiktokcdn.com',
  'ytimg.com',
  'ggpht.com',
  'google.com',
  'googlevideo.com',
  'goo.gl',
  'youtu.be',
  'twimg.com',
  't.co',
  'fbcdn.net',
  'cdninstagram.com',
  'meta.com',
  'whatsapp.com',
  'wa.me',
  'telegram.org',
  't.me',
  'discord.com',
  'line.me',
  // Where honest and dishonest pages live side by side.
  'taobao.com',
  'tmall.com',
  'tb.cn',
  'jd.com',
  'pinduoduo.com',
  'yangkeduo.com',
  'alipay.com',
  'alicdn.com',
  'aliyun.com',
  'aliyuncs.com',
  'dingtalk.com',
  'feishu.cn',
  'larksuite.com',
  '163.com',
  '126.com',
  'sohu.com',
  'ifeng.com',
  'netease.com',
  'meituan.com',
  'dianping.com',
  'ctrip.com',
  '58.com',
  'ganji.com',
  'xianyu.com',
  'goofish.com',
  'github.com',
  'github.io',
  'githubusercontent.com',
  'gitee.com',
  'notion.so',
  'notion.site',
  'wordpress.com',
  'blogspot.com',
  'medium.com',
  'apple.com',
  'microsoft.com',
  'bing.com',
  'amazon.com',
  'cloudflare.com',
  'amazonaws.com',
  'myqcloud.com',
  'wjx.cn',
  'wjx.top',
  'jinshuju.net',
  'docs.qq.com',
  'yuque.com',
  'csdn.net',
  'jianshu.com',
  'lofter.com',
  'hupu.com',
  'maimai.cn',
  'zhipin.com',
  'so.com',
  'sogou.com',
  'sm.cn',
  'bit.ly',
  'tinyurl.com',
  'suo.im',
  'dwz.mk',
];

/** Endings under which only authorities, schools and their like are found. */
const PUBLIC_ENDINGS = /(?:^|\.)(?:gov|edu|ac|mil)(?:\.[a-z]{2})?$/;

const PLATFORM_HOSTS: readonly string[] = [
  ...new Set([...SITE_SHAPES.flatMap((one) => one.hosts), ...OTHERS]),
];

/**
 * True for a host that must never be listed as a lure's own: a platform, a shortener, an authority, an address without a
 * dot, a number. Anything that cannot be judged counts as one.
 */
export function isPlatformHost(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, '');
  if (!/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(name) || /^[\d.]+$/.test(name)) return true;
  // `com`, `com.cn` and the like would block a country.
  if (/^(?:[a-z]{2,3}|co)\.[a-z]{2}$/.test(name) && /^(?:com|net|org|gov|edu|ac|co|mil)\./.test(name))
    return true;
  return PUBLIC_ENDINGS.test(name) || PLATFORM_HOSTS.some((one) => isWithin(name, one));
}
