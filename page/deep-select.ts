import { native, parentOf } from './native.ts';

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
    const found = native(element, 'closest')(selector) as Element | null;
    if (found) return found;
    element = hostOf(element);
  }
  return null;
}

/** The parent element, or the host where `element` is at the top of a shadow tree. */
export function composedParent(element: Element): Element | null {
  return parentOf(element) ?? hostOf(element);
}

/** `root` and every open shadow root below hosts that match `hosts`. Cost: one query a root. */
export function openRoots(root: Scope, hosts: string): Scope[] {
  if (hosts === '') return [root];
  const roots: Scope[] = [root];
  const own = (root as Element).shadowRoot;
  if (own && (root as Element).matches(hosts)) roots.push(own);
  for (let i = 0; i < roots.length; i++) {
    for (const host of native(roots[i]!, 'querySelectorAll')(hosts))
      if (host.shadowRoot) roots.push(host.shadowRoot);
  }
  return roots;
}

function hostOf(element: Element): Element | null {
  const root = native(element, 'getRootNode')();
  return 'host' in root ? (root as ShadowRoot).host : null;
}

function queryBoth(scope: Scope, selector: string): Element[] {
  const light = [...native(scope, 'querySelectorAll')(selector)];
  const shadow = (scope as Element).shadowRoot;
  return shadow ? light.concat([...shadow.querySelectorAll(selector)]) : light;
}

function queryShadow(host: Element, selector: string): Element[] {
  const root = host.shadowRoot;
  if (!root) return [...host.querySelectorAll(selector)];
  const direct = [...root.querySelectorAll(selector)];
  if (direct.length > 0) return direct;
  const nested: Element[] = [];
  for (const element of root.querySelectorAll('*'))
    if (element.shadowRoot) nested.push(...queryShadow(element, selector));
  return nested;
}
