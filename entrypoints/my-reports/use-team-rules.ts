import { useEffect, useState } from 'preact/hooks';
import type { TeamRules } from '../../reports/team-rules.ts';
import { loadInboxConfig } from '../../reports/inbox/inbox-config.ts';
import { knownTeamRules } from '../../reports/inbox/known-team-rules.ts';
import type { ReportStore } from '../../reports/store/report-store.ts';
import { readPolicy, watchPolicy } from '../../settings/policy.ts';

/** What the team of the inbox in use asks for; the administrator's word goes before the database's. */
export function useTeamRules(store: ReportStore, again: unknown = null): TeamRules | null {
  const [rules, setRules] = useState<TeamRules | null>(null);
  useEffect(() => {
    const load = () =>
      void loadInboxConfig(store, () => readPolicy('inbox')).then(async (config) =>
        setRules(config === null ? null : (config.rules ?? (await knownTeamRules(store, config.address)))),
      );
    load();
    return watchPolicy('inbox', load);
  }, [again]);
  return rules;
}
