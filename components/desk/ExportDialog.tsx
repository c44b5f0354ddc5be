import { useState } from 'preact/hooks';
import { deskTexts } from '../../locales/desk.ts';
import { Button } from '../shared/Button.tsx';
import { Dialog } from '../shared/Dialog.tsx';
import { ToldText } from '../shared/ToldText.tsx';
import { useTexts } from '../shared/use-texts.ts';

/** One file, or family of files, that an export can hold. */
interface ExportChoice {
  readonly id: string;
  readonly name: string;
  readonly hint: string;
}

export type ExportState =
  | { readonly step: 'choose' }
  /** The file being written, and bytes so far: how many there will be is not known while they are packed. */
  | { readonly step: 'working'; readonly name: string; readonly bytes: number }
  | { readonly step: 'done'; readonly name: string; readonly size: string }
  | { readonly step: 'failed'; readonly message: string };

interface ExportDialogProps {
  count: number;
  choices: readonly ExportChoice[];
  state: ExportState;
  onStart: (which: readonly string[]) => void;
  onDecisions: () => void;
  onCancel: () => void;
  onClose: () => void;
}

/** Export of what is selected or filtered: pick files, watch it being written, save. */
export function ExportDialog({ state, ...props }: ExportDialogProps) {
  const t = useTexts(deskTexts);
  const [off, setOff] = useState<ReadonlySet<string>>(new Set());
  const which = props.choices.map((one) => one.id).filter((id) => !off.has(id));
  const set = (id: string, on: boolean) => {
    const next = new Set(off);
    if (on) next.delete(id);
    else next.add(id);
    setOff(next);
  };
  return (
    <Dialog title={t('export.title')} closeLabel={t('close')} wide onClose={props.onClose}>
      <p>
        <strong>{t('export.scope', { count: props.count })}</strong>
      </p>
      <fieldset class="dk-exports">
        <legend>{t('export.which')}</legend>
        {props.choices.map((choice) => (
          <label key={choice.id} class="dk-check">
            <input
              type="checkbox"
              checked={!off.has(choice.id)}
              onChange={(event) => set(choice.id, event.currentTarget.checked)}
            />
            <span>
              <b>{choice.name}</b> <small class="zs-muted">{choice.hint}</small>
            </span>
          </label>
        ))}
      </fieldset>
      <div role="status">
        {state.step === 'working' && (
          <div class="dk-progress">
            <p>
              {t('export.file', { name: state.name })}{' '}
              {state.bytes > 0 && `${(state.bytes / 1e6).toFixed(1)} MB`}
            </p>
            <progress aria-label={t('export.title')} />
            <Button onClick={props.onCancel}>{t('export.cancel')}</Button>
          </div>
        )}
        {state.step === 'done' && (
          <p class="dk-ok">{t('export.done', { name: state.name, size: state.size })}</p>
        )}
        {state.step === 'failed' && (
          <div class="dk-warn">
            <ToldText told={{ text: t('export.failed'), raw: state.message }} />
          </div>
        )}
      </div>
      {state.step !== 'working' && (
        <div class="dk-actions">
          <Button
            kind="primary"
            disabled={which.length === 0 || props.count === 0}
            onClick={() => props.onStart(which)}
          >
            {t('export.start')}
          </Button>
          <Button disabled={props.count === 0} onClick={props.onDecisions}>
            {t('export.decisions')}
          </Button>
          <small class="zs-muted">{t('export.decisions_hint')}</small>
        </div>
      )}
    </Dialog>
  );
}
