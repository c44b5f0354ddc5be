import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../../components/shared/advice.ts';
import type { Verdict } from '../../../core/verdict.ts';
import {
  isCoverable,
  isShown,
  layOut,
  OPEN_MARKERS,
  shortKey,
  type Judged,
} from '../../../entrypoints/content/judged.ts';
import type { ReadItem } from '../../../page/read-item.ts';
import { searchQuery } from '../../../page/search-query.ts';
import { luminanceOf } from '../../../page/theme.ts';
import { contentHash } from '../../../settings/dismissals.ts';
import { DEFAULT_SETTINGS } from '../../../settings/settings.ts';

const verdict = (level: Verdict['level']): Verdict => ({
  level,
  score: 0.9,
  category: 'credit_repair',
  reasons: [],
});
const judged = (
  key: string,
  text: string,
  level: Verdict['level'] = 'danger',
  role: ReadItem['role'] = 'comment',
): Judged => ({
  item: { key, text, role, site: 's', name: 'n', count: 1, textMap: [] } as unknown as ReadItem,
  content: contentHash(text),
  verdict: verdict(level),
  firstSeen: 0,
  quiet: undefined,
});

describe('what is marked, and how', () => {
  it('names an item with a long address in a message so that two of them stay two', () => {
    const long = `weibo/post|https://weibo.com/${'a'.repeat(300)}`;
    expect(shortKey('weibo/post|1')).toBe('weibo/post|1');
    expect(shortKey(`${long}1`).length).toBeLessThanOrEqual(200);
    expect(shortKey(`${long}1`)).not.toBe(shortKey(`${long}2`));
  });

  it('marks warnings; talk about debt only when the reader wants it; nothing that was dismissed', () => {
    expect(isShown(judged('a', 'x', 'caution'), DEFAULT_SETTINGS)).toBe(true);
    expect(isShown(judged('a', 'x', 'topic'), DEFAULT_SETTINGS)).toBe(false);
    expect(isShown(judged('a', 'x', 'topic'), { ...DEFAULT_SETTINGS, showTopic: true })).toBe(true);
    expect(isShown(judged('a', 'x', 'none'), { ...DEFAULT_SETTINGS, showTopic: true })).toBe(false);
    const quiet = { id: '1', scope: 'site', host: 'h', label: '', falseAlarm: false, createdAt: 0 } as const;
    expect(isShown({ ...judged('a', 'x'), quiet }, DEFAULT_SETTINGS)).toBe(false);
  });

  it('covers danger in comments, as the setting says, and never a whole article', () => {
    expect(isCoverable(judged('a', 'x'), DEFAULT_SETTINGS)).toBe(true);
    expect(isCoverable(judged('a', 'x', 'caution'), DEFAULT_SETTINGS)).toBe(false);
    expect(isCoverable(judged('a', 'x', 'danger', 'caption'), DEFAULT_SETTINGS)).toBe(false);
    expect(isCoverable(judged('a', 'x', 'danger', 'caption'), { ...DEFAULT_SETTINGS, cover: 'all' })).toBe(
      true,
    );
    expect(isCoverable(judged('a', 'x', 'danger', 'article'), { ...DEFAULT_SETTINGS, cover: 'all' })).toBe(
      false,
    );
    expect(isCoverable(judged('a', 'x'), { ...DEFAULT_SETTINGS, cover: 'off' })).toBe(false);
  });

  it('folds repeats into the first and keeps at most so many markers open', () => {
    const many = Array.from({ length: OPEN_MARKERS + 5 }, (_, n) => judged(`k${n}`, `text ${n}`));
    const layout = layOut([...many, judged('again', 'text 0')]);
    expect(layout.get('k0')).toEqual({ compact: false, repeats: 2 });
    expect(layout.get('again')).toEqual({ compact: true, repeats: 1 });
    expect([...layout.values()].filter((one) => !one.compact)).toHaveLength(OPEN_MARKERS);
  });

  it('shows each matched word once, overlapping ones joined, rules before the fitted part', () => {
    const reason = (rule: string, start: number, text: string) => ({
      rule,
      signal: 's',
      start,
      end: start + text.length,
      text,
    });
    const words = wordsOf({
      ...verdict('danger'),
      reasons: [
        reason('r', 0, '征信修复'),
        reason('r', 0, '修复'),
        reason('model', 2, '修复包'),
        reason('r', 9, '包过'),
        reason('q', 9, '包过'),
      ],
    });
    expect(words).toEqual(['征信修复', '包过']);
    const overlapping = [
      reason('r', 0, '做停息'),
      reason('r', 1, '停息挂账'),
      reason('r', 5, '私信'),
      reason('r', 6, '信我'),
    ];
    expect(wordsOf({ ...verdict('danger'), reasons: overlapping })).toEqual(['做停息挂账', '私信我']);
    expect(wordsOf({ ...verdict('danger'), reasons: [reason('model', 2, '修复包')] })).toEqual(['修复包']);
    const long = [reason('r', 0, `${'修'.repeat(23)}💰💰`)];
    expect(wordsOf({ ...verdict('danger'), reasons: long })).toEqual([`${'修'.repeat(23)}…`]);
  });
});

describe('search words in an address', () => {
  it.each([
    ['https://www.xiaohongshu.com/search_result?keyword=%25E5%25BE%2581%25E4%25BF%25A1', '征信'],
    ['https://www.douyin.com/search/%E5%81%9C%E6%81%AF%E6%8C%82%E8%B4%A6?type=general', '停息挂账'],
    ['https://s.weibo.com/weibo?q=%E9%80%80%E4%BF%9D', '退保'],
    ['https://search.bilibili.com/all?keyword=%E8%A7%A3%E5%80%BA', '解债'],
    ['https://www.youtube.com/results?search_query=a+b', 'a b'],
  ])('reads %s', (address, words) => expect(searchQuery(address)).toBe(words));

  it.each([
    'https://www.zhihu.com/question/1?q=x',
    'https://www.douyin.com/video/7',
    'not an address',
    'https://a.cn/search?keyword=',
  ])('finds none in %s', (address) => expect(searchQuery(address)).toBeUndefined());
});

it('measures luminance of painted colours and leaves transparent ones out', () => {
  expect(luminanceOf('rgb(255, 255, 255)')).toBeCloseTo(1);
  expect(luminanceOf('rgb(0, 0, 0)')).toBe(0);
  expect(luminanceOf('rgba(0, 0, 0, 0.1)')).toBeUndefined();
  expect(luminanceOf('color(srgb 1 1 1)')).toBeUndefined();
});
