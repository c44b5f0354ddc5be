import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { overlayTexts } from '../../locales/overlay.ts';
import { translator, type Language } from '../../locales/translate.ts';
import { Button } from '../shared/Button.tsx';
import { trusted } from './trusted.ts';

export type DismissScope = 'item' | 'author' | 'site' | 'week';
/** Seconds before "hide it anyway" can be pressed. Long enough to read the sentence. */
const SLOW_SECONDS = 4;

interface DismissPanelProps {
  language: Language;
  /** A second, slower step before whole authors or sites fall silent. */
  slow: boolean;
  hasAuthor: boolean;
  onDismiss: (scope: DismissScope) => void;
  onCancel: () => void;
}

/** Asks how far the silence shall reach; the scope is written on each button. */
export function DismissPanel({ language, slow, hasAuthor, onDismiss, onCancel }: DismissPanelProps) {
  const t = translator(overlayTexts, language);
  const [asked, setAsked] = useState<DismissScope>();
  const [wait, setWait] = useState(SLOW_SECONDS);
  const start = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => start.current?.querySelector('button')?.focus(), [asked]);
  useEffect(() => {
    if (!asked || wait === 0) return;
    const timer = setTimeout(() => setWait(wait - 1), 1000);
    return () => clearTimeout(timer);
  }, [asked, wait]);
  const choose = (scope: DismissScope) => (slow && scope !== 'item' ? setAsked(scope) : onDismiss(scope));

  if (asked) {
    return (
      <div class="zs-slow" role="alertdialog" aria-label={t('slow.title')} ref={start}>
        <p>
          <b>{t('slow.title')}</b>
        </p>
        <p>{t('slow.text')}</p>
        <div class="zs-card__actions">
          <Button kind="primary" onClick={onCancel}>
            {t('slow.stay')}
          </Button>
          <Button disabled={wait > 0} onClick={trusted(() => onDismiss(asked))}>
            {wait > 0 ? t('slow.wait', { seconds: wait }) : t('slow.go')}
          </Button>
        </div>
      </div>
    );
  }
  const scopes: DismissScope[] = hasAuthor ? ['item', 'author', 'site', 'week'] : ['item', 'site', 'week'];
  return (
    <div ref={start} role="group" aria-label={t('scope.title')}>
      <p class="zs-muted">{t('scope.title')}</p>
      <div class="zs-card__actions">
        {scopes.map((scope) => (
          <Button key={scope} small onClick={trusted(() => choose(scope))}>
            {t(`scope.${scope}`)}
          </Button>
        ))}
        <Button small kind="plain" onClick={onCancel}>
          {t('scope.back')}
        </Button>
      </div>
    </div>
  );
}
