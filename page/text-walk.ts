import {
  attributeOf,
  childCountOf,
  childNodesOf,
  documentOf,
  hasAttribute,
  native,
  shadowOf,
  tagOf,
  textOf,
  typeOf,
} from './native.ts';
import { isDrawn } from './layout.ts';
import { type BuiltText, TextBuilder } from './text-builder.ts';

interface WalkOptions {
  /** Subtrees that are left out: excluded parts and nested items. The root is never asked. */
  readonly skip?: (element: Element) => boolean;
  readonly dropLeading?: string;
  /** Newlines in text nodes count as such, whatever the style says. */
  readonly lines?: boolean;
}

/** Never text of an author: code, controls, media, and whatever the reader is typing. */
const NEVER = new Set([
  ...['STYLE', 'SCRIPT', 'NOSCRIPT', 'TEMPLATE', 'SVG', 'BUTTON', 'INPUT', 'TEXTAREA', 'SELECT', 'OPTION'],
  ...['VIDEO', 'AUDIO', 'IFRAME', 'OBJECT', 'CANVAS', 'HEAD', 'LINK', 'META'],
]);

/** Typing fields: an item inside one is not read either. */
export const TYPING = 'input, textarea, [contenteditable]:not([contenteditable="false"]), [role="textbox"]';

/** Elements that begin and end on a line of their own. By name: asking for computed style of every node would be dear. */
const BLOCKS = new Set([
  ...[
    'P',
    'DIV',
    'LI',
    'UL',
    'OL',
    'DL',
    'DT',
    'DD',
    'SECTION',
    'ARTICLE',
    'HEADER',
    'FOOTER',
    'MAIN',
    'ASIDE',
    'BLOCKQUOTE',
    'PRE',
  ],
  ...[
    'H1',
    'H2',
    'H3',
    'H4',
    'H5',
    'H6',
    'TABLE',
    'TR',
    'FIGURE',
    'FIGCAPTION',
    'HR',
    'FORM',
    'DETAILS',
    'SUMMARY',
  ],
]);

/** Labels of folding and translating controls that sites draw as plain links inside the text. */
const CONTROL_LABEL =
  /^[.…\s]*(展开|收起|全文|原文|(展开|阅读|查看|收起)(全文|更多|全部)|显示更多|显示全部|(展开|查看|共)\s*(全部)?\s*\d+\s*条(回复|评论)|(查看|显示)翻译|翻译|show (more|less)|read more|see (more|translation)|view more|(\.\.\.|…)\s*more|translate (post|tweet))\s*[a-z>»›⌄▾▼↓]?$/i;
const LONGEST_LABEL = 20;

/** Images are counted as text by their `alt` when they are emoji or stickers; these words say that they are not. */
const PICTURE_WORDS =
  /^(图片|图像|照片|头像|用户头像|封面|表情|图标|logo|icon|img|image|photo|picture|avatar|cover|cover_image|thumbnail|video|视频)$/i;
const LONGEST_EMOJI = 16;
/** Smileys and stickers are small; a picture with a caption as its `alt` is not text. Sizes as the page declares them, in px. */
const LARGEST_EMOJI = 120;

/**
 * Reads the text below an element as a reader sees it, with a map back to the nodes. `textContent` would not do: on a saved Zhihu
 * answer more than half of it is inline style rules.
 *
 * Parts with a `hidden` attribute that takes effect are left out: the watch sees when it goes. What styles hide is read, for it may be
 * unfolded later without a trace; `shownPart` tells it apart where that matters.
 *
 * @param root - element to read, or several; open shadow trees below it are read in place of their hosts' light trees
 */
export function readText(root: Element | readonly Element[], options: WalkOptions = {}): BuiltText {
  const builder = new TextBuilder(options.dropLeading);
  const roots = Array.isArray(root) ? (root as readonly Element[]) : [root as Element];
  for (const one of roots) {
    if (roots.length > 1) builder.newline();
    walk(one, builder, options);
  }
  return builder.build();
}

/** What lies ahead of a walk, last first. */
type Ahead = (Node | 'end of block')[];

/** With a stack of its own: pages nest deeper than calls can. */
function walk(root: Element, builder: TextBuilder, options: WalkOptions): void {
  if (tagOf(root) === 'IMG') return addImage(root, builder);
  const keepLines = options.lines === true || keepsLines(root);
  const ahead: Ahead = shownChildren(root);
  while (ahead.length > 0) {
    const node = ahead.pop()!;
    if (node === 'end of block') builder.newline();
    else if (typeOf(node) === 3) builder.addText(node as Text, keepLines);
    else if (typeOf(node) === 1) enter(node as Element, ahead, builder, options);
  }
}

function enter(element: Element, ahead: Ahead, builder: TextBuilder, options: WalkOptions): void {
  const name = tagOf(element).toUpperCase();
  if (name === 'BR') return builder.newline();
  if (name === 'IMG') return options.skip?.(element) ? undefined : addImage(element, builder);
  if (NEVER.has(name) || isHidden(element) || isTyping(element) || isControl(element)) return;
  if (options.skip?.(element)) return;
  if (BLOCKS.has(name)) {
    builder.newline();
    ahead.push('end of block');
  }
  for (const child of shownChildren(element)) ahead.push(child);
}

/** What a browser draws below `element`, last first: its shadow tree, or the nodes given to a slot, or its children. */
function shownChildren(element: Element): Node[] {
  const shadow = shadowOf(element);
  const assigned = tagOf(element) === 'SLOT' ? (element as HTMLSlotElement).assignedNodes() : [];
  return (assigned.length > 0 ? assigned : [...childNodesOf(shadow ?? element)]).reverse();
}

/** By its attribute, and not shown all the same by a style of the page. */
function isHidden(element: Element): boolean {
  return hasAttribute(element, 'hidden') && !isDrawn(element);
}

function addImage(image: Element, builder: TextBuilder): void {
  const alt = (attributeOf(image, 'alt') ?? '').trim();
  if (alt === '' || alt.length > LONGEST_EMOJI || PICTURE_WORDS.test(alt) || isLarge(image)) return;
  builder.addValue(alt, image);
}

function isLarge(image: Element): boolean {
  return ['width', 'height', 'data-w', 'data-rawwidth'].some(
    (name) => Number.parseInt(attributeOf(image, name) ?? '', 10) > LARGEST_EMOJI,
  );
}

function isTyping(element: Element): boolean {
  const editable = attributeOf(element, 'contenteditable');
  return (editable !== null && editable !== 'false') || attributeOf(element, 'role') === 'textbox';
}

/** A drawn button, or a link whose whole text is 展开, 全文 and the like. */
function isControl(element: Element): boolean {
  if (childCountOf(element) > 2) return false;
  const text = textOf(element);
  if (text.length > LONGEST_LABEL) return false;
  return attributeOf(element, 'role') === 'button'
    ? text.trim().length <= LONGEST_LABEL
    : CONTROL_LABEL.test(text.trim());
}

function keepsLines(element: Element): boolean {
  const style = native(documentOf(element), 'defaultView')?.getComputedStyle(element).whiteSpace ?? '';
  return style.startsWith('pre') || style.startsWith('break-spaces');
}
