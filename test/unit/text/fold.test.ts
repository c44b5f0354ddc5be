import { describe, expect, it } from 'vitest';
import { disguiseNames } from '../../../core/text/disguise.ts';
import { charOf, soundOf, SYLLABLE_SOUND } from '../../../core/text/fold-tables.ts';
import { createFolded, fold, standardText } from '../../../core/text/fold.ts';
import { GAP } from '../../../core/text/gap.ts';
import { tables } from './folding-fixture.ts';

const standard = (raw: string): string => standardText(fold(raw, tables));
/** Unit by unit: character and how it was written. */
const units = (raw: string): string[] => {
  const folded = fold(raw, tables);
  return Array.from({ length: folded.length }, (_, at) => {
    const char = charOf(folded.unit[at] ?? 0);
    const name =
      char === 0
        ? (tables.syllables[soundOf(folded.unit[at] ?? 0) - SYLLABLE_SOUND] ?? '?')
        : String.fromCharCode(char);
    return [name, ...disguiseNames(folded.flags[at] ?? 0)].join(' ');
  });
};
const gaps = (raw: string): number[] => {
  const folded = fold(raw, tables);
  return Array.from(folded.gap.subarray(0, folded.length));
};

describe('fold writes every unit in its standard character', () => {
  it.each([
    ['plain text stays', '今天去银行', '今天去银行'],
    ['case', 'VX Pos', 'vxpos'],
    ['full width', 'ＶＸ１２３', 'vx123'],
    ['traditional characters', '徵信修復與貸款', '征信修复与贷款'],
    ['characters of Taiwan and Hong Kong', '裡線爲', '里线为'],
    ['Japanese forms', '保単 対公', '保单对公'],
    ['but not simplified characters that mean something else in Japanese', '欠款', '欠款'],
    ['look-alikes', '歀 貣 嶶', '款贷微'],
    ['letters of other alphabets', 'Ζх ѵх', 'zxvx'],
    ['mathematical letters', '𝙩𝙭 𝐙𝐗', 'txzx'],
    ['enclosed characters', '㊣信 ⑦ Ⓓ 🅥', '正信7dv'],
    ['keycaps', '1️⃣', '1'],
    ['split characters', '彳正亻言 氵先白 亻崔收', '征信洗白催收'],
    ['parts that look like the radical', '代木妾扌丁电话', '代接打电话'],
    ['numbered signs', '⓶⒋❽', '248'],
    ['split characters whose parts are ordinary', '代贝款', '贷款'],
    [
      'ordinary characters beside each other are not joined',
      '代表 口语 不要 汽车专线 老王见我',
      '代表口语不要汽车专线老王见我',
    ],
    ['meaningful emoji', '🏦 ➕ 🛰️', '银行加卫星'],
    ['emoji that need their neighbour', '薇❤️ 退🛡️', '薇心退保'],
    ['hearts as decoration vanish', '我爱你❤️ 薇❤️信', '我爱你薇信'],
    ['zero-width and combining characters', '征\u200b信 停̶息̶ 账\u00ad单', '征信停息账单'],
    ['accented letters', 'é Ñ', 'en'],
  ])('%s: %s', (_, raw, expected) => {
    expect(standard(raw)).toBe(expected);
  });
});

describe('fold tells how a unit was written', () => {
  it('marks what it undid, unit by unit', () => {
    expect(units('徵Ｖ歀㊣亻言🏦')).toEqual([
      '征 traditional',
      'v width',
      '款 lookalike',
      '正 enclosed',
      '信 split',
      '银 emoji',
      '行 emoji',
    ]);
  });

  it('turns letters into syllables where they are pinyin, and leaves words alone', () => {
    expect(units('zheng信')).toEqual(['zheng pinyin', '信']);
    expect(units('daikuan')).toEqual(['dai pinyin', 'kuan pinyin']);
    expect(units('lǜ师')).toEqual(['lv lookalike pinyin', '师']);
    expect(units('pos')).toEqual(['p', 'o', 's']);
    expect(units('home')).toEqual(['h', 'o', 'm', 'e']);
    expect(units('b债')).toEqual(['b', '债']);
  });

  it('does not take pinyin across a gap', () => {
    expect(units('z heng')).toEqual(['z', 'heng pinyin']);
  });
});

describe('fold tells what stood between units', () => {
  it.each([
    ['nothing', '征信', GAP.none],
    ['quotation marks', '征“信', GAP.quote],
    ['a blank', '征 信', GAP.blank],
    ['a mark', '征*信', GAP.mark],
    ['an emoji without meaning', '征😀信', GAP.decoration],
    ['a comma', '征，信', GAP.pause],
    ['a full stop', '征。信', GAP.end],
    ['a line break', '征\n信', GAP.line],
    ['the most severe of several', '征 *。 信', GAP.end],
    ['a lone surrogate', '征\ud83d信', GAP.decoration],
  ])('%s', (_, raw, expected) => {
    expect(gaps(raw)).toEqual([GAP.none, expected]);
  });
});

describe('fold keeps raw offsets', () => {
  it('covers exactly the code units of each unit', () => {
    const raw = 'a🏦，亻言\u200b徵 tui';
    const folded = fold(raw, tables);
    const slices = Array.from({ length: folded.length }, (_, at) =>
      raw.slice(folded.start[at], folded.end[at]),
    );
    expect(slices).toEqual(['a', '🏦', '🏦', '亻言', '徵', 'tui']);
  });

  it('gives the same when an earlier result is filled again', () => {
    const again = createFolded(4);
    for (const raw of ['ＴＵＩ保徵信歀', '征信修复', 'xin用ka 𝐯x', '停', '']) {
      const fresh = fold(raw, tables);
      fold(raw, tables, again);
      for (const key of ['unit', 'start', 'end', 'flags', 'gap'] as const) {
        expect(Array.from(again[key].subarray(0, again.length))).toEqual(
          Array.from(fresh[key].subarray(0, fresh.length)),
        );
      }
    }
  });
});
