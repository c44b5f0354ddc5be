import { deskTexts } from '../../locales/desk.ts';
import { reportTexts } from '../../locales/report.ts';
import { sharedTexts } from '../../locales/shared.ts';
import type { Report } from '../../reports/record-format.ts';
import { PointedWords } from '../report/PointedWords.tsx';
import { timeCode } from '../report/preview-parts.ts';
import { MarkedText, type TextMark } from '../shared/MarkedText.tsx';
import { shortTime, useLanguage, useTexts } from '../shared/use-texts.ts';
import { CoveredPicture } from './CoveredPicture.tsx';

interface ReportEvidenceProps {
  report: Report;
  /** Pictures shown without asking, by choice of the moderator. */
  showShots: boolean;
  picture: (sha256: string) => Promise<Blob | null>;
}

/** What one report shows: the words with the matched spans, what they stand under, pictures, where and when. */
export function ReportEvidence({ report, showShots, picture }: ReportEvidenceProps) {
  const t = useTexts(deskTexts);
  const form = useTexts(reportTexts);
  const shared = useTexts(sharedTexts);
  const language = useLanguage();
  const marks: TextMark[] = (report.engine?.findings ?? []).map(({ start, end }) => ({
    start,
    end,
    kind: 'matched',
  }));
  if (report.pointed?.span && report.pointed.by === 'selection')
    marks.push({ ...report.pointed.span, kind: 'selected' });
  const { commentId, index, seconds } = report.position;
  const place = [
    commentId === null ? null : form('position.comment', { id: commentId }),
    index === null ? null : form('position.index', { n: index + 1 }),
    seconds === null ? null : form('position.seconds', { time: timeCode(seconds) }),
  ].filter((one) => one !== null);
  return (
    <section class="dk-evidence">
      {report.parentText !== null && (
        <p class="dk-parent">
          <small>{t('evidence.parent')}</small> {report.parentText}
        </p>
      )}
      <blockquote class="dk-quote">
        {report.text === '' ? (
          <em>{t('evidence.no_text')}</em>
        ) : (
          <MarkedText text={report.text} marks={marks} />
        )}
      </blockquote>
      {report.attachments.map((one) => (
        <CoveredPicture key={one.sha256} attachment={one} show={showShots} load={picture} />
      ))}
      <dl class="dk-facts">
        {report.engine !== null && (
          <div>
            <dt>{form('part.engine')}</dt>
            <dd>
              {t('evidence.engine', {
                level: shared(`level.${report.engine.level}`),
                score: Math.round(report.engine.score * 100),
                version: report.engine.rulesetVersion,
              })}{' '}
              <small>{[...new Set(report.engine.findings.map((one) => one.rule))].join('、')}</small>
            </dd>
          </div>
        )}
        {report.pointed !== null && (
          <div>
            <dt>{form('part.pointed')}</dt>
            <dd class="dk-long">
              <PointedWords report={report} />
            </dd>
          </div>
        )}
        {report.fee !== null && (
          <div>
            <dt>{t('evidence.fee')}</dt>
            <dd>{report.fee}</dd>
          </div>
        )}
        {report.permalink !== null && (
          <LinkFact label={t('evidence.link')} url={report.permalink.url} open={t('evidence.open_link')} />
        )}
        <LinkFact
          label={t('evidence.page')}
          url={report.page.url}
          open={t('evidence.open_link')}
          note={report.page.title}
        />
        {place.length > 0 && (
          <div>
            <dt>{t('evidence.position')}</dt>
            <dd>{place.join(' · ')}</dd>
          </div>
        )}
        <div>
          <dt>{form('part.when')}</dt>
          <dd>
            {form('when.value', {
              first: shortTime(report.firstSeen, language),
              captured: shortTime(report.capturedAt, language),
            })}
          </dd>
        </div>
        {report.note !== null && (
          <div>
            <dt>{form('part.note')}</dt>
            <dd class="dk-long">{report.note}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}

function LinkFact({ label, url, open, note }: { label: string; url: string; open: string; note?: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {note} <code class="dk-url">{url}</code>{' '}
        <a
          href={/^https?:\/\//.test(url) ? url : undefined}
          target="_blank"
          rel="noreferrer noopener"
          title={open}
          aria-label={open}
        >
          ↗
        </a>
      </dd>
    </div>
  );
}
