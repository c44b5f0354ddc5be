import { deskTexts } from '../../locales/desk.ts';
import { Dialog } from '../shared/Dialog.tsx';
import { useTexts } from '../shared/use-texts.ts';
import { DESK_KEYS } from './desk-keys.ts';

/** The map of keys, from the same table that the handler reads. */
export function KeyHelp({ onClose }: { onClose: () => void }) {
  const t = useTexts(deskTexts);
  return (
    <Dialog title={t('help.title')} closeLabel={t('close')} onClose={onClose}>
      <dl class="dk-keys">
        {DESK_KEYS.map(({ key, command }) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(`key.${command}`)}</dd>
          </div>
        ))}
      </dl>
      <p class="zs-muted">{t('help.note')}</p>
    </Dialog>
  );
}
