// @vitest-environment jsdom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { beforeEach, expect, it, vi } from 'vitest';
import { SureButton } from '../../../components/shared/SureButton.tsx';

const discard = vi.fn();
const button = () => document.querySelector('button')!;
const announced = () => document.querySelector('[role=status]')!.textContent;
const click = (detail = 1) =>
  act(() => void button().dispatchEvent(new MouseEvent('click', { detail, bubbles: true })));

beforeEach(() => {
  discard.mockReset();
  act(() => {
    render(null, document.body);
    render(<SureButton label="丢弃" sure="确定丢弃？再点一次" onSure={discard} />, document.body);
  });
});

it('asks at the first press, aloud as well, and acts at the second', () => {
  expect(announced()).toBe('');
  click();
  expect(discard).not.toHaveBeenCalled();
  expect(button().textContent).toBe('确定丢弃？再点一次');
  expect(announced()).toBe('确定丢弃？再点一次');
  click();
  expect(discard).toHaveBeenCalledOnce();
  expect(button().textContent).toBe('丢弃');
});

it.each([
  ['the focus goes', () => button().blur()],
  ['the pointer goes', () => button().parentElement!.dispatchEvent(new MouseEvent('mouseleave'))],
  [
    'Escape is pressed',
    () => button().dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })),
  ],
])('forgets the first press when %s', (_, leave) => {
  button().focus();
  click();
  act(leave);
  expect(button().textContent).toBe('丢弃');
  expect(announced()).toBe('');
  click();
  expect(discard).not.toHaveBeenCalled();
});

it('does not take a double click for an answer', () => {
  click(1);
  click(2);
  expect(discard).not.toHaveBeenCalled();
});
