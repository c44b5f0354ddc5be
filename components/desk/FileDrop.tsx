import { useState } from 'preact/hooks';
import { deskTexts } from '../../locales/desk.ts';
import { FileButton } from '../shared/FileButton.tsx';
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
      <FileButton primary label={t('import.choose')} accept=".zip,application/zip" onFile={onFile} />
    </div>
  );
}
