// @vitest-environment jsdom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, it } from 'vitest';
import { QuietSection } from '../../../components/options/QuietSection.tsx';
import type { Dismissal } from '../../../settings/dismissals.ts';

const base = { host: 'www.douyin.com', label: '今天讲讲分期', falseAlarm: false, createdAt: 0 };

it('names what is silent: the author, the site, the words of an item; and where it was chosen', () => {
  const list: Dismissal[] = [
    { ...base, id: '1', scope: 'author', author: '律师小王' },
    { ...base, id: '2', scope: 'week' },
    { ...base, id: '3', scope: 'item' },
  ];
  act(() => render(<QuietSection list={list} onUndo={() => undefined} />, document.body));
  const rows = [...document.querySelectorAll('li')];
  expect(rows.map((row) => row.querySelector('p')!.textContent)).toEqual([
    '律师小王',
    'www.douyin.com',
    '今天讲讲分期',
  ]);
  expect(rows.map((row) => row.textContent.includes('选在这条上：今天讲讲分期'))).toEqual([
    true,
    true,
    false,
  ]);
  expect(rows.map((row) => row.querySelector('button')!.getAttribute('aria-label'))).toEqual([
    '恢复提示: 律师小王',
    '恢复提示: www.douyin.com',
    '恢复提示: 今天讲讲分期',
  ]);
});
