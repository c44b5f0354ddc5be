import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Button } from './Button.tsx';

/** A modal dialog on the platform's own `<dialog>`: focus stays inside, Escape closes, focus goes back. */
export function Dialog(props: {
  title: string;
  closeLabel: string;
  wide?: boolean;
  onClose: () => void;
  children: ComponentChildren;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      class={props.wide ? 'zs-dialog zs-dialog--wide' : 'zs-dialog'}
      aria-label={props.title}
      onClose={props.onClose}
      onClick={(event) => event.target === dialog.current && dialog.current?.close()}
    >
      <div class="zs-dialog__box">
        <header class="zs-dialog__head">
          <h2>{props.title}</h2>
          <Button small kind="plain" onClick={() => dialog.current?.close()}>
            {props.closeLabel}
          </Button>
        </header>
        {props.children}
      </div>
    </dialog>
  );
}
