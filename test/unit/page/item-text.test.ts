import { expect, it } from 'vitest';
import { Dismissal, findDismissal } from '../../../settings/dismissals.ts';
import { cutName } from '../../../page/item-text.ts';

it('a name of any length is handed on so that a dismissal can hold and find it', () => {
  const author = cutName('债'.repeat(199) + '😀' + '务'.repeat(500));
  const read = Dismissal.safeParse({
    id: '1',
    scope: 'author',
    host: 'x.com',
    author,
    label: '',
    falseAlarm: false,
    createdAt: 0,
  });
  expect(read.success && findDismissal([read.data], { host: 'x.com', content: '', author }, 0)).toBeTruthy();
  expect(author.isWellFormed()).toBe(true);
});
