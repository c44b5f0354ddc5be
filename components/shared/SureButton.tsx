import { useState } from 'preact/hooks';
import { Button } from './Button.tsx';

/**
 * A button that throws something away and asks once before: the first press arms it, the second does it. Leaving it, by key, pointer or
 * Escape, forgets the first.
 */
export function SureButton(props: {
  label: string;
  /** Says what the second press does; announced as well. */
  sure: string;
  kind?: 'plain' | 'danger';
  small?: boolean;
  onSure: () => void;
}) {
  const [armed, setArmed] = useState(false);
  const disarm = () => setArmed(false);
  const press = (event: MouseEvent) => {
    // The second half of a double click is no answer.
    if (armed && event.detail > 1) return;
    setArmed(!armed);
    if (armed) props.onSure();
  };
  return (
    <span onFocusOut={disarm} onMouseLeave={disarm} onKeyDown={(event) => event.key === 'Escape' && disarm()}>
      <Button small={props.small} kind={props.kind ?? 'plain'} onClick={press}>
        {armed ? props.sure : props.label}
      </Button>
      <span class="zs-hidden" role="status">
        {armed && props.sure}
      </span>
    </span>
  );
}
