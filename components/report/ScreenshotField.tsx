import { reportTexts } from '../../locales/report.ts';
import type { Attachment } from '../../reports/record-format.ts';
import { Button } from '../shared/Button.tsx';
import { FileButton } from '../shared/FileButton.tsx';
import { useTexts } from '../shared/use-texts.ts';
import { ScreenshotEditor } from './ScreenshotEditor.tsx';
import type { Box } from './shot-canvas.ts';

/** A picture being prepared: nothing of it is in the report until it is used. */
export interface ShotInHand {
  readonly picture: ImageBitmap;
  readonly item: { box: Box; scale: number } | null;
}

export interface ScreenshotFieldProps {
  shot: ShotInHand | null;
  attachments: readonly Attachment[];
  failed: boolean;
  /** True while the next press of the report key brings a picture here. */
  waiting: boolean;
  /** The report key as the browser assigned it; `''` where it has none. */
  reportKey: string;
  onFromPage: () => void;
  onChoose: (file: Blob) => void;
  onUse: (picture: Blob) => void;
  onDrop: () => void;
  onRemove: () => void;
}

/** The optional screenshot: candidate, pasted or chosen; edited; used or dropped. */
export function ScreenshotField(props: ScreenshotFieldProps) {
  const t = useTexts(reportTexts);
  const size = Math.ceil(props.attachments.reduce((sum, one) => sum + one.size, 0) / 1024);
  return (
    <fieldset class="rp-group">
      <legend>{t('shot.legend')}</legend>
      {props.failed && <p class="rp-warn">{t('shot.failed')}</p>}
      {props.attachments.length > 0 ? (
        <p class="rp-actions">
          <span>{t('shot.using', { size })}</span>
          <Button small kind="plain" onClick={props.onRemove}>
            {t('shot.drop')}
          </Button>
        </p>
      ) : props.shot !== null ? (
        <>
          <p class="zs-muted">{t('shot.candidate')}</p>
          <ScreenshotEditor
            picture={props.shot.picture}
            item={props.shot.item}
            onUse={props.onUse}
            onDrop={props.onDrop}
          />
        </>
      ) : (
        <>
          <p class="zs-muted">{t('shot.none')}</p>
          <FileButton
            label={t('shot.choose')}
            accept="image/png,image/jpeg,image/webp"
            onFile={props.onChoose}
          />{' '}
          <Button small kind="plain" onClick={props.onFromPage}>
            {t('shot.from_page')}
          </Button>
          {props.waiting && (
            <p role="status">
              {t(props.reportKey === '' ? 'shot.waiting_no_key' : 'shot.waiting', { key: props.reportKey })}
            </p>
          )}
        </>
      )}
    </fieldset>
  );
}
