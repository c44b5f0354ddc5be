import type { ComponentChildren } from 'preact';

interface ChipProps {
  children: ComponentChildren;
  /** With `onClick` the chip is a toggle button; `pressed` then tells its state. */
  onClick?: () => void;
  pressed?: boolean;
  title?: string;
}

/** A small rounded label, or a toggle when it can be clicked. */
export function Chip({ children, onClick, pressed, title }: ChipProps) {
  if (!onClick) {
    return (
      <span class="zs-chip" title={title}>
        {children}
      </span>
    );
  }
  return (
    <button type="button" class="zs-chip" title={title} aria-pressed={pressed ?? false} onClick={onClick}>
      {children}
    </button>
  );
}
