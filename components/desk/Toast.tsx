import { deskTexts } from '../../locales/desk.ts';
import { Button } from '../shared/Button.tsx';
import { useTexts } from '../shared/use-texts.ts';

/** What the last step did, and its undo. Stays until the next step: a moderator who looks away must not lose it. */
export function Toast({ message, onUndo }: { message: string | null; onUndo: (() => void) | null }) {
  const t = useTexts(deskTexts);
  return (
    <div class="dk-toast" role="status" aria-live="polite" hidden={message === null}>
      <span>{message}</span>
      {onUndo !== null && (
        <Button small onClick={onUndo}>
          {t('toast.undo')}（u）
        </Button>
      )}
    </div>
  );
}
