/**
 * Properties of nodes as the browser defines them. On documents and forms, `<img name="hidden">` or `<input name="parentElement">`
 * stand before the real property, in a content script's world, too: a page could stop our reading or send a loop round for ever.
 * Whatever may be a form is asked through these.
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

// The same for what every node is asked for while reading: looked up once, when it is first used (tests in Node have no DOM).

/** `node[name]` for one name. */
function getter<T extends Node, K extends keyof T & string>(prototype: () => T, name: K): (node: T) => T[K] {
  let get: ((this: T) => T[K]) | undefined;
  return (node) =>
    (get ??= Object.getOwnPropertyDescriptor(prototype(), name)!.get as typeof get)!.call(node);
}

/** A method's own arguments behind the node. */
type Asked<T, K extends keyof T> = T[K] extends (...args: infer A) => infer R
  ? (node: T, ...args: A) => R
  : never;

/** `node[name](…)` for one name. */
function method<T extends Node, K extends keyof T & string>(prototype: () => T, name: K): Asked<T, K> {
  let found: T[K] | undefined;
  return ((node: T, ...args: unknown[]) =>
    Reflect.apply((found ??= prototype()[name]) as () => unknown, node, args)) as Asked<T, K>;
}

const ofNode = () => Node.prototype;
const ofElement = () => Element.prototype;

export const typeOf = getter(ofNode, 'nodeType');
export const parentOf = getter(ofNode, 'parentElement');
/** The parent, also where that is a document or a shadow root. */
export const parentNodeOf = getter(ofNode, 'parentNode');
export const nextOf = getter(ofNode, 'nextSibling');
export const childNodesOf = getter(ofNode, 'childNodes');
export const documentOf = getter(ofNode, 'ownerDocument') as (node: Node) => Document;
export const isConnected = getter(ofNode, 'isConnected');
const textContent = getter(ofNode, 'textContent');
export const textOf = (node: Node): string => textContent(node) ?? '';
export const rootOf = method(ofNode, 'getRootNode');
export const contains = method(ofNode, 'contains');
export const comparePosition = method(ofNode, 'compareDocumentPosition');

export const tagOf = getter(ofElement, 'tagName');
export const shadowOf = getter(ofElement, 'shadowRoot');
export const childrenOf = getter(ofElement, 'children');
export const childCountOf = getter(ofElement, 'childElementCount');
export const attributeOf = method(ofElement, 'getAttribute');
export const hasAttribute = method(ofElement, 'hasAttribute');
export const matches = method(ofElement, 'matches');
export const closest = method(ofElement, 'closest');
export const findIn = method(ofElement, 'querySelector');
export const findAllIn = method(ofElement, 'querySelectorAll');
export const boxOf = method(ofElement, 'getBoundingClientRect');
export const boxesOf = method(ofElement, 'getClientRects');
export const isRendered = method(ofElement, 'checkVisibility');
