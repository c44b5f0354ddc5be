import { useEffect, useState } from 'preact/hooks';
import { DeskSettingsDialog, type DeskSettings } from '../../components/desk/DeskSettingsDialog.tsx';
import { failureWords } from '../../components/shared/failure-words.ts';
import type { Told } from '../../components/shared/ToldText.tsx';
import { useTexts } from '../../components/shared/use-texts.ts';
import { failureTexts } from '../../locales/failures.ts';
import type { ReportStore, StorageRoom } from '../../reports/store/report-store.ts';
import { saveDeskSettings } from './desk-settings.ts';

/** The settings of this desk, with what is left on the disk. */
export function SettingsView({
  store,
  settings,
  onSaved,
  onClose,
}: {
  store: ReportStore;
  settings: DeskSettings;
  /** They are on disk. */
  onSaved: (settings: DeskSettings) => void;
  onClose: () => void;
}) {
  const [room, setRoom] = useState<StorageRoom>({ usage: null, quota: null, persistent: false });
  const failures = useTexts(failureTexts);
  const [saved, setSaved] = useState<'yes' | Told | null>(null);
  useEffect(() => {
    void store.room().then(setRoom);
  }, []);
  return (
    <DeskSettingsDialog
      settings={settings}
      room={room}
      saved={saved}
      onSave={(next) =>
        void saveDeskSettings(store, next).then((done) => {
          if (!done.ok) return setSaved(failureWords(done, failures));
          setSaved('yes');
          onSaved(next);
        })
      }
      onInbox={() => location.assign('/my-reports.html#inbox')}
      onClose={onClose}
    />
  );
}
