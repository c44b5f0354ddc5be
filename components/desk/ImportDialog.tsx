import { deskTexts } from '../../locales/desk.ts';
import { InboxAccessNote } from '../shared/InboxAccessNote.tsx';
import { Button } from '../shared/Button.tsx';
import { Dialog } from '../shared/Dialog.tsx';
import { ToldText, type Told } from '../shared/ToldText.tsx';
import { useTexts } from '../shared/use-texts.ts';
import { FileDrop } from './FileDrop.tsx';
import { ImportErrors } from './ImportErrors.tsx';
import { ImportPreviewStep } from './ImportPreviewStep.tsx';
import type { ImportPreview, ImportTotals } from './import-preview.ts';

/** How an import stands. */
export type ImportState =
  | { readonly step: 'choose'; readonly message: Told | null }
  | {
      readonly step: 'reading';
      readonly name: string;
      readonly done: number;
      readonly total: number;
      readonly writing: boolean;
    }
  | { readonly step: 'preview'; readonly preview: ImportPreview }
  | ({ readonly step: 'done' } & ImportTotals);

interface ImportDialogProps {
  state: ImportState;
  canPull: boolean;
  /** Host of the inbox while the browser does not let us reach it. */
  unreachable: string | null;
  onFile: (file: File) => void;
  /** @param from - `start` looks at everything again, also at what was left out before */
  onPull: (from: 'last' | 'start') => void;
  onAllow: () => void;
  onCancel: () => void;
  onCommit: (deselect: readonly string[], without: readonly string[]) => void;
  onAgain: () => void;
  onClose: () => void;
}

/** Import in three steps: choose, look and untick, take in. Until the last click nothing is written. */
export function ImportDialog({ state, ...props }: ImportDialogProps) {
  const t = useTexts(deskTexts);
  return (
    <Dialog title={t('import.title')} closeLabel={t('close')} wide onClose={props.onClose}>
      {state.step === 'choose' && (
        <>
          {state.message !== null && (
            <div class="dk-warn" role="alert">
              <ToldText told={state.message} />
            </div>
          )}
          <FileDrop onFile={props.onFile} />
          {props.unreachable !== null && <InboxAccessNote host={props.unreachable} onAllow={props.onAllow} />}
          {props.canPull && (
            <>
              <p class="dk-actions">
                <Button onClick={() => props.onPull('last')}>{t('import.pull')}</Button>
                <Button kind="plain" onClick={() => props.onPull('start')}>
                  {t('import.pull_again')}
                </Button>
              </p>
              <p class="zs-muted">{t('import.pull_note')}</p>
            </>
          )}
        </>
      )}
      {state.step === 'reading' && (
        <div class="dk-progress" role="status">
          <p>
            {t(state.writing ? 'import.writing' : 'import.reading', {
              name: state.name,
              percent: state.total === 0 ? 0 : Math.floor((100 * state.done) / state.total),
            })}
          </p>
          <progress max={state.total || 1} value={state.done} aria-label={t('import.title')} />
          <Button onClick={props.onCancel}>{t('import.cancel')}</Button>
        </div>
      )}
      {state.step === 'preview' && (
        <ImportPreviewStep preview={state.preview} onCommit={props.onCommit} onCancel={props.onCancel} />
      )}
      {state.step === 'done' && (
        <div role="status">
          <p>
            <strong>
              {t(state.cancelled ? 'import.stopped' : 'import.done', {
                reports: state.reports,
                events: state.events,
                attachments: state.attachments,
              })}
            </strong>{' '}
            {state.sent > 0 && t('import.sent', { count: state.sent })}
          </p>
          <ImportErrors errors={state.errors} count={state.errors.length} />
          <Button onClick={props.onAgain}>{t('import.again')}</Button>
        </div>
      )}
    </Dialog>
  );
}
