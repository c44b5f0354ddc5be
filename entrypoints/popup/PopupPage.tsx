import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { browser } from '#imports';
import { adviceFor } from '../../components/shared/advice.ts';
import { readToldFailure, type ToldFailure } from '../../components/shared/failure-words.ts';
import { showLanguage } from '../../components/shared/show-language.ts';
import { LanguageContext } from '../../components/shared/use-texts.ts';
import { Popup } from '../../components/popup/Popup.tsx';
import type { PageStateModel, PopupActions, PopupModel } from '../../components/popup/popup-model.ts';
import { ACTIVE_RULESET_KEY, readActiveRuleset } from '../../core/ruleset/active-ruleset.ts';
import type { GuidanceBook } from '../../core/ruleset/guidance-format.ts';
import { call } from '../../messaging/messenger.ts';
import { languageOf } from '../../settings/language.ts';
import { sitePattern } from '../../settings/own-sites.ts';
import { loadDismissals, removeDismissals, watchDismissals } from '../../settings/dismissal-store.ts';
import { siteDismissals } from '../../settings/dismissals.ts';
import { DEFAULT_SETTINGS, isPaused, withSite } from '../../settings/settings.ts';
import { changeSettings, loadSettings, watchSettings } from '../../settings/store.ts';
import { loadGuidance } from './load-guidance.ts';
import { offBy, readPage, type Choices, type FrontTab } from './read-page.ts';
import { rulesState, type RulesState } from './rules-state.ts';

/** Milliseconds between looks at the page while the popup is open: it loads, changes, falls silent, wakes up. */
const LOOK_MS = 1000;
/** Milliseconds for a page that has loaded, or was told of a change, to say something. */
const PATIENCE_MS = 1500;

