import { render } from 'preact';
import 'uplot/dist/uPlot.min.css';
import '../../components/shared/page.css';
import '../../components/report/report.css';
import '../../components/desk/desk.css';
import { LanguageContext } from '../../components/shared/use-texts.ts';
import { openIndexedDbStore } from '../../reports/store/indexeddb-store.ts';
import { languageOf } from '../../settings/language.ts';
import { loadSettings } from '../../settings/store.ts';
import { activeFolding } from './active-folding.ts';
import { DeskApp } from './DeskApp.tsx';
import { startDesk } from './desk-client.ts';
import { loadDeskSettings } from './desk-settings.ts';

const language = languageOf(await loadSettings(), navigator.language);
document.documentElement.lang = language;
const store = openIndexedDbStore();
const initial = await loadDeskSettings(store);
const api = startDesk();
await api.useFolding(await activeFolding());
render(
  <LanguageContext.Provider value={language}>
    <DeskApp api={api} store={store} initial={initial} />
  </LanguageContext.Provider>,
  document.getElementById('app')!,
);
