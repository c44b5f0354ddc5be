import { deskTexts } from '../../locales/desk.ts';
import { InboxAccessNote } from '../shared/InboxAccessNote.tsx';
import { Button } from '../shared/Button.tsx';
import { Dialog } from '../shared/Dialog.tsx';
import { useTexts } from '../shared/use-texts.ts';
import { FileDrop } from './FileDrop.tsx';
import { ImportErrors } from './ImportErrors.tsx';
import { ImportPreviewStep } from './ImportPreviewStep.tsx';

/** A file as read, before anything is written. Only the start of long lists travels to the page. */
export interface ImportPreview {
  readonly name: string;
  readonly kind: 'reports' | 'decisions' | 'team' | 'inbox';
  readonly from: string;
  readonly reports: number;
  readonly events: number;
  readonly attachments: number;
  readonly known: number;
  readonly errorCount: number;
  readonly errors: readonly ImportError[];
  /** Whose these are, most first: what a person can judge before reading 100,000 lines. */
  readonly senders: readonly ImportSender[];
  /** True when the inbox holds more than was looked at in one go. */
  readonly more: boolean;
  readonly listed: readonly {
    readonly id: string;
    readonly kind: 'report' | 'event';
    readonly label: string;
    /** Alias of who made it. */
    readonly by: string;
    readonly known: boolean;
  }[];
  /** Ids that start unticked. */
  readonly unticked: readonly string[];
}

/** A line of a file, or a document of the inbox (then without a line), that was not taken. */
export interface ImportError {
  readonly file: string;
  readonly line: number | null;
  readonly message: string;
}
export interface ImportSender {
  readonly alias: string;
  readonly reports: number;
  readonly decisions: number;
  readonly known: number;
  /** Nothing of theirs was on this device before. */
  readonly stranger: boolean;
}

/** What an import did: what is new here, and what was not taken. */
export interface ImportTotals {
  readonly reports: number;
  readonly events: number;
  readonly attachments: number;
  /** Own decisions handed to the inbox on the way. */
  readonly sent: number;
  readonly errors: readonly ImportError[];
  /** Stopped by the person: what was written stays. */
  readonly cancelled: boolean;
}

/** How an import stands. */
export type ImportState =
  | { readonly step: 'choose'; readonly message: string | null }
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
            <p class="dk-warn" role="alert">
              {state.message}
            </p>
          )}
          <FileDrop onFile={props.onFile} />
          {props.unreachable !== null && <InboxAccessNote host={props.unreachable} onAllow={props.onAllow} />}
          {props.canPull && (
            <p class="dk-actions">
              <Button onClick={() => props.onPull('last')}>{t('import.pull')}</Button>
              <Button kind="plain" onClick={() => props.onPull('start')}>
                {t('import.pull_again')}
              </Button>
            </p>
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
