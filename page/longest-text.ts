import {
  childNodesOf,
  childrenOf,
  closest,
  contains,
  findAllIn,
  findIn,
  parentOf,
  textOf,
  typeOf,
} from './native.ts';
import { isMetaElement, isMetaText } from './meta-words.ts';

/**
 * Where nothing names the text: the element with the longest text of its own, and up while its surroundings are text of the same kind.
 *
 * @param among - candidates
 * @param within - the item; never gone above, never returned
 * @param isExcluded - parts that are no text of the item
 */
export function longestText(
  among: readonly Element[],
  within: Element,
  isExcluded: (element: Element) => boolean,
): Element | null {
  const isOut = (one: Element) => isMetaElement(one) || isExcluded(one);
  let best: Element | null = null;
  let longest = 0;
  for (const one of among) {
    const own = directText(one);
    if (own.length <= longest || isMetaText(own) || closest(one, NO_TEXT) || isBelow(one, within, isOut))
      continue;
    [best, longest] = [one, own.length];
  }
  return best && climb(best, within, isOut);
}

const NO_TEXT =
  'button, style, script, svg, noscript, template, input, textarea, select, [contenteditable]:not([contenteditable="false"])';

/** A text in several pieces: go up while the parent holds no names, times or counters beside it. */
function climb(best: Element, within: Element, isOut: (element: Element) => boolean): Element {
  let found = best;
  for (
    let up = parentOf(best);
    up && up !== within && contains(within, up) && !isOut(up);
    up = parentOf(up)
  ) {
    if ([...childrenOf(up)].some((child) => child !== found && isBeside(child, isOut))) break;
    found = up;
  }
  return found;
}

function isBeside(element: Element, isOut: (element: Element) => boolean): boolean {
  const text = textOf(element).trim();
  if (text === '') return false;
  return (
    isOut(element) ||
    isMetaText(text) ||
    (findIn(element, 'a[href]') !== null && text.length <= 30) ||
    [...findAllIn(element, '*')].some(isOut)
  );
}

function isBelow(one: Element, within: Element, isOut: (element: Element) => boolean): boolean {
  for (let up: Element | null = one; up && up !== within; up = parentOf(up)) if (isOut(up)) return true;
  return false;
}

/** The text of an element's own text nodes. */
function directText(element: Element): string {
  let text = '';
  for (const node of childNodesOf(element)) if (typeOf(node) === 3) text += (node as Text).data;
  return text.trim();
}
