import { rulesTexts } from '../../locales/options/rules.ts';
import { Notice } from '../shared/Notice.tsx';
import { ToldText } from '../shared/ToldText.tsx';
import { shortTime, useLanguage, useTexts } from '../shared/use-texts.ts';
import type { ErrorModel } from './options-model.ts';

/** Why an update did not come, or a change was not made; since when, if it is tried again. */
export function UpdateProblem({ error, tried }: { error: ErrorModel; tried?: number | undefined }) {
  const t = useTexts(rulesTexts);
  const language = useLanguage();
  return (
    <Notice tone="caution">
      <ToldText told={{ text: t(`error.${error.kind}`), raw: `${error.file}: ${error.detail}` }} />
      {tried !== undefined && <p class="zs-muted">{t('tried', { when: shortTime(tried, language) })}</p>}
    </Notice>
  );
}
