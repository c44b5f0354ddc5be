import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { installOptedInSites } from '../../../entrypoints/background/opted-in-sites.ts';

const SITE = '*://team.example.org/*';
const INBOX = 'https://team.example.org/*';

type Listener = (change: { origins: string[] }) => void;
let granted: Set<string>;
let registered: { matches: string[] }[];
let added: Listener;
let removed: Listener;
const read = vi.fn(async () => []);
const told = vi.fn(async () => ({}));

/** The browser's own record, as far as it is used here. */
beforeAll(() => {
  fakeBrowser.runtime.getManifest = () => ({ content_scripts: [] }) as never;
  Object.assign(fakeBrowser, {
    permissions: {
      getAll: async () => ({ origins: [...granted] }),
      onAdded: { addListener: (listener: Listener) => (added = listener) },
      onRemoved: { addListener: (listener: Listener) => (removed = listener) },
    },
    scripting: {
      getRegisteredContentScripts: async () => registered,
      registerContentScripts: async (scripts: typeof registered) => (registered = scripts),
      updateContentScripts: async (scripts: typeof registered) => (registered = scripts),
      unregisterContentScripts: async () => (registered = []),
      executeScript: read,
    },
  });
  fakeBrowser.tabs.query = async () => [{ id: 7 }] as never;
  fakeBrowser.tabs.sendMessage = told as never;
  installOptedInSites();
});
beforeEach(() => {
  granted = new Set();
  registered = [];
  vi.clearAllMocks();
});

const grant = (origin: string) => (granted.add(origin), added({ origins: [origin] }));
const takeBack = (origin: string) => (granted.delete(origin), removed({ origins: [origin] }));
const settled = () => new Promise((later) => setTimeout(later, 30));

describe('a host that was allowed', () => {
  it('as a site is read at once and from then on, and left when that is taken back', async () => {
    grant(SITE);
    await settled();
    expect(registered.map(({ matches }) => matches)).toEqual([[SITE]]);
    expect(read).toHaveBeenCalledTimes(1);
    takeBack(SITE);
    await settled();
    expect(registered).toEqual([]);
    expect(told).toHaveBeenCalledTimes(1);
  });

  it('for the team inbox is not read', async () => {
    grant(INBOX);
    await settled();
    expect(registered).toEqual([]);
    expect(read).not.toHaveBeenCalled();
  });

  it('for both is read until it is taken back as a site', async () => {
    grant(SITE);
    grant(INBOX);
    takeBack(INBOX);
    await settled();
    expect(registered.map(({ matches }) => matches)).toEqual([[SITE]]);
    expect(told).not.toHaveBeenCalled();
    grant(INBOX);
    takeBack(SITE);
    await settled();
    expect(registered).toEqual([]);
    expect(told).toHaveBeenCalledTimes(1);
  });
});
