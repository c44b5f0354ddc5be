import { reportTexts } from '../../locales/report.ts';
import type { ReportDraft } from '../../reports/draft-format.ts';
import { previewRedaction } from '../../reports/redact.ts';
import { Button } from '../shared/Button.tsx';
import { Chip } from '../shared/Chip.tsx';
import { useTexts } from '../shared/use-texts.ts';
import { choicesOf, flipOne, listFindings } from './redaction.ts';

/** Contact handles and personal data found: whose each is, why we think so, and what happens to it. Each can be turned round. */
export function HandleList({
  draft,
  onChange,
}: {
  draft: ReportDraft;
  onChange: (draft: ReportDraft) => void;
}) {
  const t = useTexts(reportTexts);
  const found = listFindings(previewRedaction(draft, choicesOf(draft)));
  if (found.length === 0) return null;
  return (
    <fieldset class="rp-group">
      <legend>{t('handles.legend')}</legend>
      <p class="zs-muted">{t('handles.lead')}</p>
      <ul class="rp-handles">
        {found.map((listed) => {
          const { finding } = listed;
          return (
            <li key={`${listed.byReported}${finding.start}`}>
              <Chip>{t(`handle.${finding.kind}`)}</Chip>
              <span class={finding.hide ? 'rp-handle rp-handle--hidden' : 'rp-handle'}>{finding.value}</span>
              <strong class={finding.hide ? 'rp-redacted' : 'rp-kept'}>
                {finding.hide ? t('handles.redacted') : t('handles.kept')}
              </strong>
              <small class="zs-muted">{t(`because.${finding.because}`)}</small>
              <Button small kind="plain" onClick={() => onChange(flipOne(draft, listed))}>
                {finding.hide ? t('handles.keep') : t('handles.redact')}
              </Button>
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}
