import { deskTexts } from '../../locales/desk.ts';
import { deskStateTexts } from '../../locales/desk-states.ts';
import { sharedTexts } from '../../locales/shared.ts';
import { siteName } from '../../locales/site-names.ts';
import { Icon } from '../shared/Icon.tsx';
import { useLanguage, useTexts } from '../shared/use-texts.ts';
import { ageText } from './age.ts';
import type { ListedRow } from './desk-api.ts';

/** Height of a row of the list, px. Fixed, so that 100,000 rows need no measuring. */
export const ROW_HEIGHT = 68;

interface SubjectRowProps {
  row: ListedRow;
  top: number;
  now: number;
  current: boolean;
  selected: boolean;
  onOpen: () => void;
  onSelect: (selected: boolean) => void;
}

/** One subject in the list: how grave, since when, how many people, first words. */
export function SubjectRow({ row, top, now, current, selected, onOpen, onSelect }: SubjectRowProps) {
  const t = useTexts(deskTexts);
  const language = useLanguage();
  const shared = useTexts(sharedTexts);
  const states = useTexts(deskStateTexts);
  return (
    <li
      class="dk-row"
      style={{ height: `${ROW_HEIGHT}px`, transform: `translateY(${top}px)` }}
      aria-current={current ? 'true' : undefined}
    >
      <input
        type="checkbox"
        checked={selected}
        aria-label={`${t('list.select')} ${row.excerpt.slice(0, 20)}`}
        onChange={(event) => onSelect(event.currentTarget.checked)}
      />
      <button type="button" class="dk-row__open" onClick={onOpen} tabIndex={current ? 0 : -1}>
        <span class="dk-row__meta">
          <span class={`zs-level zs-level--${row.level ?? 'none'}`}>
            <Icon
              name={row.level ?? 'flag'}
              size={14}
              label={row.level === null ? t('kind.missed') : shared(`level.${row.level}`)}
            />
          </span>
          <b>{row.category === null ? '–' : shared(`category.${row.category}`)}</b>
          <span>{siteName(row.site, language)}</span>
          {row.kind === 'account' && <span>{t('list.account')}</span>}
          <span>{t('list.people', { people: row.people })}</span>
          <span class={`dk-state dk-state--${row.state}`}>{states(`state.${row.state}`)}</span>
          {row.kinds.includes('false_alarm') && <span class="dk-row__flag">{t('kind.false_alarm')}</span>}
          {row.changed && <span class="dk-row__flag">{t('list.changed')}</span>}
          {row.isUntold && <span class="dk-row__flag">{t('list.untold')}</span>}
          {row.awaitsSecond && <span class="dk-row__flag">{t('list.second')}</span>}
          {row.assignee !== null && <span class="dk-row__flag">@{row.assignee}</span>}
          <span class="dk-row__age">{ageText(now - Date.parse(row.since), t)}</span>
          <span class="dk-row__priority" title={t('sort.priority')}>
            {row.priority.total}
          </span>
        </span>
        <span class="dk-row__text">{row.excerpt === '' ? (row.accountName ?? '') : row.excerpt}</span>
      </button>
    </li>
  );
}
