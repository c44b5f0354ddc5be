import { rulesTexts } from '../../locales/options/rules.ts';
import { Button } from '../shared/Button.tsx';
import { Chip } from '../shared/Chip.tsx';
import { SureButton } from '../shared/SureButton.tsx';
import { Switch } from '../shared/Switch.tsx';
import { shortTime, useLanguage, useTexts } from '../shared/use-texts.ts';
import type { ChannelModel, RulesActions } from './options-model.ts';
import { UpdateProblem } from './UpdateProblem.tsx';

/** One channel: what it gave, when it was asked, what went wrong, and what can be done. */
export function ChannelCard({ channel, actions }: { channel: ChannelModel; actions: RulesActions }) {
  const t = useTexts(rulesTexts);
  const language = useLanguage();
  const { id, version, createdAt, checkedAt, triedAt, error } = channel;
  return (
    <article class="zs-options__channel">
      <header>
        <h3>{channel.title}</h3>
        <Chip>{t(`origin.${channel.origin}`)}</Chip>
        <Chip>{t(`role.${channel.role}`)}</Chip>
      </header>
      <p class="zs-muted zs-options__url">{channel.url}</p>
      <p>
        {version === undefined
          ? t('version.none')
          : t('active.version', { version, date: (createdAt ?? '').slice(0, 10) })}
      </p>
      <p class="zs-muted">
        {checkedAt === undefined
          ? t('checked.never')
          : t('checked', { when: shortTime(checkedAt, language) })}
      </p>
      {error && <UpdateProblem error={error} tried={triedAt} />}
      {channel.rejected !== undefined && (
        <p class="zs-options__warn">{t('rejected', { version: channel.rejected })}</p>
      )}
      {channel.rolledBack && <p class="zs-muted">{t('rolledBack')}</p>}
      {channel.changelog.length > 0 && (
        <details class="zs-options__details" open>
          <summary>{t('changelog')}</summary>
          {channel.changelog.slice(0, 5).map((entry) => (
            <div key={entry.version}>
              <b>
                {entry.version} · {entry.date}
              </b>
              <ul>
                {entry.lines.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            </div>
          ))}
        </details>
      )}
      <details class="zs-options__details">
        <summary>{t('fingerprint')}</summary>
        <code class="zs-options__print">{channel.fingerprint}</code>
      </details>
      <div class="zs-options__row">
        <Switch on={!channel.off} onChange={(on) => void actions.switchChannel(id, on)}>
          {t('on')}
        </Switch>
        {channel.canRollBack && (
          <Button small onClick={() => void actions.rollBack(id)}>
            {t('rollBack')}
          </Button>
        )}
        {channel.origin === 'hand' && (
          <SureButton
            small
            kind="danger"
            label={t('remove')}
            sure={t('remove.sure')}
            onSure={() => void actions.removeChannel(id)}
          />
        )}
      </div>
    </article>
  );
}
