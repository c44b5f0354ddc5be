import { rulesTexts } from '../../locales/options/rules.ts';
import { Button } from '../shared/Button.tsx';
import { Notice } from '../shared/Notice.tsx';
import { Switch } from '../shared/Switch.tsx';
import { useTexts } from '../shared/use-texts.ts';
import { AddChannel } from './AddChannel.tsx';
import { ChannelCard } from './ChannelCard.tsx';
import type { RuleModel, RulesActions, RulesModel } from './options-model.ts';
import { Part } from './OptionsPage.tsx';

/** Version, updates, channels, and every rule with its switch. */
export function RulesSection({ model, actions }: { model: RulesModel; actions: RulesActions }) {
  const t = useTexts(rulesTexts);
  const { active, channels } = model;
  return (
    <>
      <Part title={t('active')}>
        {active === undefined ? (
          <Notice tone="caution">{t('active.none')}</Notice>
        ) : (
          <p class="zs-options__active">
            <b>{t('active.version', { version: active.version, date: active.date })}</b>
            <span>
              {active.source === 'bundled'
                ? t('active.bundled')
                : t('active.from', { channel: active.source })}
            </span>
            <span class="zs-muted">{t('active.counts', { rules: active.rules, sites: active.sites })}</span>
          </p>
        )}
        {model.failed.map(({ source, detail }) => (
          <Notice key={source} tone="caution">
            {t('failed', { source: source === 'bundled' ? t('active.bundled') : source })}
            <p class="zs-muted">{detail}</p>
          </Notice>
        ))}
        {channels.length === 0 ? (
          <Notice tone="plain">{t('off')}</Notice>
        ) : (
          <div class="zs-options__row" aria-live="polite">
            <Button kind="primary" disabled={model.checking} onClick={actions.check}>
              {t(model.checking ? 'checking' : 'check')}
            </Button>
          </div>
        )}
      </Part>
      <Part title={t('channels')}>
        {channels.map((channel) => (
          <ChannelCard key={channel.id} channel={channel} actions={actions} />
        ))}
        <AddChannel actions={actions} />
      </Part>
      <Part title={t('list')}>
        <p class="zs-muted">{t('list.note')}</p>
        <ul class="zs-options__rules">
          {model.rules.map((rule) => (
            <RuleRow key={rule.id} rule={rule} actions={actions} />
          ))}
        </ul>
        {model.skippedCount > 0 && (
          <details class="zs-options__details">
            <summary>{t('skipped', { count: model.skippedCount })}</summary>
            <ul>
              {model.skipped.map(({ section, id, because, detail }) => (
                <li key={`${section}/${id}/${because}`}>
                  <code>
                    {section}/{id}
                  </code>{' '}
                  {because}: {detail}
                </li>
              ))}
            </ul>
          </details>
        )}
      </Part>
    </>
  );
}

function RuleRow({ rule, actions }: { rule: RuleModel; actions: RulesActions }) {
  const t = useTexts(rulesTexts);
  return (
    <li>
      <Switch
        on={rule.on && rule.offBy === undefined}
        disabled={rule.offBy !== undefined}
        onChange={(on) => actions.switchRule(rule.id, on)}
      >
        <b>{rule.title}</b>
      </Switch>
      <p class="zs-muted">{rule.why === '' ? t('list.unknown') : rule.why}</p>
      {rule.offBy !== undefined && <p class="zs-options__warn">{t('list.offBy', { because: rule.offBy })}</p>}
    </li>
  );
}
