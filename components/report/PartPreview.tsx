import { reportTexts } from '../../locales/report.ts';
import type { OptionalPart, ReportDraft } from '../../reports/draft-format.ts';
import type { Report } from '../../reports/record-format.ts';
import { useTexts } from '../shared/use-texts.ts';
import { PartValue } from './PartValue.tsx';
import { hiddenPlaces, previewRows } from './preview-parts.ts';

interface PartPreviewProps {
  draft: ReportDraft;
  /** The report that this draft makes now; what is shown is taken from it, so that the preview cannot lie. */
  report: Report | null;
  onPart: (part: OptionalPart, goes: boolean) => void;
}

/** Field by field what will be in the report, each with its own tick. */
export function PartPreview({ draft, report, onPart }: PartPreviewProps) {
  const t = useTexts(reportTexts);
  const hidden = hiddenPlaces(draft);
  return (
    <fieldset class="rp-group rp-preview">
      <legend>{t('preview.legend')}</legend>
      <p class="zs-muted">{t('preview.lead')}</p>
      <ul>
        {previewRows(draft).map((row) => (
          <li key={row.key} class={row.goes ? 'rp-part' : 'rp-part rp-part--out'}>
            {row.part === null ? (
              <span class="rp-part__name">
                {t(`part.${row.key}`)}
                <small>{t('preview.always')}</small>
              </span>
            ) : (
              <label class="rp-part__name">
                <input
                  type="checkbox"
                  checked={row.goes}
                  onChange={(event) => onPart(row.part!, event.currentTarget.checked)}
                />
                {t(`part.${row.key}`)}
              </label>
            )}
            <div class="rp-part__value">
              {row.goes ? (
                <PartValue draft={draft} report={report} row={row.key} />
              ) : (
                <em>{t('preview.left_out')}</em>
              )}
            </div>
          </li>
        ))}
        <li class="rp-part">
          <span class="rp-part__name">
            {t('preview.alias')}
            <small>{t('preview.always')}</small>
          </span>
          <div class="rp-part__value">
            {report?.reporter.alias ?? ''} <small class="zs-muted">{t('preview.alias_hint')}</small>
          </div>
        </li>
      </ul>
      {hidden > 0 && <p class="zs-muted">{t('redact.note', { count: hidden })}</p>}
    </fieldset>
  );
}
