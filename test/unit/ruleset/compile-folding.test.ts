import { describe, expect, it } from 'vitest';
import { compileFolding, ordinaryPassages } from '../../../core/ruleset/compile-folding.ts';
import { charOf } from '../../../core/text/fold-tables.ts';
import { FoldingData } from '../../../core/text/folding-data.ts';
import { loadFoldTables } from '../../../core/text/load-fold-tables.ts';
import { foldingSources, readFolding } from '../../../scripts/folding-sources.ts';

const authored = readFolding();
const sources = foldingSources();
const data = compileFolding(authored, sources);

describe('the compiled folding section', () => {
  it('is small, valid and always the same', () => {
    const json = JSON.stringify(data);
    expect(Buffer.byteLength(json)).toBeLessThan(120 * 1024);
    expect(FoldingData.parse(JSON.parse(json))).toEqual(data);
    expect(JSON.stringify(compileFolding(readFolding(), foldingSources()))).toBe(json);
  });

  it('refuses a neighbourhood that is not there', () => {
    const wrong = structuredClone(authored);
    wrong.initials.initials[0] = { text: 'zx', term: '征信', near: 'nowhere' };
    expect(() => compileFolding(wrong, sources)).toThrow('no near group "nowhere"');
  });

  it('maps every look-alike and enclosed sign to its standard character', () => {
    const tables = loadFoldTables(data);
    const entry = (char: string): number => {
      const point = char.codePointAt(0) ?? 0;
      return charOf((point > 0xffff ? tables.astral.get(point) : tables.entry[point]) ?? 0);
    };
    for (const stands of [authored.lookalikes.always, authored.lookalikes.letters, authored.enclosed]) {
      for (const [standard, written] of Object.entries(stands)) {
        for (const char of written)
          expect(`${char}: ${String.fromCharCode(entry(char))}`).toBe(`${char}: ${standard}`);
      }
    }
  });

  it('gives every split character a way that is not a way of another', () => {
    const ways = Object.values(authored['split-characters']).flat();
    expect(ways.filter((parts, at) => ways.indexOf(parts) !== at)).toEqual([]);
  });
});

describe('ordinary passages', () => {
  it('are those that would be taken for a term by sound or shape from end to end', () => {
    const grams = [
      ['负责', 900],
      ['带宽', 40],
      ['贷款', 300],
      ['代款', 1],
      ['可以坐', 50],
      ['吃饭', 800],
    ] as const;
    const found = ordinaryPassages(
      [{ text: '负债', key: true }, { text: '贷款', key: true }, { text: '可以做' }],
      grams,
      data,
    );
    expect(found).toEqual(expect.arrayContaining(['负责', '可以坐']));
    expect(found).not.toContain('贷款');
    expect(found).not.toContain('吃饭');
  });
});
