import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TextBuilder } from '../../../page/text-builder.ts';

const textNode = (data: string) => ({ nodeType: 3, data }) as unknown as Text;
const build = (parts: (string | null)[], keepLines = false, dropLeading = '') => {
  const builder = new TextBuilder(dropLeading);
  for (const part of parts) {
    if (part === null) builder.newline();
    else builder.addText(textNode(part), keepLines);
  }
  return builder.build();
};

describe('raw text of an item', () => {
  it.each([
    [['  你好 \n\t 世界  '], '你好 世界'],
    [['第一段', null, '第二段'], '第一段\n第二段'],
    [[null, null, '只有一段', null], '只有一段'],
    [['前 ', ' 后'], '前 后'],
    [['标题 ', null, ' 正文'], '标题\n正文'],
    [['全角　空格\u00a0留着'], '全角　空格\u00a0留着'],
  ])('%j reads as %j', (parts, text) => expect(build(parts).text).toBe(text));

  it('keeps line breaks where the page shows them', () =>
    expect(build(['一\n二'], true).text).toBe('一\n二'));

  it('drops the colon that leads over from a name', () =>
    expect(build([' ：', ' 你好：再见'], false, ':：').text).toBe('你好：再见'));

  it('maps every character back to the same character of the page, in order', () => {
    const part = fc.option(
      fc.string({ unit: fc.constantFrom('征', '信', 'a', ' ', '\n', '\t', '：', '😀') }),
    );
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 12 }),
        fc.boolean(),
        fc.constantFrom('', '：'),
        (parts, keepLines, drop) => {
          const { text, textMap } = build(parts, keepLines, drop);
          let end = 0;
          for (const { start, length, node, offset } of textMap) {
            expect(start).toBeGreaterThanOrEqual(end);
            // What no segment covers are newlines of block boundaries.
            expect(text.slice(end, start)).toMatch(/^\n*$/);
            const shown = (node as Text).data.slice(offset, offset + length).replace(/\s/g, ' ');
            expect(text.slice(start, start + length).replace(/\s/g, ' ')).toBe(shown);
            end = start + length;
          }
          expect(end).toBe(text.length);
          expect(text).toBe(text.trim());
        },
      ),
    );
  });
});
