import { useState } from 'preact/hooks';
import { myReportsTexts } from '../../locales/my-reports.ts';
import type { ReportDraft } from '../../reports/draft-format.ts';
import type { ReporterStatus } from '../../reports/reporter-status.ts';
import { Button } from '../shared/Button.tsx';
import { Chip } from '../shared/Chip.tsx';
import { FileButton } from '../shared/FileButton.tsx';
import { SureButton } from '../shared/SureButton.tsx';
import { ToldText, type Told } from '../shared/ToldText.tsx';
import { shortTime, useLanguage, useTexts } from '../shared/use-texts.ts';
import { MyReportCard, type MyReport, type MyReportCardProps } from './MyReportCard.tsx';

type CardActions = Omit<MyReportCardProps, keyof MyReport>;

const GROUPS = ['asked', 'waiting', 'agreed', 'not_agreed', 'taken_back'] as const;
type Group = (typeof GROUPS)[number];

/** What a volunteer looks for: does somebody want something of me, is it still open, how did it end? */
function groupOf(status: ReporterStatus): Group {
  if (status.takenBack) return 'taken_back';
  if (status.state === 'needs_evidence') return 'asked';
  if (status.state === 'confirmed' || status.state === 'published') return 'agreed';
  return status.state === 'rejected' || status.state === 'withdrawn' ? 'not_agreed' : 'waiting';
}

interface MyReportsProps {
  drafts: readonly ReportDraft[];
  mine: readonly MyReport[];
  message: (Told & { bad: boolean }) | null;
  /** The report key as the browser assigned it; `''` where it has none. */
  reportKey: string;
  onContinue: (draft: ReportDraft) => void;
  onDiscard: (draft: ReportDraft) => void;
  onFile: (file: File) => void;
  onExportAll: () => void;
  actionsFor: (mine: MyReport) => CardActions;
}

/** Drafts first, then reports, newest first, with one search over both. */
export function MyReports(props: MyReportsProps) {
  const t = useTexts(myReportsTexts);
  const language = useLanguage();
  const [words, setWords] = useState('');
  const has = (...texts: (string | null | undefined)[]) =>
    texts.some((text) => text?.toLowerCase().includes(words.trim().toLowerCase()));
  const drafts = props.drafts.filter((one) =>
    has(one.text, one.pageTitle, one.author?.name, one.note, one.pageUrl),
  );
  const [group, setGroup] = useState<Group | null>(null);
  const counts = Map.groupBy(props.mine, ({ status }) => groupOf(status));
  const mine = props.mine.filter(
    ({ report, status }) =>
      (group === null || groupOf(status) === group) &&
      has(report.text, report.page.title, report.author?.name, report.note, report.page.url, status.reason),
  );
  return (
    <>
      <div class="rp-actions rp-tools">
        <input
          type="search"
          value={words}
          placeholder={t('search')}
          aria-label={t('search')}
          onInput={(event) => setWords(event.currentTarget.value)}
        />
        <FileButton label={t('all.import')} accept=".zip,application/zip" onFile={props.onFile} />
        <Button small disabled={props.mine.length === 0} onClick={props.onExportAll}>
          {t('all.export')}
        </Button>
      </div>
      <div class={props.message?.bad ? 'rp-warn' : 'rp-message'} role="status" aria-live="polite">
        {props.message !== null && <ToldText told={props.message} />}
      </div>
      {drafts.length > 0 && (
        <section class="rp-step">
          <h2>{t('drafts', { count: drafts.length })}</h2>
          <ul>
            {drafts.map((draft) => (
              <li key={draft.id} class="rp-mine">
                <p>{draft.text.slice(0, 120) || draft.pageTitle}</p>
                <p class="rp-actions">
                  <span class="zs-muted">
                    {t('draft.changed', { time: shortTime(draft.updatedAt, language) })}
                  </span>
                  <Button small kind="primary" onClick={() => props.onContinue(draft)}>
                    {t('draft.continue')}
                  </Button>
                  <SureButton
                    small
                    label={t('draft.discard')}
                    sure={t('draft.discard_sure')}
                    onSure={() => props.onDiscard(draft)}
                  />
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section class="rp-step">
        <h2>{t('reports', { count: mine.length })}</h2>
        {counts.size > 1 && (
          <p class="rp-actions" role="group" aria-label={t('group.label')}>
            <Chip pressed={group === null} onClick={() => setGroup(null)}>
              {t('group.all')}
            </Chip>
            {GROUPS.filter((one) => counts.has(one)).map((one) => (
              <Chip key={one} pressed={group === one} onClick={() => setGroup(one)}>
                {t(`group.${one}`)} {counts.get(one)!.length}
              </Chip>
            ))}
          </p>
        )}
        {props.mine.length === 0 && (
          <p class="zs-muted">
            {t(props.reportKey === '' ? 'empty_no_key' : 'empty', { key: props.reportKey })}
          </p>
        )}
        <ul>
          {mine.map((one) => (
            <MyReportCard key={one.report.id} {...one} {...props.actionsFor(one)} />
          ))}
        </ul>
      </section>
    </>
  );
}
