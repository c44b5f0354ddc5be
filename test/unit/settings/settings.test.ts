import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { SETTINGS_MIGRATIONS } from '../../../settings/migrations.ts';
import {
  DEFAULT_SETTINGS,
  isPaused,
  isQuietSite,
  readSettings,
  withSite,
} from '../../../settings/settings.ts';
import { languageOf } from '../../../settings/language.ts';
import { commentsOf, healthOf, readSiteHealth, withView } from '../../../settings/site-health.ts';

describe('settings', () => {
  it('fills up what an older version did not know, and keeps the rest', () => {
    expect(readSettings({ showTopic: true })).toEqual({ ...DEFAULT_SETTINGS, showTopic: true });
  });

  it('loses only the field that cannot be read', () => {
    const read = readSettings({ cover: 'sometimes', quietSites: ['a.cn'], rulesOff: ['x'], unknown: 1 });
    expect(read).toEqual({ ...DEFAULT_SETTINGS, quietSites: ['a.cn'], rulesOff: ['x'] });
  });

  it('reads anything at all without failing', () => {
    fc.assert(fc.property(fc.anything(), (stored) => readSettings(stored) !== undefined));
  });

  it('takes a stored value of version 1 along', () => {
    const old = { language: 'en', coverDanger: false, disabledRules: ['loan-broker'], quietSites: ['x.com'] };
    expect(readSettings(SETTINGS_MIGRATIONS[2]!(old))).toEqual({
      ...DEFAULT_SETTINGS,
      language: 'en',
      cover: 'off',
      rulesOff: ['loan-broker'],
      quietSites: ['x.com'],
    });
    expect(readSettings(SETTINGS_MIGRATIONS[2]!({ coverDanger: true })).cover).toBe('comments');
  });

  it('switches one site and leaves the others', () => {
    const off = withSite(withSite(DEFAULT_SETTINGS, 'a.cn', false), 'b.cn', false);
    expect(withSite(off, 'a.cn', true).quietSites).toEqual(['b.cn']);
    expect(isQuietSite(off, 'b.cn')).toBe(true);
    expect(withSite(off, 'b.cn', false).quietSites.filter((site) => site === 'b.cn')).toHaveLength(1);
  });

  it('pauses for a while or until told', () => {
    expect(isPaused({ ...DEFAULT_SETTINGS, pausedUntil: 100 }, 99)).toBe(true);
    expect(isPaused({ ...DEFAULT_SETTINGS, pausedUntil: 100 }, 100)).toBe(false);
    expect(isPaused({ ...DEFAULT_SETTINGS, pausedUntil: -1 }, 1e15)).toBe(true);
    expect(isPaused(DEFAULT_SETTINGS, 0)).toBe(false);
  });

  it('shows the chosen language, else the nearest to the browser', () => {
    fakeBrowser.i18n.getUILanguage = () => 'zh-Hant-HK';
    expect(languageOf({ language: 'en' })).toBe('en');
    expect(languageOf({ language: 'auto' })).toBe('zh-TW');
    fakeBrowser.i18n.getUILanguage = () => 'fr';
    expect(languageOf({ language: 'auto' })).toBe('en');
  });
});

describe('health of site descriptions', () => {
  const minute = 60_000;
  it('calls a description stale after three views in a row without an item, and well again after one with', () => {
    let health = readSiteHealth(undefined);
    for (const n of [1, 2]) health = withView(health, 'weibo', true, n * minute);
    expect([healthOf(health, 'weibo'), healthOf(health, 'x')]).toEqual(['well', 'unseen']);
    health = withView(health, 'weibo', true, 3 * minute);
    expect(healthOf(health, 'weibo')).toBe('stale');
    expect(healthOf(withView(health, 'weibo', false, 4 * minute), 'weibo')).toBe('well');
  });

  it('knows a site that was read well at once, and writes nothing when it is read well again', () => {
    const health = withView({}, 'zhihu', false, minute);
    expect(healthOf(health, 'zhihu')).toBe('well');
    expect(withView(health, 'zhihu', false, 2 * minute)).toBe(health);
  });

  it('calls a description stale when only the comments of one kind of page are gone', () => {
    let health = withView({}, 'douyin', false, minute);
    for (const n of [2, 3, 4]) health = withView(health, commentsOf('douyin', 'video'), true, n * minute);
    expect([healthOf(health, 'douyin'), healthOf(health, 'douban')]).toEqual(['stale', 'unseen']);
    health = withView(health, commentsOf('douyin', 'video'), false, 5 * minute);
    expect(healthOf(health, 'douyin')).toBe('well');
  });

  it('counts one page view once, however often it is told', () => {
    let health = readSiteHealth({});
    for (let n = 0; n < 10; n++) health = withView(health, 'x', true, 1000 + n * 300);
    expect(health.x!.misses).toBe(1);
    expect(readSiteHealth({ x: { misses: 'many' } })).toEqual({});
  });
});
