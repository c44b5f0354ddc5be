import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { readToldFailure } from '../../../components/shared/failure-words.ts';
import { installReporting } from '../../../entrypoints/background/report-intake.ts';
import { memoryStore } from '../../../reports/store/memory-store.ts';
import type { ReportStore } from '../../../reports/store/report-store.ts';

const TAB = { id: 7, index: 0, url: 'https://forum.example.org/t/1', title: '负债了怎么办' };
const opened = vi.fn(async (_tab: { url: string }) => ({}));
const closed = vi.fn();
let store: ReportStore;
let press: Record<'menu' | 'key', () => void>;

beforeAll(() => {
  Object.assign(fakeBrowser, {
    contextMenus: {
      onClicked: {
        addListener: (listener: (info: object, tab: object) => void) =>
          (press = { ...press, menu: () => listener({ menuItemId: 'zs-report', linkUrl: TAB.url }, TAB) }),
      },
    },
    commands: {
      onCommand: {
        addListener: (listener: (command: string) => void) =>
          (press = { ...press, key: () => listener('report') }),
      },
    },
  });
  Object.assign(fakeBrowser.tabs, { query: async () => [TAB], create: opened });
  installReporting(async () => ({ ...store, close: closed }));
});
beforeEach(() => {
  vi.clearAllMocks();
  store = memoryStore();
});
const page = async () => {
  await vi.waitFor(() => expect(opened).toHaveBeenCalledOnce(), 5_000);
  return new URL(opened.mock.calls[0]![0].url);
};

describe.each(['menu', 'key'] as const)('a report by %s', (way) => {
  it('opens with its draft', async () => {
    press[way]();
    const { pathname, hash } = await page();
    expect(pathname).toBe('/report.html');
    expect((await store.drafts()).map((one) => `#${one.id}`)).toEqual([hash]);
  });

  it('says what was in the way where no draft could be kept', async () => {
    store.saveDraft = async () => ({ ok: false, error: 'quota', message: 'full', usage: 1, quota: 1 });
    press[way]();
    const { pathname, searchParams } = await page();
    expect(pathname).toBe('/report.html');
    expect(readToldFailure(searchParams.get('failed')!)).toEqual({ error: 'quota', message: 'full' });
  });

  it('closes the store also where it breaks', async () => {
    store.saveDraft = () => Promise.reject(new Error('gone'));
    press[way]();
    expect((await page()).searchParams.get('failed')).toBe('gone');
    expect(closed).toHaveBeenCalledOnce();
  });
});
