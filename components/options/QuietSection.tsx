import { useState } from 'preact/hooks';
import { optionsTexts } from '../../locales/options.ts';
import { Button } from '../shared/Button.tsx';
import { Chip } from '../shared/Chip.tsx';
import { SureButton } from '../shared/SureButton.tsx';
import { shortTime, useLanguage, useTexts } from '../shared/use-texts.ts';
import type { Dismissal } from './options-model.ts';

const SHOWN_AT_ONCE = 100;

/** Everything the reader asked not to be told again, each with an undo. Newest first. */
export function QuietSection({
  list,
  onUndo,
}: {
  list: readonly Dismissal[];
  onUndo: (ids: readonly string[]) => void;
}) {
  const t = useTexts(optionsTexts);
  const language = useLanguage();
  const [find, setFind] = useState('');
  const [limit, setLimit] = useState(SHOWN_AT_ONCE);
  const [undone, setUndone] = useState('');
  const wanted = find.trim().toLowerCase();
  const found = list
    .filter(
      (one) =>
        wanted === '' ||
        [one.label, one.host, one.author ?? ''].some((part) => part.toLowerCase().includes(wanted)),
    )
    .toSorted((a, b) => b.createdAt - a.createdAt);
  /** What is silent: an author or a site by name, an item by its words. */
  const nameOf = ({ scope, author, host, label }: Dismissal): string =>
    (scope === 'author' ? author : scope === 'item' ? label : host) || t('quiet.noLabel');
  return (
    <>
      <p>{t('quiet.intro')}</p>
      <p aria-live="polite">{undone !== '' && t('quiet.undone', { label: undone })}</p>
      {list.length === 0 && <p class="zs-muted">{t('quiet.none')}</p>}
      {list.length > 10 && (
        <input
          class="zs-field"
          type="search"
          aria-label={t('quiet.find')}
          placeholder={t('quiet.find')}
          value={find}
          onInput={(event) => setFind(event.currentTarget.value)}
        />
      )}
      {list.length > 0 && (
        <div class="zs-options__row">
          <span class="zs-muted">{t('quiet.count', { count: found.length })}</span>
          <SureButton
            small
            label={t('quiet.all')}
            sure={t('quiet.all.sure', { count: list.length })}
            onSure={() => onUndo(list.map(({ id }) => id))}
          />
        </div>
      )}
      <ul class="zs-options__list">
        {found.slice(0, limit).map((one) => (
          <li key={one.id}>
            <div class="zs-options__grow">
              <p>
                <bdi>{nameOf(one)}</bdi>
              </p>
              <p class="zs-options__facts">
                <Chip>{t(`quiet.scope.${one.scope}`)}</Chip>
                <span class="zs-muted">
                  {one.scope === 'item' || one.scope === 'author' ? `${one.host} · ` : ''}
                  {shortTime(one.createdAt, language)}
                  {one.falseAlarm && ` · ${t('quiet.falseAlarm')}`}
                  {one.scope !== 'item' && one.label && ` · ${t('quiet.at', { label: one.label })}`}
                </span>
              </p>
            </div>
            <Button
              small
              label={`${t('quiet.undo')}: ${nameOf(one)}`}
              onClick={() => {
                onUndo([one.id]);
                setUndone(nameOf(one));
              }}
            >
              {t('quiet.undo')}
            </Button>
          </li>
        ))}
      </ul>
      {found.length > limit && (
        <Button onClick={() => setLimit(limit + SHOWN_AT_ONCE)}>{t('quiet.more')}</Button>
      )}
    </>
  );
}