/** The popup with everything around it: tab in front, settings, rules. */
export function PopupPage({ tabId }: { tabId: number | undefined }) {
  const [choices, setChoices] = useState<Choices>({ settings: DEFAULT_SETTINGS, dismissals: [] });
  const [tab, setTab] = useState<FrontTab>({ host: '', id: undefined, url: '', loading: true });
  const knownHost = useRef('');
  const changedAt = useRef(Date.now());
  const [page, setPage] = useState<PageStateModel>({ state: 'loading' });
  const [scanFailed, setScanFailed] = useState(false);
  const [book, setBook] = useState<GuidanceBook>();
  const [rules, setRules] = useState<RulesState | 'none'>();

  const { settings } = choices;
  const language = languageOf(settings);
  const look = useCallback(async () => {
    const chosen = { settings: await loadSettings(), dismissals: await loadDismissals() };
    const front = await frontTab(tabId);
    if (front.loading) changedAt.current = Date.now();
    // A page that is just loading again, or busy, does not answer; where it is was told before.
    const known = { ...front, host: front.host || knownHost.current };
    const read = await readPage(known, chosen, Date.now() - changedAt.current < PATIENCE_MS);
    knownHost.current = read.host;
    setChoices(chosen);
    setTab({ ...front, host: read.host });
    setPage(read.page);
  }, [tabId]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOpen = true;
    const follow = async () => {
      // A tab that was closed meanwhile is no page to look at.
      await look().catch(() => setPage({ state: 'unreadable' }));
      if (isOpen) timer = setTimeout(() => void follow(), LOOK_MS);
    };
    void follow();
    const changed = () => {
      changedAt.current = Date.now();
      void look().catch(() => undefined);
    };
    const stops = [watchSettings(changed), watchDismissals(changed)];
    return () => {
      isOpen = false;
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, [look]);
  useEffect(() => {
    let isCurrent = true;
    const load = async () => {
      const active = readActiveRuleset(
        (await browser.storage.local.get(ACTIVE_RULESET_KEY))[ACTIVE_RULESET_KEY],
      );
      const guidance = await loadGuidance(active);
      const state = (await rulesState(active, language)) ?? 'none';
      if (!isCurrent) return;
      setBook(guidance);
      setRules(state);
    };
    void load();
    // Right after installing, the rules may come a moment later than the popup.
    const onChanged = (changes: Record<string, unknown>) => {
      if (ACTIVE_RULESET_KEY in changes) void load();
    };
    browser.storage.onChanged.addListener(onChanged);
    return () => {
      isCurrent = false;
      browser.storage.onChanged.removeListener(onChanged);
    };
  }, [language]);
  useEffect(() => {
    showLanguage(language);
  }, [language]);

  const [unreported, setUnreported] = useState<ToldFailure>();
  const actions: PopupActions = {
    show: async (key) => {
      const answer = await call('item/show', { key }, tab.id);
      return answer.ok && answer.value.shown;
    },
    switchSite: (on) => void switchSite(tab.host, on),
    pause: (paused) => void changeSettings((old) => ({ ...old, pausedUntil: paused ? -1 : null })),
    reportPage: () => void reportPage(tab).then(setUnreported),
    scanOnce: () =>
      void (async () => {
        const scanned = tab.id === undefined ? undefined : await call('page/scan-once', { tabId: tab.id });
        setScanFailed(!(scanned?.ok && scanned.value.started));
      })(),
    // Asked at once, inside the click: the browser refuses the question otherwise. The question may close the popup; the background
    // sees the grant and reads the page.
    allowSite: () => void browser.permissions.request({ origins: [sitePattern(tab.host)] }),
    reload: () => {
      if (tab.id !== undefined) void browser.tabs.reload(tab.id);
      window.close();
    },
    open: (target) => void call('page/open', { page: target }).then(() => window.close()),
  };

  const general = book && adviceFor(book, 'none', 'topic', language);
  const model: PopupModel = {
    page: rules === undefined ? { state: 'loading' } : rules === 'none' ? { state: 'no-rules' } : page,
    host: tab.host,
    siteOn: offBy(choices, tab.host, Date.now()) === undefined,
    paused: isPaused(settings, Date.now()),
    scanFailed,
    advice: (category) =>
      book && adviceFor(book, category, category === 'none' ? 'topic' : 'caution', language),
    help: general && {
      channels: generalChannels(book, language),
      channelNote: general.channelNote,
      paid: general.paid,
    },
    rules: rules === 'none' ? undefined : rules,
    unreported,
  };
  return (
    <LanguageContext.Provider value={language}>
      <Popup model={model} actions={actions} />
    </LanguageContext.Provider>
  );
}

/** The numbers that serve most people, in this order. */
const GENERAL = ['bank', '12378', '96110', '12363', '12348', '12377'];

function generalChannels(book: GuidanceBook, language: 'zh-CN' | 'zh-TW' | 'en') {
  return GENERAL.flatMap((id) => book.channels.find((channel) => channel.id === id) ?? []).map((channel) => ({
    id: channel.id,
    name: channel.name[language],
    phone: channel.phone,
    use: channel.use[language],
  }));
}

/** Switches a site on or off. Switching it on also takes back what was chosen on one of its cards. */
async function switchSite(host: string, on: boolean): Promise<void> {
  await changeSettings((old) => withSite(old, host, on));
  if (!on) return;
  const quiet = siteDismissals(await loadDismissals(), host, Date.now());
  await removeDismissals(quiet.map(({ id }) => id));
}

async function frontTab(id: number | undefined): Promise<FrontTab> {
  const tab =
    id === undefined
      ? (await browser.tabs.query({ active: true, currentWindow: true }))[0]
      : await browser.tabs.get(id);
  const url = tab?.url ?? '';
  const web = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
  return { id: tab?.id, url, host: web ? new URL(url).hostname : '', loading: tab?.status === 'loading' };
}

/** Begins a report and closes the popup; tells what was in the way where it could not. */
async function reportPage(tab: FrontTab): Promise<ToldFailure | undefined> {
  if (tab.id === undefined) return undefined;
  const known = await call('page/capture', undefined, tab.id);
  const capture = known.ok
    ? known.value
    : {
        kind: 'page' as const,
        claim: 'lure' as const,
        site: '',
        host: tab.host,
        pageUrl: tab.url.slice(0, 4000),
        pageTitle: '',
        text: '',
        firstSeen: Date.now(),
      };
  const begun = await call('report/draft', capture);
  if (!begun.ok) return readToldFailure(begun.error);
  window.close();
  return undefined;
}
