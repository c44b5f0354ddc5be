import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Ruleset } from '../../../core/ruleset/ruleset.ts';
import { JudgedItems } from '../../../entrypoints/content/judged-items.ts';
import type { ReadItem } from '../../../page/read-item.ts';
import { contentHash, type Dismissal } from '../../../settings/dismissals.ts';
import { DEFAULT_SETTINGS } from '../../../settings/settings.ts';

const danger = { level: 'danger', score: 0.9, category: 'credit_repair', reasons: [] };
vi.mock('../../../core/assess.ts', () => ({
  assess: ({ text }: ReadItem) => (text === 'plain' ? { ...danger, level: 'none' } : danger),
}));

const item = (key: string, text: string, role: ReadItem['role'] = 'comment') =>
  ({ key, text, role }) as ReadItem;
const dismissal = (text: string): Dismissal => ({
  id: '1',
  scope: 'item',
  host: 'example.com',
  content: contentHash(text),
  label: '',
  falseAlarm: false,
  createdAt: 0,
});

describe('the judged items of a page', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const rules = {} as Ruleset;
  const shownKeys = (items: JudgedItems) => items.shown(DEFAULT_SETTINGS).map((one) => one.item.key);

  it('keep when they were first seen, however often they change', () => {
    const items = new JudgedItems('example.com');
    items.judge(item('a', 'lure'), rules, [], 100);
    items.judge(item('a', 'plain'), rules, [], 900);
    expect(items.here('a')).toMatchObject({ firstSeen: 100, verdict: { level: 'none' } });
    expect([items.size, shownKeys(items)]).toEqual([1, []]);
  });

  it('fall silent and speak again with the dismissals', () => {
    const items = new JudgedItems('example.com');
    for (const key of ['a', 'b']) items.judge(item(key, `lure ${key}`), rules, [dismissal('lure a')], 0);
    expect(shownKeys(items)).toEqual(['b']);
    items.judge(item('c', 'plain'), rules, [dismissal('plain')], 0);
    expect(items.quieted(DEFAULT_SETTINGS)).toBe(1);
    items.applyDismissals([dismissal('lure b')], 1);
    expect(shownKeys(items)).toEqual(['a']);
  });

  it('are forgotten when they leave; a danmaku under warning is known for a minute more', () => {
    const items = new JudgedItems('example.com');
    items.judge(item('comment', 'lure'), rules, [], 0);
    items.judge(item('flying', 'lure', 'danmaku'), rules, [], 0);
    items.judge(item('harmless', 'plain', 'danmaku'), rules, [], 0);
    expect(['comment', 'flying', 'harmless'].map((key) => items.remove(key, DEFAULT_SETTINGS))).toEqual([
      false,
      true,
      false,
    ]);
    expect(items.size).toBe(0);
    expect([items.known('comment'), items.here('flying'), items.known('harmless')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(items.known('flying')?.item.text).toBe('lure');
    vi.advanceTimersByTime(60_001);
    expect(items.known('flying')).toBeUndefined();
  });

  it('are found by the short name that messages carry', () => {
    const long = `weibo/post|https://weibo.com/${'a'.repeat(300)}`;
    const items = new JudgedItems('example.com');
    items.judge(item(`${long}1`, 'lure'), rules, [], 0);
    items.judge(item(`${long}2`, 'lure'), rules, [], 0);
    expect(items.keyOf(`${long.slice(0, 160)}~${contentHash(`${long}2`)}`)).toBe(`${long}2`);
    expect(items.keyOf('other')).toBeUndefined();
  });
});
