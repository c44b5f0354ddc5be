import { useState } from 'preact/hooks';
import { deskStateTexts } from '../../locales/desk-states.ts';
import { failureTexts } from '../../locales/failures.ts';
import { myReportsTexts } from '../../locales/my-reports.ts';
import { reportTexts } from '../../locales/report.ts';
import { sharedTexts } from '../../locales/shared.ts';
import { siteName } from '../../locales/site-names.ts';
import type { Report } from '../../reports/record-format.ts';
import type { ReporterStatus } from '../../reports/reporter-status.ts';
import { Button } from '../shared/Button.tsx';
import { Chip } from '../shared/Chip.tsx';
import { failureWords, readToldFailure } from '../shared/failure-words.ts';
import { SureButton } from '../shared/SureButton.tsx';
import { ToldText } from '../shared/ToldText.tsx';
import { shortTime, useLanguage, useTexts } from '../shared/use-texts.ts';

/** One own report and how it stands. */
export interface MyReport {
  readonly report: Report;
  readonly status: ReporterStatus;
  /** Waiting for the inbox, or refused by it. */
  readonly queued: {
    readonly state: 'held' | 'waiting' | 'refused';
    readonly lastError: string | null;
  } | null;
}

export interface MyReportCardProps extends MyReport {
  onNote: (note: string) => void;
  /** Moderators asked for more: a draft on the same thing. */
  onAddEvidence: () => void;
  onHandOver: () => void;
  onExport: () => void;
  onWithdraw: () => void;
  onDelete: () => void;
  onAppeal: (text: string) => void;
}

/** An own report: what it says, how it stands and why, and what its owner can do. */
export function MyReportCard({ report, status, queued, ...on }: MyReportCardProps) {
  const t = useTexts(myReportsTexts);
  const form = useTexts(reportTexts);
  const shared = useTexts(sharedTexts);
  const states = useTexts(deskStateTexts);
  const failures = useTexts(failureTexts);
  const language = useLanguage();
  const [open, setOpen] = useState<'note' | 'appeal' | null>(null);
  const [text, setText] = useState('');
  const withdrawn = status.takenBack;
  const start = (which: 'note' | 'appeal') => {
    setOpen(open === which ? null : which);
    setText(which === 'note' ? (report.note ?? '') : '');
  };
  return (
    <li class="rp-mine">
      <p class="rp-actions">
        <Chip>
          {withdrawn
            ? t('report.withdrawn')
            : status.state === 'new'
              ? t('state.waiting')
              : states(`state.${status.state}`)}
        </Chip>
        <span>{form(`kind.${report.kind}`)}</span>
        {report.category.confirmed !== null && <span>{shared(`category.${report.category.confirmed}`)}</span>}
        <span class="zs-muted">
          {siteName(report.site, language)} · {report.author?.name ?? ''} ·{' '}
          {t('report.made', { time: shortTime(report.capturedAt, language) })}
        </span>
      </p>
      <blockquote class="rp-quote">{report.text === '' ? t('report.no_text') : report.text}</blockquote>
      {status.reason !== null && (
        <p class="rp-reason">
          <strong>{t('state.reason', { reason: status.reason })}</strong>
          {status.decidedAt !== null && (
            <small class="zs-muted">
              {' '}
              {t('state.decided', { time: shortTime(status.decidedAt, language) })}
            </small>
          )}
        </p>
      )}
      {status.publicNotes.map((note) => (
        <p key={note}>{t('state.note', { text: note })}</p>
      ))}
      {status.outcomes.map((one) => (
        <p key={one.at} class="zs-muted">
          {t(`outcome.${one.result}`, { channel: one.channel })} {one.text}
        </p>
      ))}
      {queued !== null && (
        <div class="rp-warn">
          {queued.state === 'refused' ? (
            <>
              {t('report.queue.refused')}{' '}
              <ToldText told={failureWords(readToldFailure(queued.lastError ?? ''), failures)} />
            </>
          ) : (
            t('report.queue.waiting')
          )}
        </div>
      )}
      {report.note !== null && (
        <p class="zs-muted">
          {t('report.note')}：{report.note}
        </p>
      )}
      {open !== null && (
        <form
          class="rp-field"
          onSubmit={(event) => {
            event.preventDefault();
            if (open === 'note') on.onNote(text);
            else if (text.trim() !== '') on.onAppeal(text.trim());
            setOpen(null);
          }}
        >
          <label class="rp-field">
            <span>{open === 'note' ? t('report.note_hint') : t('report.appeal_text')}</span>
            <textarea
              rows={3}
              maxLength={4000}
              value={text}
              onInput={(event) => setText(event.currentTarget.value)}
            />
          </label>
          <div>
            <Button small kind="primary" type="submit">
              {open === 'note' ? t('report.save_note') : t('report.appeal_send')}
            </Button>
          </div>
        </form>
      )}
      <div class="rp-actions">
        {!withdrawn && (
          <>
            {status.state === 'needs_evidence' && (
              <Button small kind="primary" onClick={on.onAddEvidence}>
                {t('report.add_evidence')}
              </Button>
            )}
            <Button small onClick={on.onHandOver}>
              {t('report.hand_over')}
            </Button>
            <Button small kind="plain" onClick={() => start('note')}>
              {t('report.edit_note')}
            </Button>
            <SureButton
              small
              label={t('report.withdraw')}
              sure={t('report.withdraw_sure')}
              onSure={on.onWithdraw}
            />
          </>
        )}
        <Button small kind="plain" onClick={on.onExport}>
          {t('report.export')}
        </Button>
        {status.reason !== null && (
          <Button small kind="plain" onClick={() => start('appeal')}>
            {t('report.appeal')}
          </Button>
        )}
        <SureButton small label={t('report.delete')} sure={t('report.delete_sure')} onSure={on.onDelete} />
      </div>
    </li>
  );
}
