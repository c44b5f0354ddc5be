import { createContext } from 'preact';
import { useContext, useMemo } from 'preact/hooks';

import { translator, type Language, type Texts, type Translate } from '../../locales/translate.ts';
/** Language of the page around. Set by the entrypoint from the settings. */
export const LanguageContext = createContext<Language>('zh-CN');

/** Texts of a surface in the language of the page around. */
export function useTexts<Key extends string>(texts: Texts<Key>): Translate<Key> {
  const language = useContext(LanguageContext);
  return useMemo(() => translator(texts, language), [texts, language]);
}

export const useLanguage = (): Language => useContext(LanguageContext);

/** A moment of a record as the reader's clock shows it, to the minute. */
export function shortTime(moment: string | number, language: Language): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'short' }).format(
    new Date(moment),
  );
}
