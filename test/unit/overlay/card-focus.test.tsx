// @vitest-environment jsdom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, expect, it, vi } from 'vitest';
import { Card, type CardText } from '../../../components/overlay/Card.tsx';

const text: CardText = {
  level: 'danger',
  category: 'debt_negotiation',
  why: '代理协商要收费',
  words: [],
  how: '',
  costs: [],
  free: [],
  channels: [],
  channelNote: '',
  paid: [],
  ruleTitles: [],
  ruleset: { version: '1', date: '2026-11-26' },
};
const close = vi.fn();
const nothing = () => undefined;
const named = (name: string) =>
  [...document.querySelectorAll('button')].find((one) => one.textContent === name)!;
const press = (name: string) => act(() => named(name).click());

afterEach(() => render(null, document.body));

it('keeps the focus inside on the way to the question of how far to be silent and back, so that Escape still closes', () => {
  act(() =>
    render(
      <Card
        language="zh-CN"
        text={text}
        hasAuthor
        onReport={nothing}
        onFalseAlarm={nothing}
        onDismiss={nothing}
        onClose={close}
      />,
      document.body,
    ),
  );
  expect(document.activeElement?.textContent).toBe(text.why);
  press('不再提示…');
  expect(document.activeElement?.textContent).toBe('本条');
  press('返回');
  expect(document.activeElement).toBe(named('不再提示…'));
  document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
  expect(close).toHaveBeenCalledOnce();
});
