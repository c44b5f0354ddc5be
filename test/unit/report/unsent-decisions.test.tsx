// @vitest-environment jsdom
import { render, type VNode } from 'preact';
import { act } from 'preact/test-utils';
import { beforeEach, expect, it, vi } from 'vitest';
import { DeskBar } from '../../../components/desk/DeskBar.tsx';
import { InboxSettings } from '../../../components/report/InboxSettings.tsx';

const send = vi.fn();
const nothing = () => {};
const config = { address: 'https://inbox.example:6984/reports', user: '', password: '', managed: false };
const settings = (held: number, inbox: typeof config | null, clock: string | null = null) => (
  <InboxSettings
    config={inbox}
    host={inbox && 'inbox.example:6984'}
    message={null}
    queue={{ waiting: 0, refused: 0, held, failure: null }}
    rules={null}
    unreachable={null}
    clock={clock}
    onAllow={nothing}
    onSave={nothing}
    onRemove={nothing}
    onSync={nothing}
    onSendHeld={send}
  />
);
const bar = (count: number, host: string | null) => (
  <DeskBar
    tab="desk"
    text=""
    onTab={nothing}
    onText={nothing}
    onCommand={nothing}
    onSettings={nothing}
    unsent={{ count, host }}
    onUnsent={send}
  />
);
const show = (node: VNode) => {
  act(() => {
    render(null, document.body);
    render(node, document.body);
  });
  return document.body.textContent;
};
const press = (words: RegExp) => {
  const found = [...document.querySelectorAll('button')].filter((one) => words.test(one.textContent));
  expect(found).toHaveLength(1);
  act(() => found[0]!.click());
};

beforeEach(() => send.mockReset());

it.each([
  ['the page of the inbox', settings(3, config)],
  ['the bar of the desk', bar(3, 'inbox.example:6984')],
])('%s says how many decisions are held and sends them, naming where to', (_, node) => {
  show(node);
  press(/3.*inbox\.example:6984/);
  expect(send).toHaveBeenCalledOnce();
});

it('says how many are left after the inbox was removed, and what to do', () => {
  expect(show(settings(3, null))).toMatch(/3 条决定还没送出.*设好以后/);
  expect(show(bar(3, null))).toContain('3 条决定还没送出');
});

it('says nothing where none is held, and what is wrong with the clock', () => {
  expect(show(settings(0, config))).not.toContain('条决定');
  expect(show(bar(0, null))).not.toContain('条决定');
  expect(show(settings(0, config, '时钟快了'))).toContain('时钟快了');
});
