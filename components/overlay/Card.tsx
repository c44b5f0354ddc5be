import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Category, Level } from '../../core/verdict.ts';
import { overlayTexts } from '../../locales/overlay.ts';
import { sharedTexts } from '../../locales/shared.ts';
import { translator, type Language } from '../../locales/translate.ts';
import { Button } from '../shared/Button.tsx';
import { ChannelList, type ChannelText } from '../shared/ChannelList.tsx';
import { Icon } from '../shared/Icon.tsx';
import { LevelBadge } from '../shared/LevelBadge.tsx';
import { Lines } from '../shared/Lines.tsx';
import { DismissPanel, type DismissScope } from './DismissPanel.tsx';
import { trusted } from './trusted.ts';

/** Everything the card says, in the reader's language already. */
export interface CardText {
  level: Level;
  category: Category;
  why: string;
  /** Matched words, as they stand in the text. */
  words: readonly string[];
  how: string;
  costs: readonly string[];
  free: readonly string[];
  channels: readonly ChannelText[];
  channelNote: string;
  paid: readonly string[];
  ruleTitles: readonly string[];
  ruleset: { version: string; date: string };
}

interface CardProps {
  language: Language;
  text: CardText;
  hasAuthor: boolean;
  onReport: () => void;
  onFalseAlarm: () => void;
  onDismiss: (scope: DismissScope) => void;
  onClose: () => void;
}

/** The card behind a marker: why, what it costs, and the free official way. */
export function Card({ language, text, hasAuthor, onReport, onFalseAlarm, onDismiss, onClose }: CardProps) {
  const t = translator(overlayTexts, language);
  /** How far to be silent is being asked; undefined when it was not yet. */
  const [choosing, setChoosing] = useState<boolean>();
  const [paidOpen, setPaidOpen] = useState(false);
  const first = useRef<HTMLHeadingElement>(null);
  const dismiss = useRef<HTMLButtonElement>(null);
  // The button that had the focus is gone. At once, not after the next paint: the very next key may be Escape.
  useLayoutEffect(() => {
    if (choosing === undefined) first.current?.focus({ preventScroll: true });
    else if (!choosing) dismiss.current?.focus({ preventScroll: true });
  }, [choosing]);
  return (
    <section
      class={`zs-card zs-card--${text.level}`}
      role="dialog"
      aria-label={t('card.label')}
      lang={language}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <header class="zs-card__head">
        <LevelBadge level={text.level} language={language} />
        <span class="zs-muted">{translator(sharedTexts, language)(`category.${text.category}`)}</span>
        <button type="button" class="zs-card__close" aria-label={t('card.close')} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <div class="zs-card__body" tabIndex={0}>
        <h2 class="zs-card__why" tabIndex={-1} ref={first}>
          {text.why}
        </h2>
        {text.words.length > 0 && (
          <p class="zs-card__words">
            <span class="zs-muted">{t('card.matched')}</span>
            {text.words.map((word) => (
              <mark key={word}>
                <bdi>{word}</bdi>
              </mark>
            ))}
          </p>
        )}
        <div class="zs-card__free">
          <h3>
            <Icon name="check" />
            {t('card.free')}
          </h3>
          <Lines lines={text.free} steps />
          <ChannelList channels={text.channels} note={text.channelNote} />
        </div>
        <h3>{t('card.how')}</h3>
        <p>{text.how}</p>
        {text.costs.length > 0 && (
          <>
            <h3>{t('card.costs')}</h3>
            <Lines lines={text.costs} />
          </>
        )}
        <button
          type="button"
          class="zs-card__fold"
          aria-expanded={paidOpen}
          onClick={() => setPaidOpen(!paidOpen)}
        >
          <Icon name="money" />
          {t('card.paid')}
          <Icon name="chevron" size={14} />
        </button>
        {paidOpen && <Lines lines={text.paid} steps />}
        <p class="zs-muted zs-card__source">
          {text.ruleTitles.map((title) => (
            <span key={title}>{t('card.rule', { title })}</span>
          ))}
          <span>{t('card.ruleset', text.ruleset)}</span>
        </p>
      </div>
      <footer class="zs-card__foot">
        {choosing ? (
          <DismissPanel
            language={language}
            slow={text.level === 'danger'}
            hasAuthor={hasAuthor}
            onDismiss={onDismiss}
            onCancel={() => setChoosing(false)}
          />
        ) : (
          <div class="zs-card__actions">
            <Button kind="primary" onClick={trusted(onReport)}>
              <Icon name="flag" size={16} />
              {t('card.report')}
            </Button>
            <Button onClick={trusted(onFalseAlarm)}>{t('card.falseAlarm')}</Button>
            <Button buttonRef={dismiss} onClick={() => setChoosing(true)}>
              {t('card.dismiss')}…
            </Button>
            <Button kind="plain" onClick={onClose}>
              {t('card.fold')}
            </Button>
          </div>
        )}
      </footer>
    </section>
  );
}
