import type { DeskSettings } from '../../components/desk/DeskSettingsDialog.tsx';
import type { DeskAction, DeskTarget } from '../../components/desk/desk-api.ts';
import type { DecisionDraft } from '../../components/desk/DecisionForm.tsx';
import { KeyHelp } from '../../components/desk/KeyHelp.tsx';
import { Palette } from '../../components/desk/Palette.tsx';
import { PlanDialog } from '../../components/desk/PlanDialog.tsx';
import type { DeskCommand } from '../../components/desk/desk-keys.ts';
import type { DeskFilter } from '../../reports/desk-filter.ts';
import type { ReportStore } from '../../reports/store/report-store.ts';
import type { DeskClient } from './desk-client.ts';
import { ExportView } from './ExportView.tsx';
import { ImportView } from './ImportView.tsx';
import type { InboxAccess } from '../../reports/inbox/inbox-access.ts';
import { SettingsView } from './SettingsView.tsx';
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

interface DeskDialogsProps {
  api: DeskClient;
  store: ReportStore;
  actions: DeskActions;
  open: OpenDialog | null;
  settings: DeskSettings;
  inbox: InboxAccess | null;
  onCommand: (command: DeskCommand) => void;
  onFilter: (filter: DeskFilter) => void;
  onSettings: (settings: DeskSettings) => void;
  onClose: () => void;
}

/** The dialogs of the desk, one at a time. */
export function DeskDialogs(props: DeskDialogsProps) {
  const { api, actions, open, onClose } = props;
  if (open === null) return null;
  switch (open.name) {
    case 'palette':
      return <Palette onFilter={props.onFilter} onCommand={props.onCommand} onClose={onClose} />;
    case 'help':
      return <KeyHelp onClose={onClose} />;
    case 'settings':
      return (
        <SettingsView
          store={props.store}
          settings={props.settings}
          onSaved={props.onSettings}
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
          claims={(except) => api.claims(withExcept(open.target, except))}
          onRun={(plan) => {
            onClose();
            void actions.runPlan(plan.id);
          }}
          onClose={onClose}
        />
      );
    case 'import':
      return (
        <ImportView api={api} inbox={props.inbox} first={open.file} actions={actions} onClose={onClose} />
      );
  }
}

function withExcept(target: DeskTarget, except: readonly string[]): DeskTarget {
  const out = new Set(except);
  return 'subjects' in target
    ? { subjects: target.subjects.filter((one) => !out.has(one)) }
    : { filter: target.filter, except: [...target.except, ...except] };
}
