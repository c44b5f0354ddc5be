import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { browser } from '#imports';
import { adviceFor } from '../../components/shared/advice.ts';
import '../../components/shared/page.css';
import { showLanguage } from '../../components/shared/show-language.ts';
import { LanguageContext } from '../../components/shared/use-texts.ts';
import { Welcome, type WelcomeProps } from '../../components/welcome/Welcome.tsx';
import '../../components/welcome/welcome.css';
import { ACTIVE_RULESET_KEY, readActiveRuleset } from '../../core/ruleset/active-ruleset.ts';
import { readGuidanceBook, type GuidanceBook } from '../../core/ruleset/guidance-format.ts';
import { languageOf } from '../../settings/language.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../settings/settings.ts';
import { changeSettings, loadSettings, watchSettings } from '../../settings/store.ts';

/** Patterns of the sites that are read from the start. */
const patterns = [
  ...new Set(browser.runtime.getManifest().content_scripts?.flatMap((script) => script.matches ?? []) ?? []),
];
const hosts = shortList(patterns.map((pattern) => /^[^:]+:\/\/([^/]+)\//.exec(pattern)?.[1] ?? ''));

/** Hosts as people know them: one name for a site and its mobile and sub-sites. */
function shortList(all: readonly string[]): string[] {
  const plain = [...new Set(all.map((host) => host.replace(/^(\*|www|m|mobile)\./, '')))];
  return plain
    .filter((host) => host !== '' && !plain.some((other) => other !== host && host.endsWith(`.${other}`)))
    .sort();
}

function WelcomePage() {
  const [settings, setSettings] = useState<Settings>(DEFAULT_SETTINGS);
  const [grant, setGrant] = useState<WelcomeProps['grant']>('given');
  const [book, setBook] = useState<GuidanceBook>();
  const language = languageOf(settings);

  useEffect(() => {
    void loadSettings().then(setSettings);
    // Chrome grants the manifest's sites at installation; Firefox waits for this question.
    void browser.permissions
      .contains({ origins: patterns })
      .then((given) => setGrant(given || !import.meta.env.FIREFOX ? 'given' : 'needed'));
    const loadBook = async () => {
      const active = readActiveRuleset(
        (await browser.storage.local.get(ACTIVE_RULESET_KEY))[ACTIVE_RULESET_KEY],
      );
      setBook(readGuidanceBook((active?.compiled as { guidance?: unknown } | undefined)?.guidance));
    };
    void loadBook();
    const onChanged = (changes: Record<string, unknown>) => {
      if (ACTIVE_RULESET_KEY in changes) void loadBook();
    };
    browser.storage.onChanged.addListener(onChanged);
    const stop = watchSettings(setSettings);
    return () => {
      stop();
      browser.storage.onChanged.removeListener(onChanged);
    };
  }, []);
  useEffect(() => {
    showLanguage(language);
  }, [language]);

  const help = book && adviceFor(book, 'recovery_scam', 'caution', language);
  return (
    <LanguageContext.Provider value={language}>
      <Welcome
        grant={grant}
        hosts={hosts}
        cover={settings.cover !== 'off'}
        showTopic={settings.showTopic}
        language={settings.language}
        help={help}
        onGrant={() =>
          void browser.permissions
            .request({ origins: patterns })
            .then((given) => setGrant(given ? 'done' : 'refused'))
        }
        onCover={(on) => void changeSettings((old) => ({ ...old, cover: on ? 'comments' : 'off' }))}
        onTopic={(on) => void changeSettings((old) => ({ ...old, showTopic: on }))}
        onLanguage={(choice) => void changeSettings((old) => ({ ...old, language: choice }))}
      />
    </LanguageContext.Provider>
  );
}

render(<WelcomePage />, document.getElementById('app')!);
