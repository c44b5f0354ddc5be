import type { Category, Level } from '../core/verdict.ts';
import { deskStateTexts } from '../locales/desk-states.ts';
import { sharedTexts } from '../locales/shared.ts';
import type { DecidedAs } from './decided-as.ts';
import type { SubjectState } from './event-format.ts';

// Texts for Chinese authorities and platforms: they are in Chinese whatever the interface's language.

/** States and levels are called in an export as on the desk that it comes from. */
export const stateWords = (state: SubjectState): string => deskStateTexts['zh-CN'][`state.${state}`];
export const levelWords = (level: Level): string => sharedTexts['zh-CN'][`level.${level}`];

/** What a decision says about the content. */
export const DECIDED_WORDS: Readonly<Record<DecidedAs, string>> = { lure: '是引流', honest: '不是引流' };

export const CATEGORY_WORDS: Readonly<Record<Category, string>> = {
  credit_repair: '征信修复、征信洗白',
  debt_negotiation: '收费债务协商、停息挂账、债务优化',
  anti_collection: '反催收',
  call_answering: '代接催收电话',
  surrender_agent: '代理退保',
  fee_refund: '代理退息退费',
  loan_broker: '贷款中介、包装贷款、垫资过桥',
  debt_mule: '背债、收购个人征信资质',
  fake_docs: '伪造证明材料',
  debt_evasion: '逃废债',
  sham_legal: '虚假法务、假冒律所',
  data_trade: '买卖个人信息、查询他人征信',
  recruit: '招募代理、收徒教学',
  card_cashing: '信用卡套现、养卡代还',
  recovery_scam: '假冒追款、挽损',
  policy_bait: '假借政策名义',
  lawful: '合法程序',
  none: '其他',
};

const SITE_WORDS: Readonly<Record<string, string>> = {
  douyin: '抖音',
  xiaohongshu: '小红书',
  bilibili: '哔哩哔哩',
  weibo: '微博',
  kuaishou: '快手',
  zhihu: '知乎',
  tieba: '百度贴吧',
  wechat: '微信公众号',
  toutiao: '今日头条',
  baijiahao: '百家号',
  douban: '豆瓣',
  tiktok: 'TikTok',
  youtube: 'YouTube',
  x: 'X',
  facebook: 'Facebook',
  instagram: 'Instagram',
  threads: 'Threads',
};
/** Name of a site. Its id comes from anybody, so that `constructor` may be one: only what is in the table is looked up. */
export const siteWords = (site: string): string =>
  Object.hasOwn(SITE_WORDS, site) ? SITE_WORDS[site]! : site;

export const ROLE_WORDS: Readonly<Record<string, string>> = {
  caption: '作品文案',
  comment: '评论',
  reply: '回复',
  danmaku: '弹幕',
  title: '标题',
  article: '文章',
  profile: '账号简介',
  live: '直播间留言',
  search: '搜索结果',
};
export const HANDLE_WORDS: Readonly<Record<string, string>> = {
  wechat: '微信',
  qq: 'QQ',
  phone: '电话',
  link: '网址',
  email: '邮箱',
  other: '其他',
};
