import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { loadRuleset } from '../../../core/ruleset/load-ruleset.ts';
import { rulesModel } from '../../../entrypoints/options/rules-model.ts';
import { readSettingsFile, writeSettingsFile } from '../../../entrypoints/options/settings-file.ts';
import { sitesModel } from '../../../entrypoints/options/sites-model.ts';
import { optionsTexts } from '../../../locales/options.ts';
import { rulesTexts } from '../../../locales/options/rules.ts';
import type { Dismissal } from '../../../settings/dismissals.ts';
import { DEFAULT_SETTINGS, isQuietSite, withSite } from '../../../settings/settings.ts';
import { stackRulesets } from '../../../updates/stack-rulesets.ts';
import type { UpdatesStatus } from '../../../updates/status.ts';
import { CHANGE_ERRORS } from '../../../core/ruleset/update-kinds.ts';
import { smallRuleset } from './small-ruleset.ts';

const DISMISSAL: Dismissal = {
  id: 'd1',
  scope: 'item',
  host: 'www.zhihu.com',
  content: 'x',
  label: '甲',
  falseAlarm: false,
  createdAt: 5,
};

describe('a settings file', () => {
  it('gives back what was put in', () => {
    const settings = { ...DEFAULT_SETTINGS, cover: 'all' as const, rulesOff: ['recruit'] };
    expect(readSettingsFile(writeSettingsFile(settings, [DISMISSAL]))).toEqual({
      settings,
      dismissals: [DISMISSAL],
    });
  });

  it('of a later version loses only what is not understood', () => {
    const file = JSON.parse(writeSettingsFile(DEFAULT_SETTINGS, [DISMISSAL])) as {
      settings: Record<string, unknown>;
      dismissals: unknown[];
    };
    file.settings = { ...file.settings, cover: 'of-the-future', showTopic: true };
    file.dismissals.push({ scope: 'galaxy' });
    const read = readSettingsFile(JSON.stringify(file));
    expect(read?.settings).toEqual({ ...DEFAULT_SETTINGS, showTopic: true });
    expect(read?.dismissals).toEqual([DISMISSAL]);
  });

  it.each([
    '',
    'null',
    '[]',
    '{"what":"something else"}',
    '{"what":"zhaishao settings","format":2,"settings":{}}',
  ])('is not %s', (text) => {
    expect(readSettingsFile(text)).toBeUndefined();
  });

  it('carries no channel: trust is not handed over with a file', () => {
    expect(writeSettingsFile(DEFAULT_SETTINGS, [])).not.toMatch(/channel|fingerprint|root/i);
  });
});

describe('a site switched off by a pattern', () => {
  it('covers its subdomains, and one host switched on takes the pattern away', () => {
    const off = withSite(DEFAULT_SETTINGS, '*.example.cn', false);
    expect(isQuietSite(off, 'a.example.cn')).toBe(true);
    expect(isQuietSite(off, 'example.cn')).toBe(false);
    expect(withSite(off, 'a.example.cn', false)).toBe(off);
    expect(isQuietSite(withSite(off, 'a.example.cn', true), 'a.example.cn')).toBe(false);
  });
});

describe('the list of rules', () => {
  const base = smallRuleset(
    '2026.11.20-1',
    { on: '开着的', killed: '被关的', mine: '我关的' },
    { disabled: [{ id: 'killed', because: '误报' }] },
  );
  const { compiled } = stackRulesets(base, [], ['mine', 'gone']);
  const loaded = loadRuleset(compiled);
  const model = rulesModel(
    undefined,
    loaded.ok ? loaded.value : undefined,
    compiled,
    ['mine', 'gone'],
    'zh-CN',
    0,
  );

  it('shows rules in force, those a channel switched off with its reason, and those the reader switched off', () => {
    const byId = Object.fromEntries(model.rules.map((rule) => [rule.id, rule]));
    expect(byId['on']).toMatchObject({ on: true, title: '规则on' });
    expect(byId['killed']).toMatchObject({ on: false, offBy: '误报' });
    expect(byId['mine']).toMatchObject({ on: false, title: '规则mine' });
    expect(byId['mine']).not.toHaveProperty('offBy');
  });

  it('keeps a rule in the list that the reader switched off and that is no longer there', () => {
    expect(model.rules.find(({ id }) => id === 'gone')).toMatchObject({ on: false, title: 'gone', why: '' });
  });

  it('does not count the reader’s own switches among what was left out', () => {
    const status = {
      active: {
        version: 'v',
        createdAt: '2026-11-20T00:00:00Z',
        source: 'bundled',
        activatedAt: 0,
        rules: 1,
        sites: 0,
      },
      bundled: { version: 'v', createdAt: '' },
      channels: [],
      failed: [],
      skipped: loaded.ok ? loaded.value.skipped.map((one) => ({ ...one })) : [],
      skippedCount: loaded.ok ? loaded.value.skipped.length : 0,
    } satisfies UpdatesStatus;
    const shown = rulesModel(status, undefined, compiled, ['mine'], 'zh-CN', 0);
    expect(shown.skippedCount).toBe(1);
    expect(shown.skipped.map(({ id }) => id)).toEqual(['killed']);
  });
});

describe('the list of sites', () => {
  beforeEach(() => {
    fakeBrowser.reset();
    vi.spyOn(fakeBrowser.runtime, 'getManifest').mockReturnValue({
      manifest_version: 3,
      name: '',
      version: '1',
      content_scripts: [{ matches: ['*://www.a.cn/*'] }],
    } as never);
    Object.assign(fakeBrowser, {
      permissions: {
        contains: async () => false,
        getAll: async () => ({ origins: ['*://www.a.cn/*', '*://mine.cn/*'] }),
      },
    });
  });
  const site = (id: string, host: string) => ({
    id,
    title: id,
    hosts: [host],
    pages: [{ kind: 'all', url: ['/**'] }],
    items: [{ name: 'x', role: 'comment', item: ['.x'] }],
  });

  it('tells what the browser granted, what is read well, and what the reader added or switched off', async () => {
    const settings = { ...DEFAULT_SETTINGS, quietSites: ['www.a.cn', 'elsewhere.cn'] };
    const model = await sitesModel(
      [site('a', 'www.a.cn'), site('b', 'www.b.cn'), { id: 'broken' }],
      settings,
      {
        a: { misses: 0, at: 1 },
        b: { misses: 3, at: 1 },
      },
    );
    expect(model.sites).toMatchObject([
      { id: 'a', on: false, granted: true, health: 'well' },
      { id: 'b', on: true, granted: false, health: 'stale' },
    ]);
    expect(model.optedIn).toEqual(['*://mine.cn/*']);
    expect(model.quiet).toEqual(['elsewhere.cn']);
  });
});

describe('the texts of the options page', () => {
  it('have a sentence for every way an update can fail, and the same places to fill in in every language', () => {
    for (const kind of CHANGE_ERRORS) expect(rulesTexts['zh-CN'][`error.${kind}`]).toBeTruthy();
    for (const texts of [optionsTexts, rulesTexts] as Record<string, Record<string, string>>[])
      for (const [key, zh] of Object.entries(texts['zh-CN']!))
        for (const language of ['zh-TW', 'en']) {
          const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();
          expect(places(texts[language]![key]!), `${language} ${key}`).toEqual(places(zh));
        }
  });
});
