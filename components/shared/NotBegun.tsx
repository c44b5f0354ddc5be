import { failureTexts } from '../../locales/failures.ts';
import { failureWords, type ToldFailure } from './failure-words.ts';
import { Notice } from './Notice.tsx';
import { ToldText } from './ToldText.tsx';
import { useTexts } from './use-texts.ts';

/** 举报 was pressed, and no draft could be kept. */
export function NotBegun({ failure }: { failure: ToldFailure }) {
  const t = useTexts(failureTexts);
  const { text, raw } = failureWords(failure, t);
  return (
    <div role="alert">
      <Notice tone="danger">
        <ToldText told={{ text: t('report.not_begun', { why: text }), raw }} />
      </Notice>
    </div>
  );
}
