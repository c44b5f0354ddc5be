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
import { DEFAULT_SETTINGS, isPaused, isQuietSite, withSite, type Settings } from '../../settings/settings.ts';
import { changeSettings, loadSettings, watchSettings } from '../../settings/store.ts';
import { loadGuidance } from './load-guidance.ts';
import { readPage, type FrontTab } from './read-page.ts';
import { rulesState, type RulesState } from './rules-state.ts';

/** The popup with everything around it: tab in front, settings, rules. */
export function PopupPage({ tabId }: { tabId: number | undefined }) {
  const [settings, setSettings] = useState<Settings>(DEFAULT_SETTINGS);
  const [tab, setTab] = useState<FrontTab>({ host: '', id: undefined, url: '' });
  const knownHost = useRef('');
  const [page, setPage] = useState<PageStateModel>({ state: 'loading' });
  const [book, setBook] = useState<GuidanceBook>();
  const [rules, setRules] = useState<RulesState>();

  const language = languageOf(settings);
  const refresh = useCallback(async () => {
    const stored = await loadSettings();
    setSettings(stored);
    const active = readActiveRuleset(
      (await browser.storage.local.get(ACTIVE_RULESET_KEY))[ACTIVE_RULESET_KEY],
    );
    setBook(await loadGuidance(active));
    setRules(await rulesState(active, languageOf(stored)));
    const front = await frontTab(tabId);
    // A page that is just loading again does not answer; where it is was told before.
    const read = await readPage({ ...front, host: front.host || knownHost.current }, stored);
    knownHost.current = read.host;
    setTab({ ...front, host: read.host });
    setPage(active ? read.page : { state: 'no-rules' });
  }, [tabId]);

  useEffect(() => {
    void refresh();
    const stop = watchSettings(() => void refresh());
    // Right after installing, the rules may come a moment later than the popup.
    const onChanged = (changes: Record<string, unknown>) => {
      if (ACTIVE_RULESET_KEY in changes) void refresh();
    };
    browser.storage.onChanged.addListener(onChanged);
    return () => {
      stop();
      browser.storage.onChanged.removeListener(onChanged);
    };
  }, [refresh]);
  useEffect(() => {
    showLanguage(language);
  }, [language]);

  const [unreported, setUnreported] = useState<ToldFailure>();
  const again = () => setTimeout(() => void refresh(), 600);
  const actions: PopupActions = {
    show: async (key) => {
      const answer = await call('item/show', { key }, tab.id);
      return answer.ok && answer.value.shown;
    },
    switchSite: (on) => void changeSettings((old) => withSite(old, tab.host, on)).then(again),
    pause: (paused) =>
      void changeSettings((old) => ({ ...old, pausedUntil: paused ? -1 : null })).then(again),
    reportPage: () => void reportPage(tab).then(setUnreported),
    scanOnce: () =>
      void (async () => {
        const scanned = tab.id === undefined ? undefined : await call('page/scan-once', { tabId: tab.id });
        if (scanned?.ok && scanned.value.started) again();
        else setPage({ state: 'unsupported', failed: true });
      })(),
    allowSite: () =>
      void (async () => {
        // Asked at once, inside the click: the browser refuses the question otherwise. The question may close the popup; the
        // background sees the grant and reads the page.
        if (await browser.permissions.request({ origins: [sitePattern(tab.host)] })) again();
      })(),
    reload: () => {
      if (tab.id !== undefined) void browser.tabs.reload(tab.id);
      window.close();
    },
    open: (target) => void call('page/open', { page: target }).then(() => window.close()),
  };

  const general = book && adviceFor(book, 'none', 'topic', language);
  const model: PopupModel = {
    page,
    host: tab.host,
    siteOn: !isQuietSite(settings, tab.host),
    paused: isPaused(settings, Date.now()),
    advice: (category) =>
      book && adviceFor(book, category, category === 'none' ? 'topic' : 'caution', language),
    help: general && {
      channels: generalChannels(book, language),
      channelNote: general.channelNote,
      paid: general.paid,
    },
    rules,
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

async function frontTab(id: number | undefined): Promise<FrontTab> {
  const tab =
    id === undefined
      ? (await browser.tabs.query({ active: true, currentWindow: true }))[0]
      : await browser.tabs.get(id);
  const url = tab?.url ?? '';
  const web = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
  return { id: tab?.id, url, host: web ? new URL(url).hostname : '' };
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
