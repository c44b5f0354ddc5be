import { useState } from 'preact/hooks';
import { deskTexts } from '../../locales/desk.ts';
import { deskStateTexts } from '../../locales/desk-states.ts';
import { SUBJECT_STATES, type SubjectState } from '../../reports/event-format.ts';
import { BUILT_IN_VIEWS, viewOfMine, type SavedView } from '../../reports/saved-views.ts';
import { Button } from '../shared/Button.tsx';
import { useTexts } from '../shared/use-texts.ts';
import { ageText } from './age.ts';
import type { DeskOverview } from './desk-api.ts';

interface QueueNavProps {
  overview: DeskOverview;
  views: readonly SavedView[];
  /** Alias of the moderator at this desk. */
  me: string;
  /** Id of the view in use, or `null` when the filter is nobody's. */
  current: string | null;
  onPick: (view: SavedView) => void;
  onSave: (name: string) => void;
  onDelete: (view: SavedView) => void;
}

type BuiltInView = (typeof BUILT_IN_VIEWS)[number];
const isQueue = (view: BuiltInView): view is Extract<BuiltInView, { id: SubjectState }> =>
  (SUBJECT_STATES as readonly string[]).includes(view.id);
const QUEUES = BUILT_IN_VIEWS.filter(isQueue);
/** Views with a count of their own: what a moderator must not forget. */
const WATCHED = ['mine', 'second', 'changed', 'snoozed'] as const;
const isWatched = (id: string): id is (typeof WATCHED)[number] => (WATCHED as readonly string[]).includes(id);
const MORE = BUILT_IN_VIEWS.filter((view) => !isQueue(view));
const ALL: SavedView = { id: 'all', name: 'all', builtIn: true, filter: {}, sort: 'newest' };

/** Queues with their counts and the age of the oldest, then views. */
export function QueueNav(props: QueueNavProps) {
  const t = useTexts(deskTexts);
  const states = useTexts(deskStateTexts);
  const [name, setName] = useState('');
  const all = Object.values(props.overview.counts).reduce((sum, one) => sum + one.count, 0);
  const item = (view: SavedView, label: string, detail?: string) => (
    <li key={view.id}>
      <button
        type="button"
        class="dk-nav__item"
        aria-current={props.current === view.id ? 'true' : undefined}
        onClick={() => props.onPick(view)}
      >
        <span>{label}</span>
        {detail !== undefined && <small>{detail}</small>}
      </button>
      {!view.builtIn && (
        <Button small kind="plain" label={t('nav.delete_view')} onClick={() => props.onDelete(view)}>
          ×
        </Button>
      )}
    </li>
  );
  return (
    <nav class="dk-nav" aria-label={t('nav.queues')}>
      <h2>{t('nav.queues')}</h2>
      <ul>
        {QUEUES.map((view) => {
          const count = props.overview.counts[view.id];
          const detail = count.oldest === null ? '0' : `${count.count} · ${ageText(count.oldest, t)}`;
          return item(view, states(`state.${view.id}`), detail);
        })}
        {item(ALL, t('nav.all'), String(all))}
      </ul>
      <h2>{t('nav.views')}</h2>
      <ul>
        {[viewOfMine(props.me), ...MORE].map((view) =>
          item(
            view,
            t(`view.${view.id}`),
            isWatched(view.id) ? String(props.overview.waiting[view.id]) : undefined,
          ),
        )}
        {props.views.map((view) => item(view, view.name))}
      </ul>
      <form
        class="dk-nav__save"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') props.onSave(name.trim().slice(0, 60));
          setName('');
        }}
      >
        <input
          type="text"
          value={name}
          placeholder={t('nav.view_name')}
          aria-label={t('nav.view_name')}
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <Button small type="submit" disabled={name.trim() === ''}>
          {t('nav.save_view')}
        </Button>
      </form>
    </nav>
  );
}
