import { expect, it, vi } from 'vitest';
import { createHighlights } from '../../../page/highlights.ts';

class Root {
  adoptedStyleSheets: object[] = [];
}

it('takes its styles out of every root again when it is destroyed', () => {
  const roots = new Map<Node, Root>();
  vi.stubGlobal('Document', Root);
  vi.stubGlobal('ShadowRoot', class {});
  vi.stubGlobal('Node', {
    prototype: {
      getRootNode(this: Node) {
        return roots.get(this);
      },
    },
  });
  vi.stubGlobal('Highlight', class extends Set {});
  vi.stubGlobal('CSS', { highlights: new Map() });
  vi.stubGlobal(
    'CSSStyleSheet',
    class {
      replaceSync() {}
    },
  );
  const own = {};
  const ranges = [{}, {}].map((node) => {
    const root = new Root();
    root.adoptedStyleSheets = [own];
    roots.set(node as Node, root);
    return { startContainer: node } as Range;
  });
  const highlights = createHighlights(new Root() as unknown as Document);
  highlights.set('item', 'danger', ranges);
  for (const root of roots.values()) expect(root.adoptedStyleSheets).toHaveLength(2);
  highlights.destroy();
  for (const root of roots.values()) expect(root.adoptedStyleSheets).toEqual([own]);
  vi.unstubAllGlobals();
});
