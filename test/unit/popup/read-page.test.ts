import { beforeEach, describe, expect, it, vi } from 'vitest';
import { readPage } from '../../../entrypoints/popup/read-page.ts';
import { call } from '../../../messaging/messenger.ts';
import { WEEK_MS, type Dismissal } from '../../../settings/dismissals.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../settings/settings.ts';

vi.mock('../../../messaging/messenger.ts', () => ({ call: vi.fn() }));
vi.mock('../../../settings/own-sites.ts', () => ({
  isOwnSite: (host: string) => host === HOST,
  isHostGranted: async () => true,
}));

const HOST = 'www.a.cn';
const tab = { id: 1, url: `https://${HOST}/`, host: HOST, loading: false };
const quiet = (scope: Dismissal['scope'], createdAt: number, host = HOST): Dismissal => ({
  id: `${scope} ${createdAt}`,
  scope,
  host,
  label: '',
  falseAlarm: false,
  createdAt,
});
const read = async (
  settings: Partial<Settings>,
  dismissals: readonly Dismissal[] = [],
  { isNew = false, host = HOST } = {},
) =>
  (await readPage({ ...tab, host }, { settings: { ...DEFAULT_SETTINGS, ...settings }, dismissals }, isNew))
    .page;
const answers = (reading: string, checked = 3) =>
  vi
    .mocked(call)
    .mockResolvedValue({ ok: true, value: { host: HOST, summary: { reading, checked } } } as never);

describe('what the popup says of a page', () => {
  beforeEach(() => void answers('site'));

  it('is what the page found, unless the reader chose silence', async () => {
    expect(await read({})).toMatchObject({ state: 'read' });
    expect(await read({ pausedUntil: -1 })).toEqual({ state: 'off', paused: true, until: undefined });
    const until = Date.now() + 60_000;
    expect(await read({ pausedUntil: until })).toEqual({ state: 'off', paused: true, until });
    expect(await read({ quietSites: [HOST] })).toEqual({ state: 'off', paused: false, until: undefined });
  });

  it('is silence for a site or a week that was chosen on a card, until it ends', async () => {
    const now = Date.now();
    expect(await read({}, [quiet('week', now)])).toEqual({
      state: 'off',
      paused: false,
      until: now + WEEK_MS,
    });
    expect(await read({}, [quiet('week', now), quiet('site', now)])).toMatchObject({ until: undefined });
    expect(await read({ quietSites: [HOST] }, [quiet('week', now)])).toMatchObject({ until: undefined });
    for (const other of [quiet('week', now - WEEK_MS), quiet('site', now, 'b.cn'), quiet('author', now)])
      expect(await read({}, [other])).toMatchObject({ state: 'read' });
  });

  it('does not call nothing read nothing found while a page is new', async () => {
    answers('site', 0);
    expect(await read({}, [], { isNew: true })).toEqual({ state: 'waiting' });
    expect(await read({})).toMatchObject({ state: 'read' });
  });

  it('is never a choice that nobody made: a page that still sleeps after a pause is reloaded', async () => {
    answers('off');
    const over = { pausedUntil: Date.now() - 1 };
    expect(await read(over, [], { isNew: true })).toEqual({ state: 'waiting' });
    expect(await read(over)).toEqual({ state: 'asleep', granted: true });
  });

  it('waits for a page that is just loading before it calls it asleep', async () => {
    vi.mocked(call).mockResolvedValue({ ok: false, error: 'no receiver' });
    expect(await read({}, [], { isNew: true })).toEqual({ state: 'waiting' });
    expect(await read({})).toEqual({ state: 'asleep', granted: true });
    expect(await read({}, [], { isNew: true, host: 'elsewhere.cn' })).toEqual({ state: 'unsupported' });
  });
});
