import { useEffect, useRef } from 'preact/hooks';
import { deskTexts } from '../../locales/desk.ts';
import { useTexts } from '../shared/use-texts.ts';

/** A labelled choice of any number of values; none picked means any. Opens below itself and closes on Escape or a click elsewhere. */
export function PickField(props: {
  label: string;
  values: readonly string[];
  options: readonly (readonly [value: string, label: string])[];
  onPick: (values: readonly string[]) => void;
}) {
  const t = useTexts(deskTexts);
  const box = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const outside = (event: Event) => {
      if (box.current?.open && !box.current.contains(event.target as Node)) box.current.open = false;
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
    };
  }, []);
  // A saved view may name what no longer occurs: it is shown, so that it can be taken off.
  const gone = props.values.filter((one) => !props.options.some(([value]) => value === one));
  const options = [...props.options, ...gone.map((one) => [one, one] as const)];
  const picked = options.filter(([value]) => props.values.includes(value)).map(([, label]) => label);
  const text =
    picked.length === 0
      ? t('filter.any')
      : picked.length <= 2
        ? picked.join('、')
        : `${picked[0]} +${picked.length - 1}`;
  return (
    <details
      class="dk-pick"
      ref={box}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !box.current?.open) return;
        event.stopPropagation();
        box.current.open = false;
        box.current.querySelector('summary')?.focus();
      }}
    >
      <summary class={picked.length > 0 ? 'dk-pick__on' : undefined}>
        <span class="dk-pick__label">{props.label}</span>
        <span class="dk-pick__value" title={picked.join('、')}>
          {text}
        </span>
      </summary>
      <div class="dk-pick__list" role="group" aria-label={props.label}>
        {options.length === 0 && <p class="zs-muted">{t('filter.nothing_yet')}</p>}
        {options.map(([value, label]) => (
          <label key={value} class="dk-check">
            <input
              type="checkbox"
              checked={props.values.includes(value)}
              onChange={(event) =>
                props.onPick(
                  event.currentTarget.checked
                    ? [...props.values, value]
                    : props.values.filter((one) => one !== value),
                )
              }
            />
            {label}
          </label>
        ))}
        {props.values.length > 0 && (
          <button
            type="button"
            class="zs-button zs-button--plain zs-button--small"
            onClick={() => props.onPick([])}
          >
            {t('filter.any')}
          </button>
        )}
      </div>
    </details>
  );
}
