import type { DeskKey } from '../../locales/desk.ts';
import type { Translate } from '../../locales/translate.ts';

/** An age in the largest unit that fits: minutes below two hours, hours below two days. */
export function ageText(ms: number, t: Translate<DeskKey>): string {
  const minutes = Math.max(0, Math.round(ms / 60_000));
  if (minutes < 120) return t('age.minutes', { n: minutes });
  const hours = Math.round(minutes / 60);
  return hours < 48 ? t('age.hours', { n: hours }) : t('age.days', { n: Math.round(hours / 24) });
}
