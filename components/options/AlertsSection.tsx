import { optionsTexts } from '../../locales/options.ts';
import { LANGUAGES, type Language } from '../../locales/translate.ts';
import { COVER_MODES, isPaused } from '../../settings/settings.ts';
import { Button } from '../shared/Button.tsx';
import { LevelBadge } from '../shared/LevelBadge.tsx';
import { Notice } from '../shared/Notice.tsx';
import { Switch } from '../shared/Switch.tsx';
import { shortTime, useLanguage, useTexts } from '../shared/use-texts.ts';
import type { Settings, SettingsChange } from './options-model.ts';
import { Part } from './OptionsPage.tsx';

const NAMES: Record<Language, string> = { 'zh-CN': '简体中文', 'zh-TW': '繁體中文', en: 'English' };
const HOUR_MS = 3_600_000;

/** What is marked, how loudly, in which language, and the pause. */
export function AlertsSection(props: { settings: Settings; onChange: SettingsChange }) {
  const { settings, onChange } = props;
  const t = useTexts(optionsTexts);
  const language = useLanguage();
  return (
    <>
      <Pause {...props} />
      <Part title={t('alerts.levels')}>
        <dl class="zs-options__levels">
          {(['danger', 'caution', 'topic'] as const).map((level) => (
            <div key={level}>
              <dt>
                <LevelBadge level={level} language={language} />
              </dt>
              <dd>{t(`alerts.${level}`)}</dd>
            </div>
          ))}
        </dl>
        <Switch on={settings.showTopic} onChange={(on) => onChange((old) => ({ ...old, showTopic: on }))}>
          {t('alerts.showTopic')}
        </Switch>
        <Switch
          on={settings.searchStrip && !settings.searchStripClosed}
          onChange={(on) => onChange((old) => ({ ...old, searchStrip: on, searchStripClosed: false }))}
        >
          {t('alerts.search')}
        </Switch>
      </Part>
      <Part title={t('alerts.cover')}>
        <fieldset class="zs-options__choices">
          <legend class="zs-hidden">{t('alerts.cover')}</legend>
          {COVER_MODES.toReversed().map((mode) => (
            <label key={mode}>
              <input
                type="radio"
                name="cover"
                checked={settings.cover === mode}
                onChange={() => onChange((old) => ({ ...old, cover: mode }))}
              />
              {t(`alerts.cover.${mode}`)}
            </label>
          ))}
        </fieldset>
      </Part>
      <Part title={t('alerts.language')}>
        <select
          class="zs-field"
          aria-label={t('alerts.language')}
          value={settings.language}
          onChange={(event) => {
            const chosen = event.currentTarget.value as Settings['language'];
            onChange((old) => ({ ...old, language: chosen }));
          }}
        >
          <option value="auto">{t('alerts.language.auto')}</option>
          {LANGUAGES.map((one) => (
            <option key={one} value={one} lang={one}>
              {NAMES[one]}
            </option>
          ))}
        </select>
      </Part>
    </>
  );
}

function Pause({ settings, onChange }: { settings: Settings; onChange: SettingsChange }) {
  const t = useTexts(optionsTexts);
  const language = useLanguage();
  const { pausedUntil } = settings;
  const pause = (until: number | null) => onChange((old) => ({ ...old, pausedUntil: until }));
  return (
    <Part title={t('alerts.pause')}>
      {pausedUntil !== null && isPaused(settings, Date.now()) ? (
        <>
          <Notice tone="caution" icon="pause">
            {pausedUntil === -1
              ? t('alerts.pause.on')
              : t('alerts.pause.until', { when: shortTime(pausedUntil, language) })}
          </Notice>
          <div class="zs-options__row">
            <Button kind="primary" onClick={() => pause(null)}>
              {t('alerts.pause.end')}
            </Button>
          </div>
        </>
      ) : (
        <div class="zs-options__row">
          <Button onClick={() => pause(Date.now() + HOUR_MS)}>{t('alerts.pause.hour')}</Button>
          <Button onClick={() => pause(-1)}>{t('alerts.pause.all')}</Button>
        </div>
      )}
    </Part>
  );
}
