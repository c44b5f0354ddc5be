// @vitest-environment jsdom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, it, vi } from 'vitest';
import { AlertsSection } from '../../../components/options/AlertsSection.tsx';
import { DEFAULT_SETTINGS, type Settings } from '../../../settings/settings.ts';

it('pauses for an hour from the click, however long the page has been open', () => {
  vi.useFakeTimers({ now: 1_000_000 });
  let settings: Settings = DEFAULT_SETTINGS;
  const change = (to: (old: Settings) => Settings) => void (settings = to(settings));
  act(() => render(<AlertsSection settings={settings} onChange={change} />, document.body));
  vi.setSystemTime(5_000_000);
  [...document.querySelectorAll('button')].find((one) => one.textContent === '暂停一小时')!.click();
  expect(settings.pausedUntil).toBe(5_000_000 + 3_600_000);
  vi.useRealTimers();
});
