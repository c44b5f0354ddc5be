import { useState } from 'preact/hooks';
import { HandOver } from '../../components/report/HandOver.tsx';
import type { Ruleset } from '../../core/ruleset/ruleset.ts';
import type { Report } from '../../reports/record-format.ts';
import type { ReportStore } from '../../reports/store/report-store.ts';

/** Where one report can go. Composes router, files and inbox; every step is a click. */
export function HandOverView(_props: { report: Report; store: ReportStore; ruleset: Ruleset | null }) {
  const [message] = useState<string | null>(null);
  const nothing = () => undefined;
  return (
    <HandOver
      platform={null}
      channels={[]}
      inboxHost={null}
      message={message}
      uncopied={null}
      onPlatform={nothing}
      onChannelOpen={nothing}
      onChannelCopy={nothing}
      onSaveFile={nothing}
      onSendInbox={nothing}
      onSetUpInbox={nothing}
    />
  );
}
