import { deskTexts } from '../../locales/desk.ts';
import { Button } from '../shared/Button.tsx';
import { ToldText, type Told } from '../shared/ToldText.tsx';
import { useTexts } from '../shared/use-texts.ts';

/** What the last step did, and its undo. Stays until the next step: a moderator who looks away must not lose it. */
export function DeskToast({ told, onUndo }: { told: Told | null; onUndo: (() => void) | null }) {
  const t = useTexts(deskTexts);
  return (
    <div class="dk-toast" role="status" aria-live="polite" hidden={told === null}>
      <div>{told !== null && <ToldText told={told} />}</div>
      {onUndo !== null && (
        <Button small onClick={onUndo}>
          {t('toast.undo')}（u）
        </Button>
      )}
    </div>
  );
}
