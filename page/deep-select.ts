import { closest, findAllIn, matches, native, parentOf, rootOf, shadowOf, typeOf } from './native.ts';

/**
 * CSS selection that can step into open shadow roots. `a >>> b` finds `b` in the shadow trees below `a`, at any depth.
 * Closed roots stay closed; nothing here needs the page's own world.
 */

export type Scope = Document | Element | ShadowRoot;

/** Selector parts between ` >>> `. */
export type DeepSelector = readonly string[];

/**
 * Parses and checks a selector.
 *
 * @returns its parts, or null where this browser does not understand it: such a locator is skipped
 */
export function parseDeepSelector(selector: string, document: Document): DeepSelector | null {
  const parts = selector.split('>>>').map((part) => part.trim());
  const probe = native(document, 'createDocumentFragment')();
  try {
    for (const part of parts) probe.querySelector(part);
    return parts;
  } catch {
    return null;
  }
}

/** All matches inside `scope`: its light tree and, for a shadow host, its own open shadow tree. In tree order. */
export function findAll(scope: Scope, selector: DeepSelector): Element[] {
  let found = queryBoth(scope, selector[0]!);
  for (const part of selector.slice(1)) found = found.flatMap((host) => queryShadow(host, part));
  return found;
}

/** The closest match of a plain selector, going up through shadow hosts. */
export function composedClosest(start: Element | null, selector: string): Element | null {
  for (let element = start; element;) {
    const found = closest(element, selector);
    if (found) return found;
    element = hostOf(element);
  }
  return null;
}

/** The parent element, or the host where `node` is at the top of a shadow tree. */
export function composedParent(node: Node): Element | null {
  return parentOf(node) ?? hostOf(node);
}

/** `root` and every open shadow root below hosts that match `hosts`. Cost: one query a root. */
export function openRoots(root: Scope, hosts: string): Scope[] {
  if (hosts === '') return [root];
  const roots: Scope[] = [root];
  const own = shadowIn(root);
  if (own && matches(root as Element, hosts)) roots.push(own);
  for (let i = 0; i < roots.length; i++) {
    for (const host of native(roots[i]!, 'querySelectorAll')(hosts)) {
      const shadow = shadowOf(host);
      if (shadow) roots.push(shadow);
    }
  }
  return roots;
}

function hostOf(node: Node): Element | null {
  const root = rootOf(node);
  return root instanceof ShadowRoot ? root.host : null;
}

/** The open shadow root of a scope that is an element and has one. */
function shadowIn(scope: Scope): ShadowRoot | null {
  return typeOf(scope) === 1 ? shadowOf(scope as Element) : null;
}

function queryBoth(scope: Scope, selector: string): Element[] {
  const light = [...native(scope, 'querySelectorAll')(selector)];
  const shadow = shadowIn(scope);
  return shadow ? light.concat([...shadow.querySelectorAll(selector)]) : light;
}

function queryShadow(host: Element, selector: string): Element[] {
  const root = shadowOf(host);
  if (!root) return [...findAllIn(host, selector)];
  const direct = [...root.querySelectorAll(selector)];
  if (direct.length > 0) return direct;
  const nested: Element[] = [];
  for (const element of root.querySelectorAll('*'))
    if (shadowOf(element)) nested.push(...queryShadow(element, selector));
  return nested;
}
