import { inboxTexts } from '../../locales/inbox.ts';
import type { TeamRules } from '../../reports/team-rules.ts';
import type { OwnRecord, Pace, PaceHint } from '../../reports/reporter-pace.ts';
import { Notice } from '../shared/Notice.tsx';
import { useTexts } from '../shared/use-texts.ts';

/** A gentle word when one person reports very many within a short time. It blocks nothing. */
export function PaceNotice({ hint }: { hint: PaceHint | null }) {
  const t = useTexts(inboxTexts);
  if (hint === null) return null;
  const { hour, day } = hint.pace;
  return (
    <Notice tone="plain">
      {t(`pace.${hint.id}`, { hour, day, limit: hint.id === 'many' ? '' : hint.limit })}
    </Notice>
  );
}

/** What the team asks of its volunteers, in the team's numbers and words. */
export function TeamRulesNote({ rules }: { rules: TeamRules | null }) {
  const t = useTexts(inboxTexts);
  const lines = [
    rules?.reportsPerHour !== undefined && t('team.hour', { count: rules.reportsPerHour }),
    rules?.reportsPerDay !== undefined && t('team.day', { count: rules.reportsPerDay }),
    rules?.words && t('team.words', { words: rules.words }),
  ].filter((one): one is string => typeof one === 'string');
  return <p class="zs-muted rp-team">{lines.length === 0 ? t('team.none') : lines.join(' ')}</p>;
}

/** A volunteer's own figures, counted on this device. */
export function OwnRecordNote({ pace, record }: { pace: Pace; record: OwnRecord }) {
  const t = useTexts(inboxTexts);
  if (pace.all === 0) return null;
  return (
    <section class="rp-step rp-record">
      <h2>{t('record.title')}</h2>
      <p>
        {t('pace.record', { all: pace.all, day: pace.day, hour: pace.hour })}{' '}
        {record.decided === 0 ? t('record.none') : t('record.decided', { ...record })}
      </p>
      <p class="zs-muted">{t('record.why')}</p>
    </section>
  );
}
