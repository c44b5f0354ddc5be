import { type ReadItem } from './read-item.ts';
import { hashText } from './text-hash.ts';
import { type WatchEvents } from './watch-events.ts';

/** Distinct texts of grouped items (danmaku) that are remembered; the oldest are forgotten. */
const MOST_GROUPS = 2000;

/** The items on the page now, by element. Tells each once, and lets an element go as soon as it has left. */
export class LiveItems {
  readonly #byElement = new Map<Element, ReadItem>();
  /** Elements that carry the same item; the last is the one that was told last. */
  readonly #holders = new Map<string, Element[]>();
  readonly #groups = new Map<string, number>();
  readonly #events: WatchEvents;

  constructor(events: WatchEvents) {
    this.#events = events;
  }

  get size(): number {
    return this.#byElement.size;
  }

  values(): ReadItem[] {
    return [...this.#byElement.values()];
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
   * A list that is redrawn may show an item in another node before the old node is read again. Identity is the key: such a move is told
   * as `changed`, and what is still on the page elsewhere is never told as removed.
   */
  set(element: Element, read: ReadItem | null, isGrouped = false): void {
    const previous = this.#byElement.get(element);
    if (!read) return this.remove(element);
    const item = this.#apart(element, read);
    if (isGrouped && previous?.key !== item.key && !this.#isNewGroup(item)) return this.remove(element);
    if (previous && previous.key !== item.key) this.remove(element);
    const same = this.#byElement.get(element);
    if (same && isUnchanged(same, item)) return;
    this.#byElement.set(element, item);
    if (same) return this.#events.changed(item, same);
    const holders = this.#holders.get(item.key);
    const shown = holders?.at(-1);
    if (holders) holders.push(element);
    else this.#holders.set(item.key, [element]);
    const before = shown && this.#byElement.get(shown);
    if (before) this.#events.changed(item, before);
    else this.#events.added(item);
  }

  /** Other words under an address that is shown already are another item: a page that gives all its items one id hides none. */
  #apart(element: Element, item: ReadItem): ReadItem {
    const others = this.#holders.get(item.key)?.filter((one) => one !== element) ?? [];
    const isTaken = others.some((one) => this.#byElement.get(one)?.text !== item.text);
    return isTaken ? { ...item, key: `${item.key}~${hashText(item.text)}` } : item;
  }

  remove(element: Element): void {
    const item = this.#byElement.get(element);
    if (!item) return;
    this.#byElement.delete(element);
    const holders = this.#holders.get(item.key) ?? [];
    const wasShown = holders.at(-1) === element;
    const left = holders.filter((one) => one !== element);
    const next = left.length > 0 ? this.#byElement.get(left.at(-1)!) : undefined;
    if (next) {
      this.#holders.set(item.key, left);
      if (wasShown) this.#events.changed(next, item);
    } else {
      this.#holders.delete(item.key);
      this.#events.removed(item);
    }
  }

  clear(): void {
    for (const element of this.elements()) this.remove(element);
    this.#groups.clear();
  }

  #isNewGroup(item: ReadItem): boolean {
    const group = `${item.name}|${item.text}`;
    const count = this.#groups.get(group) ?? 0;
    this.#groups.delete(group);
    this.#groups.set(group, count + 1);
    if (this.#groups.size > MOST_GROUPS) this.#groups.delete(this.#groups.keys().next().value!);
    return count === 0;
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
