import { attributeOf, tagOf } from './native.ts';

/** Words in class names that sites give to times, counters and buttons beside a text. */
const META_WORD =
  /(^|[-_ ])(time|date|pubtime|pubdate|meta|like|likes|vote|count|num|stat|stats|action|actions|toolbar|footer|op|ops|btn|ip|location|badge|level|floor|reply-btn|share|tag)([-_ ]|$)/i;
const TEXT_WORD = /content|text|title|desc/i;
const META_TEXT =
  /^[\s\d:.\-/年月日时分秒前天小周昨今刚万亿kKwW+·,，]*$|^(回复|赞|点赞|举报|分享|收藏|评论|转发|投诉|查看|更多|置顶|楼主|作者|首评|reply|like|share|report|\d+\s*(赞|评论|回复|楼|likes?|replies))$/i;

/** True where class name or tag says: time, counter or button. */
export function isMetaElement(element: Element): boolean {
  if (tagOf(element) === 'TIME') return true;
  const name = attributeOf(element, 'class') ?? '';
  return META_WORD.test(name) && !TEXT_WORD.test(name);
}

/** True where the text is but a time, a number or a button's label. */
export function isMetaText(text: string): boolean {
  return META_TEXT.test(text);
}
