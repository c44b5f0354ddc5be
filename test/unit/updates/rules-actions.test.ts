import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { rulesActions } from '../../../entrypoints/options/rules-actions.ts';
import { call } from '../../../messaging/messenger.ts';

vi.mock('../../../messaging/messenger.ts', () => ({ call: vi.fn() }));
const background = vi.mocked(call);

beforeEach(() => {
  fakeBrowser.reset();
  background.mockReset();
});

it('tells when the background does not answer, whatever was asked', async () => {
  background.mockResolvedValue({ ok: false, error: 'No answer to rules/change within 8000 ms' });
  const { check, switchChannel, rollBack, removeChannel } = rulesActions;
  for (const done of [check(), switchChannel('a', true), rollBack('a'), removeChannel('a')])
    expect(await done).toMatchObject({
      ok: false,
      error: { kind: 'no-answer', detail: 'No answer to rules/change within 8000 ms' },
    });
});

it('tells why the background refused', async () => {
  const error = {
    kind: 'not-by-hand' as const,
    file: 'channels',
    detail: 'Only channels added by hand can be removed.',
  };
  background.mockResolvedValue({ ok: true, value: { ok: false, error } });
  expect(await rulesActions.removeChannel('built-in')).toEqual({ ok: false, error });
});

it('tells when the switch of a rule could not be kept', async () => {
  expect(await rulesActions.switchRule('recruit', false)).toEqual({ ok: true, value: true });
  vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValueOnce(new Error('QUOTA_BYTES'));
  expect(await rulesActions.switchRule('recruit', true)).toMatchObject({
    ok: false,
    error: { kind: 'not-kept' },
  });
});
