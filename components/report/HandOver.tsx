import { useState } from 'preact/hooks';
import { reportTexts } from '../../locales/report.ts';
import { Button } from '../shared/Button.tsx';
import { ToldText, type Told } from '../shared/ToldText.tsx';
import { useTexts } from '../shared/use-texts.ts';
import type { TeamRules } from '../../reports/team-rules.ts';
import { InboxAccessNote } from '../shared/InboxAccessNote.tsx';
import { OfficialChannelCard, type ChannelAdvice } from './OfficialChannelCard.tsx';
import { TeamRulesNote } from './PaceNotice.tsx';
import { RecoveryWarning } from './RecoveryWarning.tsx';

/** The platform's own way to report: its page when it has one, else where in it the button is. */
export interface PlatformWay {
  readonly name: string;
  readonly url: string | null;
  /** Where to find the button, in words. */
  readonly how: string;
  /** The platform's own words for the reason. */
  readonly reason: string | null;
}

interface HandOverProps {
  platform: PlatformWay | null;
  channels: readonly ChannelAdvice[];
  /** Host of the team inbox, or `null` when none is set up. */
  inboxHost: string | null;
  /** Host of the inbox where the browser does not let us reach it yet. */
  unreachable: string | null;
  /** That the clock of this device seems wrong, in words. */
  clock: string | null;
  onAllow: () => void;
  /** What the team asks of its volunteers. */
  rules: TeamRules | null;
  /** Somebody has paid already: other channels come first. */
  paid: boolean;
  onPaid: (paid: boolean) => void;
  /** What happened last, in words; announced. */
  message: Told | null;
  /** Text that could not be copied, to select by hand. */
  uncopied: string | null;
  onPlatform: () => void;
  onChannelOpen: (channel: ChannelAdvice) => void;
  onChannelCopy: (channel: ChannelAdvice) => void;
  onSaveFile: () => void;
  onSendInbox: () => void;
  onSetUpInbox: () => void;
}

/** After the report is made: where it can go. Each way is one click, and every click is the volunteer's. */
export function HandOver(props: HandOverProps) {
  const t = useTexts(reportTexts);
  const [all, setAll] = useState(false);
  const fitting = props.channels.filter((one) => one.fit !== 'not');
  const rest = props.channels.filter((one) => one.fit === 'not');
  const card = (advice: ChannelAdvice) => (
    <OfficialChannelCard
      key={advice.id}
      advice={advice}
      onOpen={() => props.onChannelOpen(advice)}
      onCopy={() => props.onChannelCopy(advice)}
    />
  );
  return (
    <div class="rp-handover">
      <RecoveryWarning />
      <div class="rp-message" role="status" aria-live="polite">
        {props.message !== null && <ToldText told={props.message} />}
      </div>
      {props.uncopied !== null && (
        <label class="rp-field">
          <span>{t('copy_failed')}</span>
          <textarea
            readOnly
            rows={6}
            value={props.uncopied}
            onFocus={(event) => event.currentTarget.select()}
          />
        </label>
      )}
      {props.platform !== null && (
        <section class="rp-step">
          <h2>{t('step.platform')}</h2>
          <p class="zs-muted">{t('step.platform_lead')}</p>
          {props.platform.how !== '' && (
            <p>{t('step.platform_manual', { name: props.platform.name, how: props.platform.how })}</p>
          )}
          {props.platform.reason !== null && (
            <p>{t('step.platform_reason', { reason: props.platform.reason })}</p>
          )}
          <Button kind="primary" onClick={props.onPlatform}>
            {props.platform.url === null
              ? t('step.platform_page')
              : t('step.platform_open', { name: props.platform.name })}
          </Button>
          {props.platform.url !== null && <code class="rp-url">{props.platform.url}</code>}
        </section>
      )}
      <section class="rp-step">
        <h2>{t('step.team')}</h2>
        <div class="rp-ways">
          <div>
            <Button onClick={props.onSaveFile}>{t('step.team_file')}</Button>
            <p class="zs-muted">{t('step.team_file_lead')}</p>
          </div>
          <div>
            {props.inboxHost === null ? (
              <>
                <Button onClick={props.onSetUpInbox}>{t('step.team_inbox_setup')}</Button>
                <p class="zs-muted">{t('step.team_inbox_off')}</p>
              </>
            ) : (
              <>
                <Button onClick={props.onSendInbox}>{t('step.team_inbox')}</Button>
                <p class="zs-muted">{t('step.team_inbox_lead', { host: props.inboxHost })}</p>
                {props.clock !== null && (
                  <p class="rp-warn" role="status">
                    {props.clock}
                  </p>
                )}
                {props.unreachable !== null && (
                  <InboxAccessNote host={props.unreachable} onAllow={props.onAllow} />
                )}
                {props.rules !== null && <TeamRulesNote rules={props.rules} />}
              </>
            )}
          </div>
        </div>
      </section>
      <section class="rp-step">
        <h2>{t('step.channels')}</h2>
        <p class="zs-muted">{t('step.channels_lead')}</p>
        <label class="rp-radio">
          <input
            type="checkbox"
            checked={props.paid}
            onChange={(event) => props.onPaid(event.currentTarget.checked)}
          />
          <span>{t('step.paid')}</span>
        </label>
        <ul class="rp-channels">{fitting.map(card)}</ul>
        {rest.length > 0 && (
          <Button small kind="plain" expanded={all} onClick={() => setAll(!all)}>
            {t('channel.more')}
          </Button>
        )}
        {all && <ul class="rp-channels">{rest.map(card)}</ul>}
      </section>
    </div>
  );
}
