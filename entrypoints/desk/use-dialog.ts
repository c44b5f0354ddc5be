import { useRef, useState } from 'preact/hooks';
import type { OpenDialog } from './DeskDialogs.tsx';

interface DialogState {
  readonly dialog: OpenDialog | null;
  /** Counts the openings: as a key it gives each dialog a state of its own. */
  readonly serial: number;
  open(dialog: OpenDialog): void;
  /** Closes the dialog that was open when this was made, and no later one. */
  close(): void;
}

/**
 * One dialog at a time. Each opening is its own: a key pressed while the last one is still closing must not revive it, nor its closing end
 * the new one.
 */
export function useDialog(): DialogState {
  const [shown, setShown] = useState<{ dialog: OpenDialog | null; serial: number }>({
    dialog: null,
    serial: 0,
  });
  const latest = useRef(0);
  const { dialog, serial } = shown;
  return {
    dialog,
    serial,
    open: (next) => setShown({ dialog: next, serial: (latest.current += 1) }),
    close: () => setShown((now) => (now.serial === serial ? { dialog: null, serial } : now)),
  };
}
