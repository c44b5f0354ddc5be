import { deskTexts } from '../../locales/desk.ts';
import { useTexts } from '../shared/use-texts.ts';

/** A labelled choice; the empty value means "any" unless `required`. */
export function SelectField(props: {
  label: string;
  value: string;
  options: readonly (readonly [value: string, label: string])[];
  required?: boolean;
  /** What the empty choice is called; default 不限. */
  anyLabel?: string;
  onPick: (value: string) => void;
}) {
  const t = useTexts(deskTexts);
  return (
    <label class="dk-field">
      <span>{props.label}</span>
      <select value={props.value} onChange={(event) => props.onPick(event.currentTarget.value)}>
        {!props.required && <option value="">{props.anyLabel ?? t('filter.any')}</option>}
        {props.options.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}
