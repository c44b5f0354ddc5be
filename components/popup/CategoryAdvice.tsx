import { useState } from 'preact/hooks';
import type { Category } from '../../core/verdict.ts';
import { popupTexts } from '../../locales/popup.ts';
import { sharedTexts } from '../../locales/shared.ts';
import type { Advice } from '../shared/advice.ts';
import { Icon } from '../shared/Icon.tsx';
import { Lines } from '../shared/Lines.tsx';
import { useTexts } from '../shared/use-texts.ts';

/** One category that was found here: the free way first, then how it works and what it costs. */
export function CategoryAdvice({
  category,
  advice,
  open,
}: {
  category: Category;
  advice: Advice;
  open: boolean;
}) {
  const t = useTexts(popupTexts);
  const shared = useTexts(sharedTexts);
  const [shown, setShown] = useState(open);
  return (
    <section class="zs-popup__part">
      <button type="button" class="zs-popup__fold" aria-expanded={shown} onClick={() => setShown(!shown)}>
        {t('advice.title', { category: shared(`category.${category}`) })}
        <Icon name="chevron" size={14} />
      </button>
      {shown && (
        <div class="zs-advice">
          <p>
            <b>{advice.sentence}</b>
          </p>
          <h3>{t('advice.free')}</h3>
          <Lines lines={advice.free} steps />
          <h3>{t('advice.how')}</h3>
          <p>{advice.how}</p>
          {advice.costs.length > 0 && (
            <>
              <h3>{t('advice.costs')}</h3>
              <Lines lines={advice.costs} />
            </>
          )}
        </div>
      )}
    </section>
  );
}
