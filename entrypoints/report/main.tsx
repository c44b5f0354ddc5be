import { render } from 'preact';
import '../../components/shared/page.css';
import '../../components/report/report.css';
import { showLanguage } from '../../components/shared/show-language.ts';
import { LanguageContext } from '../../components/shared/use-texts.ts';
import { readToldFailure } from '../../components/shared/failure-words.ts';
import { reportTexts } from '../../locales/report.ts';
import { languageOf } from '../../settings/language.ts';
import { loadSettings } from '../../settings/store.ts';
import { openIndexedDbStore } from '../../reports/store/indexeddb-store.ts';
import { NotBegun } from '../../components/shared/NotBegun.tsx';
import { ReportApp } from './ReportApp.tsx';

const language = languageOf(await loadSettings());
showLanguage(language, reportTexts[language].title);
/** Set where a press on menu or key could not begin a report. */
const failed = new URLSearchParams(location.search).get('failed');
render(
  <LanguageContext.Provider value={language}>
    {failed === null ? (
      <ReportApp draftId={location.hash.slice(1)} store={openIndexedDbStore()} />
    ) : (
      <main class="zs-root rp-page">
        <h1>{reportTexts[language].title}</h1>
        <NotBegun failure={readToldFailure(failed)} />
      </main>
    )}
  </LanguageContext.Provider>,
  document.getElementById('app')!,
);
