import { describe, expect, it } from 'vitest';
import { buildMatcher, listHits, match, MOST_TERMS, type TermSpec } from '../../../core/match/matcher.ts';
import { fold } from '../../../core/text/fold.ts';
import { describeHits, find, found, matcher, tables, terms } from '../text/folding-fixture.ts';

describe('the matcher finds terms in plain writing', () => {
  it.each([
    ['征信花了怎么办', ['征信: 征信']],
    ['徵信修復', ['征信: 徵信', '征信修复: 徵信修復', '修复: 修復']],
    ['ＰＯＳ机', ['pos机: ＰＯＳ机']],
    ['100%成功', ['100%成功: 100%成功']],
    ['办AB贷的', ['ab贷: AB贷']],
  ])('%s, without calling it disguised', (raw, expected) => {
    expect(describeHits(raw)).toEqual(expected);
  });

  it('takes quotation marks inside a term for a quotation', () => {
    expect(describeHits('所谓征信“修复”')).toContain('征信修复: 征信“修复');
    expect(find('征信“修复”').every((hit) => !hit.disguised)).toBe(true);
  });

  it('takes one blank between two whole words for a list', () => {
    expect(find('征信 修复').some((hit) => hit.disguised)).toBe(false);
    expect(found('征信 修复')).toContain('征信修复');
  });
});

describe('the matcher finds disguised terms', () => {
  it.each([
    ['彳正亻言上的黑点', '征信', '彳正亻言 (split)'],
    ['做戴款的', '贷款', '戴款 (homophone)'],
    ['岱歀', '贷款', '岱歀 (lookalike homophone)'],
    ['代贝款', '贷款', '代贝款 (split)'],
    ['daikuan', '贷款', 'daikuan (pinyin)'],
    ['dai款', '贷款', 'dai款 (pinyin)'],
    ['贷 款', '贷款', '贷 款 (separated)'],
    ['贷*款', '贷款', '贷*款 (separated)'],
    ['贷//款', '贷款', '贷//款 (separated)'],
    ['贷，款', '贷款', '贷，款 (separated)'],
    ['代/款', '贷款', '代/款 (homophone separated)'],
    ['xin用ka', '信用卡', 'xin用ka (pinyin)'],
    ['信佣咔', '信用卡', '信佣咔 (homophone)'],
    ['信*用*卡', '信用卡', '信*用*卡 (separated)'],
    ['銀/哘', '银行', '銀/哘 (traditional lookalike separated)'],
    ['银航', '银行', '银航 (homophone)'],
    ['抵 扌甲', '抵押', '抵 扌甲 (split separated)'],
    ['停。息。挂。账', '停息挂账', '停。息。挂。账 (separated)'],
    ['停̶息̶挂̶账̶', '停息挂账', '停̶息̶挂̶账 (hidden)'],
    ['停\n息\n挂\n账', '停息挂账', '停\n息\n挂\n账 (vertical)'],
    ['tx挂账', '停息挂账', 'tx挂账 (initials)'],
    ['停西卦账', '停息挂账', '停西卦账 (homophone)'],
    ['复修信征', '征信修复', '复修信征 (reversed)'],
    ['zx花了', '征信', 'zx (initials)'],
    ['T保', '退保', 'T保 (initials)'],
    ['b债', '背债', 'b债 (initials)'],
    ['退🛡️', '退保', '退🛡️ (emoji)'],
    ['v❤️', '微信', 'v❤️ (emoji homophone)'],
    ['薇❤信', '微信', '薇❤信 (homophone separated)'],
    ['逾7三个月没还', '逾期', '逾7 (digit)'],
    ['🏦卡', '银行', '🏦 (emoji)'],
    ['做z务优h', '债务优化', 'z务优h (initials)'],
    ['玉器三个月欠款', '逾期', '玉器 (homophone)'],
  ])('%s', (raw, term, expected) => {
    expect(describeHits(raw)).toContain(`${term}: ${expected}`);
  });
});

