import { useEffect, useMemo, useState } from 'preact/hooks';
import { browser } from '#imports';
import { AboutSection } from '../../components/options/AboutSection.tsx';
import { AlertsSection } from '../../components/options/AlertsSection.tsx';
import { OptionsPage, SECTIONS, type Section } from '../../components/options/OptionsPage.tsx';
import { QuietSection } from '../../components/options/QuietSection.tsx';
import { RulesSection } from '../../components/options/RulesSection.tsx';
import { TrySection } from '../../components/options/TrySection.tsx';
import { showLanguage } from '../../components/shared/show-language.ts';
import { LanguageContext } from '../../components/shared/use-texts.ts';
import { explain } from '../../core/explain.ts';
import { ACTIVE_RULESET_KEY, readActiveRuleset } from '../../core/ruleset/active-ruleset.ts';
import { loadRuleset } from '../../core/ruleset/load-ruleset.ts';
import { optionsTexts } from '../../locales/options.ts';
import { loadDismissals, removeDismissals, watchDismissals } from '../../settings/dismissal-store.ts';
import type { Dismissal } from '../../settings/dismissals.ts';
import { languageOf } from '../../settings/language.ts';
import type { Settings } from '../../settings/settings.ts';
import { changeSettings, loadSettings, watchSettings } from '../../settings/store.ts';
import { readStatus, STATUS_KEY } from '../../updates/status.ts';
import { DataView } from './DataView.tsx';
import { rulesActions } from './rules-actions.ts';
import { rulesModel } from './rules-model.ts';
import { SitesView } from './SitesView.tsx';
import { useStored } from './use-stored.ts';

/** The options page with everything around it: settings, rules, dismissals, all kept fresh while it is open. */
export function OptionsApp() {
  const section = useSection();
  const settings = useSettings();
  const dismissals = useDismissals();
  const active = useStored(ACTIVE_RULESET_KEY, readActiveRuleset);
  const status = useStored(STATUS_KEY, readStatus);
  const ruleset = useMemo(() => {
    const loaded = active && loadRuleset(active.compiled);
    return loaded?.ok ? loaded.value : undefined;
  }, [active]);
  const language = languageOf(settings ?? { language: 'auto' });
  useEffect(() => {
    showLanguage(language, optionsTexts[language].title);
  }, [language]);
  if (settings === undefined) return null;

  const change = (to: (old: Settings) => Settings) => void changeSettings(to);
  return (
    <LanguageContext.Provider value={language}>
      <OptionsPage section={section}>
        {section === 'alerts' && <AlertsSection settings={settings} onChange={change} />}
        {section === 'sites' && <SitesView settings={settings} sites={ruleset?.sections.sites ?? []} />}
        {section === 'rules' && (
          <RulesSection
            model={rulesModel(status, ruleset, active?.compiled, settings.rulesOff, language, Date.now())}
            actions={rulesActions}
          />
        )}
        {section === 'try' && (
          <TrySection
            model={{
              explain: ruleset && ((item) => explain(item, ruleset)),
              ruleTitle: (id) => ruleset?.rules.find((rule) => rule.id === id)?.title[language] ?? id,
            }}
          />
        )}
        {section === 'quiet' && (
          <QuietSection list={dismissals} onUndo={(ids) => void removeDismissals(ids)} />
        )}
        {section === 'data' && <DataView settings={settings} dismissals={dismissals} language={language} />}
        {section === 'about' && <AboutSection version={browser.runtime.getManifest().version} />}
      </OptionsPage>
    </LanguageContext.Provider>
  );
}

function useSection(): Section {
  const fromHash = (): Section => {
    const hash = location.hash.slice(1);
    return (SECTIONS as readonly string[]).includes(hash) ? (hash as Section) : 'alerts';
  };
  const [section, setSection] = useState<Section>(fromHash);
  useEffect(() => {
    const onHash = () => {
      setSection(fromHash());
      window.scrollTo(0, 0);
    };
    window.addEventListener('hashchange', onHash);
    return () => window.removeEventListener('hashchange', onHash);
  }, []);
  return section;
}

function useSettings(): Settings | undefined {
  const [settings, setSettings] = useState<Settings>();
  useEffect(() => {
    void loadSettings().then(setSettings);
    return watchSettings(setSettings);
  }, []);
  return settings;
}

function useDismissals(): readonly Dismissal[] {
  const [list, setList] = useState<readonly Dismissal[]>([]);
  useEffect(() => {
    void loadDismissals().then(setList);
    return watchDismissals(setList);
  }, []);
  return list;
}
