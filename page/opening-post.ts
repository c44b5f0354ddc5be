import { attributeOf, childrenOf, findIn, parentOf, tagOf } from './native.ts';
import { TYPING } from './text-walk.ts';

/** Words in class names and ids of posts. */
const POST_WORD = /post|topic|thread|question|article|entry|subject|floor|note/i;
/** Where somebody writes, there is no post yet. */
const WRITING = `form, ${TYPING}`;

/**
 * What may be the post that a list of comments stands under: elements before the list, or before what is around it, that are named like
 * posts. The nearest first.
 *
 * @param comment - the first of the list
 */
export function* postsBefore(comment: Element): Iterable<Element> {
  for (let at = comment, up = parentOf(at); up; at = up, up = parentOf(at)) {
    const siblings = [...childrenOf(up)];
    const before = siblings.slice(0, siblings.indexOf(at)).reverse();
    for (const element of before) if (isNamedAsPost(element) && !findIn(element, WRITING)) yield element;
  }
}

function isNamedAsPost(element: Element): boolean {
  return POST_WORD.test(
    `${tagOf(element)} ${attributeOf(element, 'class') ?? ''} ${attributeOf(element, 'id') ?? ''}`,
  );
}
