import type { ComponentChildren } from 'preact';

/** An on/off switch. The children are its label and part of what can be clicked. */
export function Switch(props: {
  on: boolean;
  onChange: (on: boolean) => void;
  children: ComponentChildren;
  disabled?: boolean;
}) {
  return (
    <button
      type="button"
      role="switch"
      class="zs-switch"
      aria-checked={props.on}
      disabled={props.disabled}
      onClick={() => props.onChange(!props.on)}
    >
      <span class="zs-switch__track" aria-hidden="true" />
      <span>{props.children}</span>
    </button>
  );
}
