import { reportTexts } from '../../locales/report.ts';
import { sharedTexts } from '../../locales/shared.ts';
import type { ReportDraft } from '../../reports/draft-format.ts';
import type { Report } from '../../reports/record-format.ts';
import { shortTime, useLanguage, useTexts } from '../shared/use-texts.ts';
import { PointedWords } from './PointedWords.tsx';
import { timeCode, type PreviewRow } from './preview-parts.ts';

/** One field as it will leave. Falls back to the draft only while no report can be made of it yet. */
export function PartValue({
  draft,
  report,
  row,
}: {
  draft: ReportDraft;
  report: Report | null;
  row: PreviewRow['key'];
}) {
  const t = useTexts(reportTexts);
  const shared = useTexts(sharedTexts);
  const language = useLanguage();
  if (report === null) return <span class="zs-muted">…</span>;
  switch (row) {
    case 'text':
      return <p class="rp-long">{report.text}</p>;
    case 'author':
      return report.author === null ? null : (
        <p>
          {report.author.name}
          {report.author.id !== null && <code> {report.author.id}</code>}
          {report.author.profileUrl !== null && <code class="rp-url">{report.author.profileUrl}</code>}
        </p>
      );
    case 'permalink':
      return <code class="rp-url">{report.permalink?.url}</code>;
    case 'page':
      return <code class="rp-url">{report.page.url}</code>;
    case 'parentText':
      return <p class="rp-long">{report.parentText}</p>;
    case 'title':
      return <p>{report.page.title}</p>;
    case 'position': {
      const { commentId, index, seconds } = report.position;
      const words = [
        commentId === null ? null : t('position.comment', { id: commentId }),
        index === null ? null : t('position.index', { n: index + 1 }),
        seconds === null ? null : t('position.seconds', { time: timeCode(seconds) }),
      ];
      return <p>{words.filter(Boolean).join(' · ')}</p>;
    }
    case 'engine':
      return report.engine === null ? null : (
        <p>
          {t('engine.value', {
            level: shared(`level.${report.engine.level}`),
            score: Math.round(report.engine.score * 100),
            version: report.engine.rulesetVersion || '–',
            count: report.engine.findings.length,
          })}
        </p>
      );
    case 'pointed':
      return (
        <p class="rp-long">
          <PointedWords report={report} />
        </p>
      );
    case 'handles':
      return (
        <p>
          {report.handles
            .map(
              (handle) =>
                `${t(`handle.${handle.kind}`)} ${handle.state === 'kept' ? handle.value : t('handles.redacted')}`,
            )
            .join('；')}
        </p>
      );
    case 'fee':
      return <p>{report.fee}</p>;
    case 'note':
      return <p class="rp-long">{report.note}</p>;
    case 'attachments':
      return (
        <p>{report.attachments.map((one) => `${one.name}（${Math.ceil(one.size / 1024)} KB）`).join('、')}</p>
      );
    case 'when':
      return (
        <p>
          {t('when.value', {
            first: shortTime(report.firstSeen, language),
            captured: shortTime(report.capturedAt, language),
          })}
        </p>
      );
    case 'subject':
      return (
        <p>
          <code class="rp-url">{report.subject}</code> <small class="zs-muted">{t('subject.hint')}</small>
        </p>
      );
    case 'what':
      return (
        <p>
          {t(`kind.${report.kind}`)}
          {draft.category.confirmed !== null && ` · ${shared(`category.${draft.category.confirmed}`)}`} ·{' '}
          {report.site}
        </p>
      );
  }
}
