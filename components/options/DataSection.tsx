import { useRef, useState } from 'preact/hooks';
import { optionsTexts } from '../../locales/options.ts';
import { Button } from '../shared/Button.tsx';
import { Dialog } from '../shared/Dialog.tsx';
import { Notice } from '../shared/Notice.tsx';
import { useTexts } from '../shared/use-texts.ts';
import type { DataActions, DataModel } from './options-model.ts';
import { Part } from './OptionsPage.tsx';

type Note = { readonly tone: 'none' | 'caution'; readonly text: string };

/** What is kept, taking it along, and deleting it. */
export function DataSection({ model, actions }: { model: DataModel; actions: DataActions }) {
  const t = useTexts(optionsTexts);
  const picker = useRef<HTMLInputElement>(null);
  const [note, setNote] = useState<Note>();
  const [asking, setAsking] = useState(false);

  async function take(file: File | undefined): Promise<void> {
    if (!file) return;
    const outcome = await actions.importSettings(file);
    setNote(
      outcome.ok
        ? { tone: 'none', text: t('data.imported', { dismissals: outcome.dismissals }) }
        : { tone: 'caution', text: t('data.import.failed', { why: t('data.import.wrong') }) },
    );
  }

  return (
    <>
      <p>{t('data.intro')}</p>
      <Part title={t('data.stored')}>
        <dl class="zs-options__stored">
          {model.stored.map(({ what, size }) => (
            <div key={what}>
              <dt>{t(`data.${what}`)}</dt>
              <dd>{size}</dd>
            </div>
          ))}
        </dl>
      </Part>
      <Part title={t('data.export')}>
        <p class="zs-muted">{t('data.export.note')}</p>
        <div class="zs-options__row">
          <Button onClick={actions.exportSettings}>{t('data.export')}</Button>
          <Button onClick={() => picker.current?.click()}>{t('data.import')}</Button>
          <input
            ref={picker}
            class="zs-hidden"
            type="file"
            tabIndex={-1}
            accept=".json,application/json"
            aria-label={t('data.import')}
            onChange={(event) => {
              void take(event.currentTarget.files?.[0]);
              event.currentTarget.value = '';
            }}
          />
        </div>
        <div aria-live="polite">{note && <Notice tone={note.tone}>{note.text}</Notice>}</div>
      </Part>
      <Part title={t('data.delete')}>
        <div class="zs-options__row">
          <Button kind="danger" onClick={() => setAsking(true)}>
            {t('data.delete')}
          </Button>
        </div>
        {asking && (
          <Dialog title={t('data.delete.title')} closeLabel={t('cancel')} onClose={() => setAsking(false)}>
            <p>{t('data.delete.text')}</p>
            <div class="zs-options__row">
              <Button
                kind="danger"
                onClick={() =>
                  void actions.deleteAll().then(() => {
                    setAsking(false);
                    setNote({ tone: 'none', text: t('data.deleted') });
                  })
                }
              >
                {t('data.delete.sure')}
              </Button>
            </div>
          </Dialog>
        )}
      </Part>
    </>
  );
}
