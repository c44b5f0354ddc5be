import { render } from 'preact';
import '../../components/shared/page.css';
import '../../components/report/report.css';
import '../../components/desk/desk.css';
import { LanguageContext } from '../../components/shared/use-texts.ts';
import { openIndexedDbStore } from '../../reports/store/indexeddb-store.ts';
import { languageOf } from '../../settings/language.ts';
import { loadSettings } from '../../settings/store.ts';
import { MyReportsApp } from './MyReportsApp.tsx';

const language = languageOf(await loadSettings(), navigator.language);
document.documentElement.lang = language;
render(
  <LanguageContext.Provider value={language}>
    <MyReportsApp store={openIndexedDbStore()} />
  </LanguageContext.Provider>,
  document.getElementById('app')!,
);
