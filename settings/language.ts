import { nearestLanguage, type Language } from '../locales/translate.ts';
import type { Settings } from './settings.ts';

/** The language to show: the reader's choice, or the nearest to what the browser asks for. */
export function languageOf(settings: Pick<Settings, 'language'>, browserLanguage: string): Language {
  return settings.language === 'auto' ? nearestLanguage(browserLanguage) : settings.language;
}
