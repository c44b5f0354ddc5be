import { useRef, useState } from 'preact/hooks';
import { DeskSettingsDialog, type DeskSettings } from '../../components/desk/DeskSettingsDialog.tsx';
import type { DeskAction, DeskTarget } from '../../components/desk/desk-api.ts';
import type { DecisionDraft } from '../../components/desk/DecisionForm.tsx';
import { ImportDialog, type ImportState } from '../../components/desk/ImportDialog.tsx';
import { KeyHelp } from '../../components/desk/KeyHelp.tsx';
import { Palette } from '../../components/desk/Palette.tsx';
import { PlanDialog } from '../../components/desk/PlanDialog.tsx';
import type { DeskCommand } from '../../components/desk/desk-keys.ts';
import { useTexts } from '../../components/shared/use-texts.ts';
import { deskTexts } from '../../locales/desk.ts';
import type { DeskFilter } from '../../reports/desk-index.ts';
import type { StorageRoom } from '../../reports/store/report-store.ts';
import type { DeskClient } from './desk-client.ts';
import { ExportView } from './ExportView.tsx';
import type { InboxAccess } from './inbox-access.ts';
import type { DeskActions } from './use-desk.ts';

/** Which dialog is open. */
export type OpenDialog =
  | { readonly name: 'palette' | 'help' | 'settings' }
  | { readonly name: 'import'; readonly file: File | null }
  | { readonly name: 'export'; readonly target: DeskTarget; readonly count: number }
  | {
      readonly name: 'plan';
      readonly target: DeskTarget;
      readonly action: DeskAction | null;
      readonly first: DecisionDraft | null;
    };

export interface DeskDialogsProps {
  api: DeskClient;
  actions: DeskActions;
  open: OpenDialog | null;
  settings: DeskSettings;
  inbox: InboxAccess | null;
  room: StorageRoom;
  onCommand: (command: DeskCommand) => void;
  onFilter: (filter: DeskFilter) => void;
  onSettings: (settings: DeskSettings) => void;
  onClose: () => void;
}

/** The dialogs of the desk, one at a time. */
export function DeskDialogs(props: DeskDialogsProps) {
  const { api, actions, open, onClose } = props;
  const [saved, setSaved] = useState(false);
  if (open === null) return null;
  switch (open.name) {
    case 'palette':
      return <Palette onFilter={props.onFilter} onCommand={props.onCommand} onClose={onClose} />;
    case 'help':
      return <KeyHelp onClose={onClose} />;
    case 'settings':
      return (
        <DeskSettingsDialog
          settings={props.settings}
          room={props.room}
          saved={saved}
          onSave={(settings) => {
            props.onSettings(settings);
            setSaved(true);
          }}
          onInbox={() => location.assign('/my-reports.html#inbox')}
          onClose={onClose}
        />
      );
    case 'export':
      return <ExportView api={api} target={open.target} count={open.count} onClose={onClose} />;
    case 'plan':
      return (
        <PlanDialog
          action={open.action}
          first={open.first}
          dryRun={(action, except) => api.plan(withExcept(open.target, except), action)}
          onRun={(plan) => {
            onClose();
            void actions.runPlan(plan.id);
          }}
          onClose={onClose}
        />
      );
    case 'import':
      return (
        <Importing
          api={api}
          inbox={props.inbox}
          first={open.file}
          onDone={() => void actions.refresh()}
          onClose={onClose}
        />
      );
  }
}

function withExcept(target: DeskTarget, except: readonly string[]): DeskTarget {
  const out = new Set(except);
  return 'subjects' in target
    ? { subjects: target.subjects.filter((one) => !out.has(one)) }
    : { filter: target.filter, except: [...target.except, ...except] };
}

/** One import after another, until closed. */
function Importing({
  api,
  inbox,
  first,
  onDone,
  onClose,
}: {
  api: DeskClient;
  inbox: InboxAccess | null;
  first: File | null;
  onDone: () => void;
  onClose: () => void;
}) {
  const t = useTexts(deskTexts);
  const [state, setState] = useState<ImportState>({ step: 'choose', message: null });
  const [session] = useState(() => crypto.randomUUID());
  const started = useRef(false);
  const fail = (cancelled: boolean, message: string) =>
    setState({
      step: 'choose',
      message: cancelled ? t('import.cancelled') : t('import.failed', { message }),
    });
  const read = async (file: File) => {
    setState({ step: 'reading', name: file.name, done: 0, total: file.size });
    const got = await api.readFile(session, file, file.name, (done, total) =>
      setState({ step: 'reading', name: file.name, done, total }),
    );
    if (got.ok) setState({ step: 'preview', preview: got.preview });
    else fail(got.cancelled, got.message);
  };
  if (first !== null && !started.current) {
    started.current = true;
    void read(first);
  }
  const commit = async (deselect: readonly string[]) => {
    const name = state.step === 'preview' ? state.preview.name : '';
    const done = await api.commitImport(deselect, (part, total) =>
      setState({ step: 'reading', name, done: part, total }),
    );
    if (!done.ok) return fail(done.cancelled, done.message);
    setState({ step: 'done', reports: done.reports, events: done.events, attachments: done.attachments });
    onDone();
  };
  const pull = async () => {
    if (inbox === null) return;
    setState({ step: 'reading', name: new URL(inbox.address).host, done: 0, total: 0 });
    const done = await api.syncInbox(inbox);
    if (!done.ok) return fail(false, done.message);
    setState({ step: 'done', reports: done.reports, events: done.events, attachments: 0 });
    onDone();
  };
  return (
    <ImportDialog
      state={state}
      canPull={inbox !== null}
      onFile={(file) => void read(file)}
      onPull={() => void pull()}
      onCancel={() =>
        void api
          .cancelImport(session)
          .then(() => setState({ step: 'choose', message: t('import.cancelled') }))
      }
      onCommit={(deselect) => void commit(deselect)}
      onAgain={() => setState({ step: 'choose', message: null })}
      onClose={() => {
        void api.cancelImport(session);
        onClose();
      }}
    />
  );
}
