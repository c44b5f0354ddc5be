import { useEffect, useState } from 'preact/hooks';
import { MyReports } from '../../components/report/MyReports.tsx';
import { OwnRecordNote, PaceNotice } from '../../components/report/PaceNotice.tsx';
import type { MyReport } from '../../components/report/MyReportCard.tsx';
import { Dialog } from '../../components/shared/Dialog.tsx';
import { failureWords, fileFailure, type ToldFailure } from '../../components/shared/failure-words.ts';
import type { Told } from '../../components/shared/ToldText.tsx';
import { useTexts } from '../../components/shared/use-texts.ts';
import { deskTexts } from '../../locales/desk.ts';
import { failureTexts } from '../../locales/failures.ts';
import { myReportsTexts } from '../../locales/my-reports.ts';
import { call } from '../../messaging/messenger.ts';
import { importBundle } from '../../reports/bundle/import-bundle.ts';
import { readBundle } from '../../reports/bundle/read-bundle.ts';
import { appeal, withdrawReport, type Actor } from '../../reports/decide.ts';
import type { ReportDraft } from '../../reports/draft-format.ts';
import { foldSubject } from '../../reports/fold-events.ts';
import { headOf } from '../../reports/ledger.ts';
import type { Report } from '../../reports/record-format.ts';
import { ownRecord, paceHint, paceOf } from '../../reports/reporter-pace.ts';
import type { ReportStore } from '../../reports/store/report-store.ts';
import { dropShot } from '../background/report-shot.ts';
import { saveFile } from '../desk/save-file.ts';
import { HandOverView } from '../report/HandOverView.tsx';
import { ownAlias } from '../../reports/own-alias.ts';
import { useReportKey } from '../report/report-key.ts';
import { useRuleset } from '../report/use-engine.ts';
import { draftFromReport } from './draft-from-report.ts';
import { InboxView } from './InboxView.tsx';
import { loadMyReports, NOTE_EDITED, withNote } from './my-report-list.ts';
import { reportFile } from './report-file.ts';
import { followUp } from './sent-reports.ts';
import { useInboxConfig } from './use-inbox-config.ts';
import { useTeamRules } from './use-team-rules.ts';

