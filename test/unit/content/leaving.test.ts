import { beforeEach, expect, it, vi } from 'vitest';

vi.stubGlobal('location', { hostname: 'forum.example.cn' });
const { handlers, reader, loadRules, watched } = vi.hoisted(() => ({
  handlers: new Map<string, (data: unknown) => unknown>(),
  reader: { refresh: vi.fn(), leave: vi.fn(), changeRules: vi.fn(), changeSettings: vi.fn() },
  loadRules: vi.fn(),
  watched: { rules: () => undefined as void },
}));
vi.mock('../../../messaging/messenger.ts', () => ({
  handle: (name: string, answer: (data: unknown) => unknown) => {
    handlers.set(name, answer);
    return () => handlers.delete(name);
  },
}));
vi.mock('../../../entrypoints/content/reader.ts', () => ({
  Reader: function () {
    return reader;
  },
}));
vi.mock('../../../entrypoints/content/rules.ts', () => ({
  loadRules,
  watchRules: (onChange: () => void) => {
    watched.rules = onChange;
    return () => undefined;
  },
}));
vi.mock('../../../settings/store.ts', () => ({
  loadSettings: async () => ({ rulesOff: [] }),
  watchSettings: () => () => undefined,
}));
vi.mock('../../../settings/dismissal-store.ts', () => ({
  loadDismissals: async () => [],
  watchDismissals: () => () => undefined,
}));

const { default: script } = await import('../../../entrypoints/content/index.ts');
const start = () =>
  script.main({ isInvalid: false, onInvalidated: () => undefined } as never) as Promise<void>;
const soon = () => new Promise((resolve) => setTimeout(resolve, 5));

beforeEach(() => {
  vi.clearAllMocks();
  handlers.clear();
  (globalThis as { zhaishaoReads?: boolean }).zhaishaoReads = false;
});

it('a page whose permission is taken back while its rules load is never read', async () => {
  const rules = Promise.withResolvers();
  loadRules.mockReturnValueOnce(rules.promise);
  const running = start();
  handlers.get('page/revoked')!({ origins: ['*://forum.example.cn/*'] });
  await soon();
  rules.resolve({});
  await running;
  expect(reader.refresh).not.toHaveBeenCalled();
  expect([...handlers.keys()]).toEqual([]);
  // Granted again: the script that comes then may read.
  loadRules.mockResolvedValueOnce({});
  await start();
  expect(reader.refresh).toHaveBeenCalledOnce();
});

it('rules that were asked for first and come last are not taken', async () => {
  loadRules.mockResolvedValueOnce({});
  await start();
  const [slow, fast] = [Promise.withResolvers(), Promise.withResolvers()];
  loadRules.mockReturnValueOnce(slow.promise).mockReturnValueOnce(fast.promise);
  watched.rules();
  watched.rules();
  fast.resolve('new');
  await soon();
  slow.resolve('old');
  await soon();
  expect(reader.changeRules.mock.calls).toEqual([['new']]);
});
