import { browser } from '#imports';
import { nearestLanguage, type Language } from '../locales/translate.ts';
import type { Settings } from './settings.ts';

/** The language to show: the reader's choice, or the nearest to that of the browser's own menus, in which our name and entry stand, too. */
export function languageOf({ language }: Pick<Settings, 'language'>): Language {
  return language === 'auto' ? nearestLanguage(browser.i18n.getUILanguage()) : language;
}
