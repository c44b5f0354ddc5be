import { CATEGORIES } from '../core/verdict.ts';
import type { ReportDraft } from '../reports/draft-format.ts';
import { makeReport } from '../reports/make-report.ts';
import type { Report } from '../reports/record-format.ts';

/** A repeatable stream of numbers in 0..1 (mulberry32), so that generated reports are the same on every run. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const SITES = ['douyin', 'xiaohongshu', 'bilibili', 'weibo', 'kuaishou', 'zhihu', 'tieba', 'wechat'] as const;
const PERMALINK: Readonly<Record<(typeof SITES)[number], (n: number) => string>> = {
  douyin: (n) => `https://www.douyin.com/video/73010000000000${String(n).padStart(5, '0')}?previous_page=app`,
  xiaohongshu: (n) =>
    `https://www.xiaohongshu.com/explore/65f0${n.toString(16).padStart(20, '0')}?xsec_token=AB${n}`,
  bilibili: (n) => `https://www.bilibili.com/video/BV1${n.toString(36).padStart(9, 'x')}?vd_source=abc`,
  weibo: (n) => `https://weibo.com/${1_000_000 + (n % 5000)}/N${n.toString(36).padStart(8, 'a')}`,
  kuaishou: (n) => `https://www.kuaishou.com/short-video/3x${n.toString(36)}?streamSource=find`,
  zhihu: (n) => `https://www.zhihu.com/question/${500_000 + (n % 900)}/answer/${3_000_000_000 + n}`,
  tieba: (n) => `https://tieba.baidu.com/p/${9_000_000_000 + n}?pid=${n}`,
  wechat: (n) => `https://mp.weixin.qq.com/s/${n.toString(36).padStart(22, 'Q')}`,
};

// Parts of sentences, not whole ones: a generated crowd of reports needs templates that repeat with small changes (what a
// poster does) and texts that do not resemble each other (what clustering must keep apart).
const OPENERS = [
  '逾期的朋友看过来',
  '还不上的别慌',
  '有负债的姐妹',
  '信用卡压得喘不过气',
  '网贷七八家',
  '催收打到单位了',
  '家里人还不知道',
];
const OFFERS = [
  '停息挂账最长分六十期',
  '征信问题专人处理',
  '代接电话不打扰家人',
  '退回多收的息费',
  '个性化分期方案',
  '债务整合成一笔',
  '材料我们来准备',
];
const PROMISES = ['不成功不收费', '三天见效', '内部有渠道', '做过上千单', '有合同有保障', '先看结果再付款'];
const CONTACTS = ['加微', '薇心', 'V', '留个电话', '私我', '主页有方式', '扣扣'];
const FILLER =
  '今天天气不错我在地铁上看到一个人说起自己的账单然后想到去年冬天买的那台洗衣机还没有还完其实慢慢来也可以的大家都一样别太焦虑多喝水早点睡明天又是新的一天工作总会有的孩子也会长大老板昨天又开会说了很多听不懂的话';

interface GeneratedCrowd {
  readonly reports: readonly Report[];
  /** Index of the template each report was made from, `-1` for texts of their own. */
  readonly template: readonly number[];
}

/**
 * Makes reports as a busy month would: about half follow one of the templates (each with its own handle, words swapped
 * and symbols inserted), the rest are texts of their own; some items are reported by several people.
 *
 * @param count - how many reports
 * @param seed - same seed, same reports
 */
export function generateReports(count: number, seed = 1): GeneratedCrowd {
  const random = seeded(seed);
  const pick = <One>(from: readonly One[]): One => from[Math.floor(random() * from.length)]!;
  const templates = Math.max(4, Math.round(count / 250));
  const bases = Array.from({ length: templates }, (_, index) => ({
    words: [pick(OPENERS), pick(OFFERS), own(24), pick(PROMISES), own(12), pick(OFFERS)],
    contact: pick(CONTACTS),
    handle: `zs${index.toString(36)}x${Math.floor(random() * 1e6).toString(36)}`,
  }));
  const reports: Report[] = [];
  const template: number[] = [];
  const drafts: { draft: ReportDraft; from: number }[] = [];
  while (reports.length < count) {
    const n = reports.length;
    // Some items are reported by several people: the same item, another reporter, a little later.
    if (n > 0 && random() < 0.15) {
      const again = drafts[Math.floor(random() * drafts.length)]!;
      const capturedAt = new Date(
        Date.parse(again.draft.capturedAt) + Math.floor(random() * 86_400_000),
      ).toISOString();
      take({ ...again.draft, capturedAt, note: null }, again.from);
      continue;
    }
    const from = random() < 0.5 ? Math.floor(random() ** 2 * templates) : -1;
    const text = from < 0 ? `${pick(OPENERS)}${own(40 + Math.floor(random() * 60))}` : vary(bases[from]!);
    take(draft(n, text, from < 0 ? null : bases[from]!.handle), from);
  }
  return { reports, template };

  function take(one: ReportDraft, from: number): void {
    const made = makeReport(one, `r-${Math.floor(random() * 200)}`);
    if (!made.ok) throw new Error(`generateReports: ${made.message}`);
    drafts.push({ draft: one, from });
    reports.push(made.value);
    template.push(from);
  }

  /** Words that no other text has: characters in a random order. */
  function own(length: number): string {
    let out = '';
    while (out.length < length) out += FILLER[Math.floor(random() * FILLER.length)]!;
    return out;
  }

  function vary(base: (typeof bases)[number]): string {
    const words = base.words.map((word) => (random() < 0.15 ? word.slice(0, -1) : word));
    const glue = pick(['，', ' ', '！', '✨', '。']);
    return `${words.join(glue)}${glue}${base.contact}${base.handle}`;
  }

  function draft(n: number, text: string, handle: string | null): ReportDraft {
    const site = pick(SITES);
    const item = Math.floor(random() * count * 0.8);
    const captured = new Date(Date.UTC(2026, 9, 1) + Math.floor(random() * 30 * 86_400_000)).toISOString();
    const author = { name: `用户${item % 9000}`, id: `u${item % 9000}`, profileUrl: null };
    return {
      format: 1,
      id: `draft-${n}`,
      createdAt: captured,
      updatedAt: captured,
      kind: random() < 0.08 ? 'false_alarm' : random() < 0.1 ? 'missed' : 'lure',
      site,
      role: pick(['comment', 'reply', 'caption'] as const),
      text,
      itemUrl: PERMALINK[site](item),
      pageUrl: PERMALINK[site](item),
      pageTitle: `负债了怎么办 第${item}期`,
      precision: 'full',
      author,
      parentText: random() < 0.4 ? own(40) : null,
      position: { commentId: `${700_000 + n}`, index: Math.floor(random() * 300), seconds: null },
      firstSeen: captured,
      capturedAt: captured,
      category: { guessed: pick(CATEGORIES), confirmed: null },
      engine: {
        rulesetVersion: '2026.11.26-1',
        level: pick(['caution', 'danger'] as const),
        score: Math.round(random() * 1000) / 1000,
        findings: [
          {
            rule: pick(['debt_negotiation', 'credit_repair', 'anti_collection']),
            signal: 'offer',
            start: 0,
            end: Math.min(4, text.length),
          },
        ],
      },
      subject: null,
      pointed: null,
      handles: handle === null ? [] : [{ kind: 'wechat', value: handle, whose: 'advertiser', state: 'kept' }],
      redact: { text: [], parentText: [], title: [] },
      fee: null,
      note: random() < 0.2 ? own(20) : null,
      attachments: [],
      leaveOut: [],
    };
  }
}
