import { useState } from 'preact/hooks';
import { myReportsTexts } from '../../locales/my-reports.ts';
import type { TeamRules } from '../../reports/team-rules.ts';
import { Button } from '../shared/Button.tsx';
import { ToldText, type Told } from '../shared/ToldText.tsx';
import { inboxTexts } from '../../locales/inbox.ts';
import { useTexts } from '../shared/use-texts.ts';
import { InboxAccessNote } from '../shared/InboxAccessNote.tsx';
import { TeamRulesNote } from './PaceNotice.tsx';

export interface InboxQueue {
  readonly waiting: number;
  readonly refused: number;
  /** Decisions of the desk that nobody has sent yet. */
  readonly held: number;
  /** Why something still waits, in words. */
  readonly failure: Told | null;
}

interface InboxSettingsProps {
  config: { address: string; user: string; password: string; managed: boolean } | null;
  /** Host of the inbox, `null` without one. */
  host: string | null;
  /** How the last check or run went, in words. */
  message: (Told & { bad: boolean }) | null;
  queue: InboxQueue;
  rules: TeamRules | null;
  /** Host that the browser does not let us reach yet. */
  unreachable: string | null;
  /** That the clock of this device seems wrong, in words. */
  clock: string | null;
  onAllow: () => void;
  onSave: (config: { address: string; user: string; password: string }) => void;
  onRemove: () => void;
  onSync: () => void;
  onSendHeld: () => void;
}

/** Address and credentials of the team inbox. An administrator's are shown and cannot be changed. */
export function InboxSettings(props: InboxSettingsProps) {
  const t = useTexts(myReportsTexts);
  const inbox = useTexts(inboxTexts);
  const [address, setAddress] = useState(props.config?.address ?? '');
  const [user, setUser] = useState(props.config?.user ?? '');
  const [password, setPassword] = useState(props.config?.password ?? '');
  const managed = props.config?.managed ?? false;
  return (
    <section class="rp-step" id="inbox">
      <h2>{t('inbox.title')}</h2>
      <p class="zs-muted">{managed ? t('inbox.managed') : t('inbox.lead')}</p>
      <form
        class="rp-inbox"
        onSubmit={(event) => {
          event.preventDefault();
          props.onSave({ address: address.trim(), user: user.trim(), password });
        }}
      >
        <label class="rp-field">
          <span>{t('inbox.url')}</span>
          <input
            type="url"
            required
            disabled={managed}
            value={address}
            onInput={(event) => setAddress(event.currentTarget.value)}
          />
        </label>
        <label class="rp-field">
          <span>{t('inbox.user')}</span>
          <input
            type="text"
            autocomplete="off"
            disabled={managed}
            value={user}
            onInput={(event) => setUser(event.currentTarget.value)}
          />
        </label>
        <label class="rp-field">
          <span>{t('inbox.password')}</span>
          <input
            type="password"
            autocomplete="off"
            disabled={managed}
            value={managed ? '' : password}
            onInput={(event) => setPassword(event.currentTarget.value)}
          />
        </label>
        <div class="rp-actions">
          {!managed && (
            <Button small kind="primary" type="submit">
              {t('inbox.save')}
            </Button>
          )}
          {props.config !== null && (
            <Button small onClick={props.onSync}>
              {t('inbox.sync')}
            </Button>
          )}
          {props.config !== null && !managed && (
            <Button small kind="plain" onClick={props.onRemove}>
              {t('inbox.remove')}
            </Button>
          )}
          {props.queue.waiting + props.queue.refused > 0 && (
            <span class="zs-muted">
              {t('inbox.queue', { waiting: props.queue.waiting, refused: props.queue.refused })}
            </span>
          )}
        </div>
      </form>
      {props.queue.held > 0 && (
        <div class="rp-warn">
          <p>{inbox('unsent.count', { count: props.queue.held })}</p>
          {props.host === null ? (
            <p>{inbox('unsent.no_inbox')}</p>
          ) : (
            <Button small onClick={props.onSendHeld}>
              {inbox('unsent.send', { count: props.queue.held, host: props.host })}
            </Button>
          )}
        </div>
      )}
      {props.clock !== null && <p class="rp-warn">{props.clock}</p>}
      {props.unreachable !== null && <InboxAccessNote host={props.unreachable} onAllow={props.onAllow} />}
      {props.config !== null && <TeamRulesNote rules={props.rules} />}
      {props.queue.failure !== null && (
        <div class="rp-warn">
          <ToldText told={props.queue.failure} />
        </div>
      )}
      <div class={props.message?.bad ? 'rp-warn' : 'rp-message'} role="status">
        {props.message !== null && <ToldText told={props.message} />}
      </div>
    </section>
  );
}
