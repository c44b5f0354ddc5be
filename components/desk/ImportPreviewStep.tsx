import { useState } from 'preact/hooks';
import { deskTexts } from '../../locales/desk.ts';
import { Button } from '../shared/Button.tsx';
import { useTexts } from '../shared/use-texts.ts';
import type { ImportPreview } from './import-preview.ts';
import { ImportErrors } from './ImportErrors.tsx';
import { ImportPreviewList } from './ImportPreviewList.tsx';

/** What a file or the inbox holds: how much, from whom, what is wrong; each sender and each line can be unticked. */
export function ImportPreviewStep(props: {
  preview: ImportPreview;
  onCommit: (deselect: readonly string[], without: readonly string[]) => void;
  onCancel: () => void;
}) {
  const t = useTexts(deskTexts);
  const { preview } = props;
  const [off, setOff] = useState<ReadonlySet<string>>(new Set(preview.unticked));
  const [without, setWithout] = useState<ReadonlySet<string>>(new Set());
  const toggle = (alias: string, on: boolean) => {
    const next = new Set(without);
    if (on) next.delete(alias);
    else next.add(alias);
    setWithout(next);
  };
  // Single lines of a sender who is out are not counted twice.
  const gone = preview.senders
    .filter((one) => without.has(one.alias))
    .reduce((sum, one) => sum + one.reports + one.decisions, 0);
  const single = preview.listed.filter((one) => off.has(one.id) && !without.has(one.by)).length;
  const nothing = preview.reports + preview.events === 0;
  return (
    <>
      <p>
        <strong>
          {preview.name}
          {preview.from !== '' && ` · ${preview.from}`}
        </strong>
      </p>
      <p role="status">
        {nothing
          ? t('import.nothing')
          : t('import.preview', {
              reports: preview.reports,
              events: preview.events,
              attachments: preview.attachments,
              errors: preview.errorCount,
            })}{' '}
        {preview.known > 0 && t('import.known', { known: preview.known })} {preview.more && t('import.more')}
      </p>
      <div class="dk-actions">
        <Button kind="primary" onClick={() => props.onCommit([...off], [...without])}>
          {nothing
            ? t('import.note_place')
            : t('import.commit', { count: preview.reports + preview.events - gone - single })}
        </Button>
        <Button kind="plain" onClick={props.onCancel}>
          {t('import.cancel')}
        </Button>
      </div>
      <ImportErrors errors={preview.errors} count={preview.errorCount} />
      {preview.senders.length > 0 && (
        <fieldset class="dk-senders">
          <legend>{t('import.senders')}</legend>
          {preview.senders.slice(0, 200).map((one) => (
            <label key={one.alias} class="dk-check">
              <input
                type="checkbox"
                checked={!without.has(one.alias)}
                onChange={(event) => toggle(one.alias, event.currentTarget.checked)}
              />
              <span>
                {t('import.sender', { alias: one.alias, reports: one.reports, decisions: one.decisions })}
                {one.stranger && <small class="zs-muted"> · {t('import.stranger')}</small>}
              </span>
            </label>
          ))}
        </fieldset>
      )}
      {!nothing && (
        <ImportPreviewList
          listed={preview.listed.filter((one) => !without.has(one.by))}
          unticked={off}
          onChange={setOff}
        />
      )}
    </>
  );
}
