import { useState } from 'preact/hooks';
import { deskTexts } from '../../locales/desk.ts';
import { Button } from '../shared/Button.tsx';
import { Dialog } from '../shared/Dialog.tsx';
import { ToldText, type Told } from '../shared/ToldText.tsx';
import { useTexts } from '../shared/use-texts.ts';

/** What a moderator sets once. */
export interface DeskSettings {
  readonly alias: string;
  readonly secondPerson: boolean;
  /** Minutes; 0 for no reminder. */
  readonly breakAfter: number;
  readonly coverShots: boolean;
}

interface DeskSettingsDialogProps {
  settings: DeskSettings;
  room: { usage: number | null; quota: number | null };
  /** Whether they are on disk, or why not; `null` before the first try. */
  saved: 'yes' | Told | null;
  onSave: (settings: DeskSettings) => void;
  onInbox: () => void;
  onClose: () => void;
}

/** Alias, second person, comfort. The inbox has its own page. */
export function DeskSettingsDialog(props: DeskSettingsDialogProps) {
  const t = useTexts(deskTexts);
  const [settings, setSettings] = useState(props.settings);
  const set = (change: Partial<DeskSettings>) => setSettings({ ...settings, ...change });
  const megabytes = (bytes: number | null) => (bytes === null ? '?' : Math.round(bytes / 1e6));
  return (
    <Dialog title={t('settings.title')} closeLabel={t('close')} onClose={props.onClose}>
      <form
        class="dk-settings"
        onSubmit={(event) => {
          event.preventDefault();
          if (settings.alias.trim() !== '') props.onSave({ ...settings, alias: settings.alias.trim() });
        }}
      >
        <label class="dk-field dk-field--wide">
          <span>{t('settings.alias')}</span>
          <input
            type="text"
            maxLength={60}
            value={settings.alias}
            onInput={(event) => set({ alias: event.currentTarget.value })}
          />
          <small class="zs-muted">{t('settings.alias_hint')}</small>
        </label>
        <label class="dk-check">
          <input
            type="checkbox"
            checked={settings.secondPerson}
            onChange={(event) => set({ secondPerson: event.currentTarget.checked })}
          />
          <span>
            {t('settings.second')} <small class="zs-muted">{t('settings.second_hint')}</small>
          </span>
        </label>
        <label class="dk-check">
          <input
            type="checkbox"
            checked={settings.coverShots}
            onChange={(event) => set({ coverShots: event.currentTarget.checked })}
          />
          {t('settings.blur')}
        </label>
        <label class="dk-field dk-field--wide">
          <span>{t('settings.break')}</span>
          <input
            type="number"
            min={0}
            max={600}
            value={settings.breakAfter}
            onInput={(event) =>
              set({
                breakAfter: Math.max(0, Math.min(600, Math.round(event.currentTarget.valueAsNumber) || 0)),
              })
            }
          />
        </label>
        <p class="zs-muted">
          {t('settings.room', { usage: megabytes(props.room.usage), quota: megabytes(props.room.quota) })}
        </p>
        <div class="dk-actions">
          <Button kind="primary" type="submit">
            {t('settings.save')}
          </Button>
          <Button onClick={props.onInbox}>{t('settings.inbox')}</Button>
          <span role="status">{props.saved === 'yes' ? t('settings.saved') : ''}</span>
        </div>
        {props.saved !== null && props.saved !== 'yes' && (
          <div class="dk-warn" role="alert">
            <ToldText told={props.saved} />
          </div>
        )}
      </form>
    </Dialog>
  );
}
