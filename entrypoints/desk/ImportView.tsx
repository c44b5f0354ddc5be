import { useRef, useState } from 'preact/hooks';
import { ImportDialog, type ImportState } from '../../components/desk/ImportDialog.tsx';
import { failureWords, type ToldFailure } from '../../components/shared/failure-words.ts';
import { useTexts } from '../../components/shared/use-texts.ts';
import { deskTexts } from '../../locales/desk.ts';
import { failureTexts } from '../../locales/failures.ts';
import { call } from '../../messaging/messenger.ts';
import type { InboxAccess } from '../../reports/inbox/inbox-access.ts';
import { useInboxAccess } from '../my-reports/use-inbox-access.ts';
import type { DeskClient } from './desk-client.ts';
import type { ImportRead } from './import-service.ts';
import type { DeskActions } from './use-desk.ts';

/** The worker threw: a mistake of ours, of which it can only say what it was. */
const crashed = (error: unknown) =>
  ({ ok: false, cancelled: false, failure: { error: 'other', message: String(error) } }) as const;

/** One import after another, from files or the team inbox, until closed. */
export function ImportView({
  api,
  inbox,
  first,
  actions,
  onClose,
}: {
  api: DeskClient;
  inbox: InboxAccess | null;
  first: File | null;
  actions: Pick<DeskActions, 'refresh' | 'say' | 'sayFailure'>;
  onClose: () => void;
}) {
  const t = useTexts(deskTexts);
  const failures = useTexts(failureTexts);
  const [state, setState] = useState<ImportState>({ step: 'choose', message: null });
  const access = useInboxAccess(inbox?.address ?? null);
  const [session] = useState(() => crypto.randomUUID());
  const started = useRef(false);
  /** Closed while it wrote: what became of it is said on the desk. */
  const closed = useRef(false);
  const fail = (cancelled: boolean, failure: ToldFailure) =>
    setState({
      step: 'choose',
      message: cancelled ? { text: t('import.cancelled') } : failureWords(failure, failures),
    });
  const read = async (
    name: string,
    run: (progress: (done: number, total: number) => void) => Promise<ImportRead>,
  ) => {
    const progress = (done: number, total: number) =>
      setState({ step: 'reading', name, done, total, writing: false });
    progress(0, 0);
    const got = await run(progress).catch(crashed);
    if (got.ok) setState({ step: 'preview', preview: got.preview });
    else fail(got.cancelled, got.failure);
  };
  const readFile = (file: File) =>
    void read(file.name, (progress) => api.readFile(session, file, file.name, progress));
  if (first !== null && !started.current) {
    started.current = true;
    readFile(first);
  }
  const commit = async (deselect: readonly string[], without: readonly string[]) => {
    const name = state.step === 'preview' ? state.preview.name : '';
    const progress = (done: number, total: number) =>
      setState({ step: 'reading', name, done, total, writing: true });
    progress(0, 0);
    const done = await api.commitImport(deselect, without, progress).catch(crashed);
    void actions.refresh();
    if (closed.current && done.ok) {
      const { cancelled, reports, events, attachments } = done;
      actions.say(t(cancelled ? 'import.stopped' : 'import.done', { reports, events, attachments }));
    } else if (closed.current && !done.ok) actions.sayFailure(done.failure);
    else if (!done.ok) fail(done.cancelled, done.failure);
    else setState({ step: 'done', ...done });
  };
  return (
    <ImportDialog
      state={state}
      canPull={inbox !== null}
      unreachable={access.missing}
      onAllow={access.allow}
      onFile={readFile}
      onPull={(from) =>
        inbox !== null &&
        void read(new URL(inbox.address).host, async (progress) => {
          // The background tries again what this cannot send; told before as well, should this page be closed in the middle.
          await call('inbox/wake', undefined);
          return api.readInbox(session, inbox, from, progress).finally(() => call('inbox/wake', undefined));
        })
      }
      onCancel={() =>
        void api.cancelImport(session).then(() => {
          // While writing, the worker answers by itself with what stays.
          if (state.step !== 'reading' || !state.writing)
            setState({ step: 'choose', message: { text: t('import.cancelled') } });
        })
      }
      onCommit={(deselect, without) => void commit(deselect, without)}
      onAgain={() => setState({ step: 'choose', message: null })}
      onClose={() => {
        closed.current = true;
        void api.cancelImport(session);
        onClose();
      }}
    />
  );
}
