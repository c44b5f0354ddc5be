import { reportTexts } from '../../locales/report.ts';
import { deskStateTexts } from '../../locales/desk-states.ts';
import type { SubjectState } from '../../reports/event-format.ts';
import { Notice } from '../shared/Notice.tsx';
import { shortTime, useLanguage, useTexts } from '../shared/use-texts.ts';

/** What this device already knows about the subject of a draft. */
export interface KnownSubject {
  /** When the volunteer's own earlier report was made, or `null`. */
  readonly mine: string | null;
  /** Reports by others that stand. */
  readonly others: number;
  readonly decision: { readonly state: SubjectState; readonly reason: string } | null;
  /** Reason of a removal that sticks to this very evidence. */
  readonly removed: string | null;
}

/** "Already reported", told before anything is written. */
export function AlreadyReported({ known }: { known: KnownSubject | null }) {
  const t = useTexts(reportTexts);
  const states = useTexts(deskStateTexts);
  const language = useLanguage();
  if (
    known === null ||
    (known.mine === null && known.others === 0 && known.decision === null && known.removed === null)
  )
    return null;
  return (
    <div role="status">
      <Notice tone={known.removed === null ? 'topic' : 'caution'} icon="flag">
        <strong>{t('known.title')}</strong>
        {known.mine !== null && <p>{t('known.mine', { date: shortTime(known.mine, language) })}</p>}
        {known.others > 0 && <p>{t('known.others', { count: known.others })}</p>}
        {known.decision && (
          <p>
            {t('known.decided', {
              state: states(`state.${known.decision.state}`),
              reason: known.decision.reason,
            })}
          </p>
        )}
        {known.removed !== null && <p>{t('known.removed', { reason: known.removed })}</p>}
      </Notice>
    </div>
  );
}
