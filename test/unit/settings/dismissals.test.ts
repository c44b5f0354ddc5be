import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDismissal,
  contentHash,
  findDismissal,
  MAX_DISMISSALS,
  readDismissals,
  siteDismissals,
  WEEK_MS,
  type Dismissal,
} from '../../../settings/dismissals.ts';

const base = { host: 'www.a.cn', label: '', falseAlarm: false, createdAt: 1000 };
const item = (id: string, text: string): Dismissal => ({
  ...base,
  id,
  scope: 'item',
  content: contentHash(text),
});
const subject = { host: 'www.a.cn', content: contentHash('征信修复，包过'), author: '阿杰' };

describe('dismissals', () => {
  it('of one item hold until its words change; blanks do not count', () => {
    const list = [item('1', '征信修复，包过')];
    expect(findDismissal(list, subject, 2000)?.id).toBe('1');
    expect(findDismissal(list, { ...subject, content: contentHash(' 征信修复，\n包过　') }, 2000)?.id).toBe(
      '1',
    );
    expect(
      findDismissal(list, { ...subject, content: contentHash('征信修复，包过！') }, 2000),
    ).toBeUndefined();
  });

  it('of an author hold for that name on that site alone', () => {
    const list: Dismissal[] = [{ ...base, id: '1', scope: 'author', author: '阿杰' }];
    expect(findDismissal(list, subject, 2000)).toBeDefined();
    expect(findDismissal(list, { ...subject, host: 'www.b.cn' }, 2000)).toBeUndefined();
    expect(findDismissal(list, { ...subject, author: undefined }, 2000)).toBeUndefined();
    // A broken entry without a name must not silence items without an author.
    expect(
      findDismissal([{ ...base, id: '2', scope: 'author' }], { ...subject, author: undefined }, 2000),
    ).toBeUndefined();
  });

  it('of seven days end after seven days', () => {
    const list: Dismissal[] = [{ ...base, id: '1', scope: 'week' }];
    expect(findDismissal(list, subject, 1000 + WEEK_MS - 1)).toBeDefined();
    expect(findDismissal(list, subject, 1000 + WEEK_MS)).toBeUndefined();
    expect(addDismissal(list, item('2', 'x'), 1000 + WEEK_MS).map((one) => one.id)).toEqual(['2']);
  });

  it('of a site or a week tell that all of a host is quiet', () => {
    const list: Dismissal[] = [
      { ...base, id: 'week', scope: 'week' },
      { ...base, id: 'site', scope: 'site' },
      { ...base, id: 'elsewhere', scope: 'site', host: 'www.b.cn' },
      { ...base, id: 'author', scope: 'author', author: '阿杰' },
    ];
    const ids = (now: number) => siteDismissals(list, 'www.a.cn', now).map((one) => one.id);
    expect(ids(1000 + WEEK_MS - 1)).toEqual(['week', 'site']);
    expect(ids(1000 + WEEK_MS)).toEqual(['site']);
  });

  it('drop the oldest items beyond the limit, and never an author or a site', () => {
    let list: Dismissal[] = [{ ...base, id: 'site', scope: 'site' }];
    list = [...list, ...Array.from({ length: MAX_DISMISSALS }, (_, n) => item(`i${n}`, `t${n}`))];
    const next = addDismissal(list, item('last', 'last'), 2000);
    expect(next).toHaveLength(MAX_DISMISSALS);
    expect(next[0]!.id).toBe('site');
    expect(next.at(-1)!.id).toBe('last');
    expect(next.some((one) => one.id === 'i0')).toBe(false);
  });

  it('that cannot be read are left out one by one', () => {
    expect(readDismissals([item('1', 'a'), { id: 2 }, null, item('3', 'b')]).map((one) => one.id)).toEqual([
      '1',
      '3',
    ]);
    expect(readDismissals('nothing')).toEqual([]);
  });

  it('tell different texts apart', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
        const plain = (text: string) =>
          [...text].filter((c) => !(c <= ' ' || c === '　' || c === ' ')).join('');
        return (contentHash(a) === contentHash(b)) === (plain(a) === plain(b));
      }),
    );
  });
});
