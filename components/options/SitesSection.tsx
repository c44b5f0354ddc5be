import { optionsTexts } from '../../locales/options.ts';
import { Button } from '../shared/Button.tsx';
import { Icon } from '../shared/Icon.tsx';
import { Notice } from '../shared/Notice.tsx';
import { Switch } from '../shared/Switch.tsx';
import { useTexts } from '../shared/use-texts.ts';
import type { SiteModel, SitesModel } from './options-model.ts';
import { Part } from './OptionsPage.tsx';

export interface SitesActions {
  switchSite(site: SiteModel, on: boolean): void;
  grant(site: SiteModel): void;
  revoke(pattern: string): void;
  listen(host: string): void;
}

/** Which sites are read, how well, and which the reader added or switched off. */
export function SitesSection({ model, actions }: { model: SitesModel; actions: SitesActions }) {
  const t = useTexts(optionsTexts);
  return (
    <>
      <p>{t('sites.intro')}</p>
      {model.sites.length === 0 && <Notice tone="caution">{t('sites.empty')}</Notice>}
      <ul class="zs-options__list">
        {model.sites.map((site) => (
          <SiteRow key={site.id} site={site} actions={actions} />
        ))}
      </ul>
      <Part title={t('sites.optedIn')}>
        {model.optedIn.length === 0 && <p class="zs-muted">{t('sites.optedIn.none')}</p>}
        <ul class="zs-options__list">
          {model.optedIn.map((pattern) => (
            <li key={pattern}>
              <span>{hostOf(pattern)}</span>
              <Button
                small
                onClick={() => actions.revoke(pattern)}
                label={`${t('sites.revoke')} ${hostOf(pattern)}`}
              >
                {t('sites.revoke')}
              </Button>
            </li>
          ))}
        </ul>
      </Part>
      {model.quiet.length > 0 && (
        <Part title={t('sites.quiet')}>
          <ul class="zs-options__list">
            {model.quiet.map((host) => (
              <li key={host}>
                <span>{host}</span>
                <Button small onClick={() => actions.listen(host)} label={`${t('sites.listen')} ${host}`}>
                  {t('sites.listen')}
                </Button>
              </li>
            ))}
          </ul>
        </Part>
      )}
    </>
  );
}

function SiteRow({ site, actions }: { site: SiteModel; actions: SitesActions }) {
  const t = useTexts(optionsTexts);
  return (
    <li>
      <div class="zs-options__grow">
        <Switch on={site.on} onChange={(on) => actions.switchSite(site, on)}>
          <b>{site.title}</b>
        </Switch>
        <p class="zs-muted zs-options__hosts">{site.hosts.join('、')}</p>
        {site.on && site.health === 'stale' && <Notice tone="caution">{t('sites.stale')}</Notice>}
        {!site.granted && <p class="zs-options__warn">{t('sites.notGranted')}</p>}
      </div>
      {!site.granted ? (
        <Button small kind="primary" onClick={() => actions.grant(site)}>
          {t('sites.grant')}
        </Button>
      ) : (
        site.health !== 'stale' && (
          <span class={`zs-options__health zs-options__health--${site.health}`}>
            {site.health === 'well' && <Icon name="check" size={15} />}
            {t(`sites.${site.health}`)}
          </span>
        )
      )}
    </li>
  );
}

function hostOf(pattern: string): string {
  return pattern.replace(/^[^:]+:\/\//, '').replace(/\/\*$/, '');
}
