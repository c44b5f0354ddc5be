import { failureTexts } from '../../locales/failures.ts';
import { useTexts } from './use-texts.ts';

/** What a person is told. */
export interface Told {
  readonly text: string;
  /** What the machine said, in English: for whoever has to find the cause. */
  readonly raw?: string | undefined;
}

/** A sentence; what the machine said is folded away below it. */
export function ToldText({ told }: { told: Told }) {
  const t = useTexts(failureTexts);
  return (
    <>
      {told.text}
      {told.raw !== undefined && told.raw !== '' && (
        <details class="zs-raw">
          <summary>{t('details')}</summary>
          <code>{told.raw}</code>
        </details>
      )}
    </>
  );
}
