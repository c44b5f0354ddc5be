import { DecidePanel } from '../../components/desk/DecidePanel.tsx';
import { EvidencePane } from '../../components/desk/EvidencePane.tsx';
import { WorkPanel } from '../../components/desk/WorkPanel.tsx';
import type { DeskFilter } from '../../reports/desk-filter.ts';
import type { DeskClient } from './desk-client.ts';
import type { DeskActions, DeskState } from './use-desk.ts';

interface CaseViewProps {
  api: DeskClient;
  state: DeskState;
  actions: DeskActions;
  showShots: boolean;
  /** Alias of the moderator at this desk. */
  me: string;
  /** ms since 1970. */
  now: number;
  onFilter: (filter: DeskFilter) => void;
  /** Opens the dry run over all subjects of a cluster. */
  onSettle: (cluster: string) => void;
}

/** The right of the desk: the evidence on the open subject, and what is done to it. */
export function CaseView({ api, state, actions, me, now, ...props }: CaseViewProps) {
  const { detail, decision } = state;
  return (
    <div class="dk-right">
      <EvidencePane
        detail={detail}
        showShots={props.showShots}
        picture={(sha256) => api.picture(sha256)}
        onFilter={props.onFilter}
        onSettle={props.onSettle}
        onMute={(alias, muted) => void actions.mute(alias, muted)}
      />
      {detail !== null && (
        <div class="dk-foot">
          <WorkPanel detail={detail} me={me} now={now} onAct={(action) => actions.act(action)} />
          <DecidePanel
            detail={detail}
            decision={decision}
            refused={state.refused}
            onDecision={actions.setDecision}
            onDecide={(next) => {
              const input = {
                ...decision,
                publicNote: decision.publicNote || null,
                internalNote: decision.internalNote || null,
              };
              void actions.act({ type: 'decide', input }, next);
            }}
            onAct={(action) => actions.act(action)}
          />
        </div>
      )}
    </div>
  );
}
