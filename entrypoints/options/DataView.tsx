import { useCallback, useEffect, useState } from 'preact/hooks';
import { DataSection } from '../../components/options/DataSection.tsx';
import type { DataActions, DataModel } from '../../components/options/options-model.ts';
import type { Language } from '../../locales/translate.ts';
import { call } from '../../messaging/messenger.ts';
import { mergeDismissals } from '../../settings/dismissal-store.ts';
import type { Dismissal } from '../../settings/dismissals.ts';
import type { Settings } from '../../settings/settings.ts';
import { changeSettings } from '../../settings/store.ts';
import { readSettingsFile, writeSettingsFile } from './settings-file.ts';
import { deleteEverything, storedData } from './stored-data.ts';

/** The data part with the browser's storage around it. */
export function DataView(props: {
  settings: Settings;
  dismissals: readonly Dismissal[];
  language: Language;
}) {
  const { settings, dismissals, language } = props;
  const [stored, setStored] = useState<DataModel['stored']>([]);
  const refresh = useCallback(async () => setStored(await storedData(language)), [language]);
  useEffect(() => void refresh(), [refresh, settings, dismissals]);

  const actions: DataActions = {
    exportSettings: () => {
      const file = new Blob([writeSettingsFile(settings, dismissals)], { type: 'application/json' });
      const link = document.createElement('a');
      link.href = URL.createObjectURL(file);
      link.download = `zhaishao-settings-${new Date().toISOString().slice(0, 10)}.json`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    },
    async importSettings(file) {
      const read = readSettingsFile(await file.text());
      if (read === undefined) return { ok: false };
      await changeSettings(() => read.settings);
      await mergeDismissals(read.dismissals, Date.now());
      return { ok: true, dismissals: read.dismissals.length };
    },
    async deleteAll() {
      await deleteEverything();
      // The bundled rules come back at once: without any, nothing would be found.
      await call('rules/check', undefined);
      await refresh();
    },
  };
  return <DataSection model={{ stored }} actions={actions} />;
}
