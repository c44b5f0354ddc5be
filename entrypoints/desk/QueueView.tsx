import { BulkBar } from '../../components/desk/BulkBar.tsx';
import { FilterBar } from '../../components/desk/FilterBar.tsx';
import { RowList } from '../../components/desk/RowList.tsx';
import { cutText } from '../../components/shared/cut-text.ts';
import type { DeskOverview } from '../../components/desk/desk-api.ts';
import { useTexts } from '../../components/shared/use-texts.ts';
import { deskTexts } from '../../locales/desk.ts';
import type { DeskFilter } from '../../reports/desk-filter.ts';
import type { OpenDialog } from './DeskDialogs.tsx';
import { countTicked, isTicked } from './selection.ts';
import type { DeskActions, DeskState } from './use-desk.ts';

const DAY = 86_400_000;

interface QueueViewProps {
  state: DeskState;
  actions: DeskActions;
  overview: DeskOverview;
  /** Alias of the moderator at this desk. */
  me: string;
  /** ms since 1970. */
  now: number;
  onFilter: (filter: DeskFilter) => void;
  onDialog: (dialog: OpenDialog) => void;
}

/** The middle of the desk: filters, how much is read and found, what is done to many at once, and the list. */
export function QueueView({ state, actions, overview, me, now, onFilter, onDialog }: QueueViewProps) {
  const t = useTexts(deskTexts);
  const { opening, rows } = state;
  const count = countTicked(state.selection, rows.total);
  const many = (action: Extract<OpenDialog, { name: 'plan' }>['action']) =>
    onDialog({ name: 'plan', target: actions.target(), action, first: null });
  return (
    <div class="dk-middle">
      <FilterBar
        filter={state.filter}
        sort={state.sort}
        overview={overview}
        onFilter={onFilter}
        onSort={(sort) => void actions.show(state.filter, sort)}
      />
      {opening !== null && opening.all > 0 && (
        <p class="dk-total zs-muted">
          {t('loading', opening)} <progress max={opening.all} value={opening.read} aria-label={t('title')} />
        </p>
      )}
      <p class="dk-total zs-muted" role="status">
        {rows.total === 0
          ? `${t('empty')} ${overview.subjects === 0 ? t('empty.start') : ''}`
          : t('list.total', { total: rows.total })}
      </p>
      <BulkBar
        count={count}
        total={rows.total}
        all={state.selection.all && state.selection.named.size === 0}
        onAll={actions.selectAll}
        onClear={actions.clearSelection}
        onDecide={() => many(null)}
        onTag={() => {
          const tag = cutText(prompt(t('work.tag_add'))?.trim() ?? '', 40);
          if (tag) many({ type: 'tag', add: [tag], remove: [] });
        }}
        onAssign={() => many({ type: 'assign', to: me })}
        onSnooze={() => many({ type: 'snooze', until: new Date(Date.now() + DAY).toISOString() })}
        onExport={() => onDialog({ name: 'export', target: actions.target(), count })}
      />
      <RowList
        total={rows.total}
        rowAt={rows.rowAt}
        cursor={state.cursor}
        isSelected={(subject) => isTicked(state.selection, subject)}
        now={now}
        onRange={rows.want}
        onOpen={(index) => void actions.openAt(index)}
        onSelect={actions.select}
      />
    </div>
  );
}
