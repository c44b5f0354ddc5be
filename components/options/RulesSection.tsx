import { useState } from 'preact/hooks';
import { rulesTexts } from '../../locales/options/rules.ts';
import { Button } from '../shared/Button.tsx';
import { Notice } from '../shared/Notice.tsx';
import { Switch } from '../shared/Switch.tsx';
import { ToldText } from '../shared/ToldText.tsx';
import { useTexts } from '../shared/use-texts.ts';
import { AddChannel } from './AddChannel.tsx';
import { ChannelCard } from './ChannelCard.tsx';
import type { ErrorModel, Outcome, RuleModel, RulesActions, RulesModel } from './options-model.ts';
import { Part } from './OptionsPage.tsx';
import { UpdateProblem } from './UpdateProblem.tsx';

/** Version, updates, channels, and every rule with its switch. */
export function RulesSection(props: { model: RulesModel; actions: RulesActions }) {
  const t = useTexts(rulesTexts);
  const { model } = props;
  const { active, channels } = model;
  const { actions, failed } = useFailures(props.actions);
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
            <ToldText
              told={{
                text: t('failed', { source: source === 'bundled' ? t('active.bundled') : source }),
                raw: detail,
              }}
            />
          </Notice>
        ))}
        {channels.length === 0 ? (
          <Notice tone="plain">{t('off')}</Notice>
        ) : (
          <div class="zs-options__row" aria-live="polite">
            <Button kind="primary" disabled={model.checking} onClick={() => void actions.check()}>
              {t(model.checking ? 'checking' : 'check')}
            </Button>
          </div>
        )}
        <Failed error={failed.check} />
      </Part>
      <Part title={t('channels')}>
        {channels.map((channel) => (
          <ChannelCard key={channel.id} channel={channel} actions={actions} />
        ))}
        <Failed error={failed.channels} />
        <AddChannel actions={actions} />
      </Part>
      <Part title={t('list')}>
        <p class="zs-muted">{t('list.note')}</p>
        <Failed error={failed.list} />
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

/** Why the last thing that was asked for was not done; by the part that shows it. */
type Failures = Readonly<Partial<Record<'check' | 'channels' | 'list', ErrorModel>>>;

/** The same actions, and what became of the last one. */
function useFailures(given: RulesActions): { actions: RulesActions; failed: Failures } {
  const [failed, setFailed] = useState<Failures>({});
  const watch = async (part: keyof Failures, asked: Promise<Outcome<true>>) => {
    const outcome = await asked;
    setFailed(outcome.ok ? {} : { [part]: outcome.error });
    return outcome;
  };
  const actions: RulesActions = {
    ...given,
    check: () => watch('check', given.check()),
    switchRule: (id, on) => watch('list', given.switchRule(id, on)),
    switchChannel: (id, on) => watch('channels', given.switchChannel(id, on)),
    rollBack: (id) => watch('channels', given.rollBack(id)),
    removeChannel: (id) => watch('channels', given.removeChannel(id)),
  };
  return { actions, failed };
}

function Failed({ error }: { error: ErrorModel | undefined }) {
  return <div role="alert">{error && <UpdateProblem error={error} />}</div>;
}

function RuleRow({ rule, actions }: { rule: RuleModel; actions: RulesActions }) {
  const t = useTexts(rulesTexts);
  return (
    <li>
      <Switch
        on={rule.on && rule.offBy === undefined}
        disabled={rule.offBy !== undefined}
        onChange={(on) => void actions.switchRule(rule.id, on)}
      >
        <b>{rule.title}</b>
      </Switch>
      <p class="zs-muted">{rule.why === '' ? t('list.unknown') : rule.why}</p>
      {rule.offBy !== undefined && <p class="zs-options__warn">{t('list.offBy', { because: rule.offBy })}</p>}
    </li>
  );
}
