import { useEffect, useRef, useState } from 'preact/hooks';
import { AuditLog } from '../../components/desk/AuditLog.tsx';
import { BreakReminder } from '../../components/desk/BreakReminder.tsx';
import { BulkBar } from '../../components/desk/BulkBar.tsx';
import { ChartsView } from '../../components/desk/ChartsView.tsx';
import { ClustersView } from '../../components/desk/ClustersView.tsx';
import { DecidePanel } from '../../components/desk/DecidePanel.tsx';
import { DeskBar, type DeskTab } from '../../components/desk/DeskBar.tsx';
import type { DeskSettings } from '../../components/desk/DeskSettingsDialog.tsx';
import { EvidencePane } from '../../components/desk/EvidencePane.tsx';
import { FilterBar } from '../../components/desk/FilterBar.tsx';
import { QueueNav } from '../../components/desk/QueueNav.tsx';
import { RowList } from '../../components/desk/RowList.tsx';
import { Toast } from '../../components/desk/Toast.tsx';
import { WorkPanel } from '../../components/desk/WorkPanel.tsx';
import type { DeskStats } from '../../components/desk/desk-api.ts';
import { Notice } from '../../components/shared/Notice.tsx';
import { useTexts } from '../../components/shared/use-texts.ts';
import { deskTexts } from '../../locales/desk.ts';
import type { DeskFilter } from '../../reports/desk-filter.ts';
import { readSavedViews, type SavedView } from '../../reports/saved-views.ts';
import type { ReportStore, StorageRoom } from '../../reports/store/report-store.ts';
import { DeskDialogs, type OpenDialog } from './DeskDialogs.tsx';
import type { DeskClient } from './desk-client.ts';
import { saveDeskSettings } from './desk-settings.ts';
import { useInboxConfig } from '../my-reports/use-inbox-config.ts';
import { useDesk } from './use-desk.ts';
import { useDeskKeys } from './use-desk-keys.ts';

/** Days the charts look back. */
const STATS_DAYS = 30;
/** Setting of the store that holds the moderator's own views. */
const SAVED_VIEWS = 'desk:views';

