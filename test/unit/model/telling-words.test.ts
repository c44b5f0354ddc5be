import { describe, expect, test } from 'vitest';
import { tellingWords } from '../../../core/model/telling-words.ts';
import type { Canonical } from '../../../core/text/canonical.ts';
import { canonicalOf } from './slow-ways.ts';

/** Every character a unit of its own, as `canonical` writes plain ones. */
function canonicalWithGaps(raw: string): Canonical {
  return canonicalOf(
    raw
      .replace(/[，：“” .]/g, ' ')
      .replace(/[。！\n]/g, '|')
      .replace(/[0-9一二三]/g, '0'),
  );
}

/** Pieces of a text whose runs stand in brackets; the first weighs most. */
function piecesOf(marked: string, most = 3): string[] {
  const runs: { from: number; to: number; weight: number }[] = [];
  let raw = '';
  for (const [index, part] of marked.split(/[[\]]/).entries()) {
    if (index % 2 === 1) runs.push({ from: raw.length, to: raw.length + part.length, weight: 100 - index });
    raw += part;
  }
  return tellingWords(raw, canonicalWithGaps(raw), runs, most).map(({ start, end }) => raw.slice(start, end));
}

describe('the words that spoke most', () => {
  test.each([
    ['[缺]个[流]水[的事，好弄]', ['缺个流水的事，好弄']],
    ['[你]先[别跟]家[里讲，加我]', ['你先别跟家里讲，加我']],
    ['反馈一下[，我这边刚退]了463[0，只给]了', ['我这边刚退了4630，只给了']],
    ['我们有[律所合作，全]程', ['我们有律所合作，全程']],
  ])('are whole clauses without what stands at their ends: %s', (marked, pieces) =>
    expect(piecesOf(marked)).toEqual(pieces),
  );

  test.each([
    ['a clause of which little weighed', '先把手里的[征信报告]打出来看一看再说', ['征信报告']],
    ['no half of a Latin word', '这一个礼拜里再来加[weix]in问一问价钱再决定', ['weixin']],
    ['no half of a number', '这一个礼拜里再来给200[0块钱]就可以办得下来了', ['2000块钱']],
    ['hidden words whole', '就做[停 息 挂] 账，可信', ['就做停 息 挂 账']],
    ['quoted words apart', '我来给你做征信“[修复]”服务', ['修复']],
    ['nothing that cannot be read', '[你]。[0]。[好 的]。[。]', ['好 的']],
  ])('%s', (_, marked, pieces) => expect(piecesOf(marked)).toEqual(pieces));

  test('are no more than asked for, the heaviest first, and not joined to more than a card shows', () => {
    const far = '，这里的十二个字一个也没有说什么';
    const marked = `[加我微信]${far}，[停息挂账]${far}，[先办后付]`;
    expect(piecesOf(marked)).toEqual(['加我微信', '停息挂账', '先办后付']);
    expect(piecesOf(marked, 2)).toEqual(['加我微信', '停息挂账']);
    expect(piecesOf('[这里一共是十四个字的一整个句子]，[这里一共是十四个字的一整个句子]')).toHaveLength(2);
  });

  test('keep marks and both halves of a character', () => {
    const raw = '专业停息挂账\u0332，𝐳𝐱修复';
    const text = canonicalOf('专业停息挂账 zx修复');
    text.start.set([7, 8, 10, 12, 13], 6);
    text.end.set([8, 10, 12, 13, 14], 6);
    const cut = { ...text, start: text.start.map((at) => (at === 8 ? 9 : at)) };
    const spans = tellingWords(
      raw,
      cut,
      [
        { from: 0, to: 6, weight: 2 },
        { from: 7, to: 11, weight: 1 },
      ],
      3,
    );
    expect(spans.map(({ start, end }) => raw.slice(start, end))).toEqual(['专业停息挂账\u0332，𝐳𝐱修复']);
    const alone = tellingWords(raw, cut, [{ from: 0, to: 6, weight: 2 }], 3);
    expect(alone.map(({ start, end }) => raw.slice(start, end))).toEqual(['专业停息挂账\u0332']);
    expect(tellingWords(raw, cut, [{ from: 7, to: 11, weight: 1 }], 3)[0]?.start).toBe(8);
  });
});
