import { describe, expect, it } from 'vitest';
import { canonical, createCanonical } from '../../../core/text/canonical.ts';
import { fold } from '../../../core/text/fold.ts';
import { match } from '../../../core/match/matcher.ts';
import { inStandardForm, matcher, tables } from './folding-fixture.ts';

describe('canonical writes disguised hits in standard characters', () => {
  it.each([
    ['彳正亻言花了,tui保', '征信花了 退保'],
    ['停.息.挂.账 vx', '停息挂账 微信'],
    ['复修信征', '征信修复'],
    ['三张xyk，欠了8万', '三张信用卡 欠了0万'],
    ['今天。明天\n后天', '今天|明天|后天'],
    ['pinyin hao好', 'pinyin hao好'],
    ['ＡＢ１２', 'ab00'],
    ['啊啊啊啊啊啊好好', '啊啊啊好好'],
    ['1380000'.repeat(2), '00000000000000'],
    ['', ''],
  ])('%s', (raw, expected) => {
    expect(inStandardForm(raw)).toBe(expected);
  });

  it('knows the raw span behind every code', () => {
    const raw = '我tui保😀了';
    const folded = fold(raw, tables);
    const text = canonical(folded, match(folded, matcher), matcher.standard);
    const spans = Array.from({ length: text.length }, (_, at) => raw.slice(text.start[at], text.end[at]));
    expect(spans).toEqual(['我', 'tui保', 'tui保', '😀', '了']);
  });

  it('gives the last of a run the span of all that is left out', () => {
    const raw = '哈哈哈哈，哈哈了';
    const folded = fold(raw, tables);
    const text = canonical(folded, match(folded, matcher), matcher.standard);
    const spans = Array.from({ length: text.length }, (_, at) => raw.slice(text.start[at], text.end[at]));
    expect(spans).toEqual(['哈', '哈', '哈哈', '，', '哈', '哈', '了']);
  });

  it('makes room when a hit is shorter than its term', () => {
    const raw = 'zxxf '.repeat(400);
    const folded = fold(raw, tables);
    const text = canonical(folded, match(folded, matcher), matcher.standard, createCanonical(4));
    expect(text.length).toBe(400 * 5 - 1);
  });
});
