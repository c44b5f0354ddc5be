import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { RecoveryWarning } from '../../components/report/RecoveryWarning.tsx';
import { ReportForm } from '../../components/report/ReportForm.tsx';
import type { KnownSubject } from '../../components/report/AlreadyReported.tsx';
import { choicesOf, withRedaction } from '../../components/report/redaction.ts';
import { Button } from '../../components/shared/Button.tsx';
import { Notice } from '../../components/shared/Notice.tsx';
import { failureWords } from '../../components/shared/failure-words.ts';
import { ToldText, type Told } from '../../components/shared/ToldText.tsx';
import { useLanguage, useTexts } from '../../components/shared/use-texts.ts';
import { failureTexts } from '../../locales/failures.ts';
import { reportTexts } from '../../locales/report.ts';
import { siteName } from '../../locales/site-names.ts';
import type { Language } from '../../locales/translate.ts';
import { canonicalUrl } from '../../reports/canonical-url.ts';
import type { ReportDraft } from '../../reports/draft-format.ts';
import { makeReport } from '../../reports/make-report.ts';
import type { Report } from '../../reports/record-format.ts';
import type { Choices } from '../../reports/redact.ts';
import { paceHint, paceOf, type Pace } from '../../reports/reporter-pace.ts';
import type { ReportStore } from '../../reports/store/report-store.ts';
import { dropShot } from '../background/report-shot.ts';
import { useInboxConfig } from '../my-reports/use-inbox-config.ts';
import { useTeamRules } from '../my-reports/use-team-rules.ts';
import { HandOverView } from './HandOverView.tsx';
import { knownSubject } from './known-subject.ts';
import { ownAlias } from '../../reports/own-alias.ts';
import { useReportKey } from './report-key.ts';
import { useDraft } from './use-draft.ts';
import { useRuleset, useVerdict } from './use-engine.ts';
import { useShot } from './use-shot.ts';

