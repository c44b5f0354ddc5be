import { useEffect, useState } from 'preact/hooks';
import { ChartsView } from '../../components/desk/ChartsView.tsx';
import type { DeskOverview, DeskStats } from '../../components/desk/desk-api.ts';
import type { DeskFilter } from '../../reports/desk-filter.ts';
import type { DeskClient } from './desk-client.ts';

/** Days the charts look back. */
const DAYS = 30;

/** The charts, counted anew whenever the desk's figures change. */
export function StatsView({
  api,
  overview,
  onFilter,
}: {
  api: DeskClient;
  overview: DeskOverview;
  onFilter: (filter: DeskFilter) => void;
}) {
  const [stats, setStats] = useState<DeskStats | null>(null);
  useEffect(() => {
    void api.stats(DAYS).then(setStats);
  }, [overview]);
  return <ChartsView stats={stats} onFilter={onFilter} />;
}
