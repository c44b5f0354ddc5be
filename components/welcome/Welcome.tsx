import type { Language } from '../../locales/translate.ts';
import { LANGUAGES } from '../../locales/translate.ts';
import { welcomeTexts } from '../../locales/welcome.ts';
import { Button } from '../shared/Button.tsx';
import { ChannelList, type ChannelText } from '../shared/ChannelList.tsx';
import { Chip } from '../shared/Chip.tsx';
import { Icon, type IconName } from '../shared/Icon.tsx';
import { Notice } from '../shared/Notice.tsx';
import { Switch } from '../shared/Switch.tsx';
import { useTexts } from '../shared/use-texts.ts';

export interface WelcomeProps {
  /** `needed`: the browser has not granted the sites (Firefox asks separately). */
  grant: 'given' | 'needed' | 'done' | 'refused';
  hosts: readonly string[];
  cover: boolean;
  showTopic: boolean;
  language: Language | 'auto';
  help: { channels: readonly ChannelText[]; channelNote: string } | undefined;
  onGrant: () => void;
  onCover: (on: boolean) => void;
  onTopic: (on: boolean) => void;
  onLanguage: (language: Language | 'auto') => void;
}

const NAMES: Record<Language, string> = { 'zh-CN': '简体中文', 'zh-TW': '繁體中文', en: 'English' };

/** The first page after installing: what it does, what it never does, and the one permission it needs. */
export function Welcome(props: WelcomeProps) {
  const t = useTexts(welcomeTexts);
  return (
    <main class="zs-root zs-welcome">
      <header>
        <Icon name="none" size={44} />
        <h1>{t('title')}</h1>
        <p class="zs-welcome__lead">{t('lead')}</p>
      </header>
      {props.grant !== 'given' && (
        <section class="zs-welcome__grant">
          <h2>{t('grant.title')}</h2>
          <p>{t('grant.text')}</p>
          {props.grant === 'done' ? (
            <Notice tone="none">{t('grant.done')}</Notice>
          ) : (
            <Button kind="primary" onClick={props.onGrant}>
              {t('grant.button')}
            </Button>
          )}
          {props.grant === 'refused' && <Notice tone="caution">{t('grant.refused')}</Notice>}
        </section>
      )}
      <div class="zs-welcome__columns">
        <Points title={t('does.title')} icon="check" lines={[t('does.1'), t('does.2'), t('does.3')]} />
        <Points
          title={t('never.title')}
          icon="close"
          lines={[t('never.1'), t('never.2'), t('never.3'), t('never.4')]}
        />
      </div>
      <Notice tone="caution">
        <b>{t('limits.title')}</b>
        <p>{t('limits.text')}</p>
      </Notice>
      <section>
        <h2>{t('settings.title')}</h2>
        <div class="zs-welcome__switches">
          <Switch on={props.cover} onChange={props.onCover}>
            {t('settings.cover')}
          </Switch>
          <Switch on={props.showTopic} onChange={props.onTopic}>
            {t('settings.topic')}
          </Switch>
          <label>
            {t('settings.language')}
            <select
              class="zs-select"
              value={props.language}
              onChange={(event) => props.onLanguage(event.currentTarget.value as Language | 'auto')}
            >
              <option value="auto">{t('language.auto')}</option>
              {LANGUAGES.map((language) => (
                <option key={language} value={language} lang={language}>
                  {NAMES[language]}
                </option>
              ))}
            </select>
          </label>
        </div>
      </section>
      <section>
        <h2>{t('sites.title')}</h2>
        <p class="zs-welcome__sites">
          {props.hosts.map((host) => (
            <Chip key={host}>{host}</Chip>
          ))}
        </p>
      </section>
      {props.help && (
        <section>
          <h2>{t('help.title')}</h2>
          <ChannelList channels={props.help.channels} note={props.help.channelNote} />
        </section>
      )}
    </main>
  );
}

function Points({ title, icon, lines }: { title: string; icon: IconName; lines: readonly string[] }) {
  return (
    <section>
      <h2>{title}</h2>
      <ul class="zs-welcome__points">
        {lines.map((line) => (
          <li key={line}>
            <Icon name={icon} />
            <span>{line}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
