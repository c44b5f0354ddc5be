import { addStyles, randomName } from './marker-host.ts';
import { rootOf } from './native.ts';

/** Kinds of drawing on the page's text. `cover` hides the words under a plain ground until the reader asks for them. */
const HIGHLIGHT_KINDS = ['danger', 'caution', 'topic', 'cover-light', 'cover-dark', 'flash'] as const;
export type HighlightKind = (typeof HIGHLIGHT_KINDS)[number];

const CSS_OF: Record<HighlightKind, string> = {
  danger: 'text-decoration: underline 2px wavy #d0392e; text-decoration-skip-ink: none;',
  caution: 'text-decoration: underline 2px dashed #c07a08; text-decoration-skip-ink: none;',
  topic: 'text-decoration: underline 2px dotted #14818f; text-decoration-skip-ink: none;',
  'cover-light':
    'color: transparent; background-color: #e3e6eb; text-shadow: none; -webkit-text-fill-color: transparent;',
  'cover-dark':
    'color: transparent; background-color: #333a45; text-shadow: none; -webkit-text-fill-color: transparent;',
  flash: 'background-color: #ffe08a; color: #1b2433;',
};

/** Draws on text by the CSS Custom Highlight API: no node of the page is added, moved or wrapped. */
interface Highlights {
  /** Draws ranges for an owner; replaces what that owner had of this kind. */
  set(owner: string, kind: HighlightKind, ranges: readonly Range[]): void;
  clear(owner: string, kind?: HighlightKind): void;
  /** False where the browser cannot draw so: the markers still tell everything. */
  readonly supported: boolean;
  destroy(): void;
}

interface Registry {
  set(name: string, highlight: unknown): void;
  delete(name: string): boolean;
}

/** One registry of drawings for a document. Names are random, so that a page cannot ask for them by name. */
export function createHighlights(doc: Document): Highlights {
  const registry = (globalThis.CSS as unknown as { highlights?: Registry } | undefined)?.highlights;
  const tag = randomName();
  const owned = new Map<string, Range[]>();
  const styled = new Map<Node, () => void>();
  const drawn = new Map<
    HighlightKind,
    { add(range: Range): void; delete(range: Range): boolean; priority: number }
  >();
  const css = HIGHLIGHT_KINDS.map((kind) => `::highlight(${tag}-${kind}) { ${CSS_OF[kind]} }`).join('\n');

  const highlightOf = (kind: HighlightKind) => {
    let highlight = drawn.get(kind);
    if (!highlight) {
      highlight = new Highlight();
      highlight.priority = kind.startsWith('cover') ? 10 : kind === 'flash' ? 5 : 1;
      registry!.set(`${tag}-${kind}`, highlight);
      drawn.set(kind, highlight);
    }
    return highlight;
  };
  const style = (range: Range) => {
    const root = rootOf(range.startContainer);
    if (styled.has(root) || !(root instanceof Document || root instanceof ShadowRoot)) return;
    styled.set(root, addStyles(doc, root, css));
  };
  const clear = (owner: string, kind?: HighlightKind) => {
    for (const one of kind ? [kind] : HIGHLIGHT_KINDS) {
      for (const range of owned.get(`${one} ${owner}`) ?? []) drawn.get(one)?.delete(range);
      owned.delete(`${one} ${owner}`);
    }
  };
  const supported = registry !== undefined && typeof Highlight === 'function';
  return {
    supported,
    clear,
    set(owner, kind, ranges) {
      if (!supported) return;
      clear(owner, kind);
      const highlight = highlightOf(kind);
      for (const range of ranges) {
        style(range);
        highlight.add(range);
      }
      if (ranges.length > 0) owned.set(`${kind} ${owner}`, [...ranges]);
    },
    destroy() {
      for (const kind of drawn.keys()) registry?.delete(`${tag}-${kind}`);
      drawn.clear();
      owned.clear();
      for (const takeAway of styled.values()) takeAway();
      styled.clear();
    },
  };
}