/** 我的举报: drafts, reports, what became of them. */
export function MyReportsApp({ store }: { store: ReportStore }) {
  const t = useTexts(myReportsTexts);
  const desk = useTexts(deskTexts);
  const failures = useTexts(failureTexts);
  const ruleset = useRuleset();
  const reportKey = useReportKey();
  const [inbox] = useInboxConfig(store);
  const rules = useTeamRules(store, inbox);
  const [alias, setAlias] = useState('');
  const [drafts, setDrafts] = useState<readonly ReportDraft[]>([]);
  const [mine, setMine] = useState<readonly MyReport[]>([]);
  const [message, setMessage] = useState<(Told & { bad: boolean }) | null>(null);
  const [handing, setHanding] = useState<Report | null>(null);

  const fail = (failure: ToldFailure) => setMessage({ ...failureWords(failure, failures), bad: true });
  /** What a press begins; where it breaks off, the person is told. */
  const attempt = (work: Promise<unknown>) =>
    void work.catch((error: unknown) => fail({ error: 'other', message: String(error) }));
  const reload = async (who: string) => {
    const [open, own] = await Promise.all([store.drafts(), loadMyReports(store, who)]);
    setDrafts([...open].sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1)));
    setMine(own);
  };
  useEffect(() => {
    ownAlias(store)
      .then(async (who) => {
        setAlias(who);
        await reload(who);
      })
      .catch((error: unknown) => fail({ error: 'failed', message: String(error) }));
  }, []);
  const pace = paceOf(
    mine.map((one) => one.report.capturedAt),
    Date.now(),
  );
  const actor = (): Actor => ({ by: alias, at: new Date().toISOString() });
  const commit = async (about: Report, batch: Parameters<typeof followUp>[2]) => {
    const whole = await followUp(store, about, batch);
    const done = await store.commit(whole);
    if (done.ok) setMessage(null);
    else fail(done);
    await reload(alias);
    if (done.ok && whole.outbox?.length) await call('inbox/sync', undefined);
  };
  const save = async (reports: readonly Report[]) => {
    const made = await reportFile(store, reports, alias);
    saveFile(made.name, made.blob);
  };
  const takeIn = async (file: File) => {
    const read = await readBundle(file, { now: Date.now() });
    if (!read.ok) return fail(fileFailure(read));
    const { value: preview } = read;
    if (preview.manifest.kind === 'reports') return setMessage({ text: t('import.reports'), bad: true });
    // Reports of others do not belong on a volunteer's device, whatever a file brings along.
    const deselect = new Set([...preview.unexpected, ...preview.reports.map(({ report }) => report.id)]);
    const done = await importBundle(store, preview, {
      deselect,
      source: file.name,
      at: new Date().toISOString(),
    });
    if (!done.ok) return fail(done);
    const { added } = done.value.entry.events;
    const skipped = preview.errorCount > 0 ? ` ${t('import.skipped', { count: preview.errorCount })}` : '';
    setMessage({
      text: (added === 0 ? t('import.none') : t('import.done', { count: added })) + skipped,
      bad: false,
    });
    await reload(alias);
  };
  const discard = async (draft: ReportDraft) => {
    const [done] = await Promise.all([store.deleteDraft(draft.id), dropShot(draft.id)]);
    if (!done.ok) fail(done);
    await reload(alias);
  };
  const forget = async (report: Report) => {
    const done = await store.deleteReports([report.id]);
    if (!done.ok) fail(done);
    await reload(alias);
  };
  const object = async (report: Report, text: string) => {
    const events = await store.eventsOnSubject(report.subject);
    const view = foldSubject(report.subject, events, [headOf(report)], {
      secondPerson: false,
      evidenceAtHand: false,
    });
    await commit(report, { events: [appeal(report.subject, view.decision?.id ?? null, text, actor())] });
  };

  return (
    <main class="zs-root rp-page">
      <header class="rp-head">
        <h1>{t('title')}</h1>
        <p class="zs-muted">{t('lead')}</p>
        <a href="/desk.html" target="_blank">
          {t('desk')}
        </a>
      </header>
      <MyReports
        drafts={drafts}
        mine={mine}
        message={message}
        reportKey={reportKey}
        onContinue={(draft) => location.assign(`/report.html#${draft.id}`)}
        onDiscard={(draft) => attempt(discard(draft))}
        onFile={(file) => attempt(takeIn(file))}
        onExportAll={() => attempt(save(mine.map((one) => one.report)))}
        actionsFor={({ report }) => ({
          onNote: (note) => {
            const changed = withNote(report, note);
            if (changed.id === report.id) return;
            attempt(
              commit(report, {
                reports: [changed],
                events: [withdrawReport(report.id, NOTE_EDITED, actor())],
              }),
            );
          },
          onAddEvidence: () => {
            const draft = draftFromReport(report, crypto.randomUUID(), Date.now());
            attempt(
              store.saveDraft(draft).then((done) => {
                if (done.ok) location.assign(`/report.html#${draft.id}`);
                else fail(done);
              }),
            );
          },
          onHandOver: () => setHanding(report),
          onExport: () => attempt(save([report])),
          onWithdraw: () => attempt(commit(report, { events: [withdrawReport(report.id, null, actor())] })),
          onDelete: () => attempt(forget(report)),
          onAppeal: (text) => attempt(object(report, text)),
        })}
      />
      <PaceNotice hint={paceHint(pace, rules)} />
      <OwnRecordNote pace={pace} record={ownRecord(mine.map((one) => one.status))} />
      <InboxView store={store} onSynced={() => attempt(reload(alias))} />
      {handing !== null && (
        <Dialog
          title={t('report.hand_over')}
          closeLabel={desk('close')}
          wide
          onClose={() => setHanding(null)}
        >
          <HandOverView report={handing} store={store} ruleset={ruleset} />
        </Dialog>
      )}
    </main>
  );
}
