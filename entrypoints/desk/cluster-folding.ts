import { FoldingData } from '../../core/text/folding-data.ts';
import { loadFoldTables } from '../../core/text/load-fold-tables.ts';
import { foldForClusters } from '../../reports/fold-for-clusters.ts';

/** Folding for clusters from the folding section of a ruleset; `undefined` where it cannot be read, then they fold plainly. */
export function clusterFolding(section: unknown): ((text: string) => string) | undefined {
  const data = FoldingData.safeParse(section);
  return data.success ? foldForClusters(loadFoldTables(data.data)) : undefined;
}
