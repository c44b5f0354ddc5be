import { useState } from 'preact/hooks';
import { deskTexts } from '../../locales/desk.ts';
import { Button } from '../shared/Button.tsx';
import { Dialog } from '../shared/Dialog.tsx';
import { useTexts } from '../shared/use-texts.ts';
import { FileDrop } from './FileDrop.tsx';
import { ImportPreviewList } from './ImportPreviewList.tsx';

/** A file as read, before anything is written. Only the start of long lists travels to the page. */
export interface ImportPreview {
  readonly name: string;
  readonly kind: 'reports' | 'decisions' | 'team';
  readonly from: string;
  readonly reports: number;
  readonly events: number;
  readonly attachments: number;
  readonly known: number;
  readonly errorCount: number;
  readonly errors: readonly { readonly file: string; readonly line: number; readonly message: string }[];
  readonly listed: readonly {
    readonly id: string;
    readonly kind: 'report' | 'event';
    readonly label: string;
    readonly known: boolean;
  }[];
  /** Ids that start unticked. */
  readonly unticked: readonly string[];
}

/** How an import stands. */
export type ImportState =
  | { readonly step: 'choose'; readonly message: string | null }
  | { readonly step: 'reading'; readonly name: string; readonly done: number; readonly total: number }
  | { readonly step: 'preview'; readonly preview: ImportPreview }
  | {
      readonly step: 'done';
      readonly reports: number;
      readonly events: number;
      readonly attachments: number;
    };

export interface ImportDialogProps {
  state: ImportState;
  canPull: boolean;
  onFile: (file: File) => void;
  onPull: () => void;
  onCancel: () => void;
  onCommit: (deselect: readonly string[]) => void;
  onAgain: () => void;
  onClose: () => void;
}

/** Import in three steps: choose, look and untick, take in. Until the last click nothing is written. */
export function ImportDialog({ state, ...props }: ImportDialogProps) {
  const t = useTexts(deskTexts);
  const [off, setOff] = useState<ReadonlySet<string> | null>(null);
  const unticked = off ?? new Set(state.step === 'preview' ? state.preview.unticked : []);
  return (
    <Dialog title={t('import.title')} closeLabel={t('close')} wide onClose={props.onClose}>
      {state.step === 'choose' && (
        <>
          {state.message !== null && (
            <p class="dk-warn" role="alert">
              {state.message}
            </p>
          )}
          <FileDrop onFile={props.onFile} />
          {props.canPull && <Button onClick={props.onPull}>{t('import.pull')}</Button>}
        </>
      )}
      {state.step === 'reading' && (
        <div class="dk-progress" role="status">
          <p>
            {t('import.reading', {
              name: state.name,
              percent: state.total === 0 ? 0 : Math.floor((100 * state.done) / state.total),
            })}
          </p>
          <progress max={state.total || 1} value={state.done} aria-label={t('import.title')} />
          <Button onClick={props.onCancel}>{t('import.cancel')}</Button>
        </div>
      )}
      {state.step === 'preview' && (
        <>
          <p>
            <strong>
              {state.preview.name} · {state.preview.from}
            </strong>
          </p>
          <p>
            {t('import.preview', {
              reports: state.preview.reports,
              events: state.preview.events,
              attachments: state.preview.attachments,
              errors: state.preview.errorCount,
            })}{' '}
            {state.preview.known > 0 && t('import.known', { known: state.preview.known })}
          </p>
          <div class="dk-actions">
            <Button kind="primary" onClick={() => props.onCommit([...unticked])}>
              {t('import.commit', { count: state.preview.reports + state.preview.events - unticked.size })}
            </Button>
            <Button kind="plain" onClick={props.onCancel}>
              {t('import.cancel')}
            </Button>
          </div>
          {state.preview.errors.length > 0 && (
            <details>
              <summary>
                {t('import.errors')}（{state.preview.errorCount}）
              </summary>
              <ul class="dk-errors">
                {state.preview.errors.map((error) => (
                  <li key={`${error.file}${error.line}`}>
                    {t('import.error', { file: error.file, line: error.line, message: error.message })}
                  </li>
                ))}
              </ul>
            </details>
          )}
          <ImportPreviewList listed={state.preview.listed} unticked={unticked} onChange={setOff} />
        </>
      )}
      {state.step === 'done' && (
        <div role="status">
          <p>
            <strong>
              {t('import.done', {
                reports: state.reports,
                events: state.events,
                attachments: state.attachments,
              })}
            </strong>
          </p>
          <Button
            onClick={() => {
              setOff(null);
              props.onAgain();
            }}
          >
            {t('import.again')}
          </Button>
        </div>
      )}
    </Dialog>
  );
}
