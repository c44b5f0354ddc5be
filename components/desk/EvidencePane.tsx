import { siteName } from '../../locales/site-names.ts';
import { deskTexts } from '../../locales/desk.ts';
import { deskStateTexts } from '../../locales/desk-states.ts';
import { sharedTexts } from '../../locales/shared.ts';
import type { DeskFilter } from '../../reports/desk-filter.ts';
import { PRIORITY_WEIGHTS, type PriorityPart } from '../../reports/desk-rows.ts';
import { LevelBadge } from '../shared/LevelBadge.tsx';
import { Notice } from '../shared/Notice.tsx';
import { useLanguage, useTexts } from '../shared/use-texts.ts';
import type { SubjectDetail } from './desk-api.ts';
import { EventList } from './EventList.tsx';
import { LeadList } from './LeadList.tsx';
import { ReportEvidence } from './ReportEvidence.tsx';
import { ReporterList } from './ReporterList.tsx';

interface EvidencePaneProps {
  detail: SubjectDetail | null;
  showShots: boolean;
  picture: (sha256: string) => Promise<Blob | null>;
  onFilter: (filter: DeskFilter) => void;
  onSettle: (cluster: string) => void;
  onMute: (alias: string, muted: boolean) => void;
}

/** Everything known of one subject, the evidence first. */
export function EvidencePane({ detail, ...props }: EvidencePaneProps) {
  const t = useTexts(deskTexts);
  const shared = useTexts(sharedTexts);
  const states = useTexts(deskStateTexts);
  const language = useLanguage();
  if (detail === null) return <p class="dk-none zs-muted">{t('evidence.none')}</p>;
  const { row, view, reports } = detail;
  const accused = view.evidence === view.decision?.evidence;
  // Each text once, the newest first: repeats add people and what they said of it, not reading.
  const newest = [...(reports.length > 0 ? reports : detail.withdrawn)].sort((a, b) =>
    a.capturedAt < b.capturedAt ? 1 : -1,
  );
  const different = [...Map.groupBy(newest, (one) => one.contentHash).values()];
  const parts = (Object.keys(PRIORITY_WEIGHTS) as PriorityPart[]).filter(
    (part) => row.priority.parts[part] > 0,
  );
  return (
    <article class="dk-pane" aria-label={row.excerpt.slice(0, 30)}>
      <header class="dk-pane__head">
        {row.level !== null && <LevelBadge level={row.level} language={language} />}
        <strong>{row.category === null ? '' : shared(`category.${row.category}`)}</strong>
        <span>{siteName(row.site, language)}</span>
        <span class={`dk-state dk-state--${view.state}`}>{states(`state.${view.state}`)}</span>
        <small class="zs-muted">
          {t('evidence.priority', {
            total: row.priority.total,
            parts: parts.map((part) => `${t(`priority.${part}`)} ${row.priority.parts[part]}`).join(' · '),
          })}
        </small>
      </header>
      {view.changed && <Notice tone="caution">{t(accused ? 'evidence.accused' : 'evidence.changed')}</Notice>}
      {row.isUntold && <Notice tone="caution">{t('evidence.untold')}</Notice>}
      {view.rivals.length > 0 && <Notice tone="caution">{t('evidence.rivals')}</Notice>}
      {view.awaitsSecondPerson && <Notice tone="topic">{t('evidence.awaits')}</Notice>}
      {view.tombstones.map((stone) => (
        <Notice key={stone.id} tone="caution">
          {t('evidence.tombstone', { reason: stone.reason })}
        </Notice>
      ))}
      {different.map((same) => (
        <ReportEvidence
          key={same[0]!.contentHash}
          reports={same}
          showShots={props.showShots}
          picture={props.picture}
        />
      ))}
      <LeadList detail={detail} onFilter={props.onFilter} onSettle={props.onSettle} />
      <ReporterList
        reporters={detail.reporters}
        count={reports.length}
        onFilter={props.onFilter}
        onMute={props.onMute}
      />
      {detail.events.length > 0 && (
        <section>
          <h3>{t('evidence.history')}</h3>
          <EventList events={detail.events} />
        </section>
      )}
      <code class="dk-url">{row.subject}</code>
    </article>
  );
}
