import type { ComponentChildren } from 'preact';
import { deskTexts } from '../../locales/desk.ts';
import { reportTexts } from '../../locales/report.ts';
import { sharedTexts } from '../../locales/shared.ts';
import type { Report } from '../../reports/record-format.ts';
import { PointedWords } from '../report/PointedWords.tsx';
import { timeCode } from '../report/preview-parts.ts';
import { MarkedText, type TextMark } from '../shared/MarkedText.tsx';
import { shortTime, useLanguage, useTexts } from '../shared/use-texts.ts';
import { CoveredPicture } from './CoveredPicture.tsx';

/** Values that differ between reports on one text are all shown, up to this many; nobody reads a thousand. */
const SHOWN = 50;

interface ReportEvidenceProps {
  /** On one and the same text, the newest first. At least one. */
  reports: readonly Report[];
  /** Pictures shown without asking, by choice of the moderator. */
  showShots: boolean;
  picture: (sha256: string) => Promise<Blob | null>;
}

/**
 * What the reports on one text show: the words with the matched spans, what they stand under, where and when, as the newest has it; and
 * the pictures, authors, addresses, fees and notes of all of them.
 */
export function ReportEvidence({ reports, showShots, picture }: ReportEvidenceProps) {
  const t = useTexts(deskTexts);
  const form = useTexts(reportTexts);
  const shared = useTexts(sharedTexts);
  const language = useLanguage();
  const report = reports[0]!;
  const each = <Value,>(of: (one: Report) => Value | null, key: (value: Value) => string) =>
    [...new Map(reports.flatMap((one) => of(one) ?? []).map((value) => [key(value), value])).values()].slice(
      0,
      SHOWN,
    );
  const itself = (text: string) => text;
  const pictures = new Map(reports.flatMap((one) => one.attachments).map((one) => [one.sha256, one]));
  const notes = each(
    (one) => (one.note === null ? null : { note: one.note, by: one.reporter.alias }),
    (one) => `${one.by} ${one.note}`,
  );
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
      {[...pictures.values()].slice(0, SHOWN).map((one) => (
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
              <small>{[...new Set(report.engine.findings.map((one) => one.rule))].join(' · ')}</small>
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
        {each(
          (one) => one.author,
          (author) => JSON.stringify(author),
        ).map((author) => (
          <Fact key={JSON.stringify(author)} label={form('part.author')}>
            {author.name} {author.profileUrl !== null && <Address url={author.profileUrl} />}
          </Fact>
        ))}
        {each((one) => one.fee, itself).map((fee) => (
          <Fact key={fee} label={t('evidence.fee')}>
            {fee}
          </Fact>
        ))}
        {each((one) => one.permalink?.url ?? null, itself).map((url) => (
          <Fact key={url} label={t('evidence.link')}>
            <Address url={url} />
          </Fact>
        ))}
        {each(
          (one) => one.page,
          (page) => page.url,
        ).map((page) => (
          <Fact key={page.url} label={t('evidence.page')}>
            {page.title} <Address url={page.url} />
          </Fact>
        ))}
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
        {notes.map(({ note, by }) => (
          <div key={`${by} ${note}`}>
            <dt>{t('evidence.note', { alias: by })}</dt>
            <dd class="dk-long">{note}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Fact({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Address({ url }: { url: string }) {
  const open = useTexts(deskTexts)('evidence.open_link');
  return (
    <>
      <code class="dk-url">{url}</code>{' '}
      <a
        href={/^https?:\/\//.test(url) ? url : undefined}
        target="_blank"
        rel="noreferrer noopener"
        title={open}
        aria-label={open}
      >
        ↗
      </a>
    </>
  );
}
