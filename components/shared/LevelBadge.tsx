import type { Level } from '../../core/verdict.ts';
import { translator, type Language } from '../../locales/translate.ts';
import { sharedTexts } from '../../locales/shared.ts';
import { Icon } from './Icon.tsx';

/** Level as shape, word and colour together: colour is never the only sign. */
export function LevelBadge({
  level,
  language,
  size = 18,
}: {
  level: Level;
  language: Language;
  size?: number;
}) {
  const t = translator(sharedTexts, language);
  return (
    <span class={`zs-level zs-level--${level}`}>
      <Icon name={level} size={size} />
      {t(`level.${level}`)}
    </span>
  );
}
