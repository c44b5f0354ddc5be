import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assess, MODEL } from '../../../core/assess.ts';
import { explain } from '../../../core/explain.ts';
import { NO_VERDICT, Verdict } from '../../../core/verdict.ts';
import { useRuleset } from './ruleset.ts';

const ruleset = useRuleset();
const levelOf = (text: string, thread?: string): string => assess({ text, thread }, ruleset.current).level;

describe('a verdict', () => {
  test.each([
    '专业停息挂账，最长分60期，不成功不收费，加微信详聊',
    '征信逾期记录三天消除，内部渠道，先办后付，私信我',
    '全额退保，不看保单年限，成功后收三成，点头像联系',
    '代接催收电话，一个月三百，手机卡寄过来就行',
  ])('warns of a plain lure: %s', (text) => {
    expect(['danger', 'caution']).toContain(levelOf(text));
  });

  test.each([
    '警方提醒：凡是声称能停息挂账、先收服务费的，都是诈骗',
    '我自己打客服谈下来的，分36期，一分钱没花，别找中介',
    '请问停息挂账是真的吗，有没有人自己申请过',
    '今天的红烧肉真好吃',
    '考研上岸啦，感谢自己',
  ])('is silent on an honest text: %s', (text) => {
    expect(['topic', 'none']).toContain(levelOf(text));
  });

  test.each([
    '大家好呀，好久没更新了，最近天气转凉，记得多穿衣服哦。征信修复技术培训，源头技术，三天学会，月入五万不是梦，招全国城市合伙人，送客源',
    '周末带娃去了动物园，人好多。顺便说一句，全额退保的找我，抽两成。今天的晚饭是糖醋排骨，好吃。',
    '收白户，到手80万，要的私信。今天天气不错，去公园走了一圈。',
    '早上好家人们！吃早饭了吗？停息挂账，最长分60期，不成功不收费，加微信详聊。今天也要开心哦！',
  ])('finds a lure among small talk: %s', (text) => {
    expect(['danger', 'caution']).toContain(levelOf(text));
  });

  test('finds the same lure in disguise', () => {
    expect(['danger', 'caution']).toContain(levelOf('停.息.挂.账 最长60期，不成功不收米，➕V详聊'));
  });

  test('names its reasons with exact raw spans', () => {
    const text = '专业停 息 挂 账，不成功不收费，加薇❤️详聊';
    const { reasons } = assess({ text }, ruleset.current);
    expect(reasons.length).toBeGreaterThan(0);
    for (const { start, end, text: quoted } of reasons) expect(text.slice(start, end)).toBe(quoted);
    expect(reasons.some(({ rule }) => rule === MODEL)).toBe(true);
  });

  test('leaves ordinary talk unread, and says so to those who ask', () => {
    const item = { text: '今天的红烧肉真好吃' };
    expect(assess(item, ruleset.current)).toEqual(NO_VERDICT);
    expect(explain(item, ruleset.current).decidedBy).toEqual({ by: 'glance' });
    expect(explain({ ...item, thread: '欠了网贷还不上怎么办' }, ruleset.current).decidedBy).not.toEqual({
      by: 'glance',
    });
  });

  test('gives an empty text none', () => {
    expect(assess({ text: ' \n ' }, ruleset.current)).toEqual({
      level: 'none',
      score: 0,
      category: 'none',
      reasons: [],
    });
  });

  test('is always well-formed, whatever the text, and the same each time', () => {
    const words = fc.constantFrom(
      '停息挂账',
      '征信',
      '加微信',
      '骗局',
      '，',
      '。',
      '\n',
      '💳',
      '亻',
      '言',
      '\u200b',
      '\ud800',
      'xin用',
      '60期',
      '不成功不收费',
      '？',
    );
    const hostile = fc
      .array(fc.oneof(words, fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 60 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(hostile, fc.option(hostile, { nil: undefined }), (text, thread) => {
        const verdict = assess({ text, thread }, ruleset.current);
        expect(Verdict.safeParse(verdict).success).toBe(true);
        for (const { rule, start, end, text: quoted } of verdict.reasons) {
          expect(text.slice(start, end)).toBe(quoted);
          expect(end).toBeGreaterThan(start);
          if (rule !== MODEL) continue;
          expect(quoted).toMatch(/\p{L}.*\p{L}/su);
          expect(quoted).not.toMatch(/^[\s\p{M}，。？]|[\s，。？]$/u);
        }
        expect(assess({ text, thread }, ruleset.current)).toEqual(verdict);
      }),
      { numRuns: Number(process.env['FUZZ_RUNS'] ?? 200) },
    );
  });

  test.each([
    ['one character', (n: number) => '停'.repeat(n)],
    ['nothing but hits', (n: number) => '停息挂账加微信'.repeat(Math.ceil(n / 7)).slice(0, n)],
    ['lone surrogates', (n: number) => '\ud83d'.repeat(n)],
    ['separators', (n: number) => '停.'.repeat(n / 2)],
  ])('takes time that grows with the text and not with its square: %s', { retry: 3 }, (_, make) => {
    const time = (text: string): number => {
      const least = Array.from({ length: 5 }, () => {
        const from = performance.now();
        assess({ text }, ruleset.current);
        return performance.now() - from;
      });
      return Math.min(...least);
    };
    const [small, large] = [make(4_000), make(32_000)];
    time(small);
    // Eight times the text: 8 if linear, 64 if quadratic.
    expect(time(large) / time(small)).toBeLessThan(32);
  });
});
