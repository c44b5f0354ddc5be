import {
  attributeOf,
  childCountOf,
  findAllIn,
  hasAttribute,
  nextOf,
  parentOf,
  textOf,
  typeOf,
} from './native.ts';
import { isMetaText } from './meta-words.ts';

const AUTHOR_WORD =
  /(^|[-_])(author|user|usr|nick|nickname|name|uname|username|poster|creator|up|byline)([-_]|$)|author|nick|user-?name/i;
const PROFILE_PATH =
  /\/(u|user|users|profile|people|member|space|author|home|@[^/]+|channel|c\/user)(\/|$|\?)|\/@|[?&](uid|user|author|mid)=/i;
/** Longest name that a class or a link to a profile vouches for, and that nothing but its place does. */
const LONGEST_NAME = 40;
const LONGEST_BARE_NAME = 20;

/** Words in class names and ids of lists of comments: only there a first word without a class is taken for a name. */
const COMMENT_WORD = /comment|repl(y|ies)|review|feedback|discuss|guestbook|pinglun|huifu|liuyan/i;
const SENTENCE = /[，。！？、；,!?;…]/;

/** True where a link leads to somebody's profile. */
export function isProfileLink(link: Element): boolean {
  return PROFILE_PATH.test(attributeOf(link, 'href') ?? '');
}

/** The element that names the author of an item of which nothing is known: by link, by class, or in a list of comments by its place. */
export function findAuthor(element: Element): Element | undefined {
  const profile = [...findAllIn(element, 'a[href]')].find(
    (link) => isProfileLink(link) && ownText(link) !== '' && ownText(link).length <= LONGEST_NAME,
  );
  return profile ?? findNamed(element) ?? findBareName(element);
}

function findNamed(element: Element): Element | undefined {
  return [...findAllIn(element, '[class], [itemprop="author"], [data-e2e]')].find((one) => {
    const name = `${attributeOf(one, 'class') ?? ''} ${attributeOf(one, 'itemprop') ?? ''} ${attributeOf(one, 'data-e2e') ?? ''}`;
    const text = ownText(one);
    return (
      text !== '' &&
      text.length <= LONGEST_NAME &&
      name.split(/\s+/).some((word) => AUTHOR_WORD.test(word)) &&
      !isMetaText(text)
    );
  });
}

/** The first words of a comment, where they stand in an element of their own with no text beside them: `<li><b>李雷</b><p>…</p></li>`. */
function findBareName(element: Element): Element | undefined {
  if (!isAmongComments(element)) return undefined;
  const first = [...findAllIn(element, '*')].find((one) => childCountOf(one) === 0 && ownText(one) !== '');
  if (!first || hasAttribute(first, 'href')) return undefined;
  const name = ownText(first);
  const isName =
    name.length <= LONGEST_BARE_NAME &&
    name.length < ownText(element).length &&
    ownText(element).startsWith(name) &&
    !SENTENCE.test(name) &&
    !isMetaText(name);
  return isName && !hasTextBehind(first) ? first : undefined;
}

/** Said by the class or id of the item, of its list, or of what is around that. */
function isAmongComments(element: Element): boolean {
  let at: Element | null = element;
  for (let up = 0; up < 3 && at; up++, at = parentOf(at))
    if (COMMENT_WORD.test(`${attributeOf(at, 'class') ?? ''} ${attributeOf(at, 'id') ?? ''}`)) return true;
  return false;
}

/** A bold word within a sentence is no name. */
function hasTextBehind(element: Element): boolean {
  const next = nextOf(element);
  return next !== null && typeOf(next) === 3 && textOf(next).trim() !== '';
}

function ownText(element: Element): string {
  return textOf(element).trim();
}
