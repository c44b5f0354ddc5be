import { reportTexts } from '../../locales/report.ts';
import type { Handle } from '../../reports/record-format.ts';
import { Button } from '../shared/Button.tsx';
import { Chip } from '../shared/Chip.tsx';
import { useTexts } from '../shared/use-texts.ts';

/** Contact handles found: whose each is, and what happens to it. The volunteer can correct each one. */
export function HandleList({ handles, onChange }: { handles: readonly Handle[]; onChange: (index: number, handle: Handle) => void }) {
  const t = useTexts(reportTexts);
  if (handles.length === 0) return null;
  return (
    <fieldset class="rp-group">
      <legend>{t('handles.legend')}</legend>
      <p class="zs-muted">{t('handles.lead')}</p>
      <ul class="rp-handles">
        {handles.map((handle, index) => {
          const kept = handle.state === 'kept';
          return (
            <li key={index}>
              <Chip>{t(`handle.${handle.kind}`)}</Chip>
              <span class={kept ? 'rp-handle' : 'rp-handle rp-handle--hidden'}>{handle.value}</span>
              <strong class={kept ? 'rp-kept' : 'rp-redacted'}>{kept ? t('handles.kept') : t('handles.redacted')}</strong>
              <Button
                small
                kind="plain"
                onClick={() =>
                  onChange(index, kept ? { ...handle, whose: 'other', state: 'redacted' } : { ...handle, whose: 'advertiser', state: 'kept' })
                }
              >
                {kept ? t('handles.redact') : t('handles.keep')}
              </Button>
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}
