/** Languages of the interface; zh-CN is complete first, the other two follow its keys by type. */
export const LANGUAGES = ['zh-CN', 'zh-TW', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The texts of one surface: the same keys in every language. `{name}` marks a value to fill in. */
export type Texts<Key extends string> = Readonly<Record<Language, Readonly<Record<Key, string>>>>;

/** Types the texts of one surface so that a missing key in any language is a compile error. */
export function defineTexts<Key extends string>(texts: Texts<Key>): Texts<Key> {
  return texts;
}

type KeyOf<Part> = Part extends Texts<infer Key> ? Key : never;

/** Puts the texts of the parts of a screen together. */
export function joinTexts<Parts extends readonly Texts<never>[]>(
  ...parts: Parts
): Texts<KeyOf<Parts[number]>> {
  const join = (language: Language) => Object.assign({}, ...parts.map((part) => part[language])) as never;
  return { 'zh-CN': join('zh-CN'), 'zh-TW': join('zh-TW'), en: join('en') };
}

/** A function that looks a text up by key and fills its `{name}` places. */
export type Translate<Key extends string> = (
  key: Key,
  values?: Readonly<Record<string, string | number>>,
) => string;

/** Binds texts to a language. Unknown places are left as they are, so that a mistake shows. */
export function translator<Key extends string>(texts: Texts<Key>, language: Language): Translate<Key> {
  return (key, values = {}) =>
    texts[language][key].replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** The nearest of our languages to a BCP 47 tag such as `zh-Hant-HK` or `en-GB`. */
export function nearestLanguage(tag: string): Language {
  if (/^zh\b.*\b(hant|tw|hk|mo)\b/i.test(tag)) return 'zh-TW';
  return /^zh\b/i.test(tag) ? 'zh-CN' : 'en';
}
