import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LiveItems } from '../../../page/live-items.ts';
import { type ReadItem } from '../../../page/read-item.ts';

const node = (name: string) => ({ name }) as unknown as Element;
const nodes = (names: string) => [...names].map(node) as [Element, Element, Element, Element, Element];
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

/** `redrawn`: elements that show something else by now and have not been read again. */
function recorded() {
  const log: string[] = [];
  const redrawn = new Set<Element>();
  const live = new LiveItems(
    {
      added: (one) => log.push(`added ${one.key}`),
      changed: (one) => log.push(`changed ${one.key}`),
      removed: (one) => log.push(`removed ${one.key}`),
    },
    ({ element }) => !redrawn.has(element),
  );
  return { live, log, redrawn };
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
    const { live, log, redrawn } = recorded();
    const [a, b] = nodes('ab');
    live.set(a, item('1', a));
    live.set(b, item('2', b));
    redrawn.add(a);
    live.set(b, item('1', b));
    redrawn.delete(a);
    live.set(a, item('3', a));
    expect(log).toEqual(['added 1', 'added 2', 'removed 2', 'changed 1', 'added 3']);
  });

  it('gives each element with the same words an item of its own: five lures of one account are five', () => {
    const { live, log } = recorded();
    for (const one of nodes('abcde')) live.set(one, item('lure', one));
    expect(log).toEqual(['lure', 'lure~2', 'lure~3', 'lure~4', 'lure~5'].map((key) => `added ${key}`));
  });

  it('keeps the key of the first where a copy comes and goes: a copy out of sight takes no mark away', () => {
    const { live, log } = recorded();
    const [shown, copy] = nodes('ab');
    live.set(shown, item('lure', shown));
    live.set(copy, item('lure', copy));
    live.set(shown, item('lure', shown));
    live.remove(copy);
    expect(live.values().map(({ key, element }) => [key, element])).toEqual([['lure', shown]]);
    expect(log).toEqual(['added lure', 'added lure~2', 'removed lure~2']);
  });

  it('gives no key twice, whatever keys a page gives out itself', () => {
    const { live } = recorded();
    const [a, b, c, d] = nodes('abcd');
    live.set(a, item('x~2', a));
    live.set(b, item('x', b));
    live.set(c, item('x', c));
    live.set(d, item('x~2', d));
    expect(new Set(live.values().map(({ key }) => key)).size).toBe(4);
  });

  it('stays quick with thousands of equal texts', () => {
    let asked = 0;
    const events = { added: () => {}, changed: () => {}, removed: () => {} };
    const live = new LiveItems(events, () => ++asked > 0);
    for (let n = 0; n < 5000; n++) {
      const one = node(String(n));
      live.set(one, item('lure', one));
    }
    expect(live.size).toBe(5000);
    expect(asked).toBeLessThan(50_000);
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

  it('tells a danmaku of the last page again on the next', () => {
    const { live, log } = recorded();
    const [a, b] = nodes('ab');
    live.set(a, item('x', a), true);
    live.remove(a);
    live.forgetGroups();
    live.set(b, item('x', b), true);
    expect(log).toEqual(['added x', 'removed x', 'added x']);
  });

  it('keeps the books whatever happens: told as present is what some element carries', () => {
    const step = fc.record({ element: fc.nat(3), key: fc.option(fc.nat(4)), isRedrawn: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const present = new Set<string>();
        const redrawn = new Set<Element>();
        const events = {
          added: (one: ReadItem) => {
            expect(present.has(one.key)).toBe(false);
            present.add(one.key);
          },
          changed: (one: ReadItem) => expect(present.has(one.key)).toBe(true),
          removed: (one: ReadItem) => expect(present.delete(one.key)).toBe(true),
        };
        const live = new LiveItems(events, ({ element }) => !redrawn.has(element));
        const all = nodes('abcd');
        for (const { element, key, isRedrawn } of steps) {
          const target = all[element]!;
          live.set(target, key === null ? null : item(String(key), target));
          if (isRedrawn) redrawn.add(target);
          else redrawn.delete(target);
          expect([...present].sort()).toEqual(
            live
              .values()
              .map((one) => one.key)
              .sort(),
          );
        }
        live.clear();
        expect(present.size).toBe(0);
      }),
    );
  });
});
