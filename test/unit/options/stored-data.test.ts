import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { storedData } from '../../../entrypoints/options/stored-data.ts';

const sizes = async () =>
  Object.fromEntries((await storedData('en')).map(({ what, size }) => [what, size])) as Record<
    string,
    string
  >;
const browserTells = (estimate: object) =>
  vi.stubGlobal('navigator', { storage: { estimate: async () => estimate } });

describe('what is stored', () => {
  beforeEach(() => fakeBrowser.reset());
  afterEach(() => vi.unstubAllGlobals());

  it('counts the database of the reports, also in a browser that tells the sum alone', async () => {
    browserTells({ usage: 9_000_000, usageDetails: { indexedDB: 2_000_000 } });
    expect((await sizes())['reports']).toBe('2 MB');
    browserTells({ usage: 3_000_000 });
    expect((await sizes())['reports']).toBe('3 MB');
  });

  it('counts a picture that waits beside its draft with the reports', async () => {
    browserTells({ usage: 1_000_000 });
    await fakeBrowser.storage.local.set({ 'report-shot:1': { dataUrl: 'x'.repeat(500_000) } });
    expect(await sizes()).toMatchObject({ reports: '1.5 MB' });
    expect(await sizes()).not.toHaveProperty('other');
  });
});
