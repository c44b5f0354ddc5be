import type { Language } from '../../locales/translate.ts';
import { Button } from '../shared/Button.tsx';
import { Icon } from '../shared/Icon.tsx';
import { trusted } from './trusted.ts';

interface ToastProps {
  language: Language;
  text: string;
  actions: readonly { label: string; act: () => void }[];
  closeLabel: string;
  onClose: () => void;
}

/** A passing remark with an undo button. */
export function Toast({ language, text, actions, closeLabel, onClose }: ToastProps) {
  return (
    <div class="zs-toast" role="status" lang={language}>
      <span>{text}</span>
      {actions.map(({ label, act }) => (
        <Button key={label} small onClick={trusted(act)}>
          {label}
        </Button>
      ))}
      <button type="button" class="zs-card__close" aria-label={closeLabel} onClick={onClose}>
        <Icon name="close" size={16} />
      </button>
    </div>
  );
}
