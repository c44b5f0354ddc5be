import { useEffect, useState } from 'preact/hooks';
import { browser } from '#imports';
import { InboxSettings, type InboxQueue } from '../../components/report/InboxSettings.tsx';
import { failureWords, readToldFailure } from '../../components/shared/failure-words.ts';
import type { Told } from '../../components/shared/ToldText.tsx';
import { useTexts } from '../../components/shared/use-texts.ts';
import { failureTexts } from '../../locales/failures.ts';
import { inboxTexts } from '../../locales/inbox.ts';
import { myReportsTexts } from '../../locales/my-reports.ts';
import { call } from '../../messaging/messenger.ts';
import { createInbox } from '../../reports/inbox/couch-inbox.ts';
import { checkAddress } from '../../reports/inbox/couch-request.ts';
import { refreshTeamRules } from '../../reports/inbox/known-team-rules.ts';
import type { ReportStore } from '../../reports/store/report-store.ts';
import { credentialsOf, hostOf } from '../../reports/inbox/inbox-access.ts';
import { inboxOrigin, saveInboxConfig, type InboxConfig } from '../../reports/inbox/inbox-config.ts';
import { useInboxAccess } from './use-inbox-access.ts';
import { useClockWords } from './use-clock-words.ts';
import { useInboxConfig } from './use-inbox-config.ts';
import { useTeamRules } from './use-team-rules.ts';

/** The permission for a host goes with the inbox that it was asked for. */
async function giveHostBack(address: string): Promise<void> {
  const origin = inboxOrigin(address);
  if (origin !== null) await browser.permissions.remove({ origins: [origin] }).catch(() => false);
}

/** The team inbox: set up, check, send and fetch. */
export function InboxView({ store, onSynced }: { store: ReportStore; onSynced: () => void }) {
  const t = useTexts(myReportsTexts);
  const [config, setConfig] = useInboxConfig(store);
  const [message, setMessage] = useState<(Told & { bad: boolean }) | null>(null);
  const inbox = useTexts(inboxTexts);
  const failures = useTexts(failureTexts);
  const [queue, setQueue] = useState<InboxQueue>({ waiting: 0, refused: 0, held: 0, failure: null });
  const rules = useTeamRules(store, config, message);
  const access = useInboxAccess(config?.address ?? null);
  const [clock, lookAtClock] = useClockWords(store, config?.address ?? null);

  const count = async () => {
    const all = await store.outbox();
    const waiting = all.filter((one) => one.state === 'waiting').length;
    const troubled = all.find((one) => one.state === 'waiting' && one.lastError !== null);
    const failure = troubled
      ? failureWords(
          { ...readToldFailure(troubled.lastError!), retryAfter: troubled.due - Date.now() },
          failures,
        )
      : null;
    const refused = all.filter((one) => one.state === 'refused').length;
    const held = all.filter((one) => one.state === 'held').length;
    setQueue({ waiting, refused, held, failure });
    lookAtClock();
    return waiting;
  };
  useEffect(() => {
    void count();
  }, []);
  const save = async (next: { address: string; user: string; password: string }) => {
    const address = checkAddress(next.address);
    if (!address.ok) return setMessage({ ...failureWords(address.failure, failures), bad: true });
    const origin = inboxOrigin(next.address);
    // Asked in the click itself: browsers refuse later.
    if (origin !== null && !(await browser.permissions.request({ origins: [origin] }).catch(() => false))) {
      return setMessage({ text: inbox('access.missing', { host: new URL(next.address).host }), bad: true });
    }
    const added: InboxConfig = { ...next, managed: false, rules: null };
    const opened = createInbox(next.address, { credentials: credentialsOf(added) });
    const checked = opened.ok ? await opened.value.check() : opened;
    if (!checked.ok) return setMessage({ ...failureWords(checked.failure, failures), bad: true });
    const saved = await saveInboxConfig(store, next);
    if (!saved.ok) return setMessage({ ...failureWords(saved, failures), bad: true });
    if (config && inboxOrigin(config.address) !== origin) await giveHostBack(config.address);
    if (opened.ok) await refreshTeamRules(store, opened.value, next.address);
    setConfig(added);
    setMessage({ text: t('inbox.ok'), bad: false });
  };
  const sync = async (ask: 'inbox/sync' | 'inbox/hand-over') => {
    await call(ask, undefined);
    // The background works on its own: sending first, then fetching. Look a few times how far it is; decisions arrive last.
    for (let look = 0; look < 12; look += 1) {
      await new Promise((resolve) => setTimeout(resolve, 700));
      const waiting = await count();
      onSynced();
      if (waiting === 0 && look >= 4) break;
    }
  };
  const remove = async () => {
    const saved = await saveInboxConfig(store, null);
    if (!saved.ok) return setMessage({ ...failureWords(saved, failures), bad: true });
    if (config) await giveHostBack(config.address);
    setConfig(null);
  };
  if (config === undefined) return null;
  return (
    <InboxSettings
      key={config?.address ?? ''}
      config={config}
      host={config && hostOf(config)}
      message={message}
      queue={queue}
      rules={rules}
      unreachable={access.missing}
      onAllow={access.allow}
      onSave={(next) => void save(next)}
      onRemove={() => void remove()}
      clock={clock}
      onSync={() => void sync('inbox/sync')}
      onSendHeld={() => void sync('inbox/hand-over')}
    />
  );
}
