import { useState } from 'preact/hooks';
import { CATEGORIES, LEVELS } from '../../core/verdict.ts';
import { deskStateTexts } from '../../locales/desk-states.ts';
import { deskTexts } from '../../locales/desk.ts';
import { sharedTexts } from '../../locales/shared.ts';
import { siteName } from '../../locales/site-names.ts';
import { dayBounds, dayOf, lastDayBefore } from '../../reports/china-day.ts';
import type { DeskFilter } from '../../reports/desk-filter.ts';
import { DESK_SORTS, type DeskSort } from '../../reports/desk-index.ts';
import { SUBJECT_STATES } from '../../reports/event-format.ts';
import { REPORT_KINDS } from '../../reports/record-format.ts';
import { Button } from '../shared/Button.tsx';
import { Chip } from '../shared/Chip.tsx';
import { useLanguage, useTexts } from '../shared/use-texts.ts';
import type { DeskOverview } from './desk-api.ts';
import { PickField } from './PickField.tsx';
import { SelectField } from './SelectField.tsx';

type Lists =
  | 'states'
  | 'sites'
  | 'categories'
  | 'levels'
  | 'kinds'
  | 'tags'
  | 'assignees'
  | 'handles'
  | 'accounts'
  | 'reporters';
const CHIP = { handles: 'filter.handle', accounts: 'filter.account', reporters: 'filter.reporter' } as const;

/** Without it Chromium takes years of six digits. */
const LAST_DAY = '9999-12-31';

interface FilterBarProps {
  filter: DeskFilter;
  sort: DeskSort;
  overview: DeskOverview;
  onFilter: (filter: DeskFilter) => void;
  onSort: (sort: DeskSort) => void;
}

/** Filters that combine. What came by a click (handle, account, reporter, cluster) shows as chips that can be taken off. */
export function FilterBar({ filter, sort, overview, onFilter, onSort }: FilterBarProps) {
  const t = useTexts(deskTexts);
  const language = useLanguage();
  const shared = useTexts(sharedTexts);
  const states = useTexts(deskStateTexts);
  const [more, setMore] = useState(false);
  const set = (change: Partial<DeskFilter>) => onFilter({ ...filter, ...change });
  const list = <Key extends Lists>(key: Key, values: readonly string[]) =>
    set({ [key]: values.length === 0 ? undefined : values } as Partial<DeskFilter>);
  const chips = (['handles', 'accounts', 'reporters'] as const).flatMap((key) =>
    (filter[key] ?? []).map((value) => ({ key, value })),
  );
  return (
    <div class="dk-filters">
      <div class="dk-filters__row">
        <PickField
          label={t('filter.site')}
          values={filter.sites ?? []}
          options={overview.sites.map((site) => [site, siteName(site, language)])}
          onPick={(values) => list('sites', values)}
        />
        <PickField
          label={t('filter.category')}
          values={filter.categories ?? []}
          options={CATEGORIES.map((category) => [category, shared(`category.${category}`)])}
          onPick={(values) => list('categories', values)}
        />
        <PickField
          label={t('filter.level')}
          values={filter.levels ?? []}
          options={LEVELS.map((level) => [level, shared(`level.${level}`)])}
          onPick={(values) => list('levels', values)}
        />
        <PickField
          label={t('filter.state')}
          values={filter.states ?? []}
          options={SUBJECT_STATES.map((state) => [state, states(`state.${state}`)])}
          onPick={(values) => list('states', values)}
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
          <PickField
            label={t('filter.kind')}
            values={filter.kinds ?? []}
            options={REPORT_KINDS.map((kind) => [kind, t(`kind.${kind}`)])}
            onPick={(values) => list('kinds', values)}
          />
          <PickField
            label={t('filter.tag')}
            values={filter.tags ?? []}
            options={overview.tags.map((tag) => [tag, tag])}
            onPick={(values) => list('tags', values)}
          />
          <PickField
            label={t('filter.assignee')}
            values={filter.assignees ?? []}
            options={[['', t('filter.nobody')], ...overview.assignees.map((who) => [who, who] as const)]}
            onPick={(values) => list('assignees', values)}
          />
          <label class="dk-field">
            <span>{t('filter.from')}</span>
            <input
              type="date"
              max={LAST_DAY}
              value={filter.from === undefined ? '' : dayOf(filter.from)}
              onChange={(event) => set({ from: dayBounds(event.currentTarget.value)?.start })}
            />
          </label>
          <label class="dk-field">
            <span>{t('filter.to')}</span>
            <input
              type="date"
              max={LAST_DAY}
              value={filter.to === undefined ? '' : lastDayBefore(filter.to)}
              onChange={(event) => set({ to: dayBounds(event.currentTarget.value)?.end })}
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
      {(chips.length > 0 || filter.cluster) && (
        <div class="dk-filters__row">
          {chips.map(({ key, value }) => (
            <Chip
              key={`${key}${value}`}
              title={t('filter.remove')}
              onClick={() =>
                list(
                  key,
                  (filter[key] ?? []).filter((one) => one !== value),
                )
              }
            >
              {t(CHIP[key], { value: value.slice(0, 40) })} ×
            </Chip>
          ))}
          {filter.cluster && (
            <Chip title={t('filter.remove')} onClick={() => set({ cluster: undefined })}>
              {t('filter.cluster', { value: filter.cluster.slice(0, 40) })} ×
            </Chip>
          )}
        </div>
      )}
    </div>
  );
}
