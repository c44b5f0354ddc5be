import type { Level } from '../../core/verdict.ts';
import { overlayTexts } from '../../locales/overlay.ts';
import { sharedTexts } from '../../locales/shared.ts';
import { translator, type Language } from '../../locales/translate.ts';
import { Icon } from '../shared/Icon.tsx';
import { trusted } from './trusted.ts';

interface MarkerProps {
  language: Language;
  level: Level;
  /** One plain sentence why. */
  why: string;
  /** Short form: icon and level word alone. */
  compact: boolean;
  /** How often the same text is on the page. */
  repeats: number;
  covered: boolean;
  open: boolean;
  onOpen: () => void;
  onReveal: () => void;
}

/** The one line at a flagged item: icon, level word, one sentence. A click opens the card. */
export function Marker(props: MarkerProps) {
  const t = translator(overlayTexts, props.language);
  const word = translator(sharedTexts, props.language)(`level.${props.level}`);
  return (
    <div
      class={`zs-marker zs-marker--${props.level}${props.compact ? ' zs-marker--compact' : ''}`}
      lang={props.language}
    >
      <button
        type="button"
        class="zs-marker__main"
        aria-haspopup="dialog"
        aria-expanded={props.open}
        title={t('marker.open')}
        onClick={trusted(props.onOpen)}
      >
        <Icon name={props.level} size={16} />
        <b>{word}</b>
        <span class="zs-marker__text">
          {!props.compact && <span class="zs-marker__why">{props.why}</span>}
          {props.repeats > 1 && (
            <span class="zs-marker__repeat">{t('marker.repeat', { count: props.repeats })}</span>
          )}
        </span>
        <Icon name="chevron" size={14} />
      </button>
      {props.covered && (
        <button type="button" class="zs-marker__reveal" onClick={trusted(props.onReveal)}>
          <Icon name="eye" size={14} />
          {t('marker.reveal')}
          <span class="zs-hidden">{t('marker.covered')}</span>
        </button>
      )}
    </div>
  );
}
