import { Chip } from '../shared/Chip.tsx';
import { useTexts } from '../shared/use-texts.ts';
import { reportTexts } from '../../locales/report.ts';
import { REPORT_KINDS, type ReportKind } from '../../reports/record-format.ts';

/** What the report says: a lure, a missed one, a false alarm, a whole account. */
export function KindPicker({ kind, onPick }: { kind: ReportKind; onPick: (kind: ReportKind) => void }) {
  const t = useTexts(reportTexts);
  return (
    <fieldset class="rp-group">
      <legend>{t('kind.legend')}</legend>
      <div class="rp-chips">
        {REPORT_KINDS.map((one) => (
          <Chip key={one} pressed={one === kind} onClick={() => onPick(one)}>
            {t(`kind.${one}`)}
          </Chip>
        ))}
      </div>
    </fieldset>
  );
}
