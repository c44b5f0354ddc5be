import { useState } from 'preact/hooks';
import { popupTexts } from '../../locales/popup.ts';
import { Button } from '../shared/Button.tsx';
import { LevelBadge } from '../shared/LevelBadge.tsx';
import { useLanguage, useTexts } from '../shared/use-texts.ts';
import type { Finding } from './popup-model.ts';

/** Shown at first: what to do stands below the list and must not be out of sight. */
const FIRST = 4;

/** The flagged items; a click scrolls to the item on the page. */
export function Findings({
  findings,
  onShow,
}: {
  findings: readonly Finding[];
  onShow: (key: string) => Promise<boolean>;
}) {
  const t = useTexts(popupTexts);
  const language = useLanguage();
  const [gone, setGone] = useState<string>();
  const [all, setAll] = useState(false);
  const show = async (key: string) => setGone((await onShow(key)) ? undefined : key);
  const order = { danger: 0, caution: 1, topic: 2, none: 3 };
  const sorted = [...findings].sort((a, b) => order[a.level] - order[b.level]);
  return (
    <section class="zs-popup__part">
      <h2>{t('found.title')}</h2>
      <ul class="zs-findings">
        {(all ? sorted : sorted.slice(0, FIRST)).map((finding) => (
          <li key={finding.key}>
            <button type="button" title={t('found.go')} onClick={() => void show(finding.key)}>
              <span class="zs-findings__top">
                <LevelBadge level={finding.level} language={language} size={15} />
                <span class="zs-muted">
                  {t(`role.${finding.role}`)}
                  {finding.author && (
                    <>
                      {' · '}
                      <bdi>{finding.author}</bdi>
                    </>
                  )}
                </span>
              </span>
              <bdi class="zs-findings__text">{finding.excerpt}</bdi>
              {finding.repeats > 1 && (
                <span class="zs-muted">{t('found.repeats', { count: finding.repeats })}</span>
              )}
              {finding.unmarked && <span class="zs-muted">{t('found.unmarked')}</span>}
            </button>
            {gone === finding.key && (
              <p class="zs-muted" role="status">
                {t('found.gone')}
              </p>
            )}
          </li>
        ))}
      </ul>
      {!all && sorted.length > FIRST && (
        <Button small onClick={() => setAll(true)}>
          {t('found.more', { count: sorted.length - FIRST })}
        </Button>
      )}
    </section>
  );
}
