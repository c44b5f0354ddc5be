import { render } from 'preact';
import '../../components/shared/page.css';
import '../../components/report/report.css';
import '../../components/desk/desk.css';
import { showLanguage } from '../../components/shared/show-language.ts';
import { LanguageContext } from '../../components/shared/use-texts.ts';
import { myReportsTexts } from '../../locales/my-reports.ts';
import { openIndexedDbStore } from '../../reports/store/indexeddb-store.ts';
import { languageOf } from '../../settings/language.ts';
import { loadSettings } from '../../settings/store.ts';
import { MyReportsApp } from './MyReportsApp.tsx';

const language = languageOf(await loadSettings());
showLanguage(language, myReportsTexts[language].title);
render(
  <LanguageContext.Provider value={language}>
    <MyReportsApp store={openIndexedDbStore()} />
  </LanguageContext.Provider>,
  document.getElementById('app')!,
);
