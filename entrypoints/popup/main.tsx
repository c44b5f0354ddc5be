import { render } from 'preact';
import '../../components/shared/page.css';
import '../../components/popup/popup.css';
import { PopupPage } from './PopupPage.tsx';

/** `?tab=ID` shows another tab's popup in a window of its own; the toolbar's popup takes the tab in front. */
const asked = Number(new URLSearchParams(location.search).get('tab'));
render(<PopupPage tabId={asked > 0 ? asked : undefined} />, document.getElementById('app')!);
