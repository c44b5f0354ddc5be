import { useMemo, useState } from 'preact/hooks';
import { HandOver } from '../../components/report/HandOver.tsx';
import { failureWords, readToldFailure } from '../../components/shared/failure-words.ts';
import type { Told } from '../../components/shared/ToldText.tsx';
import { useLanguage, useTexts } from '../../components/shared/use-texts.ts';
import { loadChannels } from '../../core/ruleset/channels-format.ts';
import type { Ruleset } from '../../core/ruleset/ruleset.ts';
import { failureTexts } from '../../locales/failures.ts';
import { reportTexts } from '../../locales/report.ts';
import type { Report } from '../../reports/record-format.ts';
import type { ReportStore } from '../../reports/store/report-store.ts';
import { call } from '../../messaging/messenger.ts';
import { toSend } from '../../reports/inbox/sync.ts';
import { saveFile } from '../desk/save-file.ts';
import { reportFile } from '../my-reports/report-file.ts';
import { useInboxAccess } from '../my-reports/use-inbox-access.ts';
import { useClockWords } from '../my-reports/use-clock-words.ts';
import { useInboxConfig } from '../my-reports/use-inbox-config.ts';
import { useTeamRules } from '../my-reports/use-team-rules.ts';
import { rememberSent, replacedVersions } from '../my-reports/sent-reports.ts';
import { channelAdvice } from './channel-advice.ts';

/** Where one report can go. Composes router, files and inbox; every step is a click, and none submits anything for anybody. */
export function HandOverView({
  report,
  store,
  ruleset,
}: {
  report: Report;
  store: ReportStore;
  ruleset: Ruleset | null;
}) {
  const t = useTexts(reportTexts);
  const language = useLanguage();
  const [message, setMessage] = useState<Told | null>(null);
  const [uncopied, setUncopied] = useState<string | null>(null);
  const failures = useTexts(failureTexts);
  const say = (text: string) => setMessage({ text });
  const sayUnsent = ({ text, raw }: Told) => setMessage({ text: t('sent.failed', { why: text }), raw });
  const [paid, setPaid] = useState(false);
  const channels = useMemo(() => loadChannels(ruleset?.sections.channels), [ruleset]);
  const advice = useMemo(
    () => channelAdvice(report, channels, paid, language, t),
    [report, channels, paid, language],
  );

  const [config] = useInboxConfig(store);
  const rules = useTeamRules(store, config);
  const inbox = config && URL.canParse(config.address) ? config.address : null;
  const access = useInboxAccess(inbox);
  const [clock, lookAtClock] = useClockWords(store, config?.address ?? null);
  /** Puts the report into the outbox and wakes the background; looks for some seconds whether it got through. */
  const send = async () => {
    const replaced = await replacedVersions(store, [report]);
    const queued = await store.commit({
      outbox: [toSend('report', report.id), ...replaced.map((one) => toSend('event', one.id))],
    });
    if (!queued.ok) return sayUnsent(failureWords(queued, failures));
    await rememberSent(store, [report.id]);
    say(t('sent.queued'));
    await call('inbox/sync', undefined);
    for (let look = 0; look < 16; look += 1) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      lookAtClock();
      const entry = (await store.outbox()).find((one) => one.id === report.id);
      if (!entry) return say(t('sent.sent'));
      const { lastError } = entry;
      if (lastError === null) continue;
      const failure = { ...readToldFailure(lastError), retryAfter: entry.due - Date.now() };
      const words = failureWords(failure, failures);
      if (entry.state === 'refused') return sayUnsent(words);
      setMessage(words);
    }
  };

  const copy = async (text: string) => {
    try {
      await navigator.clipboard.writeText(text);
      say(t('copied'));
      setUncopied(null);
    } catch {
      setUncopied(text);
    }
  };
  const open = (url: string) => window.open(url, '_blank', 'noopener,noreferrer');
  return (
    <HandOver
      platform={advice.platform}
      channels={advice.channels}
      paid={paid}
      onPaid={setPaid}
      inboxHost={inbox === null ? null : new URL(inbox).host}
      unreachable={access.missing}
      onAllow={access.allow}
      clock={clock}
      rules={rules}
      message={message}
      uncopied={uncopied}
      onPlatform={() => {
        if (advice.platform === null) return;
        void copy(advice.platform.text).then(() =>
          open(advice.platform!.url ?? report.permalink?.url ?? report.page.url),
        );
      }}
      onChannelOpen={(channel) => channel.url !== null && open(channel.url)}
      onChannelCopy={(channel) => void copy(channel.text)}
      onSaveFile={() =>
        void reportFile(store, [report], report.reporter.alias).then(
          (made) => {
            saveFile(made.name, made.blob);
            say(t('saved.file', { name: made.name }));
          },
          (error: unknown) => setMessage(failureWords({ error: 'other', message: String(error) }, failures)),
        )
      }
      onSendInbox={() => void send()}
      onSetUpInbox={() => location.assign('/my-reports.html#inbox')}
    />
  );
}
