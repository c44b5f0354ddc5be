import { useState } from 'preact/hooks';
import { deskTexts } from '../../locales/desk.ts';
import { Button } from '../shared/Button.tsx';
import { useTexts } from '../shared/use-texts.ts';
import { DecisionForm, type DecisionDraft } from './DecisionForm.tsx';
import { OutcomeForm } from './OutcomeForm.tsx';
import type { DeskAction, SubjectDetail } from './desk-api.ts';

export const REASON_ID = 'dk-reason';

interface DecidePanelProps {
  detail: SubjectDetail;
  decision: DecisionDraft;
  /** A refusal in words, or `null`. */
  refused: string | null;
  onDecision: (decision: DecisionDraft) => void;
  onDecide: (next: boolean) => void;
  onAct: (action: DeskAction) => void;
}

/** The decision on one subject. Ctrl+Enter decides and goes on. */
export function DecidePanel(props: DecidePanelProps) {
  const t = useTexts(deskTexts);
  const [text, setText] = useState('');
  const { detail, decision } = props;
  const empty = decision.reason.trim() === '';
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    event.preventDefault();
    if (!empty) props.onDecide(true);
  };
  const act = (action: DeskAction) => {
    props.onAct(action);
    setText('');
  };
  return (
    <section class="dk-decide" aria-label={t('decide.title')} onKeyDown={keys}>
      <DecisionForm value={decision} onChange={props.onDecision} reasonId={REASON_ID} />
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
          <Button onClick={() => props.onAct({ type: 'approve' })}>{t('decide.approve')}</Button>
        )}
      </div>
      <details>
        <summary>
          {t('decide.tombstone')} · {t('decide.appeal')}
        </summary>
        <label class="dk-field dk-field--wide">
          <span>
            {t('decide.tombstone_reason')} / {t('decide.appeal_text')}
          </span>
          <textarea
            rows={2}
            maxLength={500}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </label>
        <div class="dk-actions">
          <Button
            small
            kind="danger"
            disabled={text.trim() === ''}
            onClick={() => act({ type: 'tombstone', reason: text })}
          >
            {t('decide.tombstone')}
          </Button>
          <Button small disabled={text.trim() === ''} onClick={() => act({ type: 'appeal', text })}>
            {t('decide.appeal')}
          </Button>
        </div>
      </details>
      <OutcomeForm onAct={props.onAct} />
    </section>
  );
}
