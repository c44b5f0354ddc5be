import { useEffect, useState } from 'preact/hooks';
import type { TeamRules } from '../../reports/team-rules.ts';
import type { InboxConfig } from '../../reports/inbox/inbox-config.ts';
import { knownTeamRules } from '../../reports/inbox/known-team-rules.ts';
import type { ReportStore } from '../../reports/store/report-store.ts';

/**
 * What the team of the inbox in use asks for; the administrator's word goes before the database's.
 *
 * @param config - from `useInboxConfig`
 * @param again - when it changes, what is known of the team is looked up again
 */
export function useTeamRules(
  store: ReportStore,
  config: InboxConfig | null | undefined,
  again: unknown = null,
): TeamRules | null {
  const [rules, setRules] = useState<TeamRules | null>(null);
  useEffect(() => {
    if (!config) return setRules(null);
    if (config.rules !== null) return setRules(config.rules);
    void knownTeamRules(store, config.address).then(setRules);
  }, [config, again]);
  return rules;
}
