/**
 * Properties of nodes as the browser defines them. On documents and forms, `<img name="hidden">` or `<input name="parentElement">`
 * stand before the real property, in a content script's world, too: a page could stop our reading or send a loop round for ever.
 */

/** A property or bound method of `object`, past elements that the page named like it. */
export function native<T extends object, K extends keyof T & string>(object: T, name: K): T[K] {
  for (let from: object | null = Object.getPrototypeOf(object); from; from = Object.getPrototypeOf(from)) {
    const found = Object.getOwnPropertyDescriptor(from, name);
    if (!found) continue;
    if (found.get) return found.get.call(object) as T[K];
    return typeof found.value === 'function' ? found.value.bind(object) : found.value;
  }
  return object[name];
}

let parentGetter: ((this: Node) => Element | null) | undefined;

/** `node.parentElement`, whatever a form's fields are called. Walks up the tree call it often, so the getter is kept. */
export function parentOf(node: Node): Element | null {
  parentGetter ??= Object.getOwnPropertyDescriptor(Node.prototype, 'parentElement')!
    .get as typeof parentGetter;
  return parentGetter!.call(node);
}
