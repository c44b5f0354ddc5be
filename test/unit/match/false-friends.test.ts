import { describe, expect, it } from 'vitest';
import { buildMatcher } from '../../../core/match/matcher.ts';
import { readFolding } from '../../../scripts/folding-sources.ts';
import { data, find, found, tables } from '../text/folding-fixture.ts';

const friends = readFolding()['false-friends'];

describe('false friends', () => {
  it('have a source each', () => {
    expect(friends.filter(({ source }) => source.trim() === '')).toEqual([]);
  });

  it.each(
    friends.filter(({ hides }) => hides !== undefined).map(({ text, hides }) => [text, hides ?? []] as const),
  )('%s is not %j', (text, hides) => {
    const hidden = buildMatcher(
      hides.map((term) => ({ text: term, key: true })),
      tables,
    );
    expect(find(`买了${text}的人`, hidden)).toEqual([]);
  });

  it('hide nothing outside of them, and nothing that is longer', () => {
    expect(found('金铲铲单机版，代铲单')).toContain('铲单');
    expect(found('两口子都找口子')).toEqual(['口子']);
    const long = buildMatcher([{ text: '不停催促还款' }, { text: '停催' }], tables);
    expect(find('不停催促还款', long).map((hit) => hit.term)).toEqual([0]);
  });

  it('are needed: without them the terms are hit', () => {
    const bare = buildMatcher(
      [
        { text: '停催', key: true },
        { text: '口子', key: true },
        { text: '铲单', key: true },
      ],
      {
        ...tables,
        falseFriends: [],
      },
    );
    for (const text of ['不停催促', '两口子', '滑铲单独']) expect(find(text, bare)).toHaveLength(1);
    expect(data.falseFriends.length).toBe(friends.length);
  });
});