/** The moderators' page. */
export function DeskApp({
  api,
  store,
  initial,
}: {
  api: DeskClient;
  store: ReportStore;
  initial: DeskSettings;
}) {
  const t = useTexts(deskTexts);
  const [state, actions] = useDesk(api);
  const [settings, setSettings] = useState(initial);
  const [tab, setTab] = useState<DeskTab>('desk');
  const [shown, setShown] = useState<{ dialog: OpenDialog; serial: number } | null>(null);
  const serial = useRef(0);
  const dialog = shown?.dialog ?? null;
  // Each opening is its own: a key pressed while the last one is still closing must not revive it, nor its closing end the new one.
  const setDialog = (next: OpenDialog) => setShown({ dialog: next, serial: (serial.current += 1) });
  const closeDialog = (mine: number) => setShown((now) => (now?.serial === mine ? null : now));
  const [views, setViews] = useState<readonly SavedView[]>([]);
  const [view, setView] = useState<string | null>('new');
  const [showShots, setShowShots] = useState(!initial.coverShots);
  const [stats, setStats] = useState<DeskStats | null>(null);
  const [room, setRoom] = useState<StorageRoom>({ usage: null, quota: null, persistent: false });
  const [inbox = null] = useInboxConfig(store);
  const [now] = useState(() => Date.now());
  const search = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    void store.setting(SAVED_VIEWS).then((stored) => setViews(readSavedViews(stored)));
    void store.askToPersist();
  }, []);
  useEffect(() => void api.useInbox(inbox !== null), [inbox !== null]);
  useEffect(() => {
    if (tab === 'charts') void api.stats(STATS_DAYS).then(setStats);
  }, [tab, state.overview]);
  useEffect(() => {
    if (dialog?.name === 'settings') void store.room().then(setRoom);
  }, [dialog]);

  const keepViews = (next: readonly SavedView[]) => {
    setViews(next);
    void store.saveSetting(SAVED_VIEWS, next);
  };
  const show = (filter: DeskFilter, id: string | null = null) => {
    setView(id);
    setTab('desk');
    void actions.show(filter);
  };
  const count = state.allSelected ? state.rows.total : state.selected.size;
  const settle = async (cluster: string) => {
    const subjects = await api.clusterSubjects(cluster);
    setDialog({ name: 'plan', target: { subjects }, action: null, first: state.decision });
  };
  const many = (action: Extract<OpenDialog, { name: 'plan' }>['action']) =>
    setDialog({ name: 'plan', target: actions.target(), action, first: null });
  const command = useDeskKeys({
    state,
    actions,
    settings,
    openDialog: setDialog,
    toggleShots: () => setShowShots(!showShots),
    settle,
  });

  if (state.failure !== null) return <Notice tone="danger">{t('failed', { message: state.failure })}</Notice>;
  if (state.overview === null) {
    return (
      <main class="zs-root dk-opening">
        <p role="status">{t('opening')}</p>
        <progress aria-label={t('title')} />
      </main>
    );
  }
  const { overview, detail } = state;
  return (
    <main
      class="zs-root dk-page"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        const file = event.dataTransfer?.files[0];
        if (file && dialog === null) setDialog({ name: 'import', file });
      }}
    >
      <DeskBar
        tab={tab}
        text={state.filter.text ?? ''}
        onTab={setTab}
        onText={(text) => {
          clearTimeout(search.current);
          search.current = setTimeout(
            () => show({ ...state.filter, text: text === '' ? undefined : text }),
            150,
          );
        }}
        onCommand={command}
        onSettings={() => setDialog({ name: 'settings' })}
      />
      <div class="dk-body">
        <QueueNav
          overview={overview}
          views={views}
          me={settings.alias}
          current={view}
          onPick={(picked) => {
            setView(picked.id);
            setTab('desk');
            void actions.show(picked.filter, picked.sort);
          }}
          onSave={(name) =>
            keepViews([
              ...views,
              { id: crypto.randomUUID(), name, builtIn: false, filter: state.filter, sort: state.sort },
            ])
          }
          onDelete={(gone) => keepViews(views.filter((one) => one.id !== gone.id))}
        />
        {tab === 'charts' && <ChartsView stats={stats} onFilter={(filter) => show(filter)} />}
        {tab === 'log' && (
          <AuditLog
            load={(from, to) => api.log(from, to)}
            onOpen={(subject) => {
              setTab('desk');
              void actions.openSubject(subject);
            }}
          />
        )}
        {tab === 'clusters' && (
          <ClustersView
            load={(kind) => api.clusters(kind, 2)}
            onOpen={(cluster) => show({ cluster: cluster.id, snoozed: true, muted: true })}
            onSettle={(cluster) => void settle(cluster.id)}
          />
        )}
        {tab === 'desk' && (
          <>
            <div class="dk-middle">
              <FilterBar
                filter={state.filter}
                sort={state.sort}
                overview={overview}
                onFilter={(filter) => show(filter)}
                onSort={(sort) => void actions.show(state.filter, sort)}
              />
              {state.opening !== null && state.opening.all > 0 && (
                <p class="dk-total zs-muted">
                  {t('loading', state.opening)}{' '}
                  <progress max={state.opening.all} value={state.opening.read} aria-label={t('title')} />
                </p>
              )}
              <p class="dk-total zs-muted" role="status">
                {state.rows.total === 0
                  ? `${t('empty')} ${overview.subjects === 0 ? t('empty.start') : ''}`
                  : t('list.total', { total: state.rows.total })}
              </p>
              <BulkBar
                count={count}
                total={state.rows.total}
                all={state.allSelected}
                onAll={actions.selectAll}
                onClear={actions.clearSelection}
                onDecide={() => many(null)}
                onTag={() => {
                  const tag = prompt(t('work.tag_add'))?.trim().slice(0, 40);
                  if (tag) many({ type: 'tag', add: [tag], remove: [] });
                }}
                onAssign={() => many({ type: 'assign', to: settings.alias })}
                onSnooze={() =>
                  many({ type: 'snooze', until: new Date(Date.now() + 86_400_000).toISOString() })
                }
                onExport={() => setDialog({ name: 'export', target: actions.target(), count })}
              />
              <RowList
                total={state.rows.total}
                rowAt={state.rows.rowAt}
                cursor={state.cursor}
                selected={state.selected}
                now={now}
                onRange={state.rows.want}
                onOpen={actions.openAt}
                onSelect={actions.select}
              />
            </div>
            <div class="dk-right">
              <EvidencePane
                detail={detail}
                showShots={showShots}
                picture={(sha256) => api.picture(sha256)}
                onFilter={(filter) => show(filter)}
                onSettle={(cluster) => void settle(cluster)}
                onMute={(alias, muted) => void actions.mute(alias, muted)}
              />
              {detail !== null && (
                <div class="dk-foot">
                  <WorkPanel
                    detail={detail}
                    me={settings.alias}
                    now={now}
                    onAct={(action) => void actions.act(action)}
                  />
                  <DecidePanel
                    detail={detail}
                    decision={state.decision}
                    refused={state.refused}
                    onDecision={actions.setDecision}
                    onDecide={(next) =>
                      void actions.act(
                        {
                          type: 'decide',
                          input: {
                            ...state.decision,
                            publicNote: state.decision.publicNote || null,
                            internalNote: state.decision.internalNote || null,
                          },
                        },
                        next,
                      )
                    }
                    onAct={(action) => void actions.act(action)}
                  />
                </div>
              )}
            </div>
          </>
        )}
      </div>
      <Toast
        message={state.toast?.message ?? null}
        onUndo={state.toast && state.toast.batch.length > 0 ? () => void actions.undo() : null}
      />
      <BreakReminder minutes={settings.breakAfter} />
      <DeskDialogs
        key={shown?.serial}
        api={api}
        actions={actions}
        open={dialog}
        settings={settings}
        inbox={inbox}
        room={room}
        onCommand={command}
        onFilter={(filter) => show(filter)}
        onSettings={(next) => {
          setSettings(next);
          setShowShots(!next.coverShots);
          void saveDeskSettings(store, next)
            .then(() => api.open())
            .then(() => actions.refresh());
        }}
        onClose={() => shown && closeDialog(shown.serial)}
      />
    </main>
  );
}
