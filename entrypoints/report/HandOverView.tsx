import { useMemo, useState } from 'preact/hooks';
import { HandOver } from '../../components/report/HandOver.tsx';
import { useLanguage, useTexts } from '../../components/shared/use-texts.ts';
import { loadChannels } from '../../core/ruleset/channels-format.ts';
import type { Ruleset } from '../../core/ruleset/ruleset.ts';
import { reportTexts } from '../../locales/report.ts';
import type { Report } from '../../reports/record-format.ts';
import type { ReportStore } from '../../reports/store/report-store.ts';
import { saveFile } from '../desk/save-file.ts';
import { reportFile } from '../my-reports/report-file.ts';
import { channelAdvice } from './channel-advice.ts';

/** Where one report can go. Composes router, files and inbox; every step is a click, and none submits anything for anybody. */
export function HandOverView({ report, store, ruleset }: { report: Report; store: ReportStore; ruleset: Ruleset | null }) {
  const t = useTexts(reportTexts);
  const language = useLanguage();
  const [message, setMessage] = useState<string | null>(null);
  const [uncopied, setUncopied] = useState<string | null>(null);
  const [paid, setPaid] = useState(false);
  const channels = useMemo(() => loadChannels(ruleset?.sections.channels), [ruleset]);
  const advice = useMemo(() => channelAdvice(report, channels, paid, language, t), [report, channels, paid, language]);

  const copy = async (text: string) => {
    try {
      await navigator.clipboard.writeText(text);
      setMessage(t('copied'));
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
      inboxHost={null}
      message={message}
      uncopied={uncopied}
      onPlatform={() => {
        if (advice.platform === null) return;
        void copy(advice.platform.text).then(() => open(advice.platform!.url ?? report.permalink?.url ?? report.page.url));
      }}
      onChannelOpen={(channel) => channel.url !== null && open(channel.url)}
      onChannelCopy={(channel) => void copy(channel.text)}
      onSaveFile={() =>
        void reportFile(store, [report], report.reporter.alias).then((made) => {
          saveFile(made.name, made.blob);
          setMessage(t('saved.file', { name: made.name }));
        })
      }
      onSendInbox={() => undefined}
      onSetUpInbox={() => location.assign('/my-reports.html#inbox')}
    />
  );
}
