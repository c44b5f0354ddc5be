import { type Item, type Role } from '../core/item.ts';

/** One stretch of an item's text that stands in one node of the page. */
export interface TextSegment {
  /** Raw offset in the item's text (UTF-16 code units) where this stretch begins. */
  readonly start: number;
  readonly length: number;
  /** A text node, or an element whose attribute (`alt`, `title`) gave the text. */
  readonly node: Text | Element;
  /** Offset inside the text node; 0 for an element. */
  readonly offset: number;
}

/** An item as it stands on a page. */
export interface ReadItem extends Item {
  readonly role: Role;
  /**
   * Identity of the item, the same wherever its nodes are: its permalink, else site, author and text. Of several elements that have it at
   * one time, each further one gets a number behind it (`~2`), see `LiveItems`.
   */
  readonly key: string;
  /** Id of the site description, or `generic`. */
  readonly site: string;
  /** Name of the item description inside the site; `generic` for the generic reader. */
  readonly name: string;
  readonly authorUrl?: string;
  /** Canonical and absolute. Absent where the page shows none. */
  readonly permalink?: string;
  /** How many equal texts were seen (danmaku); 1 elsewhere. */
  readonly count: number;
  /** The item's own element. Sites recycle it: compare `key` before drawing on it. */
  readonly element: Element;
  /** Where a marker belongs: the element that holds the text. Always inside or equal to `element`. */
  readonly anchor: Element;
  /** From raw offsets to nodes; see `rangesFor`. */
  readonly textMap: readonly TextSegment[];
}
