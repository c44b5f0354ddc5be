import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { inboxOrigin } from '../../../reports/inbox/inbox-config.ts';
import {
  addedOrigins,
  isGranted,
  isHostGranted,
  isOwnSite,
  optedInOrigins,
  sitePattern,
} from '../../../settings/own-sites.ts';

describe('sites of the manifest', () => {
  const contains = vi.fn(async () => false);
  beforeEach(() => {
    contains.mockClear();
    fakeBrowser.runtime.getManifest = () =>
      ({ content_scripts: [{ matches: ['*://www.douyin.com/*', '*://*.weibo.com/*'] }] }) as never;
    (fakeBrowser as unknown as { permissions: object }).permissions = { contains };
  });

  it('are known by their hosts, with the browser’s own wildcard', () => {
    for (const host of ['www.douyin.com', 's.weibo.com', 'weibo.com']) expect(isOwnSite(host)).toBe(true);
    for (const host of ['evilweibo.com', 'douyin.com', 'example.org']) expect(isOwnSite(host)).toBe(false);
  });

  it('counts as granted in Chrome though `permissions.contains` says no: nobody is asked for what they gave already', async () => {
    expect(await isGranted(['*://www.douyin.com/*'])).toBe(true);
    expect(await isHostGranted('s.weibo.com')).toBe(true);
    expect(contains).not.toHaveBeenCalled();
    expect(await isGranted(['*://example.org/*'])).toBe(false);
    expect(await isHostGranted('example.org')).toBe(false);
    expect(contains).toHaveBeenCalledTimes(2);
  });
});

describe('what was granted beyond the manifest', () => {
  const granted = (...origins: string[]) => {
    const permissions = { getAll: async () => ({ origins: ['*://www.douyin.com/*', ...origins] }) };
    (fakeBrowser as unknown as { permissions: object }).permissions = permissions;
  };
  beforeEach(() => {
    fakeBrowser.runtime.getManifest = () =>
      ({ content_scripts: [{ matches: ['*://www.douyin.com/*'] }] }) as never;
  });

  it('is read where the reader allowed a site, not where the team inbox was allowed', async () => {
    const inboxes = ['https://inbox.example.org/db', 'http://127.0.0.1:5984/db'].map((one) =>
      inboxOrigin(one)!,
    );
    granted(sitePattern('forum.example.org'), ...inboxes);
    expect(await optedInOrigins()).toEqual(['*://forum.example.org/*']);
    expect(await addedOrigins()).toEqual(['*://forum.example.org/*', ...inboxes]);
  });

  it('is read where one host was allowed for both', async () => {
    granted(inboxOrigin('https://team.example.org/db')!, sitePattern('team.example.org'));
    expect(await optedInOrigins()).toEqual(['*://team.example.org/*']);
  });
});
