import { useEffect, useState } from 'preact/hooks';
import { deskTexts } from '../../locales/desk.ts';
import type { Cluster, ClusterKind } from '../../reports/clusters.ts';
import { Button } from '../shared/Button.tsx';
import { Chip } from '../shared/Chip.tsx';
import { useTexts } from '../shared/use-texts.ts';
import { clusterWords } from './cluster-words.ts';

const KINDS: readonly ClusterKind[] = ['text', 'burst', 'handle', 'account'];

/** Groups that one decision may settle, the largest first. */
export function ClustersView(props: {
  load: (kind: ClusterKind) => Promise<readonly Cluster[]>;
  onOpen: (cluster: Cluster) => void;
  onSettle: (cluster: Cluster) => void;
}) {
  const t = useTexts(deskTexts);
  const [kind, setKind] = useState<ClusterKind>('text');
  const [clusters, setClusters] = useState<readonly Cluster[] | null>(null);
  useEffect(() => {
    setClusters(null);
    void props.load(kind).then(setClusters);
  }, [kind]);
  return (
    <section class="dk-clusters">
      <h2>{t('bar.clusters')}</h2>
      <div class="dk-chips" role="group" aria-label={t('bar.clusters')}>
        {KINDS.map((one) => (
          <Chip key={one} pressed={one === kind} onClick={() => setKind(one)}>
            {t(`cluster.kind.${one}`)}
          </Chip>
        ))}
      </div>
      {clusters !== null && clusters.length === 0 && <p class="zs-muted">{t('empty')}</p>}
      <ul>
        {clusters?.map((cluster) => (
          <li key={cluster.id}>
            <div>
              <strong>{clusterWords(cluster, t)}</strong> ·{' '}
              {t('cluster.size', { subjects: cluster.subjects.length, accounts: cluster.accounts })}
              {'sample' in cluster.why && <p class="dk-sample">{cluster.why.sample}</p>}
            </div>
            <Button small onClick={() => props.onOpen(cluster)}>
              {t('cluster.open')}
            </Button>
            <Button small onClick={() => props.onSettle(cluster)}>
              {t('cluster.settle')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
