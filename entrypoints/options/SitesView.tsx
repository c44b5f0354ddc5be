import { useCallback, useEffect, useState } from 'preact/hooks';
import { browser } from '#imports';
import type { SitesModel } from '../../components/options/options-model.ts';
import { SitesSection, type SitesActions } from '../../components/options/SitesSection.tsx';
import { withSite, type Settings } from '../../settings/settings.ts';
import { readSiteHealth, SITE_HEALTH_KEY } from '../../settings/site-health.ts';
import { changeSettings } from '../../settings/store.ts';
import { patternsOf, sitesModel } from './sites-model.ts';
import { useStored } from './use-stored.ts';

/** The sites part with the browser's permissions around it. */
export function SitesView({ settings, sites }: { settings: Settings; sites: readonly unknown[] }) {
  const health = useStored(SITE_HEALTH_KEY, readSiteHealth);
  const [model, setModel] = useState<SitesModel>();
  const refresh = useCallback(
    async () => setModel(await sitesModel(sites, settings, health ?? {})),
    [sites, settings, health],
  );
  useEffect(() => {
    const again = () => void refresh();
    again();
    browser.permissions.onAdded.addListener(again);
    browser.permissions.onRemoved.addListener(again);
    return () => {
      browser.permissions.onAdded.removeListener(again);
      browser.permissions.onRemoved.removeListener(again);
    };
  }, [refresh]);
  if (model === undefined) return null;

  const switchHosts = (hosts: readonly string[], on: boolean) =>
    void changeSettings((old) => hosts.reduce((now, host) => withSite(now, host, on), old));
  const actions: SitesActions = {
    switchSite: ({ hosts }, on) => switchHosts(hosts, on),
    // The background follows the permissions by itself.
    grant: ({ hosts }) => void browser.permissions.request({ origins: patternsOf(hosts) }),
    revoke: (pattern) => void browser.permissions.remove({ origins: [pattern] }),
    listen: (host) => switchHosts([host], true),
  };
  return <SitesSection model={model} actions={actions} />;
}
