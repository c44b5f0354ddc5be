import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const page = Object.assign(new EventTarget(), { hidden: false });
vi.stubGlobal('location', { hostname: 'forum.example.cn', href: 'https://forum.example.cn/' });
vi.stubGlobal('window', new EventTarget());
vi.stubGlobal('document', page);

const { watchPage } = vi.hoisted(() => ({
  watchPage: vi.fn(() => ({ stop: () => undefined, items: () => [], size: 0 })),
}));
vi.mock('../../../page/watch.ts', () => ({ watchPage }));
vi.mock('../../../entrypoints/content/overlay-view.tsx', () => ({
  createView: () => ({ marks: {}, strip: () => undefined, destroy: () => undefined }),
}));
vi.mock('../../../messaging/messenger.ts', () => ({ call: async () => ({ ok: true }) }));

const { Ends } = await import('../../../entrypoints/content/ends.ts');
const { Reader } = await import('../../../entrypoints/content/reader.ts');
const { DEFAULT_SETTINGS } = await import('../../../settings/settings.ts');
const { WEEK_MS } = await import('../../../settings/dismissals.ts');

const HOUR = 60 * 60 * 1000;
const RULES = { ruleset: { version: '1', createdAt: '' }, guidance: undefined, sites: [] } as never;

function readerFrom(pausedUntil: number | null) {
  const settings = { ...DEFAULT_SETTINGS, language: 'zh-CN' as const, pausedUntil };
  const reader = new Reader({ settings, dismissals: [], rules: RULES, openRoots: false });
  reader.refresh();
  return reader;
}

beforeEach(() => {
  vi.useFakeTimers({ now: 1_800_000_000_000 });
  watchPage.mockClear();
});
afterEach(() => vi.useRealTimers());

it('does not read a page again for rules that come after it was left', () => {
  const reader = readerFrom(null);
  expect(watchPage).toHaveBeenCalledOnce();
  reader.leave();
  reader.changeRules({ ...(RULES as object) } as never);
  expect(watchPage).toHaveBeenCalledOnce();
});

describe('a pause', () => {
  it('of an hour ends in a page that stays open', () => {
    const reader = readerFrom(Date.now() + HOUR);
    vi.advanceTimersByTime(HOUR - 1);
    expect(watchPage).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(watchPage).toHaveBeenCalledOnce();
    reader.leave();
  });

  it('that ran out while the device slept ends when the page is seen again', () => {
    const reader = readerFrom(Date.now() + HOUR);
    vi.setSystemTime(Date.now() + 2 * HOUR);
    page.dispatchEvent(new Event('visibilitychange'));
    expect(watchPage).toHaveBeenCalledOnce();
    reader.leave();
  });

  it('without an end is not waited for, nor one of a page that was left', () => {
    readerFrom(-1).leave();
    readerFrom(Date.now() + HOUR).leave();
    vi.advanceTimersByTime(30 * 24 * HOUR);
    page.dispatchEvent(new Event('visibilitychange'));
    expect(watchPage).not.toHaveBeenCalled();
  });
});

describe('a quiet week', () => {
  const week = (host: string) => ({
    id: host,
    scope: 'week' as const,
    host,
    label: '',
    falseAlarm: false,
    createdAt: Date.now(),
  });

  it('of this host is told once it is over, and one of another host is not', () => {
    const over = vi.fn();
    const end = new AbortController();
    const ends = new Ends(page as unknown as Document, end.signal, over);
    ends.watch(DEFAULT_SETTINGS, [week('other.example.cn')], 'forum.example.cn');
    vi.advanceTimersByTime(2 * WEEK_MS);
    expect(over).not.toHaveBeenCalled();
    ends.watch(DEFAULT_SETTINGS, [week('forum.example.cn')], 'forum.example.cn');
    vi.advanceTimersByTime(WEEK_MS - 1);
    expect(over).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(over).toHaveBeenCalledOnce();
    vi.advanceTimersByTime(2 * WEEK_MS);
    expect(over).toHaveBeenCalledOnce();
    end.abort();
  });

  it('waits for an end further off than timers count', () => {
    const over = vi.fn();
    const end = new AbortController();
    const ends = new Ends(page as unknown as Document, end.signal, over);
    ends.watch({ ...DEFAULT_SETTINGS, pausedUntil: Date.now() + 60 * 24 * HOUR }, [], 'forum.example.cn');
    vi.advanceTimersByTime(60 * 24 * HOUR - 1);
    expect(over).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(over).toHaveBeenCalledOnce();
    end.abort();
  });
});
