import { reportTexts } from '../../locales/report.ts';
import { TEXT_LIMITS } from '../../reports/record-format.ts';
import { useTexts } from '../shared/use-texts.ts';

/** The volunteer's own words and the fee that was asked. Both optional. */
export function OwnWords(props: {
  note: string;
  fee: string;
  onNote: (note: string) => void;
  onFee: (fee: string) => void;
}) {
  const t = useTexts(reportTexts);
  return (
    <fieldset class="rp-group">
      <legend>{t('own.legend')}</legend>
      <label class="rp-field">
        <span>{t('own.note')}</span>
        <textarea
          rows={3}
          maxLength={TEXT_LIMITS.note}
          value={props.note}
          placeholder={t('own.note_hint')}
          onInput={(event) => props.onNote(event.currentTarget.value)}
        />
      </label>
      <label class="rp-field">
        <span>{t('own.fee')}</span>
        <input
          type="text"
          maxLength={200}
          value={props.fee}
          placeholder={t('own.fee_hint')}
          onInput={(event) => props.onFee(event.currentTarget.value)}
        />
      </label>
    </fieldset>
  );
}
