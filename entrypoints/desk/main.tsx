import { render } from 'preact';
import 'uplot/dist/uPlot.min.css';
import '../../components/shared/page.css';
import '../../components/report/report.css';
import '../../components/desk/desk.css';
import { showLanguage } from '../../components/shared/show-language.ts';
import { LanguageContext } from '../../components/shared/use-texts.ts';
import { deskTexts } from '../../locales/desk.ts';
import { openIndexedDbStore } from '../../reports/store/indexeddb-store.ts';
import { languageOf } from '../../settings/language.ts';
import { loadSettings } from '../../settings/store.ts';
import { activeFolding } from './active-folding.ts';
import { DeskApp } from './DeskApp.tsx';
import { startDesk } from './desk-client.ts';
import { loadDeskSettings } from './desk-settings.ts';

const language = languageOf(await loadSettings());
showLanguage(language, deskTexts[language].title);
const store = openIndexedDbStore();
const initial = await loadDeskSettings(store);
const api = startDesk();
// A worker that did not start is told of by the page, at `open`.
await api.useFolding(await activeFolding()).catch(() => undefined);
render(
  <LanguageContext.Provider value={language}>
    <DeskApp api={api} store={store} initial={initial} />
  </LanguageContext.Provider>,
  document.getElementById('app')!,
);