/** The report page: one draft, then where its report can go. */
export function ReportApp({ draftId, store }: { draftId: string; store: ReportStore }) {
  const t = useTexts(reportTexts);
  const failures = useTexts(failureTexts);
  const language = useLanguage();
  const { draft, saved, change, flush } = useDraft(store, draftId);
  const ruleset = useRuleset();
  const verdict = useVerdict(ruleset, draft ?? null);
  const shot = useShot(store, draftId);
  const reportKey = useReportKey();
  const [inbox] = useInboxConfig(store);
  const rules = useTeamRules(store, inbox);
  const [pace, setPace] = useState<Pace>({ all: 0, hour: 0, day: 0 });
  const [alias, setAlias] = useState<string | null>(null);
  const [known, setKnown] = useState<KnownSubject | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Told | null>(null);
  const [done, setDone] = useState<Report | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const choices = useRef<Choices>(new Map());

  useEffect(() => {
    ownAlias(store).then(
      async (who) => {
        setAlias(who);
        const own = await store.reportsBy(who);
        setPace(
          paceOf(
            own.map((one) => one.capturedAt),
            Date.now(),
          ),
        );
      },
      (error: unknown) => setFailure({ text: t('error.store'), raw: String(error) }),
    );
    void store.askToPersist();
  }, []);
  const made = useMemo(() => (draft && alias ? makeReport(draft, alias) : null), [draft, alias]);
  const subjectKnown = made?.ok ? made.value.subject : null;
  useEffect(() => {
    if (draft && alias) void knownSubject(store, draft, alias).then(setKnown);
  }, [subjectKnown, made?.ok ? made.value.contentHash : null]);

  // The form is gone, and the focus with it: the new heading takes it, at the top of the page, and is read out.
  useEffect(() => {
    if (done === null) return;
    heading.current?.focus();
    scrollTo(0, 0);
  }, [done]);

  const submit = async () => {
    if (!made?.ok || !draft) return;
    setBusy(true);
    const kept = await store.commit({ reports: [{ ...made.value }], removeDrafts: [draft.id] });
    setBusy(false);
    if (!kept.ok) {
      const { text, raw } = failureWords(kept, failures);
      const usage = kept.error === 'quota' ? Math.round((kept.usage ?? 0) / 1e6) : null;
      setFailure({ text: usage === null ? text : t('error.quota', { usage }), raw });
      return;
    }
    void dropShot(draft.id);
    setDone(made.value);
  };
  const discard = async () => {
    const gone = await store.deleteDraft(draftId);
    if (!gone.ok) return setFailure(failureWords(gone, failures));
    await dropShot(draftId);
    close();
  };
  /** Other words, or words of which something else is said, are looked through anew. */
  const lookAnew = (before: ReportDraft, next: ReportDraft) => {
    choices.current = choicesOf(before, choices.current);
    change(withRedaction(next, choices.current));
  };

  return (
    <main class="zs-root rp-page">
      <header class="rp-head">
        <h1 tabIndex={-1} ref={heading}>
          {done ? t('done.title') : t('title')}
        </h1>
        <p class="zs-muted">{done ? t('done.lead') : t('lead')}</p>
      </header>
      {failure !== null && (
        <div role="alert">
          <Notice tone="danger">
            <ToldText told={failure} />
          </Notice>
        </div>
      )}
      {done !== null ? (
        <>
          <HandOverView report={done} store={store} ruleset={ruleset} />
          <p class="rp-actions rp-foot">
            <Button onClick={() => location.assign('/my-reports.html')}>{t('done.mine')}</Button>
            <Button kind="plain" onClick={() => close()}>
              {t('done.close')}
            </Button>
          </p>
        </>
      ) : draft === undefined ? (
        <p class="zs-muted">{t('loading')}</p>
      ) : draft === null ? (
        <Notice tone="plain">
          {t('error.draft_gone')} <a href="/my-reports.html">{t('done.mine')}</a>
        </Notice>
      ) : (
        <>
          <ReportForm
            draft={draft}
            siteName={siteNameOf(draft, language)}
            engine={verdict}
            report={made?.ok ? made.value : null}
            problem={
              made && !made.ok && made.error !== 'no_evidence'
                ? { error: made.error, message: made.message }
                : null
            }
            known={known}
            shot={{
              shot: shot.shot,
              failed: shot.failed,
              waiting: shot.waiting,
              reportKey,
              onFromPage: shot.fromPage,
              onChoose: shot.choose,
              onDrop: shot.drop,
              onRemove: () => change({ ...draft, attachments: [] }),
              onUse: (picture) =>
                void shot.use(picture).then((used) => {
                  if (used.ok) change({ ...draft, attachments: [used.value] });
                  else setFailure(failureWords(used, failures));
                }),
            }}
            saved={saved}
            pace={paceHint(pace, rules)}
            busy={busy}
            addressAt={(precision) => canonicalUrl(draft.itemUrl ?? draft.pageUrl, precision)?.url ?? null}
            onChange={(next) => (next.kind === draft.kind ? change(next) : lookAnew(draft, next))}
            onText={(text) => lookAnew(draft, withText(draft, text))}
            onSubmit={() => void flush().then(submit)}
            onDiscard={() => void discard()}
          />
          <div class="rp-foot">
            <RecoveryWarning />
          </div>
        </>
      )}
    </main>
  );
}

/** Other words: what was pointed at in those before is no longer in them. */
function withText(draft: ReportDraft, text: string): ReportDraft {
  return { ...draft, text, pointed: draft.pointed && { ...draft.pointed, span: null } };
}

/** Name of the draft's site as people know it; of one without a description, its host. */
function siteNameOf({ site, pageUrl }: ReportDraft, language: Language): string {
  const host = URL.canParse(pageUrl) ? new URL(pageUrl).hostname.replace(/^www\./, '') : site;
  return siteName(site, language, host);
}