describe('the matcher keeps away from ordinary texts', () => {
  it.each([
    ['homophones that are words of their own', '与其这样，语气不好，可以坐下'],
    ['false friends', '福袋款式的包装袋'],
    ['look-alikes that are words of their own', '负责人说货款到了'],
    ['names that sound like a term', '钰琪今天生日'],
    ['letters inside words', 'avx posts tvx'],
    ['initials away from the trade', 'cs游戏真好玩'],
    ['numbers', '逾7天 分7个 1.10'],
    ['words across a sentence end', '还贷。款式不错'],
    ['words across a line break', '要贷\n款式不错'],
    ['a reversed word of two characters', '信征'],
    ['a satellite', '卫星发射成功'],
  ])('%s', (_, raw) => {
    expect(describeHits(raw)).toEqual([]);
  });

  it('does not read a particle as the end of a longer term', () => {
    expect(found('征信修复是什么')).not.toContain('征信修复师');
  });

  it('lets nothing but the shape tell a hidden word from an ordinary one', () => {
    expect(describeHits('货歀')).toEqual(['贷款: 货歀 (lookalike)']);
  });

  it('takes a doubtful disguise where the trade is near, or another disguise', () => {
    expect(found('钰琪三个月，网贷也还不上')).toContain('逾期');
    expect(found('今天cs又来')).not.toContain('催收');
    expect(found('今天cs又来，wd还没还')).toEqual(expect.arrayContaining(['催收', '网贷']));
  });
});

describe('what a term may say', () => {
  it('disguise: false finds plain writing only', () => {
    expect(found('客服')).toEqual(['客服']);
    expect(found('客*服 ke服 客扶')).toEqual([]);
  });

  it('homophones: none takes pinyin and separators, but no other character', () => {
    expect(found('修复zheng信')).toContain('修复征信');
    expect(found('休复正信')).not.toContain('修复征信');
  });

  it('only key terms are found reversed or with initials', () => {
    const two = buildMatcher([{ text: '咨询费用' }, { text: '征信修复', key: true }], tables);
    const texts = (raw: string): number[] => find(raw, two).map((hit) => hit.term);
    expect(texts('用费询咨')).toEqual([]);
    expect(texts('z询费用')).toEqual([]);
    expect(texts('复修信征')).toEqual([1]);
  });

  it('a letter word for a term also stands for it inside longer terms', () => {
    const longer = buildMatcher([{ text: '征信花了' }, { text: '信用卡逾期' }], tables);
    const texts = (raw: string): string[] => find(raw, longer).map((hit) => raw.slice(hit.start, hit.end));
    expect(texts('zx花了')).toEqual(['zx花了']);
    expect(texts('xyk逾期')).toEqual(['xyk逾期']);
  });

  it('terms of the trade are key terms whatever the rule says', () => {
    const plain = buildMatcher([{ text: '催收' }], tables);
    expect(find('c收天天打电话催', plain)).toHaveLength(1);
  });

  it('parts two characters of a term of no trade only near the trade', () => {
    const common = buildMatcher([{ text: '给我' }], tables);
    expect(find('递 给 我 吧', common)).toEqual([]);
    expect(find('网贷 给 我 吧', common)).toHaveLength(1);
  });

  it('another usual spelling is no disguise', () => {
    expect(describeHits('停息挂帐')).toEqual(['停息挂账: 停息挂帐', '挂账: 挂帐']);
  });

  it('refuses more terms than it can number, and more sounds than it can tell', () => {
    const many = new Array(MOST_TERMS + 1).fill({ text: '贷款' }) as TermSpec[];
    expect(() => buildMatcher(many, tables)).toThrow(`more than ${MOST_TERMS}`);
    expect(() => buildMatcher(terms, { ...tables, soundCount: 513 })).toThrow('513 sounds');
  });

  it('a term without any sound is never found and does no harm', () => {
    const odd = buildMatcher([{ text: '！？' }, { text: '' }, { text: '贷款' }], tables);
    expect(find('！？贷款', odd).map((hit) => hit.term)).toEqual([2]);
  });
});

describe('hits', () => {
  it('overlap freely and are ordered by their end, longer first', () => {
    expect(describeHits('征信修复师')).toEqual([
      '征信: 征信',
      '征信修复: 征信修复',
      '修复: 修复',
      '征信修复师: 征信修复师',
    ]);
  });

  it('count changed characters and name their units', () => {
    const [hit] = find('我要岱歀').filter(({ term }) => terms[term]?.text === '贷款');
    expect(hit).toMatchObject({ from: 2, to: 4, start: 2, end: 4, disguised: true, changed: 1 });
  });

  it('fill earlier columns again', () => {
    const hits = match(fold('征信修复', tables), matcher);
    expect(match(fold('银行', tables), matcher, hits)).toBe(hits);
    expect(listHits(hits, fold('银行', tables)).map((hit) => terms[hit.term]?.text)).toEqual(['银行']);
  });
});
