import { type CompiledLocator } from './compile-site.ts';
import { attributeOf } from './native.ts';
import { type BuiltText } from './text-builder.ts';

/** The text that stands in an attribute of elements: it maps to the first of them as a whole. */
export function attributeText(elements: Element[], { attribute = '', unescape }: CompiledLocator): BuiltText {
  const raw = elements
    .map((one) => (attributeOf(one, attribute) ?? '').trim())
    .filter(Boolean)
    .join('\n');
  const text = unescape
    ? raw.replace(/\\x([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : raw;
  return {
    text,
    textMap: text === '' ? [] : [{ start: 0, length: text.length, node: elements[0]!, offset: 0 }],
  };
}

/** Longest name of an author, in UTF-16 code units: what remembers or reports one holds no longer ones. */
const LONGEST_NAME = 200;

/** An author's name as every reader hands it on, so that it is the same wherever it is compared. */
export function cutName(name: string): string {
  return name.slice(0, LONGEST_NAME).toWellFormed();
}

/** Something other than invisible characters, and more than the time and place that stand below a comment. */
export function isText(text: string): boolean {
  return /[^\s\u200b-\u200f\u2060\ufeff]/.test(text) && !TIME_AND_PLACE.test(text);
}

const TIME_AND_PLACE =
  /^(昨天|前天|\d+\s*(秒钟?|分钟|小时|天|周|个?月|年)前|(\d{4}[-年/.])?\d{1,2}[-月/.]\d{1,2}日?)(\s*\d{1,2}:\d{2}(:\d{2})?)?(\s*[·・]?\s*(IP属地[:：]?\s*|来自)?[\u4e00-\u9fa5]{2,8})?$/;
