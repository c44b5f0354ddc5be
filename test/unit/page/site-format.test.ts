import { describe, expect, it } from 'vitest';
import { siteFor, siteMistakes } from '../../../core/ruleset/site-for.ts';
import { parseSite } from '../../../core/ruleset/site-format.ts';
import { readSiteFiles } from '../../../scripts/site-files.ts';

const site = (change: object = {}) => ({
  id: 'demo',
  title: '示例',
  hosts: ['demo.example', '*.demo.example'],
  pages: [{ kind: 'post', url: ['/p/{id}'], canonical: 'https://demo.example/p/{id}' }],
  items: [{ name: 'post', role: 'caption', item: ['.post'], text: ['.text'], permalink: ['{page.url}'] }],
  ...change,
});

describe('site descriptions', () => {
  it.each(readSiteFiles().map(({ name, raw }) => [name, raw] as const))(
    '%s has no mistakes, and clients skip nothing of it',
    (name, raw) => {
      expect(siteMistakes(name, raw)).toEqual([]);
      expect(parseSite(raw)).toMatchObject({ ok: true, skipped: [] });
    },
  );

  it('lists every mistake of an author', () => {
    const wrong = site({
      items: [
        {
          name: 'post',
          role: 'caption',
          pages: ['feed'],
          item: ['.post'],
          permalink: ['https://demo.example/{nothing}'],
        },
        { name: 'comment', role: 'comment', item: ['.c'], thread: [{ item: 'posts', page: true }] },
      ],
    });
    expect(siteMistakes('other', wrong).map(({ sentence }) => sentence)).toEqual([
      'the id "demo" must be the file name "other"',
      'no page kind is called "feed"',
      'nothing is called "nothing" under vars',
      'no item is called "posts"',
    ]);
  });

  it('refuses an unknown key of an author', () => {
    expect(
      siteMistakes('demo', site({ colour: 'red' }))
        .map(({ sentence }) => sentence)
        .join(),
    ).toContain('colour');
  });

  it('skips for a client what this release does not know, piece by piece', () => {
    const newer = site({
      colour: 'red',
      items: [
        {
          name: 'post',
          role: 'caption',
          item: ['.post'],
          text: [{ select: '.a', dance: true }, { select: 7 }, '.b'],
          sparkle: 1,
        },
        { name: 'hologram', role: 'hologram', item: ['.h'] },
      ],
    });
    const parsed = parseSite(newer);
    expect(parsed).toMatchObject({
      ok: true,
      value: { items: [{ name: 'post', text: [{ select: '.a' }, '.b'] }] },
    });
    expect(parsed.ok && parsed.skipped).toHaveLength(1);
  });

  it('skips an item of whose text locators none is known, for else the whole element would become its text', () => {
    const parsed = parseSite(
      site({ items: [...site().items, { name: 'c', role: 'comment', item: ['.c'], text: [{ select: 7 }] }] }),
    );
    expect(parsed.ok && parsed.value.items.map((item) => item.name)).toEqual(['post']);
  });

  it('skips a description for a newer engine and keeps the others', () => {
    const sites = ['nonsense', null, { hosts: 7 }, site({ minEngine: 99 }), site({ id: 'good' })];
    expect(siteFor(sites, 'b.demo.example')?.id).toBe('good');
  });

  it('finds the description for a host: exact names first, never a look-alike', () => {
    const sites = [site(), site({ id: 'sub', hosts: ['a.demo.example'] })];
    expect(siteFor(sites, 'a.demo.example')?.id).toBe('sub');
    expect(siteFor(sites, 'b.demo.example')?.id).toBe('demo');
    expect(siteFor(sites, 'evildemo.example')).toBeUndefined();
  });
});
