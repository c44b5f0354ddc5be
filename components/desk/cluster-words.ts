import type { DeskKey } from '../../locales/desk.ts';
import type { Translate } from '../../locales/translate.ts';
import type { Cluster } from '../../reports/clusters.ts';

/** Why these stand together, in words. */
export function clusterWords({ why }: Cluster, t: Translate<DeskKey>): string {
  switch (why.kind) {
    case 'near_text':
      return t('cluster.near_text', { similarity: Math.floor(why.similarity * 100) });
    case 'same_text':
      return t('cluster.same_text');
    case 'handle':
      return t('cluster.handle', { value: why.handle.value });
    case 'account':
      return t('cluster.account', { name: why.name });
    case 'burst':
      return t('cluster.burst', { accounts: why.accounts, minutes: why.minutes });
  }
}
