import { deskTexts } from '../../locales/desk.ts';
import { reportTexts } from '../../locales/report.ts';
import { deskStateTexts } from '../../locales/desk-states.ts';
import type { DeskFilter } from '../../reports/desk-filter.ts';
import { Button } from '../shared/Button.tsx';
import { useTexts } from '../shared/use-texts.ts';
import { clusterWords } from './cluster-words.ts';
import type { SubjectDetail } from './desk-api.ts';

interface LeadListProps {
  detail: SubjectDetail;
  onFilter: (filter: DeskFilter) => void;
  onSettle: (cluster: string) => void;
}

/** Leads: account, handles, clusters. Each leads to all that share it. */
export function LeadList({ detail, onFilter, onSettle }: LeadListProps) {
  const t = useTexts(deskTexts);
  const form = useTexts(reportTexts);
  const states = useTexts(deskStateTexts);
  const { row } = detail;
  return (
    <section class="dk-leads">
      <h3>{t('evidence.leads')}</h3>
      <ul>
        {row.account !== null && (
          <li>
            <small>{t('evidence.account')}</small>
            <Button
              small
              kind="plain"
              onClick={() => onFilter({ accounts: [row.account!], snoozed: true, muted: true })}
            >
              {row.accountName || row.account}
            </Button>
            {detail.sameAccount.length > 0 && (
              <span class="zs-muted">
                {[
                  t('evidence.same_account', { count: detail.sameAccount.length }),
                  ...[...Map.groupBy(detail.sameAccount, (one) => one.state)].map(
                    ([state, list]) => `${states(`state.${state}`)} ${list.length}`,
                  ),
                ].join(' · ')}
              </span>
            )}
          </li>
        )}
        {row.handles.map((handle) => (
          <li key={handle.key}>
            <small>{form(`handle.${handle.kind}`)}</small>
            <Button
              small
              kind="plain"
              onClick={() => onFilter({ handles: [handle.key], snoozed: true, muted: true })}
            >
              {handle.value}
            </Button>
          </li>
        ))}
        {detail.clusters.map((cluster) => (
          <li key={cluster.id}>
            <small>{t('evidence.clusters')}</small>
            <span>
              {clusterWords(cluster, t)} ·{' '}
              {t('cluster.size', { subjects: cluster.subjects.length, accounts: cluster.accounts })}
            </span>
            <Button
              small
              kind="plain"
              onClick={() => onFilter({ cluster: cluster.id, snoozed: true, muted: true })}
            >
              {t('cluster.open')}
            </Button>
            {cluster.subjects.length > 1 && (
              <Button small onClick={() => onSettle(cluster.id)}>
                {t('cluster.settle')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
