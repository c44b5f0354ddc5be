import { sharedTexts } from '../../locales/shared.ts';
import type { Language } from '../../locales/translate.ts';

/**
 * Tells the browser which language our page is in, and titles its tab in it; the title in the HTML stands there until the settings are read.
 *
 * @param page - what the page is called; left out where our name says enough
 */
export function showLanguage(language: Language, page?: string): void {
  const { product } = sharedTexts[language];
  document.documentElement.lang = language;
  document.title = page === undefined ? product : `${product} · ${page}`;
}
