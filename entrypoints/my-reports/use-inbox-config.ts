import { useEffect, useState } from 'preact/hooks';
import { loadInboxConfig, type InboxConfig } from '../../reports/inbox/inbox-config.ts';
import type { ReportStore } from '../../reports/store/report-store.ts';
import { readPolicy, watchPolicy } from '../../settings/policy.ts';

/**
 * The inbox in use, `null` without one, `undefined` until known, and a way to say that another was set up here. Follows the organisation's
 * policy, which the browser may hand over only after the page has opened.
 */
export function useInboxConfig(
  store: ReportStore,
): [InboxConfig | null | undefined, (config: InboxConfig | null) => void] {
  const [config, setConfig] = useState<InboxConfig | null | undefined>(undefined);
  useEffect(() => {
    const load = () => void loadInboxConfig(store, () => readPolicy('inbox')).then(setConfig);
    load();
    return watchPolicy('inbox', load);
  }, []);
  return [config, setConfig];
}
