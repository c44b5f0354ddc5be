import { reportTexts } from '../../locales/report.ts';
import { URL_PRECISIONS, type UrlPrecision } from '../../reports/record-format.ts';
import { useTexts } from '../shared/use-texts.ts';

/** How exact the addresses in the report are, each choice with the address it gives. */
export function UrlPrecisionPicker(props: {
  precision: UrlPrecision;
  /** The address at a precision, or `null` when there is none. */
  addressAt: (precision: UrlPrecision) => string | null;
  onPick: (precision: UrlPrecision) => void;
}) {
  const t = useTexts(reportTexts);
  return (
    <fieldset class="rp-group">
      <legend>{t('precision.legend')}</legend>
      {URL_PRECISIONS.map((one) => (
        <label key={one} class="rp-radio">
          <input
            type="radio"
            name="precision"
            checked={one === props.precision}
            onChange={() => props.onPick(one)}
          />
          <span>
            {t(`precision.${one}`)}
            <code class="rp-url">{props.addressAt(one) ?? ''}</code>
          </span>
        </label>
      ))}
      {props.precision === 'origin' && <p class="rp-warn">{t('precision.broken')}</p>}
    </fieldset>
  );
}
