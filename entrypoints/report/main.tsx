import { render } from 'preact';
import '../../components/shared/page.css';
import '../../components/report/report.css';
import { showLanguage } from '../../components/shared/show-language.ts';
import { LanguageContext } from '../../components/shared/use-texts.ts';
import { reportTexts } from '../../locales/report.ts';
import { languageOf } from '../../settings/language.ts';
import { loadSettings } from '../../settings/store.ts';
import { openIndexedDbStore } from '../../reports/store/indexeddb-store.ts';
import { ReportApp } from './ReportApp.tsx';

const language = languageOf(await loadSettings());
showLanguage(language, reportTexts[language].title);
render(
  <LanguageContext.Provider value={language}>
    <ReportApp draftId={location.hash.slice(1)} store={openIndexedDbStore()} />
  </LanguageContext.Provider>,
  document.getElementById('app')!,
);
