import { optionsTexts } from '../../locales/options.ts';
import { Lines } from '../shared/Lines.tsx';
import { useTexts } from '../shared/use-texts.ts';
import { Part } from './OptionsPage.tsx';

/** What it is, what it never does, and why it needs its permissions. */
export function AboutSection({ version }: { version: string }) {
  const t = useTexts(optionsTexts);
  return (
    <>
      <p>{t('about.what')}</p>
      <p class="zs-muted">{t('about.version', { version })}</p>
      <Part title={t('about.privacy')}>
        <Lines
          lines={[
            t('about.privacy.1'),
            t('about.privacy.2'),
            t('about.privacy.3'),
            t('about.privacy.4'),
            t('about.privacy.5'),
            t('about.privacy.6'),
          ]}
        />
      </Part>
      <Part title={t('about.permissions')}>
        <Lines
          lines={[
            t('about.permissions.sites'),
            t('about.permissions.storage'),
            t('about.permissions.alarms'),
            t('about.permissions.scripting'),
          ]}
        />
      </Part>
    </>
  );
}
