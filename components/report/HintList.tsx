import { reportTexts } from '../../locales/report.ts';
import { Notice } from '../shared/Notice.tsx';
import { useTexts } from '../shared/use-texts.ts';
import type { Hint } from './hints.ts';

/** Live hints, read out politely as they change. They advise and never block. */
export function HintList({ hints }: { hints: readonly Hint[] }) {
  const t = useTexts(reportTexts);
  return (
    <div class="rp-hints" role="status" aria-live="polite">
      {hints.map((hint) => (
        <Notice key={hint.id} tone={hint.tone}>
          {t(`hint.${hint.id}`, { words: hint.words })}
        </Notice>
      ))}
    </div>
  );
}
