import { useEffect, useState } from 'preact/hooks';
import { browser } from '#imports';
import { InboxSettings, type InboxQueue } from '../../components/report/InboxSettings.tsx';
import { failureWords, readToldFailure } from '../../components/shared/inbox-words.ts';
import { useTexts } from '../../components/shared/use-texts.ts';
import { inboxTexts } from '../../locales/inbox.ts';
import { myReportsTexts } from '../../locales/my-reports.ts';
import { call } from '../../messaging/messenger.ts';
import { createInbox } from '../../reports/inbox/couch-inbox.ts';
import { checkAddress } from '../../reports/inbox/couch-request.ts';
import { refreshTeamRules } from '../../reports/inbox/known-team-rules.ts';
import type { ReportStore } from '../../reports/store/report-store.ts';
import { credentialsOf } from '../../reports/inbox/inbox-access.ts';
import { inboxOrigin, saveInboxConfig, type InboxConfig } from '../../reports/inbox/inbox-config.ts';
import { useInboxAccess } from './use-inbox-access.ts';
import { useInboxConfig } from './use-inbox-config.ts';
import { useTeamRules } from './use-team-rules.ts';

/** The team inbox: set up, check, send and fetch. */
export function InboxView({ store, onSynced }: { store: ReportStore; onSynced: () => void }) {
  const t = useTexts(myReportsTexts);
  const [config, setConfig] = useInboxConfig(store);
  const [message, setMessage] = useState<{ text: string; bad: boolean } | null>(null);
  const told = useTexts(inboxTexts);
  const [queue, setQueue] = useState<InboxQueue>({ waiting: 0, refused: 0, failure: null });
  const rules = useTeamRules(store, config, message);
  const access = useInboxAccess(config?.address ?? null);

  const count = async () => {
    const all = await store.outbox();
    const waiting = all.filter((one) => one.state === 'waiting').length;
    const troubled = all.find((one) => one.state === 'waiting' && one.lastError !== null);
    const failure = troubled
      ? failureWords({ ...readToldFailure(troubled.lastError!), retryAfter: troubled.due - Date.now() }, told)
      : null;
    setQueue({ waiting, refused: all.length - waiting, failure });
    return waiting;
  };
  useEffect(() => {
    void count();
  }, []);
  const save = async (next: { address: string; user: string; password: string }) => {
    const address = checkAddress(next.address);
    if (!address.ok) return setMessage({ text: `${t('inbox.plain')} ${address.failure.message}`, bad: true });
    const origin = inboxOrigin(next.address);
    // Asked in the click itself: browsers refuse later.
    if (origin !== null && !(await browser.permissions.request({ origins: [origin] }).catch(() => false))) {
      return setMessage({ text: t('inbox.failed', { message: origin }), bad: true });
    }
    const config: InboxConfig = { ...next, managed: false, rules: null };
    const inbox = createInbox(next.address, { credentials: credentialsOf(config) });
    const checked = inbox.ok ? await inbox.value.check() : inbox;
    if (!checked.ok)
      return setMessage({
        text: failureWords(checked.failure, told),
        bad: true,
      });
    await saveInboxConfig(store, next);
    if (inbox.ok) await refreshTeamRules(store, inbox.value, next.address);
    setConfig(config);
    setMessage({ text: t('inbox.ok'), bad: false });
  };
  const sync = async () => {
    await call('inbox/sync', undefined);
    // The background works on its own: sending first, then fetching. Look a few times how far it is; decisions arrive last.
    for (let look = 0; look < 12; look += 1) {
      await new Promise((resolve) => setTimeout(resolve, 700));
      const waiting = await count();
      onSynced();
      if (waiting === 0 && look >= 4) break;
    }
  };
  if (config === undefined) return null;
  return (
    <InboxSettings
      key={config?.address ?? ''}
      config={config}
      message={message}
      queue={queue}
      rules={rules}
      unreachable={access.missing}
      onAllow={access.allow}
      onSave={(next) => void save(next)}
      onRemove={() => void saveInboxConfig(store, null).then(() => setConfig(null))}
      onSync={() => void sync()}
    />
  );
}
