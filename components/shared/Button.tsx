import type { ComponentChildren, Ref } from 'preact';

interface ButtonProps {
  children: ComponentChildren;
  onClick?: (event: MouseEvent) => void;
  kind?: 'normal' | 'primary' | 'plain' | 'danger';
  small?: boolean;
  disabled?: boolean;
  type?: 'button' | 'submit';
  label?: string;
  expanded?: boolean;
  pressed?: boolean;
  id?: string;
  buttonRef?: Ref<HTMLButtonElement>;
}

/** A push button. Give `label` when the children are only an icon. */
export function Button(props: ButtonProps) {
  const kind = props.kind ?? 'normal';
  return (
    <button
      id={props.id}
      ref={props.buttonRef}
      type={props.type ?? 'button'}
      class={`zs-button zs-button--${kind}${props.small ? ' zs-button--small' : ''}`}
      disabled={props.disabled}
      aria-label={props.label}
      aria-expanded={props.expanded}
      aria-pressed={props.pressed}
      onClick={props.onClick}
    >
      {props.children}
    </button>
  );
}
