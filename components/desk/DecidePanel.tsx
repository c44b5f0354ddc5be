import { deskTexts } from '../../locales/desk.ts';
import { Button } from '../shared/Button.tsx';
import { Notice } from '../shared/Notice.tsx';
import { useTexts } from '../shared/use-texts.ts';
import { DecisionForm, type DecisionDraft } from './DecisionForm.tsx';
import { OutcomeForm } from './OutcomeForm.tsx';
import { TextAction } from './TextAction.tsx';
import type { DeskAction, SubjectDetail } from './desk-api.ts';

export const REASON_ID = 'dk-reason';

interface DecidePanelProps {
  detail: SubjectDetail;
  decision: DecisionDraft;
  /** A refusal in words, or `null`. */
  refused: string | null;
  onDecision: (decision: DecisionDraft) => void;
  onDecide: (next: boolean) => void;
  /** True when it is done. */
  onAct: (action: DeskAction) => Promise<boolean>;
}

/** The decision on one subject. Ctrl+Enter decides and goes on. */
export function DecidePanel(props: DecidePanelProps) {
  const t = useTexts(deskTexts);
  const { detail, decision } = props;
  const { claim } = detail.view;
  const objected = detail.row.kinds.includes('false_alarm');
  const empty = decision.reason.trim() === '';
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    event.preventDefault();
    if (!empty && !event.repeat) props.onDecide(true);
  };
  return (
    <section class="dk-decide" aria-label={t('decide.title')} onKeyDown={keys}>
      {objected && (
        <Notice tone="topic">{t(claim === 'honest' ? 'decide.claim.honest' : 'decide.claim.both')}</Notice>
      )}
      <DecisionForm value={decision} claim={claim} onChange={props.onDecision} reasonId={REASON_ID} />
      {props.refused !== null && (
        <p class="dk-warn" role="alert">
          {props.refused}
        </p>
      )}
      <div class="dk-actions">
        <Button kind="primary" disabled={empty} onClick={() => props.onDecide(true)}>
          {empty ? t('decide.need_reason') : t('decide.next')}
        </Button>
        <Button disabled={empty} onClick={() => props.onDecide(false)}>
          {t('decide.submit')}
        </Button>
        {detail.view.awaitsSecondPerson && (
          <Button onClick={() => void props.onAct({ type: 'approve' })}>{t('decide.approve')}</Button>
        )}
      </div>
      <details key={detail.row.subject}>
        <summary>
          {t('decide.tombstone')} · {t('decide.appeal')}
        </summary>
        <TextAction
          danger
          label={t('decide.tombstone_reason')}
          action={t('decide.tombstone')}
          onAct={(reason) => props.onAct({ type: 'tombstone', reason })}
        />
        <TextAction
          label={t('decide.appeal_text')}
          action={t('decide.appeal')}
          onAct={(text) => props.onAct({ type: 'appeal', text })}
        />
      </details>
      <OutcomeForm onAct={props.onAct} />
    </section>
  );
}
