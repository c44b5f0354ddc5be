import { isInPlace } from './ranges.ts';
import { type ReadItem } from './read-item.ts';
import { type WatchEvents } from './watch-events.ts';

/** Distinct texts of grouped items (danmaku) that are remembered; the oldest are forgotten. */
const MOST_GROUPS = 2000;
/** So many elements with one key are asked whether their words have moved on to another; a redrawn list has one of a key. */
const MOST_ASKED = 8;

/** What an element carries. */
interface Held {
  readonly item: ReadItem;
  /** The key that was read; the item's own has a number behind it where others were there with the same. */
  readonly read: string;
}

/** Elements that were read with one key. */
interface Copies {
  readonly elements: Set<Element>;
  /** How many have been given a key of their own. */
  count: number;
}

/**
 * The items on the page now, by element. Tells each once, and lets an element go as soon as it has left.
 *
 * No two elements share a key: where an account posts one text five times, or a page puts a copy of a comment out of sight, each is an
 * item that can be marked.
 */
export class LiveItems {
  readonly #byElement = new Map<Element, Held>();
  readonly #copies = new Map<string, Copies>();
  readonly #keys = new Set<string>();
  readonly #groups = new Set<string>();
  readonly #events: WatchEvents;
  readonly #isInPlace: (item: ReadItem) => boolean;

  /** @param inPlace - false where an item's words have left the nodes they were read from; a parameter for tests without a page */
  constructor(events: WatchEvents, inPlace = isInPlace) {
    this.#events = events;
    this.#isInPlace = inPlace;
  }

  get size(): number {
    return this.#byElement.size;
  }

  values(): ReadItem[] {
    return [...this.#byElement.values()].map(({ item }) => item);
  }

  elements(): Element[] {
    return [...this.#byElement.keys()];
  }

  has(element: Element): boolean {
    return this.#byElement.has(element);
  }

  /**
   * Takes what was read from an element now; null where it carries no item any more.
   *
   * A list that is redrawn may show an item in another node before the old node is read again: such a move is told as `changed`, and the
   * old node carries nothing until it is read.
   */
  set(element: Element, read: ReadItem | null, isGrouped = false): void {
    if (!read) return this.remove(element);
    const held = this.#byElement.get(element);
    const isSame = held?.read === read.key;
    if (isGrouped && !isSame && !this.#isNewGroup(read)) return this.remove(element);
    if (isSame) {
      const item = { ...read, key: held.item.key };
      if (!isUnchanged(held.item, item)) this.#change(element, item, held);
      return;
    }
    this.remove(element);
    const copies = this.#copies.get(read.key) ?? { elements: new Set(), count: 0 };
    this.#copies.set(read.key, copies);
    const left = this.#leftBehind(copies);
    copies.elements.add(element);
    if (left) return this.#change(element, { ...read, key: left.item.key }, left);
    const item = { ...read, key: this.#freeKey(read.key, copies) };
    this.#keys.add(item.key);
    this.#byElement.set(element, { item, read: read.key });
    this.#events.added(item);
  }

  #change(element: Element, item: ReadItem, before: Held): void {
    this.#byElement.set(element, { item, read: before.read });
    this.#events.changed(item, before.item);
  }

  /** Takes what an element carries from it where its words have gone: the element that is read now shows them. */
  #leftBehind({ elements }: Copies): Held | undefined {
    let asked = 0;
    for (const element of elements) {
      if (asked++ === MOST_ASKED) break;
      const held = this.#byElement.get(element)!;
      if (this.#isInPlace(held.item)) continue;
      this.#byElement.delete(element);
      elements.delete(element);
      return held;
    }
    return undefined;
  }

  /** The key that was read, or that with the next number behind it. A page may give out such keys itself, so they are looked up. */
  #freeKey(read: string, copies: Copies): string {
    let key: string;
    do key = copies.count++ === 0 ? read : `${read}~${copies.count}`;
    while (this.#keys.has(key));
    return key;
  }

  remove(element: Element): void {
    const held = this.#byElement.get(element);
    if (!held) return;
    this.#byElement.delete(element);
    this.#keys.delete(held.item.key);
    const { elements } = this.#copies.get(held.read)!;
    elements.delete(element);
    if (elements.size === 0) this.#copies.delete(held.read);
    this.#events.removed(held.item);
  }

  /** On the next page a text that was told here is new again. */
  forgetGroups(): void {
    this.#groups.clear();
  }

  clear(): void {
    for (const element of this.elements()) this.remove(element);
    this.forgetGroups();
  }

  #isNewGroup(item: ReadItem): boolean {
    const group = `${item.name}|${item.text}`;
    const isNew = !this.#groups.delete(group);
    this.#groups.add(group);
    if (this.#groups.size > MOST_GROUPS) this.#groups.delete(this.#groups.keys().next().value!);
    return isNew;
  }
}

/** Same text in the same nodes under the same post: nothing to tell. New nodes with the same text are told, for marks must move. */
function isUnchanged(before: ReadItem, now: ReadItem): boolean {
  return (
    before.text === now.text &&
    before.thread === now.thread &&
    before.author === now.author &&
    before.authorUrl === now.authorUrl &&
    before.role === now.role &&
    before.anchor === now.anchor &&
    before.textMap.length === now.textMap.length &&
    before.textMap.every((segment, index) => segment.node === now.textMap[index]!.node)
  );
}
