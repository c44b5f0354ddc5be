import { useState } from 'preact/hooks';
import { CATEGORIES, LEVELS } from '../../core/verdict.ts';
import { deskTexts, type DeskKey } from '../../locales/desk.ts';
import { sharedTexts } from '../../locales/shared.ts';
import { DESK_SORTS, type DeskFilter, type DeskSort } from '../../reports/desk-index.ts';
import { REPORT_KINDS } from '../../reports/record-format.ts';
import { Button } from '../shared/Button.tsx';
import { Chip } from '../shared/Chip.tsx';
import { useTexts } from '../shared/use-texts.ts';
import type { DeskOverview } from './desk-api.ts';
import { SelectField } from './SelectField.tsx';

export interface FilterBarProps {
  filter: DeskFilter;
  sort: DeskSort;
  overview: DeskOverview;
  onFilter: (filter: DeskFilter) => void;
  onSort: (sort: DeskSort) => void;
}

const one = (list: readonly string[] | undefined) => list?.[0] ?? '';

/** Filters that combine. What came by a click (handle, account, reporter, cluster) shows as chips that can be taken off. */
export function FilterBar({ filter, sort, overview, onFilter, onSort }: FilterBarProps) {
  const t = useTexts(deskTexts);
  const shared = useTexts(sharedTexts);
  const [more, setMore] = useState(false);
  const set = (change: Partial<DeskFilter>) => onFilter({ ...filter, ...change });
  const list = <Key extends 'sites' | 'categories' | 'levels' | 'kinds'>(key: Key, value: string) =>
    set({ [key]: value === '' ? undefined : [value] } as Partial<DeskFilter>);
  const chips = (['handle', 'account', 'reporter', 'cluster'] as const).filter((key) => filter[key]);
  const day = (moment: string | undefined) => moment?.slice(0, 10) ?? '';
  return (
    <div class="dk-filters">
      <div class="dk-filters__row">
        <SelectField
          label={t('filter.site')}
          value={one(filter.sites)}
          options={overview.sites.map((site) => [site, site])}
          onPick={(value) => list('sites', value)}
        />
        <SelectField
          label={t('filter.category')}
          value={one(filter.categories)}
          options={CATEGORIES.map((category) => [category, shared(`category.${category}`)])}
          onPick={(value) => list('categories', value)}
        />
        <SelectField
          label={t('filter.level')}
          value={one(filter.levels)}
          options={LEVELS.map((level) => [level, shared(`level.${level}`)])}
          onPick={(value) => list('levels', value)}
        />
        <SelectField
          label={t('sort.label')}
          value={sort}
          required
          options={DESK_SORTS.map((each) => [each, t(`sort.${each}`)])}
          onPick={(value) => onSort(value as DeskSort)}
        />
        <Button small kind="plain" expanded={more} onClick={() => setMore(!more)}>
          {t('filter.more')}
        </Button>
        <Button small kind="plain" onClick={() => onFilter(filter.states ? { states: filter.states } : {})}>
          {t('filter.clear')}
        </Button>
      </div>
      {more && (
        <div class="dk-filters__row">
          <SelectField
            label={t('filter.kind')}
            value={one(filter.kinds)}
            options={REPORT_KINDS.map((kind) => [kind, t(`kind.${kind}`)])}
            onPick={(value) => list('kinds', value)}
          />
          <SelectField
            label={t('filter.tag')}
            value={filter.tag ?? ''}
            options={overview.tags.map((tag) => [tag, tag])}
            onPick={(tag) => set({ tag: tag === '' ? undefined : tag })}
          />
          <SelectField
            label={t('filter.assignee')}
            value={filter.assignee === undefined ? '' : filter.assignee === '' ? '-' : filter.assignee}
            options={[['-', t('filter.nobody')], ...overview.assignees.map((who) => [who, who] as const)]}
            onPick={(who) => set({ assignee: who === '' ? undefined : who === '-' ? '' : who })}
          />
          <label class="dk-field">
            <span>{t('filter.from')}</span>
            <input
              type="date"
              value={day(filter.from)}
              onChange={(event) =>
                set({
                  from:
                    event.currentTarget.value === ''
                      ? undefined
                      : `${event.currentTarget.value}T00:00:00.000Z`,
                })
              }
            />
          </label>
          <label class="dk-field">
            <span>{t('filter.to')}</span>
            <input
              type="date"
              value={day(filter.to)}
              onChange={(event) =>
                set({
                  to:
                    event.currentTarget.value === ''
                      ? undefined
                      : `${event.currentTarget.value}T23:59:59.999Z`,
                })
              }
            />
          </label>
          <label class="dk-check">
            <input
              type="checkbox"
              checked={filter.snoozed ?? false}
              onChange={(event) => set({ snoozed: event.currentTarget.checked || undefined })}
            />
            {t('filter.snoozed')}
          </label>
          <label class="dk-check">
            <input
              type="checkbox"
              checked={filter.muted ?? false}
              onChange={(event) => set({ muted: event.currentTarget.checked || undefined })}
            />
            {t('filter.muted')}
          </label>
        </div>
      )}
      {chips.length > 0 && (
        <div class="dk-filters__row">
          {chips.map((key) => (
            <Chip key={key} title={t('filter.remove')} onClick={() => set({ [key]: undefined })}>
              {t(`filter.${key}` as DeskKey, { value: String(filter[key]).slice(0, 40) })} ×
            </Chip>
          ))}
        </div>
      )}
    </div>
  );
}
