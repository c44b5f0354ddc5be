import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { AuditLog } from '../../components/desk/AuditLog.tsx';
import { BreakReminder } from '../../components/desk/BreakReminder.tsx';
import { ClustersView } from '../../components/desk/ClustersView.tsx';
import { DeskBar, type DeskTab } from '../../components/desk/DeskBar.tsx';
import type { DeskSettings } from '../../components/desk/DeskSettingsDialog.tsx';
import { DeskToast } from '../../components/desk/DeskToast.tsx';
import { QueueNav } from '../../components/desk/QueueNav.tsx';
import { Notice } from '../../components/shared/Notice.tsx';
import { ToldText } from '../../components/shared/ToldText.tsx';
import { useTexts } from '../../components/shared/use-texts.ts';
import { deskTexts } from '../../locales/desk.ts';
import type { DeskFilter } from '../../reports/desk-filter.ts';
import type { DeskSort } from '../../reports/desk-index.ts';
import { hostOf, type InboxAccess } from '../../reports/inbox/inbox-access.ts';
import { loadInboxConfig } from '../../reports/inbox/inbox-config.ts';
import type { ReportStore } from '../../reports/store/report-store.ts';
import { readPolicy } from '../../settings/policy.ts';
import { CaseView } from './CaseView.tsx';
import { DeskDialogs } from './DeskDialogs.tsx';
import type { DeskClient } from './desk-client.ts';
import { QueueView } from './QueueView.tsx';
import { StatsView } from './StatsView.tsx';
import { useDesk } from './use-desk.ts';
import { useDeskKeys } from './use-desk-keys.ts';
import { useDialog } from './use-dialog.ts';
import { useUnsent } from './use-unsent.ts';
import { useSavedViews } from './use-saved-views.ts';

/** ms without a key before the search runs. */
const TYPING = 150;

/** The moderators' page: the bar, the queues, and one of four tabs. */
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
  const dialogs = useDialog();
  const [views, keepViews] = useSavedViews(store, actions.sayFailure);
  const [settings, setSettings] = useState(initial);
  const [tab, setTab] = useState<DeskTab>('desk');
  const [view, setView] = useState<string | null>('new');
  const [showShots, setShowShots] = useState(!initial.coverShots);
  const [inbox, setInbox] = useState<InboxAccess | null>(null);
  // Ages and what is snoozed are those of the figures shown.
  const now = useMemo(() => Date.now(), [state.overview]);
  const [unsent, sendUnsent] = useUnsent(store, actions, [state.overview, dialogs.dialog]);
  const search = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    void store.askToPersist();
    void loadInboxConfig(store, () => readPolicy('inbox')).then((config) => {
      setInbox(config);
      void api.useInbox(config !== null);
    });
  }, []);

  const show = (filter: DeskFilter, id: string | null = null, sort?: DeskSort) => {
    setView(id);
    setTab('desk');
    void actions.show(filter, sort);
  };
  const showText = (text: string) => {
    clearTimeout(search.current);
    search.current = setTimeout(
      () => show({ ...state.filter, text: text === '' ? undefined : text }),
      TYPING,
    );
  };
  const settle = async (cluster: string) => {
    const subjects = await api.clusterSubjects(cluster);
    dialogs.open({ name: 'plan', target: { subjects }, action: null, first: state.decision });
  };
  const takeSettings = (next: DeskSettings) => {
    setSettings(next);
    setShowShots(!next.coverShots);
    if (next.alias !== settings.alias || next.secondPerson !== settings.secondPerson) void actions.reopen();
  };
  const command = useDeskKeys({
    state,
    actions,
    settings,
    openDialog: dialogs.open,
    toggleShots: () => setShowShots(!showShots),
    settle,
  });

  if (state.failure !== null) {
    return (
      <Notice tone="danger">
        <ToldText told={{ text: t('failed'), raw: state.failure }} />
      </Notice>
    );
  }
  const { overview } = state;
  if (overview === null) {
    return (
      <main class="zs-root dk-opening">
        <p role="status">{t('opening')}</p>
        <progress aria-label={t('title')} />
      </main>
    );
  }
  const common = { state, actions, me: settings.alias, now, onFilter: (filter: DeskFilter) => show(filter) };
  return (
    <main
      class="zs-root dk-page"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        const file = event.dataTransfer?.files[0];
        if (file && dialogs.dialog === null) dialogs.open({ name: 'import', file });
      }}
    >
      <DeskBar
        tab={tab}
        text={state.filter.text ?? ''}
        onTab={setTab}
        onText={showText}
        onCommand={command}
        onSettings={() => dialogs.open({ name: 'settings' })}
        unsent={{ count: unsent, host: inbox && hostOf(inbox) }}
        onUnsent={() => (inbox === null ? location.assign('/my-reports.html#inbox') : void sendUnsent())}
      />
      <div class="dk-body">
        <QueueNav
          overview={overview}
          views={views}
          me={settings.alias}
          current={view}
          onPick={(picked) => show(picked.filter, picked.id, picked.sort)}
          onSave={(name) => {
            const { filter, sort } = state;
            keepViews([...views, { id: crypto.randomUUID(), name, builtIn: false, filter, sort }]);
          }}
          onDelete={(gone) => keepViews(views.filter((one) => one.id !== gone.id))}
        />
        {tab === 'desk' && (
          <>
            <QueueView {...common} overview={overview} onDialog={dialogs.open} />
            <CaseView
              {...common}
              api={api}
              showShots={showShots}
              onSettle={(cluster) => void settle(cluster)}
            />
          </>
        )}
        {tab === 'clusters' && (
          <ClustersView
            load={(kind) => api.clusters(kind, 2)}
            onOpen={(cluster) => show({ cluster: cluster.id, snoozed: true, muted: true })}
            onSettle={(cluster) => void settle(cluster.id)}
          />
        )}
        {tab === 'charts' && <StatsView api={api} overview={overview} onFilter={common.onFilter} />}
        {tab === 'log' && (
          <AuditLog
            load={(from, to) => api.log(from, to)}
            onOpen={(subject) => {
              setTab('desk');
              void actions.openSubject(subject);
            }}
          />
        )}
      </div>
      <DeskToast told={state.toast} onUndo={state.toast?.undo ? () => void actions.undo() : null} />
      <BreakReminder minutes={settings.breakAfter} />
      <DeskDialogs
        key={dialogs.serial}
        api={api}
        store={store}
        actions={actions}
        open={dialogs.dialog}
        settings={settings}
        inbox={inbox}
        onCommand={command}
        onFilter={common.onFilter}
        onSettings={takeSettings}
        onClose={dialogs.close}
      />
    </main>
  );
}
