import { useState } from 'preact/hooks';
import { deskTexts } from '../../locales/desk.ts';
import { useTexts } from '../shared/use-texts.ts';

/** Where a file can be dropped or chosen. */
export function FileDrop({ onFile }: { onFile: (file: File) => void }) {
  const t = useTexts(deskTexts);
  const [over, setOver] = useState(false);
  return (
    <div
      class={over ? 'dk-drop dk-drop--over' : 'dk-drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const file = event.dataTransfer?.files[0];
        if (file) onFile(file);
      }}
    >
      <p>{t('import.drop')}</p>
      <label class="zs-button zs-button--primary rp-file">
        {t('import.choose')}
        <input
          type="file"
          accept=".zip,application/zip"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            event.currentTarget.value = '';
            if (file) onFile(file);
          }}
        />
      </label>
    </div>
  );
}
