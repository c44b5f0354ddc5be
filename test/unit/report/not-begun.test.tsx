// @vitest-environment jsdom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, it } from 'vitest';
import { Popup } from '../../../components/popup/Popup.tsx';
import type { PopupActions, PopupModel } from '../../../components/popup/popup-model.ts';

const nothing = () => {};
const actions: PopupActions = {
  show: async () => true,
  switchSite: nothing,
  pause: nothing,
  reportPage: nothing,
  scanOnce: nothing,
  allowSite: nothing,
  reload: nothing,
  open: nothing,
};
const model: PopupModel = {
  page: { state: 'unsupported' },
  scanFailed: false,
  host: 'forum.example.org',
  siteOn: true,
  paused: false,
  advice: () => undefined,
  help: undefined,
  rules: undefined,
  unreported: undefined,
};
const shown = (unreported: PopupModel['unreported']) => {
  act(() => render(<Popup model={{ ...model, unreported }} actions={actions} />, document.body));
  return document.querySelector('[role=alert]')?.textContent;
};

it('says in the popup what was in the way of a report, and nothing before', () => {
  expect(shown(undefined)).toBeUndefined();
  expect(shown({ error: 'quota', message: 'full' })).toMatch(/没有记下来.*空间不够.*再按一次举报/);
});
