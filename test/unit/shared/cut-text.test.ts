import { expect, it } from 'vitest';
import { cutText } from '../../../components/shared/cut-text.ts';

it('cuts between characters, as a record wants it', () => {
  expect(cutText(`${'重'.repeat(39)}🈲`, 40)).toBe('重'.repeat(39));
  expect(cutText(`${'重'.repeat(38)}🈲后`, 40)).toBe(`${'重'.repeat(38)}🈲`);
});
