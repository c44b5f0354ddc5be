import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LiveItems } from '../../../page/live-items.ts';
import { type ReadItem } from '../../../page/read-item.ts';

const node = (name: string) => ({ name }) as unknown as Element;
const item = (key: string, element: Element, text = key): ReadItem => {
  const segment = { start: 0, length: text.length, node: element, offset: 0 };
  return {
    key,
    text,
    role: 'comment',
    site: 's',
    name: 'c',
    count: 1,
    element,
    anchor: element,
    textMap: [segment],
  };
};

function recorded() {
  const log: string[] = [];
  const live = new LiveItems({
    added: (one) => log.push(`added ${one.key}`),
    changed: (one) => log.push(`changed ${one.key}`),
    removed: (one) => log.push(`removed ${one.key}`),
  });
  return { live, log };
}

describe('items on the page', () => {
  it('tells a reused node as one item gone and one come', () => {
    const { live, log } = recorded();
    const a = node('a');
    live.set(a, item('1', a));
    live.set(a, item('1', a));
    live.set(a, item('2', a));
    live.set(a, null);
    expect(log).toEqual(['added 1', 'removed 1', 'added 2', 'removed 2']);
  });

  it('does not tell an item as removed that a redrawn list shows in another node already', () => {
    const { live, log } = recorded();
    const [a, b] = [node('a'), node('b')];
    live.set(a, item('1', a));
    live.set(b, item('2', b));
    live.set(b, item('1', b));
    live.set(a, item('3', a));
    expect(log).toEqual(['added 1', 'added 2', 'removed 2', 'changed 1', 'added 3']);
  });

  it('keeps two items apart that a page gives the same address: a harmless twin hides no lure', () => {
    const { live, log } = recorded();
    const [a, b] = [node('a'), node('b')];
    live.set(a, item('same', a, '征信修复'));
    live.set(b, item('same', b, '今天天气很好'));
    expect(live.values().map(({ text }) => text)).toEqual(['征信修复', '今天天气很好']);
    expect(new Set(live.values().map(({ key }) => key)).size).toBe(2);
    live.set(b, item('same', b, '今天天气很好'));
    expect(log.filter((line) => line.startsWith('added'))).toHaveLength(2);
    expect(log.filter((line) => line.startsWith('changed'))).toEqual([]);
  });

  it('tells equal danmaku once', () => {
    const { live, log } = recorded();
    const [a, b] = [node('a'), node('b')];
    live.set(a, item('x', a), true);
    live.set(b, item('x', b), true);
    live.remove(a);
    expect(log).toEqual(['added x', 'removed x']);
  });

  it('keeps the books whatever happens: told as present is what some element carries', () => {
    const step = fc.record({ element: fc.nat(3), key: fc.option(fc.nat(4)) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const present = new Set<string>();
        const live = new LiveItems({
          added: (one) => {
            expect(present.has(one.key)).toBe(false);
            present.add(one.key);
          },
          changed: (one) => expect(present.has(one.key)).toBe(true),
          removed: (one) => expect(present.delete(one.key)).toBe(true),
        });
        const nodes = [0, 1, 2, 3].map((name) => node(String(name)));
        for (const { element, key } of steps) {
          const target = nodes[element]!;
          live.set(target, key === null ? null : item(String(key), target));
          expect([...present].sort()).toEqual([...new Set(live.values().map((one) => one.key))].sort());
        }
        live.clear();
        expect(present.size).toBe(0);
      }),
    );
  });
});
