import { defineTexts, type Language } from './translate.ts';

/** What people call the sites that have a description; the keys are their ids. */
const siteNames = defineTexts({
  'zh-CN': {
    baijiahao: '百家号',
    bilibili: 'B站',
    douban: '豆瓣',
    douyin: '抖音',
    kuaishou: '快手',
    tieba: '贴吧',
    tiktok: 'TikTok',
    toutiao: '今日头条',
    wechat: '微信公众号',
    weibo: '微博',
    x: 'X',
    xiaohongshu: '小红书',
    youtube: 'YouTube',
    zhihu: '知乎',
  },
  'zh-TW': {
    baijiahao: '百家號',
    bilibili: 'B站',
    douban: '豆瓣',
    douyin: '抖音',
    kuaishou: '快手',
    tieba: '貼吧',
    tiktok: 'TikTok',
    toutiao: '今日頭條',
    wechat: '微信公眾號',
    weibo: '微博',
    x: 'X',
    xiaohongshu: '小紅書',
    youtube: 'YouTube',
    zhihu: '知乎',
  },
  en: {
    baijiahao: 'Baijiahao',
    bilibili: 'Bilibili',
    douban: 'Douban',
    douyin: 'Douyin',
    kuaishou: 'Kuaishou',
    tieba: 'Tieba',
    tiktok: 'TikTok',
    toutiao: 'Toutiao',
    wechat: 'WeChat',
    weibo: 'Weibo',
    x: 'X',
    xiaohongshu: 'Xiaohongshu',
    youtube: 'YouTube',
    zhihu: 'Zhihu',
  },
});

/**
 * Name of a site as people know it.
 *
 * @param otherwise - what a site without a description is called: what its reports are filed under, when no better is known
 */
export function siteName(id: string, language: Language, otherwise = id): string {
  const names: Readonly<Record<string, string>> = siteNames[language];
  return Object.hasOwn(names, id) ? names[id]! : otherwise;
}
